package io.keepwell.team;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of API tokens. A token is found by its hash; itself it is nowhere.
@Repository
class ApiTokenStore {

    /// A token that is valid now.
    record Valid(UUID id, UUID memberId, String name, Scope scope) {}

    private static final Duration LAST_USE_GRAIN = Duration.ofMinutes(1);

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
                .query(Valid.class)
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
}
