package io.keepwell.notifications.push;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts what a browser is told, so that its push service cannot read it (RFC 8291), as one record of aes128gcm
/// (RFC 8188). Bound: a message of at most 3,993 bytes, for push services take 4,096 (RFC 8030, section 7.2).
final class PushCipher {

    static final int LONGEST = 3_993;

    private static final int RECORD = 4_096;
    private static final int POINT = 65;
    private static final int COORDINATE = 32;
    private static final byte LAST = 2;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PushCipher() {}

    /// The body of a push.
    ///
    /// @param message  what is said
    /// @param browser  public key of the browser (p256dh), an uncompressed point
    /// @param secret   secret of the browser (auth), 16 bytes
    /// @throws IllegalArgumentException where the key is no point of P-256, or the message too long
    static byte[] encrypt(byte[] message, byte[] browser, byte[] secret) {
        var salt = new byte[16];
        RANDOM.nextBytes(salt);
        return encrypt(message, browser, secret, keyPair(), salt);
    }

    /// The same with what is otherwise drawn by lot.
    static byte[] encrypt(byte[] message, byte[] browser, byte[] secret, KeyPair once, byte[] salt) {
        if (message.length > LONGEST) {
            throw new IllegalArgumentException("A push holds at most " + LONGEST + " bytes");
        }
        try {
            var ours = point((ECPublicKey) once.getPublic());
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(once.getPrivate());
            agreement.doPhase(key(browser), true);
            var info = ByteBuffer.allocate(14 + 2 * POINT)
                    .put(text("WebPush: info"))
                    .put((byte) 0)
                    .put(browser)
                    .put(ours)
                    .array();
            var shared = derive(secret, agreement.generateSecret(), info, 32);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(derive(salt, shared, text("Content-Encoding: aes128gcm\0"), 16), "AES"),
                    new GCMParameterSpec(128, derive(salt, shared, text("Content-Encoding: nonce\0"), 12)));
            var record = Arrays.copyOf(message, message.length + 1);
            record[message.length] = LAST;
            var body = new ByteArrayOutputStream();
            body.writeBytes(salt);
            body.writeBytes(
                    ByteBuffer.allocate(5).putInt(RECORD).put((byte) POINT).array());
            body.writeBytes(ours);
            body.writeBytes(cipher.doFinal(record));
            return body.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A fresh key pair of P-256.
    static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The key of an uncompressed point.
    ///
    /// @throws IllegalArgumentException where it does not lie on the curve
    static ECPublicKey key(byte[] point) {
        if (point.length != POINT || point[0] != 4) {
            throw new IllegalArgumentException("not an uncompressed point of P-256");
        }
        var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE));
        var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, POINT));
        var curve = curve();
        if (!onCurve(x, y, curve)) {
            throw new IllegalArgumentException("not a point of P-256");
        }
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // y² = x³ + ax + b: a point beside the curve could be used to learn something of our key
    private static boolean onCurve(BigInteger x, BigInteger y, ECParameterSpec curve) {
        var prime = ((ECFieldFp) curve.getCurve().getField()).getP();
        var right = x.modPow(BigInteger.valueOf(3), prime)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB());
        return x.compareTo(prime) < 0
                && y.compareTo(prime) < 0
                && y.multiply(y).subtract(right).mod(prime).signum() == 0;
    }

    /// A key as browsers write it: 4, then both coordinates.
    static byte[] point(ECPublicKey key) {
        var bytes = new byte[POINT];
        bytes[0] = 4;
        put(key.getW().getAffineX(), bytes, 1);
        put(key.getW().getAffineY(), bytes, 1 + COORDINATE);
        return bytes;
    }

    static ECParameterSpec curve() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] derive(byte[] salt, byte[] material, byte[] info, int length)
            throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(material)
                        .addSalt(salt)
                        .thenExpand(info, length));
    }

    private static void put(BigInteger number, byte[] into, int at) {
        var bytes = number.toByteArray();
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, into, at + COORDINATE - length, length);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
