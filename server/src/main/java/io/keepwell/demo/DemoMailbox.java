package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The one mailbox of Pennyfold. It has no servers, so its mail stays in the mail room.
@Component
@DemoOnly
class DemoMailbox {

    static final String ADDRESS = "help@pennyfold.test";

    private final JdbcClient jdbc;

    DemoMailbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Opens the mailbox.
    ///
    /// @param since when the first letter came
    UUID open(Instant since) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into mailbox (id, address, name, acknowledge, connected_at, created_at)
                        values (:id, :address, :name, true, :since, :since)
                        """)
                .param("id", id)
                .param("address", ADDRESS)
                .param("name", Acknowledging.SENDER)
                .param("since", since.atOffset(UTC))
                .update();
        return id;
    }
}
