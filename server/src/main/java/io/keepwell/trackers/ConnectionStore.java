package io.keepwell.trackers;

import io.keepwell.platform.Keys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of connections. Tokens and secrets are encrypted.
@Repository
class ConnectionStore {

    private static final String SELECT = """
            select id, kind, name, base, project, remote_id, private_network, hook_key, signed_since, disabled_at,
                   heard_at, refused_at, trouble, created_at
              from tracker_connection
            """;

    private final JdbcClient jdbc;
    private final Keys keys;
    private final Clock clock;

    ConnectionStore(JdbcClient jdbc, Keys keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    /// Notes a connection; false where its repository or project is connected already.
    boolean insert(Connection it, String token, String secret) {
        return jdbc.sql("""
                        insert into tracker_connection (id, kind, name, base, project, remote_id, private_network, token,
                                                        hook_key, hook_secret, created_at, changed_at)
                        values (:id, :kind, :name, :base, :project, :remote, :private, :token, :key, :secret, :now, :now)
                        on conflict do nothing
                        """)
                        .param("id", it.id())
                        .param("kind", it.kind().word())
                        .param("name", it.name())
                        .param("base", it.address().base())
                        .param("project", it.address().project())
                        .param("remote", it.remoteId())
                        .param("private", it.privateNetwork())
                        .param("token", keys.encrypt(token))
                        .param("key", it.hookKey())
                        .param("secret", keys.encrypt(secret))
                        .param("now", now())
                        .update()
                == 1;
    }

    /// @param token a new one, or null where it stays
    void update(Connection it, @Nullable String token) {
        jdbc.sql("""
                        update tracker_connection
                           set name = :name, base = :base, project = :project, remote_id = :remote,
                               private_network = :private, token = coalesce(:token, token), trouble = null,
                               trouble_at = null, changed_at = :now
                         where id = :id
                        """)
                .param("name", it.name())
                .param("base", it.address().base())
                .param("project", it.address().project())
                .param("remote", it.remoteId())
                .param("private", it.privateNetwork())
                .param("token", token == null ? null : keys.encrypt(token), java.sql.Types.BINARY)
                .param("now", now())
                .param("id", it.id())
                .update();
    }

    /// Another secret; whether calls are signed with it has yet to be seen.
    void secret(UUID id, String secret) {
        jdbc.sql("""
                        update tracker_connection
                           set hook_secret = :secret, signed_since = null, refused_at = null, changed_at = :now
                         where id = :id
                        """)
                .param("secret", keys.encrypt(secret))
                .param("now", now())
                .param("id", id)
                .update();
    }

    /// Switches it off or on; false where it was so.
    boolean disable(UUID id, boolean off) {
        return jdbc.sql("""
                        update tracker_connection set disabled_at = case when :off then :now::timestamptz end, changed_at = :now
                         where id = :id and (disabled_at is null) = :off
                        """)
                        .param("off", off)
                        .param("now", now())
                        .param("id", id)
                        .update()
                == 1;
    }

    void delete(UUID id) {
        jdbc.sql("delete from tracker_connection where id = :id")
                .param("id", id)
                .update();
    }

    /// How the last call of ours went.
    ///
    /// @param trouble null where it went well
    void went(UUID id, @Nullable Trouble trouble) {
        jdbc.sql("""
                        update tracker_connection set trouble = :trouble, trouble_at = case when :trouble::text is null then null else :now::timestamptz end
                         where id = :id and trouble is distinct from :trouble
                        """)
                .param("trouble", trouble == null ? null : trouble.word())
                .param("now", now())
                .param("id", id)
                .update();
    }

    /// The tracker has called.
    ///
    /// @param signed whether with a signature, and so from now on always
    void heard(UUID id, boolean signed) {
        jdbc.sql("""
                        update tracker_connection
                           set heard_at = :now,
                               signed_since = case when :signed then coalesce(signed_since, :now) else signed_since end
                         where id = :id
                        """)
                .param("now", now())
                .param("signed", signed)
                .param("id", id)
                .update();
    }

    /// Somebody has called who could not prove to be the tracker; once a minute is enough to know.
    void refused(UUID id) {
        jdbc.sql("""
                        update tracker_connection set refused_at = :now
                         where id = :id and (refused_at is null or refused_at < :now::timestamptz - interval '1 minute')
                        """).param("now", now()).param("id", id).update();
    }

    String token(UUID id) {
        return keys.decrypt(secretOf(id, "select token from tracker_connection where id = :id"));
    }

    String secret(UUID id) {
        return keys.decrypt(secretOf(id, "select hook_secret from tracker_connection where id = :id"));
    }

    private byte[] secretOf(UUID id, String sql) {
        return jdbc.sql(sql)
                .param("id", id)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElseThrow(ConnectionNotFound::new);
    }

    Optional<Connection> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(ConnectionStore::connection)
                .optional();
    }

    Optional<Connection> byHook(String key) {
        return jdbc.sql(SELECT + "where hook_key = :key")
                .param("key", key)
                .query(ConnectionStore::connection)
                .optional();
    }

    List<Connection> all() {
        return jdbc.sql(SELECT + "order by lower(name), id")
                .query(ConnectionStore::connection)
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Connection connection(ResultSet row, int n) throws SQLException {
        return new Connection(
                row.getObject("id", UUID.class),
                TrackerKind.named(row.getString("kind")),
                row.getString("name"),
                new TrackerAddress(row.getString("base"), row.getString("project")),
                row.getObject("remote_id", Long.class),
                row.getBoolean("private_network"),
                row.getString("hook_key"),
                instant(row, "signed_since"),
                instant(row, "disabled_at"),
                instant(row, "heard_at"),
                instant(row, "refused_at"),
                Trouble.named(row.getString("trouble")).orElse(null),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
