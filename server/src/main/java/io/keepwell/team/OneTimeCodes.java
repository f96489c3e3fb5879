package io.keepwell.team;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/// One-time codes by time (RFC 6238: SHA-1, 30 seconds, 6 digits, as every authenticator app knows them).
final class OneTimeCodes {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECRET_BYTES = 20;
    private static final long STEP_SECONDS = 30;
    // clocks of telephones are off by some seconds, and typing takes time
    private static final int STEPS_OFF = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    private OneTimeCodes() {}

    /// A new secret in base 32.
    static String secret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return base32(bytes);
    }

    /// The time step whose code this is; empty where it is the code of none that is near.
    static OptionalLong step(String secret, String code, Instant now) {
        var digits = code.replaceAll("[\\s-]", "");
        long current = now.getEpochSecond() / STEP_SECONDS;
        for (long step = current - STEPS_OFF; step <= current + STEPS_OFF; step++) {
            var expected = code(secret, Instant.ofEpochSecond(step * STEP_SECONDS));
            if (MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.US_ASCII), digits.getBytes(StandardCharsets.UTF_8))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /// The code of an instant.
    static String code(String secret, Instant at) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(bytes(secret), "RAW"), at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A code for the day the telephone is lost: 80 bits, in four groups.
    static String recoveryCode() {
        var bytes = new byte[10];
        RANDOM.nextBytes(bytes);
        return base32(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1-");
    }

    private static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((buffer >> bits) & 31));
            }
        }
        return text.toString();
    }

    private static byte[] bytes(String base32) {
        var bytes = new byte[base32.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int n = 0;
        for (int i = 0; i < base32.length() && n < bytes.length; i++) {
            buffer = (buffer << 5) | ALPHABET.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[n++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }
}
