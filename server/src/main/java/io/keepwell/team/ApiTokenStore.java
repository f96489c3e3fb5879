package io.keepwell.team;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import io.keepwell.shared.Records;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of API tokens. A token is found by its hash; itself it is nowhere.
@Repository
class ApiTokenStore {

    /// A token that is valid now.
    record Valid(UUID id, UUID memberId, String name, Scope scope) {}

    private static final Duration LAST_USE_GRAIN = Duration.ofMinutes(1);

    private static final String SELECT = """
            select k.id, k.member_id, m.name as member, k.name, k.scope, k.from_settings, k.created_at, k.expires_at,
                   k.last_used_at, k.revoked_at
              from api_token k
              join team_member m on m.id = k.member_id
            """;

    private final JdbcClient jdbc;

    ApiTokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Valid> findValid(byte[] hash, Instant now) {
        return jdbc.sql("""
                        select id, member_id, name, scope
                          from api_token
                         where token_hash = :hash
                           and revoked_at is null
                           and (expires_at is null or expires_at > :now)
                        """)
                .param("hash", hash)
                .param("now", now.atOffset(UTC))
                .query(Records.of(Valid.class))
                .optional();
    }

    /// Notes a use, to the minute: not every request should cost a write.
    void used(UUID token, Instant now) {
        jdbc.sql("""
                        update api_token
                           set last_used_at = :now
                         where id = :id
                           and (last_used_at is null or last_used_at < :before)
                        """)
                .param("id", token)
                .param("now", now.atOffset(UTC))
                .param("before", now.minus(LAST_USE_GRAIN).atOffset(UTC))
                .update();
    }

    /// Makes the token of the settings the valid one; one given at an earlier start ends.
    void keepFromSettings(UUID member, byte[] hash, Instant now) {
        jdbc.sql("""
                        update api_token
                           set revoked_at = :now
                         where from_settings
                           and revoked_at is null
                           and (token_hash <> :hash or member_id <> :member)
                        """)
                .param("hash", hash)
                .param("member", member)
                .param("now", now.atOffset(UTC))
                .update();
        jdbc.sql("""
                        insert into api_token (id, member_id, name, token_hash, scope, from_settings, created_at)
                        values (:id, :member, 'KEEPWELL_ADMIN_TOKEN', :hash, 'ADMIN', true, :now)
                        on conflict (token_hash) do update
                           set member_id = excluded.member_id,
                               scope = 'ADMIN',
                               from_settings = true,
                               expires_at = null,
                               revoked_at = null
                        """)
                .param("id", Ids.next())
                .param("member", member)
                .param("hash", hash)
                .param("now", now.atOffset(UTC))
                .update();
    }

    void add(ApiToken token, byte[] hash) {
        var expiresAt = token.expiresAt();
        jdbc.sql("""
                        insert into api_token (id, member_id, name, token_hash, scope, created_at, expires_at)
                        values (:id, :member, :name, :hash, :scope, :at, :until)
                        """)
                .param("id", token.id())
                .param("member", token.memberId())
                .param("name", token.name())
                .param("hash", hash)
                .param("scope", token.scope().name())
                .param("at", token.createdAt().atOffset(UTC))
                .param("until", expiresAt == null ? null : expiresAt.atOffset(UTC))
                .update();
    }

    /// Tokens that are not revoked, the newest first.
    ///
    /// @param member whose; null for everybody's
    List<ApiToken> list(@Nullable UUID member) {
        return jdbc.sql(SELECT + """
                         where k.revoked_at is null
                           and (:member::uuid is null or k.member_id = :member)
                         order by k.created_at desc, k.id desc
                        """)
                .param("member", member)
                .query(ApiTokenStore::token)
                .list();
    }

    Optional<ApiToken> find(UUID id) {
        return jdbc.sql(SELECT + " where k.id = :id")
                .param("id", id)
                .query(ApiTokenStore::token)
                .optional();
    }

    boolean revoke(UUID id, Instant now) {
        return jdbc.sql("update api_token set revoked_at = :now where id = :id and revoked_at is null")
                        .param("id", id)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    private static ApiToken token(ResultSet row, int n) throws SQLException {
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getObject("member_id", UUID.class),
                row.getString("member"),
                row.getString("name"),
                Scope.valueOf(row.getString("scope")),
                row.getBoolean("from_settings"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
