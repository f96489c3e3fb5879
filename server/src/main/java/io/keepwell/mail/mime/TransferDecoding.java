package io.keepwell.mail.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/// Undoes base64, quoted-printable and uuencode while reading, and forgives what broken senders and cut-off files do
/// (M4).
final class TransferDecoding {

    private TransferDecoding() {}

    static InputStream decode(InputStream raw, String encoding) {
        var in = new BufferedInputStream(raw);
        return switch (MimeValue.parse(encoding).value().toLowerCase(Locale.ROOT)) {
            case "base64", "base-64", "b64" -> new Base64Stream(in);
            case "quoted-printable", "quoted_printable", "quotedprintable" -> new QuotedPrintableStream(in);
            case "x-uuencode", "uuencode", "x-uue", "uue" -> new UuStream(in);
            default -> in;
        };
    }

    /// A stream that is decoded a few bytes at a time.
    private abstract static class Decoder extends InputStream {

        final InputStream in;
        private byte[] ready = new byte[256];
        private int position;
        private int limit;

        Decoder(InputStream in) {
            this.in = in;
        }

        /// Decodes the next few bytes by `emit`; false at the end.
        abstract boolean advance() throws IOException;

        final void emit(int octet) {
            if (limit == ready.length) {
                ready = Arrays.copyOf(ready, limit * 2);
            }
            ready[limit++] = (byte) octet;
        }

        private boolean fill() throws IOException {
            while (position == limit) {
                position = 0;
                limit = 0;
                if (!advance() && limit == 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public final int read() throws IOException {
            return fill() ? ready[position++] & 0xff : -1;
        }

        @Override
        public final int read(byte[] target, int offset, int length) throws IOException {
            int count = 0;
            while (count < length && fill()) {
                int some = Math.min(limit - position, length - count);
                System.arraycopy(ready, position, target, offset + count, some);
                position += some;
                count += some;
            }
            return count == 0 && length > 0 ? -1 : count;
        }

        @Override
        public final void close() throws IOException {
            in.close();
        }
    }

    /// Skips what is not of the alphabet; what follows padding is a further piece and goes on.
    private static final class Base64Stream extends Decoder {

        Base64Stream(InputStream in) {
            super(in);
        }

        @Override
        boolean advance() throws IOException {
            int bits = 0;
            int digits = 0;
            int octet = 0;
            while (digits < 4 && (octet = in.read()) >= 0) {
                int digit = digit(octet);
                if (digit >= 0) {
                    bits = bits << 6 | digit;
                    digits++;
                } else if (octet == '=' && digits > 0) {
                    break;
                }
            }
            if (digits >= 2) {
                bits <<= 6 * (4 - digits);
                for (int i = 0; i < digits - 1; i++) {
                    emit(bits >> (16 - 8 * i));
                }
            }
            return octet >= 0;
        }

        private static int digit(int octet) {
            if (octet >= 'A' && octet <= 'Z') {
                return octet - 'A';
            }
            if (octet >= 'a' && octet <= 'z') {
                return octet - 'a' + 26;
            }
            if (octet >= '0' && octet <= '9') {
                return octet - '0' + 52;
            }
            return octet == '+' || octet == '-' ? 62 : octet == '/' || octet == '_' ? 63 : -1;
        }
    }

    /// Keeps an equals sign that begins nothing.
    private static final class QuotedPrintableStream extends Decoder {

        private int pushedBack = -1;

        QuotedPrintableStream(InputStream in) {
            super(in);
        }

        @Override
        boolean advance() throws IOException {
            int octet = next();
            if (octet < 0) {
                return false;
            }
            if (octet != '=') {
                emit(octet);
                return true;
            }
            int first = next();
            int high = Character.digit(first, 16);
            if (high >= 0) {
                int second = next();
                int low = Character.digit(second, 16);
                if (low >= 0) {
                    emit(high * 16 + low);
                } else {
                    emit('=');
                    emit(first);
                    pushedBack = second;
                }
                return true;
            }
            int blanks = 0;
            while ((first == ' ' || first == '\t') && blanks < 200) {
                first = next();
                blanks++;
            }
            if (first == '\r') {
                int second = next();
                pushedBack = second == '\n' ? -1 : second;
            } else if (first != '\n') {
                if (first >= 0) {
                    emit('=');
                    for (int i = 0; i < blanks; i++) {
                        emit(' ');
                    }
                }
                pushedBack = first;
            }
            return true;
        }

        private int next() throws IOException {
            int octet = pushedBack >= 0 ? pushedBack : in.read();
            pushedBack = -1;
            return octet;
        }
    }

    /// Reads the lines between "begin" and "end".
    private static final class UuStream extends Decoder {

        private boolean begun;

        UuStream(InputStream in) {
            super(in);
        }

        @Override
        boolean advance() throws IOException {
            var line = new StringBuilder();
            int octet;
            while ((octet = in.read()) >= 0 && octet != '\n') {
                if (line.length() < 1000) {
                    line.append((char) octet);
                }
            }
            String text = line.toString().stripTrailing();
            if (!begun) {
                begun = text.startsWith("begin ");
                return octet >= 0;
            }
            if (text.equals("end")) {
                return false;
            }
            if (!text.isEmpty()) {
                decode(text);
            }
            return octet >= 0;
        }

        private void decode(String line) {
            int length = value(line, 0);
            for (int i = 1; length > 0; i += 4) {
                int bits =
                        value(line, i) << 18 | value(line, i + 1) << 12 | value(line, i + 2) << 6 | value(line, i + 3);
                for (int shift = 16; shift >= 0 && length > 0; shift -= 8, length--) {
                    emit(bits >> shift);
                }
            }
        }

        private static int value(String line, int at) {
            return at < line.length() ? (line.charAt(at) - ' ') & 0x3f : 0;
        }
    }
}
