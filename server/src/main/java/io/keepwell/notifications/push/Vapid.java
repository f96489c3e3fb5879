package io.keepwell.notifications.push;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.Keys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Says to push services who we are (RFC 8292): by a key pair of this installation that is made once.
@Component
class Vapid {

    /// So long a statement holds; the RFC allows a day.
    static final Duration HOLDS = Duration.ofHours(12);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param point the public half as browsers write it, base64url
    private record Pair(String point, PrivateKey secret) {}

    private final JdbcClient jdbc;
    private final Keys keys;
    private final TransactionTemplate ownTransaction;
    private final KeepwellSettings settings;
    private final PushSettings push;
    private final Clock clock;
    private volatile @Nullable Pair pair;

    Vapid(
            JdbcClient jdbc,
            Keys keys,
            PlatformTransactionManager transactions,
            KeepwellSettings settings,
            PushSettings push,
            Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        // what is remembered here must be there, whatever becomes of the transaction that asks
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.settings = settings;
        this.push = push;
        this.clock = clock;
    }

    /// The public key that browsers bind their subscription to, base64url.
    String publicKey() {
        return pair().point();
    }

    /// What `Authorization` says to the push service of an endpoint.
    String authorization(URI endpoint) {
        var claims = JSON.createObjectNode()
                .put("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority())
                .put("exp", clock.instant().plus(HOLDS).getEpochSecond())
                .put("sub", contact());
        var statement = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + encoded(claims.toString());
        return "vapid t=" + statement + "." + signed(statement) + ", k=" + pair().point();
    }

    private String contact() {
        var url = settings.publicUrl();
        return Objects.requireNonNullElse(
                push.contact(), url.startsWith("https:") ? url : "mailto:postmaster@localhost");
    }

    private String signed(String statement) {
        try {
            // both numbers, one after the other, as JWTs want it (RFC 7518, section 3.4)
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair().secret());
            signature.update(statement.getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private Pair pair() {
        var known = pair;
        if (known == null) {
            known = ownTransaction.execute(status -> find().orElseGet(this::make));
            pair = known;
        }
        return Objects.requireNonNull(known);
    }

    private Pair make() {
        KeyPair made = PushCipher.keyPair();
        // another node may have been quicker: then it is theirs
        jdbc.sql("""
                        insert into push_key (public_key, private_key, created_at) values (:public, :private, :now)
                        on conflict do nothing
                        """)
                .param("public", PushCipher.point((ECPublicKey) made.getPublic()))
                .param(
                        "private",
                        keys.encrypt(Base64.getEncoder()
                                .encodeToString(made.getPrivate().getEncoded())))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return find().orElseThrow();
    }

    private Optional<Pair> find() {
        return jdbc.sql("select public_key, private_key from push_key")
                .query((row, n) -> new Pair(
                        BASE64.encodeToString(row.getBytes("public_key")),
                        secret(keys.decrypt(row.getBytes("private_key")))))
                .optional();
    }

    private static PrivateKey secret(String encoded) {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
