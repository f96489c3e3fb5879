package io.keepwell.notifications.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The side of a browser: its keys, and how it reads what it is told. Written from RFC 8188 and RFC 8291 alone, with
/// HMAC instead of the JDK's key derivation, so that it does not share a mistake with what it tests.
final class PushBrowser {

    private final KeyPair pair = PushCipher.keyPair();
    private final byte[] secret = new byte[16];

    PushBrowser() {
        new SecureRandom().nextBytes(secret);
    }

    byte[] key() {
        return PushCipher.point((ECPublicKey) pair.getPublic());
    }

    byte[] secret() {
        return secret.clone();
    }

    /// As `PushSubscription.toJSON()` gives it.
    String subscription(String endpoint) {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return "{'endpoint':'%s','expirationTime':null,'keys':{'p256dh':'%s','auth':'%s'}}"
                .formatted(endpoint, base64.encodeToString(key()), base64.encodeToString(secret));
    }

    byte[] read(byte[] body) {
        try {
            var in = ByteBuffer.wrap(body);
            var salt = take(in, 16);
            int record = in.getInt();
            var sender = take(in, in.get());
            var sealed = take(in, in.remaining());
            if (sealed.length > record) {
                throw new IllegalStateException("more than one record");
            }
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(pair.getPrivate());
            agreement.doPhase(PushCipher.key(sender), true);
            var info = ByteBuffer.allocate(14 + key().length + sender.length)
                    .put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
                    .put(key())
                    .put(sender)
                    .array();
            var material = expand(hmac(secret, agreement.generateSecret()), info, 32);
            var pseudorandom = hmac(salt, material);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(expand(pseudorandom, ascii("Content-Encoding: aes128gcm\0"), 16), "AES"),
                    new GCMParameterSpec(128, expand(pseudorandom, ascii("Content-Encoding: nonce\0"), 12)));
            return withoutPadding(cipher.doFinal(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] withoutPadding(byte[] plain) {
        int end = plain.length - 1;
        while (plain[end] == 0) {
            end--;
        }
        if (plain[end] != 2) {
            throw new IllegalStateException("not the last record");
        }
        return Arrays.copyOf(plain, end);
    }

    private static byte[] expand(byte[] key, byte[] info, int length) throws GeneralSecurityException {
        return Arrays.copyOf(
                hmac(
                        key,
                        ByteBuffer.allocate(info.length + 1)
                                .put(info)
                                .put((byte) 1)
                                .array()),
                length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] take(ByteBuffer from, int length) {
        var bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
