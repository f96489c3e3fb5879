package io.keepwell.mail;

import java.util.Optional;

/// Base32 of RFC 4648 in lower case and without padding, for addresses and ids.
final class Base32 {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        var text = new StringBuilder((bytes.length * 8 + 4) / 5);
        int buffer = 0;
        int bits = 0;
        for (byte octet : bytes) {
            buffer = buffer << 8 | (octet & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(buffer >> bits & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(buffer << (5 - bits) & 31));
        }
        return text.toString();
    }

    /// The bytes, or empty for any text that `encode` does not write; letters may have become upper case on the way.
    static Optional<byte[]> decode(String text) {
        var bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = ALPHABET.indexOf(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            if (digit < 0) {
                return Optional.empty();
            }
            buffer = buffer << 5 | digit;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        boolean whole = bits < 5 && buffer == 0;
        return whole ? Optional.of(bytes) : Optional.empty();
    }
}
