package io.keepwell.platform;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How the background work and what leaves the system are doing.
@Component
class JobsHealth implements HealthPart {

    private final JdbcClient jdbc;

    JobsHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public Map<String, Object> state() {
        return jdbc.sql("""
                        select (select count(*) from scheduled_tasks where consecutive_failures > 0)    as failing,
                               (select count(*) from outbox where state in ('queued', 'sending', 'handing-over')) as outbox_waiting,
                               (select count(*) from outbox where state = 'failed')                     as outbox_failed,
                               (select count(*) from outbox where state = 'uncertain')                  as outbox_uncertain
                        """)
                .query((row, n) -> Map.<String, Object>of(
                        "ok", row.getInt("failing") == 0,
                        "failing", row.getInt("failing"),
                        "outboxWaiting", row.getInt("outbox_waiting"),
                        "outboxFailed", row.getInt("outbox_failed"),
                        "outboxUncertain", row.getInt("outbox_uncertain")))
                .single();
    }
}
