package io.keepwell.trackers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Whether a call comes from the tracker. GitHub signs the body (`X-Hub-Signature-256`); GitLab from 19 on signs id,
/// time and body as Standard Webhooks say (`webhook-signature`), and before that sends the secret itself
/// (`X-Gitlab-Token`). A call that bears a signature is never believed for anything else.
enum HookProof {
    SIGNED,
    /// The secret itself came: nobody on the way was kept from reading it.
    TOLD,
    NONE;

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String KEY = "whsec_";

    /// @param header the header fields of the call by name; null where there is none
    static HookProof of(
            TrackerKind kind, String secret, Function<String, @Nullable String> header, byte[] body, Instant now) {
        return switch (kind) {
            case GITHUB -> signedByGitHub(secret, header.apply("X-Hub-Signature-256"), body) ? SIGNED : NONE;
            case GITLAB -> {
                var signatures = header.apply("webhook-signature");
                if (signatures != null) {
                    yield signedByGitLab(secret, signatures, header, body, now) ? SIGNED : NONE;
                }
                var told = header.apply("X-Gitlab-Token");
                yield told != null && same(secret, told) ? TOLD : NONE;
            }
        };
    }

    private static boolean signedByGitHub(String secret, @Nullable String signature, byte[] body) {
        return signature != null && same("sha256=" + HexFormat.of().formatHex(hmac(utf8(secret), body)), signature);
    }

    private static boolean signedByGitLab(
            String secret, String signatures, Function<String, @Nullable String> header, byte[] body, Instant now) {
        var id = header.apply("webhook-id");
        var at = header.apply("webhook-timestamp");
        if (id == null || at == null || !at.matches("\\d{1,12}")) {
            return false;
        }
        var said = Instant.ofEpochSecond(Long.parseLong(at));
        if (Duration.between(said, now).abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        var head = utf8(id + "." + at + ".");
        var signed = new byte[head.length + body.length];
        System.arraycopy(head, 0, signed, 0, head.length);
        System.arraycopy(body, 0, signed, head.length, body.length);
        var wanted = "v1," + Base64.getEncoder().encodeToString(hmac(key(secret), signed));
        boolean fits = false;
        for (var signature : signatures.split(" ")) {
            fits |= same(wanted, signature);
        }
        return fits;
    }

    /// GitLab's tokens that sign are a key in Base64; whatever else somebody gave is one by its letters.
    private static byte[] key(String secret) {
        try {
            return secret.startsWith(KEY) ? Base64.getDecoder().decode(secret.substring(KEY.length())) : utf8(secret);
        } catch (IllegalArgumentException e) {
            return utf8(secret);
        }
    }

    /// In a time that does not tell how much of it fits.
    private static boolean same(String wanted, String given) {
        return MessageDigest.isEqual(utf8(wanted), utf8(given));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
