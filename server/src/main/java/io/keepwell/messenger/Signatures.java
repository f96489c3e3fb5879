package io.keepwell.messenger;

import io.keepwell.messenger.Identity.Known;
import io.keepwell.messenger.Identity.Refused;
import io.keepwell.shared.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what the company's server has signed: the HMAC-SHA256 of a user id in hexadecimal, or a JSON Web Token
/// (RFC 7519, HS256 alone) that lives for an hour at most. Signatures are compared in constant time.
final class Signatures {

    static final Duration LONGEST_LIFE = Duration.ofHours(1);

    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int LONGEST = 4096;
    private static final int LONGEST_ID = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Signatures() {}

    /// @param hash    HMAC of the id, in hexadecimal
    /// @param secrets those that are good now
    static Identity hmac(String userId, String hash, List<String> secrets) {
        if (userId.isBlank() || userId.length() > LONGEST_ID) {
            return new Refused("unreadable");
        }
        byte[] given;
        try {
            given = HexFormat.of().parseHex(hash.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return new Refused("unreadable");
        }
        boolean right = signedBy(secrets, userId, given);
        return right ? new Known(userId, null, null) : new Refused("signature");
    }

    /// @param token   `header.payload.signature`
    /// @param secrets those that are good now
    static Identity jwt(String token, List<String> secrets, Instant now) {
        var parts = token.strip().split("\\.", -1);
        if (parts.length != 3 || token.length() > LONGEST) {
            return new Refused("unreadable");
        }
        try {
            var header = json(parts[0]);
            // what the token says of its own algorithm is never followed, only refused
            if (!header.path("alg").asString("").equals("HS256") || header.has("crit")) {
                return new Refused("signature");
            }
            var given = Base64.getUrlDecoder().decode(parts[2]);
            if (!signedBy(secrets, parts[0] + "." + parts[1], given)) {
                return new Refused("signature");
            }
            return claims(json(parts[1]), now);
        } catch (IllegalArgumentException | JacksonException e) {
            return new Refused("unreadable");
        }
    }

    private static Identity claims(JsonNode claims, Instant now) {
        var expiry = claims.path("exp");
        if (!expiry.isIntegralNumber() || !expiry.canConvertToLong() || expiry.asLong() > 253_402_300_799L) {
            return new Refused("unreadable");
        }
        var until = Instant.ofEpochSecond(expiry.asLong());
        if (!until.plus(SKEW).isAfter(now)) {
            return new Refused("expired");
        }
        if (until.isAfter(now.plus(LONGEST_LIFE).plus(SKEW))) {
            return new Refused("too-long");
        }
        var from = claims.path("nbf");
        if (from.isIntegralNumber() && Instant.ofEpochSecond(from.asLong()).isAfter(now.plus(SKEW))) {
            return new Refused("expired");
        }
        var subject = claims.path("sub").asString("");
        if (subject.isBlank() || subject.length() > LONGEST_ID) {
            return new Refused("unreadable");
        }
        // an address that the company itself has not verified proves nothing
        boolean unverified = claims.path("email_verified").isBoolean()
                && !claims.path("email_verified").asBoolean();
        var email = unverified ? null : text(claims, "email");
        return new Known(
                subject, email == null ? null : EmailAddress.parse(email).orElse(null), text(claims, "name"));
    }

    private static @Nullable String text(JsonNode claims, String field) {
        var value = claims.path(field);
        return value.isString()
                        && !value.asString().isBlank()
                        && value.asString().length() <= LONGEST_ID
                ? value.asString().strip()
                : null;
    }

    private static JsonNode json(String part) {
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static boolean signedBy(List<String> secrets, String text, byte[] given) {
        boolean right = false;
        for (var secret : secrets) {
            right |= MessageDigest.isEqual(Secrets.sign(secret.getBytes(StandardCharsets.UTF_8), text), given);
        }
        return right;
    }
}
