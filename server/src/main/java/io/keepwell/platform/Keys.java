package io.keepwell.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// The keys of this installation. They lie in the database, wrapped by `KEEPWELL_SECRET` or, where that is absent and
/// the database is the embedded one, by the key file of the data folder.
@Component
public class Keys {

    /// One key.
    ///
    /// @param id    number that goes into what the key made
    /// @param bytes 32 random bytes
    public record Key(int id, byte[] bytes) {

        @Override
        public String toString() {
            return "Key[id=" + id + "]";
        }
    }

    /// Name of the key file in the data folder.
    static final String FILE = "keepwell.key";

    private static final int NONCE = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;
    private final SecretKey wrapping;
    private final Map<String, List<Key>> cache = new ConcurrentHashMap<>();

    Keys(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, KeepwellSettings settings) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.wrapping = wrappingKey(settings);
    }

    /// All keys of a purpose, the one to sign with first; makes the first where there is none.
    public List<Key> of(String purpose) {
        return cache.computeIfAbsent(purpose, this::load);
    }

    /// Adds a key that signs from now on; the old ones verify for ever.
    public void rotate(String purpose) {
        ownTransaction.executeWithoutResult(status -> make(purpose));
        cache.remove(purpose);
    }

    /// Encrypts a text with the newest data key (AES-256-GCM).
    public byte[] encrypt(String text) {
        var key = of("data").getFirst();
        var sealed = seal(new SecretKeySpec(key.bytes(), "AES"), text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(4 + sealed.length)
                .putInt(key.id())
                .put(sealed)
                .array();
    }

    /// Decrypts what `encrypt` made.
    ///
    /// @throws IllegalStateException where the key is missing or the bytes were changed
    public String decrypt(byte[] encrypted) {
        int id = ByteBuffer.wrap(encrypted).getInt();
        var key = of("data").stream()
                .filter(candidate -> candidate.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The data key " + id + " is missing"));
        var sealed = new byte[encrypted.length - 4];
        System.arraycopy(encrypted, 4, sealed, 0, sealed.length);
        return new String(open(new SecretKeySpec(key.bytes(), "AES"), sealed), StandardCharsets.UTF_8);
    }

    private List<Key> load(String purpose) {
        return ownTransaction.execute(status -> {
            // one maker at a time, over all nodes
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('keys', 0))")
                    .query((row, n) -> 0)
                    .list();
            var keys = read(purpose);
            if (keys.isEmpty()) {
                make(purpose);
                keys = read(purpose);
            }
            return keys;
        });
    }

    private List<Key> read(String purpose) {
        return jdbc.sql("select id, wrapped from wrapped_key where purpose = :purpose order by id desc")
                .param("purpose", purpose)
                .query((row, n) -> new Key(row.getInt("id"), open(wrapping, row.getBytes("wrapped"))))
                .list();
    }

    private void make(String purpose) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        jdbc.sql("insert into wrapped_key (purpose, wrapped, created_at) values (:purpose, :wrapped, :at)")
                .param("purpose", purpose)
                .param("wrapped", seal(wrapping, bytes))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static byte[] seal(SecretKey key, byte[] plain) {
        try {
            var nonce = new byte[NONCE];
            RANDOM.nextBytes(nonce);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
            var sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] open(SecretKey key, byte[] sealed) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, sealed, 0, NONCE));
            return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The keys in the database do not open with this KEEPWELL_SECRET or key file. Give the one they were made with.",
                    e);
        }
    }

    /// Whether a secret opens a wrapped key.
    static boolean opens(String secret, byte[] wrapped) {
        try {
            open(wrappingKey(secret), wrapped);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static SecretKey wrappingKey(KeepwellSettings settings) {
        try {
            return wrappingKey(
                    settings.secret() == null || settings.secret().isBlank() ? keyFile(settings) : settings.secret());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SecretKey wrappingKey(String secret) {
        try {
            if (secret.length() < 16) {
                throw new IllegalStateException("KEEPWELL_SECRET is too short: give at least 16 random characters.");
            }
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                                    .addSalt("keepwell".getBytes(StandardCharsets.UTF_8))
                                    .thenExpand("wrapping".getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String keyFile(KeepwellSettings settings) throws IOException {
        if (settings.externalDatabase()) {
            throw new IllegalStateException(
                    "With an external database KEEPWELL_SECRET is required: give at least 16 random characters and keep them.");
        }
        Path file = Files.createDirectories(settings.data()).resolve(FILE);
        if (!Files.exists(file)) {
            var bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            PrivateFiles.write(file, HexFormat.of().formatHex(bytes));
        }
        return Files.readString(file).strip();
    }
}
