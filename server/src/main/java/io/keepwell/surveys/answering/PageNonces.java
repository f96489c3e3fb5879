package io.keepwell.surveys.answering;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.platform.Keys;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// What a form carries to show that it was drawn by us for this survey or link, not long ago. Nothing is kept of it:
/// it is signed.
@Component
class PageNonces {

    private static final Duration OLDEST = Duration.ofDays(7);
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Keys keys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PageNonces(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// A new one, unlike all others.
    ///
    /// @param scope what the form is for, such as the token of a link
    String next(String scope) {
        var bytes = new byte[9];
        random.nextBytes(bytes);
        var told = Long.toString(clock.millis(), 36) + "." + TEXT.encodeToString(bytes);
        return told + "." + mac(scope, told, keys.of("survey-page").getFirst());
    }

    /// Whether it is ours, for this, and of the last seven days.
    boolean good(String scope, String nonce) {
        int end = nonce.lastIndexOf('.');
        int dot = nonce.indexOf('.');
        if (end <= dot || nonce.length() > 100) {
            return false;
        }
        var told = nonce.substring(0, end);
        var signed = nonce.substring(end + 1).getBytes(UTF_8);
        boolean ours = keys.of("survey-page").stream()
                .anyMatch(key -> MessageDigest.isEqual(mac(scope, told, key).getBytes(UTF_8), signed));
        return ours && fresh(Long.parseLong(nonce.substring(0, dot), 36));
    }

    private boolean fresh(long millis) {
        var age = Duration.between(Instant.ofEpochMilli(millis), clock.instant());
        return age.compareTo(OLDEST) < 0;
    }

    private static String mac(String scope, String told, Keys.Key key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
            return TEXT.encodeToString(Arrays.copyOf(mac.doFinal((scope + " " + told).getBytes(UTF_8)), 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
