package io.keepwell.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.platform.Keys;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// What stands in the links of letters to subscribers: random for the button that confirms, of which we
/// keep the hash alone; signed for the page where they choose and stop, so that it works in every letter
/// for ever.
@Component
class StatusTokens {

    private static final String PURPOSE = "status-links";
    private static final int RANDOM_BYTES = 24;
    private static final int MAC_BYTES = 16;
    private static final int ID_CHARS = 32;

    private final Keys keys;
    private final SecureRandom random = new SecureRandom();

    StatusTokens(Keys keys) {
        this.keys = keys;
    }

    String random() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a network is known by for two days: nobody can tell from it which one it is. An address of IPv6
    /// stands for its /64, which is one household.
    byte[] network(String address) {
        var parts = address.split(":");
        var network = parts.length > 4 ? String.join(":", Arrays.copyOf(parts, 4)) : address;
        return mac(keys.of(PURPOSE).getFirst().bytes(), "network " + network);
    }

    /// The link of a subscriber.
    String of(UUID subscriber) {
        return subscriber.toString().replace("-", "")
                + signature(keys.of(PURPOSE).getFirst(), subscriber);
    }

    /// The subscriber whose link it is; empty for a forged or mutilated one.
    Optional<UUID> read(String token) {
        if (token.length() <= ID_CHARS || !token.substring(0, ID_CHARS).matches("[0-9a-f]+")) {
            return Optional.empty();
        }
        var id = new UUID(
                HexFormat.fromHexDigitsToLong(token, 0, ID_CHARS / 2),
                HexFormat.fromHexDigitsToLong(token, ID_CHARS / 2, ID_CHARS));
        var given = token.substring(ID_CHARS).getBytes(UTF_8);
        return keys.of(PURPOSE).stream()
                .filter(key -> MessageDigest.isEqual(signature(key, id).getBytes(UTF_8), given))
                .findFirst()
                .map(key -> id);
    }

    private static String signature(Keys.Key key, UUID subscriber) {
        return HexFormat.of().formatHex(mac(key.bytes(), "subscriber " + subscriber));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(text.getBytes(UTF_8)), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
