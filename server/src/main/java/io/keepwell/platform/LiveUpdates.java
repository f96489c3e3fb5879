package io.keepwell.platform;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells open pages that something changed, on every node, once the current transaction has committed. A hint only:
/// it carries a topic and an id, and pages ask again.
@Component
public class LiveUpdates {

    static final String CHANNEL = "keepwell_live";

    private final JdbcClient jdbc;

    LiveUpdates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Announces a change.
    ///
    /// @param topic what kind of thing changed, such as `conversation`
    /// @param id    which one
    public void changed(String topic, UUID id) {
        jdbc.sql("select pg_notify(:channel, :payload)")
                .param("channel", CHANNEL)
                .param("payload", topic + " " + id)
                .query((row, n) -> 0)
                .list();
    }
}
