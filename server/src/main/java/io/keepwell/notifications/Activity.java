package io.keepwell.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who does something in Keepwell now. Open pages give a sign of life while somebody uses them.
@Component
class Activity {

    /// So long after the last sign somebody is still there.
    static final Duration LIVES = Duration.ofSeconds(75);

    private final JdbcClient jdbc;
    private final Clock clock;

    Activity(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void sign(UUID member) {
        jdbc.sql("""
                        insert into member_activity (member_id, at) values (:member, :now)
                        on conflict (member_id) do update set at = excluded.at
                        """)
                .param("member", member)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean active(UUID member, Instant now) {
        return jdbc.sql("select exists(select 1 from member_activity where member_id = :member and at > :limit)")
                .param("member", member)
                .param("limit", now.minus(LIVES).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
