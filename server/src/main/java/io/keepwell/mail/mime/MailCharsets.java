package io.keepwell.mail.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bytes to text by M2: what is declared if it fits, else strict UTF-8, else windows-1252, else with replacements.
final class MailCharsets {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /// What senders write, and the superset that their bytes are really in. An empty list means: the name says
    /// nothing.
    private static final Map<String, List<String>> ALIASES = Map.ofEntries(
            Map.entry("gb2312", List.of("GB18030")),
            Map.entry("gb_2312-80", List.of("GB18030")),
            Map.entry("x-gbk", List.of("GB18030")),
            Map.entry("gbk", List.of("GB18030")),
            Map.entry("cp936", List.of("GB18030")),
            Map.entry("ks_c_5601-1987", List.of("x-windows-949")),
            Map.entry("ks_c_5601-1989", List.of("x-windows-949")),
            Map.entry("ks_c_5601", List.of("x-windows-949")),
            Map.entry("ksc5601", List.of("x-windows-949")),
            Map.entry("euc-kr", List.of("x-windows-949")),
            Map.entry("iso-2022-jp", List.of("x-windows-iso2022jp", "x-windows-50221", "ISO-2022-JP", "Shift_JIS")),
            Map.entry("iso-2022-jp-1", List.of("x-windows-iso2022jp", "x-windows-50221", "ISO-2022-JP")),
            Map.entry("shift_jis", List.of("windows-31j")),
            Map.entry("shift-jis", List.of("windows-31j")),
            Map.entry("sjis", List.of("windows-31j")),
            Map.entry("x-sjis", List.of("windows-31j")),
            Map.entry("big5", List.of("x-windows-950", "Big5-HKSCS")),
            Map.entry("iso-8859-1", List.of("windows-1252")),
            Map.entry("iso8859-1", List.of("windows-1252")),
            Map.entry("latin1", List.of("windows-1252")),
            Map.entry("latin-1", List.of("windows-1252")),
            Map.entry("x-ansi", List.of("windows-1252")),
            Map.entry("cp-1252", List.of("windows-1252")),
            Map.entry("iso-8859-9", List.of("windows-1254")),
            Map.entry("iso-8859-8-i", List.of("windows-1255")),
            Map.entry("iso-8859-11", List.of("x-windows-874")),
            Map.entry("tis-620", List.of("x-windows-874")),
            Map.entry("macintosh", List.of("x-MacRoman")),
            Map.entry("x-mac-roman", List.of("x-MacRoman")),
            Map.entry("utf8", List.of("UTF-8")),
            Map.entry("utf-8-mac", List.of("UTF-8")),
            Map.entry("unicode-1-1-utf-8", List.of("UTF-8")),
            Map.entry("cp65001", List.of("UTF-8")),
            Map.entry("us-ascii", List.of()),
            Map.entry("ascii", List.of()),
            Map.entry("ansi_x3.4-1968", List.of()),
            Map.entry("unknown-8bit", List.of()),
            Map.entry("x-unknown", List.of()),
            Map.entry("unknown", List.of()),
            Map.entry("8bit", List.of()),
            Map.entry("default", List.of()));

    private MailCharsets() {}

    static String decode(byte[] bytes, @Nullable String declared) {
        var candidates = declared == null ? List.<Charset>of() : named(declared);
        for (var charset : candidates) {
            var text = strictly(bytes, charset);
            if (text.isPresent()) {
                return text.get();
            }
        }
        return strictly(bytes, UTF_8).orElseGet(() -> guess(bytes, candidates));
    }

    /// The charsets a declared name may mean, best first; none for a name that nobody knows.
    static List<Charset> named(String declared) {
        String name = declared.strip().replace("\"", "").replace("'", "").toLowerCase(Locale.ROOT);
        return ALIASES.getOrDefault(name, List.of(name)).stream()
                .map(MailCharsets::find)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Charset> find(String name) {
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
        } catch (IllegalCharsetNameException impossible) {
            return name.startsWith("x-") ? find(name.substring(2)) : Optional.empty();
        }
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException wrong) {
            return Optional.empty();
        }
    }

    /// Nothing fits whole. One broken byte must not turn a Japanese letter into signs, nor a cut-off UTF-8 text into
    /// windows-1252.
    private static String guess(byte[] bytes, List<Charset> declared) {
        for (var charset : declared) {
            if (!charset.equals(UTF_8) && !charset.equals(WINDOWS_1252)) {
                return new String(bytes, charset);
            }
        }
        return mostlyUtf8(bytes) ? new String(bytes, UTF_8) : new String(bytes, WINDOWS_1252);
    }

    private static boolean mostlyUtf8(byte[] bytes) {
        int right = 0;
        int wrong = 0;
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i] & 0xff;
            if (octet < 0x80) {
                continue;
            }
            int more = octet >= 0xf0 ? 3 : octet >= 0xe0 ? 2 : octet >= 0xc2 ? 1 : 0;
            int found = 0;
            while (found < more && i + 1 < bytes.length && (bytes[i + 1] & 0xc0) == 0x80) {
                found++;
                i++;
            }
            if (more > 0 && found == more) {
                right++;
            } else {
                wrong++;
            }
        }
        return right > wrong;
    }
}
