package io.keepwell.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The compression in which Outlook keeps the words of a letter (MS-OXRTFCP).
final class CompressedRtf {

    private static final int COMPRESSED = 0x75465A4C;
    private static final int PLAIN = 0x414C454D;
    private static final int WINDOW = 4096;
    private static final int HEADER = 16;
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final byte[] BEGINNING = ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman "
                    + "\\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
                    + "{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx")
            .getBytes(StandardCharsets.ISO_8859_1);

    private CompressedRtf() {}

    /// The RTF, a character per byte, as far as it can be read; empty where it is no such thing.
    static Optional<String> read(byte[] bytes) {
        if (bytes.length < HEADER) {
            return Optional.empty();
        }
        return switch (LittleEndian.int32(bytes, 8)) {
            case COMPRESSED -> Optional.of(expand(bytes));
            case PLAIN -> Optional.of(text(bytes, HEADER, Math.min(bytes.length - HEADER, LONGEST)));
            default -> Optional.empty();
        };
    }

    private static String expand(byte[] bytes) {
        var window = new byte[WINDOW];
        System.arraycopy(BEGINNING, 0, window, 0, BEGINNING.length);
        int write = BEGINNING.length;
        var out = new ByteArrayOutputStream();
        int at = HEADER;
        while (at < bytes.length && out.size() < LONGEST) {
            int flags = bytes[at++] & 0xff;
            for (int bit = 0; bit < 8 && at < bytes.length; bit++) {
                if ((flags >> bit & 1) == 0) {
                    out.write(bytes[at]);
                    window[write++ % WINDOW] = bytes[at++];
                    continue;
                }
                if (at + 1 >= bytes.length) {
                    return text(out.toByteArray(), 0, out.size());
                }
                int reference = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
                at += 2;
                int from = reference >> 4;
                if (from == write % WINDOW) {
                    return text(out.toByteArray(), 0, out.size());
                }
                for (int i = (reference & 0xf) + 2; i > 0; i--) {
                    byte copied = window[from++ % WINDOW];
                    out.write(copied);
                    window[write++ % WINDOW] = copied;
                }
            }
        }
        return text(out.toByteArray(), 0, out.size());
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
}
