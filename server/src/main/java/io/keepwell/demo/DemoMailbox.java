package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import io.keepwell.mail.Mailbox;
import io.keepwell.shared.Ids;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The one mailbox of Pennyfold. It has no servers, so its mail stays in the mail room, which vouches for those who
/// write there.
@Component
@DemoOnly
class DemoMailbox {

    static final String ADDRESS = "help@pennyfold.test";
    static final String NAME = "Pennyfold Support";

    private static final List<String> HOURS =
            List.of("08:00-18:00", "08:00-18:00", "08:00-18:00", "08:00-18:00", "08:00-18:00", "", "");

    private final JdbcTemplate jdbc;

    DemoMailbox(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Opens the mailbox, attended Monday to Friday from 8 to 18.
    ///
    /// @param since when it was connected
    Mailbox open(Instant since) {
        var mailbox = new Mailbox(Ids.next(), ADDRESS, NAME, true);
        jdbc.update("""
                insert into mailbox (id, address, name, trusted_authserv_id, acknowledge, connected_at, created_at)
                values (?, ?, ?, 'mail-room.keepwell.test', true, ?, ?)
                """, mailbox.id(), mailbox.address(), mailbox.name(), since.atOffset(UTC), since.atOffset(UTC));
        jdbc.update("""
                insert into calendar (id, name, hours, changed_at) values (?, 'Support desk', string_to_array(?, ';'), ?)
                """, mailbox.id(), String.join(";", HOURS), since.atOffset(UTC));
        jdbc.update("""
                insert into mailbox_desk (mailbox_id, calendar_id, answer_within, answering_name, company, informal,
                                          preview_seen_at, changed_at)
                values (?, ?, interval '4 hours', 'Mara Lindt', 'Pennyfold', '{}', ?, ?)
                """, mailbox.id(), mailbox.id(), since.atOffset(UTC), since.atOffset(UTC));
        return mailbox;
    }
}
