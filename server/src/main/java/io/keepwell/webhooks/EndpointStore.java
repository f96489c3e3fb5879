package io.keepwell.webhooks;

import io.keepwell.platform.Keys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of endpoints. Secrets are encrypted.
@Repository
class EndpointStore {

    private static final String SELECT = """
            select id, name, url, kind, types, team_id, notes, private_network, paused_at, paused_why, last_success_at,
                   created_at
              from webhook_endpoint
            """;

    private final JdbcClient jdbc;
    private final Keys keys;
    private final Clock clock;

    EndpointStore(JdbcClient jdbc, Keys keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    void insert(UUID id, EndpointFields fields, Endpoint.Kind kind, @Nullable UUID team, @Nullable String secret) {
        jdbc.sql("""
                        insert into webhook_endpoint (id, name, url, kind, types, team_id, notes, private_network, secret,
                                                      created_at, changed_at)
                        values (:id, :name, :url, :kind, :types, :team, :notes, :privateNetwork, :secret, :now, :now)
                        """)
                .param("id", id)
                .param("name", fields.name())
                .param("url", fields.url())
                .param("kind", kind.name().toLowerCase(Locale.ROOT))
                .param("types", fields.types().toArray(String[]::new))
                .param("team", team)
                .param("notes", fields.notes())
                .param("privateNetwork", fields.privateNetwork())
                .param("secret", secret == null ? null : keys.encrypt(secret))
                .param("now", now())
                .update();
    }

    void update(UUID id, EndpointFields fields) {
        jdbc.sql("""
                        update webhook_endpoint
                           set name = :name, url = :url, types = :types, notes = :notes,
                               private_network = :privateNetwork, changed_at = :now
                         where id = :id
                        """)
                .param("name", fields.name())
                .param("url", fields.url())
                .param("types", fields.types().toArray(String[]::new))
                .param("notes", fields.notes())
                .param("privateNetwork", fields.privateNetwork())
                .param("now", now())
                .param("id", id)
                .update();
    }

    /// Signs with a new secret; the one before signs beside it for a while.
    void rotate(UUID id, String secret, Duration overlap) {
        jdbc.sql("""
                        update webhook_endpoint
                           set old_secret = secret, old_until = :until, secret = :secret, changed_at = :now
                         where id = :id
                        """)
                .param("until", clock.instant().plus(overlap).atOffset(ZoneOffset.UTC))
                .param("secret", keys.encrypt(secret))
                .param("now", now())
                .param("id", id)
                .update();
    }

    /// The secrets that sign now, the newest first.
    List<String> secrets(UUID id) {
        return jdbc.sql("select secret, old_secret, old_until from webhook_endpoint where id = :id")
                .param("id", id)
                .query((row, n) -> {
                    var secrets = new ArrayList<String>();
                    if (row.getBytes("secret") != null) {
                        secrets.add(keys.decrypt(row.getBytes("secret")));
                    }
                    var until = row.getObject("old_until", OffsetDateTime.class);
                    if (until != null && until.toInstant().isAfter(clock.instant())) {
                        secrets.add(keys.decrypt(row.getBytes("old_secret")));
                    }
                    return List.copyOf(secrets);
                })
                .single();
    }

    /// Pauses it; false where it was paused.
    boolean pause(UUID id, String why) {
        return jdbc.sql("""
                        update webhook_endpoint set paused_at = :now, paused_why = :why, changed_at = :now
                         where id = :id and paused_at is null
                        """)
                        .param("now", now())
                        .param("why", why)
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean resume(UUID id) {
        return jdbc.sql("""
                        update webhook_endpoint set paused_at = null, paused_why = null, changed_at = :now
                         where id = :id and paused_at is not null
                        """).param("now", now()).param("id", id).update() == 1;
    }

    void succeeded(UUID id) {
        jdbc.sql("update webhook_endpoint set last_success_at = :now where id = :id")
                .param("now", now())
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from webhook_endpoint where id = :id").param("id", id).update();
    }

    Optional<Endpoint> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(EndpointStore::endpoint)
                .optional();
    }

    List<Endpoint> all() {
        return jdbc.sql(SELECT + "order by created_at, id")
                .query(EndpointStore::endpoint)
                .list();
    }

    /// Those that want to hear of an event.
    List<Endpoint> wanting(String type, boolean internal) {
        return jdbc.sql(SELECT + """
                         where kind = 'event'
                           and (cardinality(types) = 0 or :type = any(types))
                           and (notes or not :internal)
                        """)
                .param("type", type)
                .param("internal", internal)
                .query(EndpointStore::endpoint)
                .list();
    }

    /// The chats of a team that want to read of something.
    List<Endpoint> chats(UUID team, String type) {
        return jdbc.sql(SELECT + "where kind = 'chat' and team_id = :team and :type = any(types)")
                .param("team", team)
                .param("type", type)
                .query(EndpointStore::endpoint)
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Endpoint endpoint(ResultSet row, int n) throws SQLException {
        return new Endpoint(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("url"),
                Endpoint.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                List.of((String[]) row.getArray("types").getArray()),
                row.getObject("team_id", UUID.class),
                row.getBoolean("notes"),
                row.getBoolean("private_network"),
                instant(row, "paused_at"),
                row.getString("paused_why"),
                instant(row, "last_success_at"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
