package io.keepwell.team;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of second factors. Secrets come and go encrypted.
@Repository
class SecondFactorStore {

    private final JdbcClient jdbc;

    SecondFactorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<byte[]> secret(UUID member) {
        return jdbc.sql("select totp_secret from team_member where id = :id and totp_secret is not null")
                .param("id", member)
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    Optional<byte[]> pending(UUID member) {
        return jdbc.sql("select totp_pending from team_member where id = :id and totp_pending is not null")
                .param("id", member)
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    void setPending(UUID member, byte @Nullable [] secret) {
        jdbc.sql("update team_member set totp_pending = :secret::bytea where id = :id")
                .param("id", member)
                .param("secret", secret)
                .update();
    }

    /// Makes the pending secret the one that counts.
    void confirm(UUID member, long step, Collection<byte[]> recoveryHashes) {
        jdbc.sql("""
                        update team_member
                           set totp_secret = totp_pending,
                               totp_pending = null,
                               totp_last_step = :step
                         where id = :id
                        """).param("id", member).param("step", step).update();
        jdbc.sql("delete from recovery_code where member_id = :id")
                .param("id", member)
                .update();
        for (var hash : recoveryHashes) {
            jdbc.sql("insert into recovery_code (member_id, code_hash) values (:id, :hash)")
                    .param("id", member)
                    .param("hash", hash)
                    .update();
        }
    }

    void remove(UUID member) {
        jdbc.sql("""
                        update team_member
                           set totp_secret = null,
                               totp_pending = null,
                               totp_last_step = null
                         where id = :id
                        """).param("id", member).update();
        jdbc.sql("delete from recovery_code where member_id = :id")
                .param("id", member)
                .update();
    }

    /// Uses up a time step; false when it or a later one was used before.
    boolean use(UUID member, long step) {
        return jdbc.sql("""
                        update team_member
                           set totp_last_step = :step
                         where id = :id
                           and coalesce(totp_last_step, -1) < :step
                        """).param("id", member).param("step", step).update() == 1;
    }

    /// Uses up a recovery code; false where there is no such code, or it was used before.
    boolean useRecovery(UUID member, byte[] hash, Instant now) {
        return jdbc.sql("""
                        update recovery_code
                           set used_at = :now
                         where member_id = :id
                           and code_hash = :hash
                           and used_at is null
                        """)
                        .param("id", member)
                        .param("hash", hash)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    int recoveryCodesLeft(UUID member) {
        return jdbc.sql("select count(*) from recovery_code where member_id = :id and used_at is null")
                .param("id", member)
                .query(Integer.class)
                .single();
    }
}
