package io.keepwell.surveys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.platform.Keys;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Names people within a wave without saying who they are, and encrypts who said something in confidence.
@Component
class AnswerKeys {

    private static final String PURPOSE = "survey-person";

    private final Keys keys;

    AnswerKeys(Keys keys) {
        this.keys = keys;
    }

    /// The same for the same person asked about the same in the same wave, and nothing without our key.
    byte[] person(UUID wave, UUID customer, @Nullable UUID occasion) {
        return mac(wave + " " + customer + " " + (occasion == null ? "" : occasion));
    }

    /// The same for a form of which nobody knows who fills it in.
    byte[] person(UUID wave, String nonce) {
        return mac(wave + " form " + nonce);
    }

    /// Who it was, encrypted.
    byte[] seal(UUID customer) {
        return keys.encrypt(customer.toString());
    }

    /// Who it was.
    UUID open(byte[] sealed) {
        return UUID.fromString(keys.decrypt(sealed));
    }

    private byte[] mac(String of) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            // the oldest key, for ever: the same person must have the same name as long as the wave is there
            mac.init(new SecretKeySpec(keys.of(PURPOSE).getLast().bytes(), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(of.getBytes(UTF_8)), 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
