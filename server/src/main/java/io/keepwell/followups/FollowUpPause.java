package io.keepwell.followups;

import io.keepwell.surveys.AskingPause;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whom we owe a call is not asked how we are (3.2.5).
@Component
class FollowUpPause implements AskingPause {

    private static final String REASON = "follow-up-open";

    private final JdbcClient jdbc;

    FollowUpPause(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<UUID, String> paused(Collection<UUID> customers) {
        var paused = new HashMap<UUID, String>();
        if (!customers.isEmpty()) {
            jdbc.sql("""
                            select distinct customer_id from follow_up
                             where customer_id = any(:customers) and state <> 'closed' and part_of is null
                            """).param("customers", customers.toArray(UUID[]::new)).query(row -> {
                paused.put(row.getObject("customer_id", UUID.class), REASON);
            });
        }
        return paused;
    }
}
