package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// What administrators do with connections to trackers. Every change is audited; a token is never given out, a secret
/// once. Where the tracker is asked, that is over before anything is written.
@Service
class Connections {

    static final String HOOKS = "/trackers/hooks/";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET = 32;
    private static final int KEY = 18;

    private final ConnectionStore store;
    private final TrackerClients clients;
    private final KeepwellSettings settings;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Connections(
            ConnectionStore store,
            TrackerClients clients,
            KeepwellSettings settings,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.clients = clients;
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// A connection and the secret it has just been given.
    record Made(Connection connection, String secret) {

        @Override
        public String toString() {
            return "Made[" + connection.id() + "]";
        }
    }

    List<Connection> all() {
        return store.all();
    }

    /// Those that can be used.
    List<Connection> active() {
        return store.all().stream().filter(Connection::active).toList();
    }

    /// @throws ConnectionNotFound where there is none
    Connection get(UUID id) {
        return store.find(id).orElseThrow(ConnectionNotFound::new);
    }

    /// Where the tracker calls.
    String hook(Connection connection) {
        return settings.publicUrl() + HOOKS + connection.hookKey();
    }

    /// Connects a repository or a project, where it can be used with this token.
    Made create(ConnectionFields fields) {
        var token = fields.token();
        if (token == null) {
            throw InvalidRequest.field("token", t("trackers.wrong.token"));
        }
        var drawn = drawn(Ids.next(), fields, text(KEY));
        var made = withRemote(drawn, examine(drawn, token));
        var secret = secret();
        transaction.executeWithoutResult(status -> {
            if (!store.insert(made, token, secret)) {
                throw new TrackerConnected();
            }
            audit.record("tracker.connected", made.id(), made.name(), Map.of("url", made.url()));
        });
        return new Made(get(made.id()), secret);
    }

    /// Changes it, where it can be used as it would be.
    Connection change(UUID id, ConnectionFields fields) {
        var before = get(id);
        if (before.kind() != fields.kind()) {
            throw InvalidRequest.field("kind", t("trackers.wrong.kind.stays"));
        }
        if (store.all().stream().anyMatch(it -> !it.id().equals(id) && same(it.address(), fields.address()))) {
            throw new TrackerConnected();
        }
        // a token goes to the server it was given for, and to no other
        if (fields.token() == null
                && !before.address().base().equals(fields.address().base())) {
            throw InvalidRequest.field("token", t("trackers.wrong.token.again"));
        }
        var drawn = drawn(id, fields, before.hookKey());
        var after = withRemote(drawn, examine(drawn, fields.token() == null ? store.token(id) : fields.token()));
        transaction.executeWithoutResult(status -> {
            store.update(after, fields.token());
            audit.record(
                    "tracker.changed", id, after.name(), Map.of("url", after.url(), "token", fields.token() != null));
        });
        return get(id);
    }

    private static boolean same(TrackerAddress one, TrackerAddress other) {
        return one.base().equalsIgnoreCase(other.base()) && one.project().equalsIgnoreCase(other.project());
    }

    private long examine(Connection connection, String token) {
        try {
            return clients.of(connection, token).examine();
        } catch (TrackerFailed failed) {
            throw new TrackerRefused(connection.kind(), failed, "url");
        }
    }

    /// Looks whether a connection can be used, as it is.
    ///
    /// @return null where it can, else what happened and what to do
    @Nullable
    String test(UUID id) {
        var connection = get(id);
        try {
            clients.of(connection, store.token(id)).examine();
            store.went(id, null);
            return null;
        } catch (TrackerFailed failed) {
            store.went(id, failed.trouble());
            return failed.trouble().sentence(connection.kind(), failed.detail());
        }
    }

    /// Another secret; the one before proves nothing any more.
    ///
    /// @param given the one the tracker has made, or null for one of ours
    Made rotate(UUID id, @Nullable String given) {
        var connection = get(id);
        var secret = given == null || given.isBlank() ? secret() : given(given.strip());
        transaction.executeWithoutResult(status -> {
            store.secret(id, secret);
            audit.record("tracker.secret-changed", id, connection.name(), Map.of());
        });
        return new Made(get(id), secret);
    }

    private static String given(String secret) {
        if (!secret.matches("[\\x21-\\x7e]{16,200}")) {
            throw InvalidRequest.field("secret", t("trackers.wrong.secret"));
        }
        return secret;
    }

    /// Switches it off or on. What waits fails plainly while it is off, and can be tried again.
    Connection disable(UUID id, boolean off) {
        var connection = get(id);
        transaction.executeWithoutResult(status -> {
            if (store.disable(id, off)) {
                audit.record(off ? "tracker.disabled" : "tracker.enabled", id, connection.name(), Map.of());
            }
        });
        return get(id);
    }

    /// Takes it away, with its links; the issues stay where they are.
    void delete(UUID id) {
        var connection = get(id);
        transaction.executeWithoutResult(status -> {
            store.delete(id);
            audit.record("tracker.deleted", id, connection.name(), Map.of("url", connection.url()));
        });
    }

    private Connection drawn(UUID id, ConnectionFields fields, String key) {
        return new Connection(
                id,
                fields.kind(),
                fields.name(),
                fields.address(),
                null,
                fields.privateNetwork(),
                key,
                null,
                null,
                null,
                null,
                null,
                clock.instant());
    }

    private static Connection withRemote(Connection it, long remote) {
        return new Connection(
                it.id(),
                it.kind(),
                it.name(),
                it.address(),
                remote,
                it.privateNetwork(),
                it.hookKey(),
                it.signedSince(),
                it.disabledAt(),
                it.heardAt(),
                it.refusedAt(),
                it.trouble(),
                it.createdAt());
    }

    /// In the shape that GitLab asks of tokens that sign; GitHub takes any.
    private static String secret() {
        var bytes = new byte[SECRET];
        RANDOM.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }

    private static String text(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
