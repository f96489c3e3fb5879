package io.keepwell.messenger;

import static java.time.ZoneOffset.UTC;

import io.keepwell.platform.Keys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The rows of the settings and of the keys. Secrets are encrypted.
@Repository
class MessengerStore {

    private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};
    private static final String KEY = "select id, name, public_key, old_until, created_at, used_at from messenger_key ";

    private final JdbcClient jdbc;
    private final Keys keys;
    private final JsonMapper json;
    private final Clock clock;

    MessengerStore(JdbcClient jdbc, Keys keys, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    MessengerSettings settings() {
        return jdbc.sql("""
            select enabled, mailbox_id, title, greetings, colour, side, origins
              from messenger_settings
            """)
                .query((row, n) -> new MessengerSettings(
                        row.getBoolean("enabled"),
                        row.getObject("mailbox_id", UUID.class),
                        row.getString("title"),
                        json.readValue(row.getString("greetings"), WORDS),
                        row.getString("colour"),
                        row.getString("side"),
                        List.of((String[]) row.getArray("origins").getArray())))
                .optional()
                .orElse(MessengerSettings.NONE);
    }

    void keep(MessengerSettings settings) {
        jdbc.sql("""
            insert into messenger_settings (enabled, mailbox_id, title, greetings, colour, side, origins,
                                            changed_at)
            values (:enabled, :mailbox, :title, cast(:greetings as jsonb), :colour, :side, :origins, :now)
            on conflict (one) do update
               set enabled = excluded.enabled, mailbox_id = excluded.mailbox_id, title = excluded.title,
                   greetings = excluded.greetings, colour = excluded.colour, side = excluded.side,
                   origins = excluded.origins, changed_at = excluded.changed_at
            """)
                .param("enabled", settings.enabled())
                .param("mailbox", settings.mailbox())
                .param("title", settings.title())
                .param("greetings", json.writeValueAsString(settings.greetings()))
                .param("colour", settings.colour())
                .param("side", settings.side())
                .param("origins", settings.origins().toArray(String[]::new))
                .param("now", now())
                .update();
    }

    List<MessengerKey> keys() {
        return jdbc.sql(KEY + "order by created_at, id")
                .query(MessengerStore::key)
                .list();
    }

    Optional<MessengerKey> key(UUID id) {
        return jdbc.sql(KEY + "where id = :id")
                .param("id", id)
                .query(MessengerStore::key)
                .optional();
    }

    Optional<MessengerKey> key(String publicKey) {
        return jdbc.sql(KEY + "where public_key = :key")
                .param("key", publicKey)
                .query(MessengerStore::key)
                .optional();
    }

    void insert(UUID id, String name, String publicKey, String secret) {
        jdbc.sql("""
            insert into messenger_key (id, name, public_key, secret, created_at)
            values (:id, :name, :publicKey, :secret, :now)
            """)
                .param("id", id)
                .param("name", name)
                .param("publicKey", publicKey)
                .param("secret", keys.encrypt(secret))
                .param("now", now())
                .update();
    }

    /// A new secret; the one before is good for a while yet.
    void rotate(UUID id, String secret, Instant until) {
        jdbc.sql("""
            update messenger_key
               set old_secret = secret, old_until = :until, secret = :secret
             where id = :id
            """)
                .param("until", until.atOffset(UTC))
                .param("secret", keys.encrypt(secret))
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from messenger_key where id = :id").param("id", id).update();
    }

    /// The secrets of a key that are good now, the newest first.
    List<String> secrets(UUID id) {
        return jdbc.sql("select secret, old_secret, old_until from messenger_key where id = :id")
                .param("id", id)
                .query((row, n) -> {
                    var good = new ArrayList<String>();
                    good.add(keys.decrypt(row.getBytes("secret")));
                    var until = instant(row, "old_until");
                    if (until != null && until.isAfter(clock.instant())) {
                        good.add(keys.decrypt(row.getBytes("old_secret")));
                    }
                    return List.copyOf(good);
                })
                .optional()
                .orElse(List.of());
    }

    /// Notes, once an hour at most, that a key is in use.
    void used(UUID id) {
        jdbc.sql("""
            update messenger_key
               set used_at = :now
             where id = :id
               and (used_at is null or used_at < cast(:now as timestamptz) - interval '1 hour')
            """).param("now", now()).param("id", id).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }

    private static MessengerKey key(ResultSet row, int n) throws SQLException {
        return new MessengerKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("public_key"),
                instant(row, "old_until"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "used_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
