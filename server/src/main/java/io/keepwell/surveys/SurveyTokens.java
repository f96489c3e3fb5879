package io.keepwell.surveys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keepwell.platform.KeepwellSettings;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/// What stands in the links to surveys: random, so that it says nothing of anybody; of it only the
/// hash is kept (3.3.7).
@Component
class SurveyTokens {

    private static final int BYTES = 20;

    private final KeepwellSettings settings;
    private final SecureRandom random = new SecureRandom();

    SurveyTokens(KeepwellSettings settings) {
        this.settings = settings;
    }

    /// A new token: 27 characters, 160 bits.
    String next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// By which a token is found.
    byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The address of a token's page, `PUBLIC/s/TOKEN`.
    String url(String token) {
        return settings.publicUrl() + "/s/" + token;
    }
}
