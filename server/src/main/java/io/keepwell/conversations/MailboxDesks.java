package io.keepwell.conversations;

import io.keepwell.mail.Mailbox;
import io.keepwell.platform.KeepwellSettings;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The desks of mailboxes; those that nobody has set up keep usual hours.
@Repository
class MailboxDesks {

    private final JdbcClient jdbc;
    private final KeepwellSettings settings;
    private final Clock clock;

    MailboxDesks(JdbcClient jdbc, KeepwellSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    MailboxDesk of(Mailbox mailbox) {
        return jdbc.sql("""
                        select zone, hours, holidays, extract(epoch from answer_within)::bigint as seconds,
                               answering_name, company, informal, preview_seen_at
                          from mailbox_desk
                         where mailbox_id = :mailbox
                        """)
                .param("mailbox", mailbox.id())
                .query((row, n) -> read(row, mailbox))
                .optional()
                .orElseGet(() -> usual(mailbox));
    }

    private MailboxDesk usual(Mailbox mailbox) {
        return new MailboxDesk(
                mailbox.id(),
                settings.zone(),
                MailboxDesk.USUAL_HOURS,
                List.of(),
                MailboxDesk.USUAL_ANSWER,
                mailbox.name(),
                mailbox.name(),
                Set.of(),
                null);
    }

    private MailboxDesk read(ResultSet row, Mailbox mailbox) throws SQLException {
        var zone = row.getString("zone");
        return new MailboxDesk(
                mailbox.id(),
                zone == null ? settings.zone() : ZoneId.of(zone),
                ConversationRow.strings(row.getArray("hours")),
                days(row.getArray("holidays")),
                Duration.ofSeconds(row.getLong("seconds")),
                otherwise(row.getString("answering_name"), mailbox.name()),
                otherwise(row.getString("company"), mailbox.name()),
                Set.copyOf(ConversationRow.strings(row.getArray("informal"))),
                ConversationRow.instant(row, "preview_seen_at"));
    }

    private static String otherwise(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static List<LocalDate> days(Array array) throws SQLException {
        return Arrays.stream((Date[]) array.getArray()).map(Date::toLocalDate).toList();
    }

    /// Keeps the desk. What equals the name of the mailbox or the zone of the workspace goes on following those.
    void keep(Mailbox mailbox, MailboxDesk desk) {
        jdbc.sql("""
                        insert into mailbox_desk (mailbox_id, zone, hours, holidays, answer_within, answering_name, company,
                                                  informal, changed_at)
                        values (:mailbox, :zone, :hours, cast(:holidays as date[]), make_interval(secs => :seconds),
                                :answeringName, :company, :informal, :now)
                        on conflict (mailbox_id) do update
                           set zone = excluded.zone, hours = excluded.hours, holidays = excluded.holidays,
                               answer_within = excluded.answer_within, answering_name = excluded.answering_name,
                               company = excluded.company, informal = excluded.informal, changed_at = excluded.changed_at
                        """)
                .param("mailbox", mailbox.id())
                .param(
                        "zone",
                        desk.zone().equals(settings.zone()) ? null : desk.zone().getId())
                .param("hours", desk.hours().toArray(String[]::new))
                .param(
                        "holidays",
                        desk.holidays().stream().map(LocalDate::toString).toArray(String[]::new))
                .param("seconds", (double) desk.answerWithin().toSeconds())
                .param("answeringName", desk.answeringName().equals(mailbox.name()) ? null : desk.answeringName())
                .param("company", desk.company().equals(mailbox.name()) ? null : desk.company())
                .param("informal", desk.informal().toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Notes that an administrator has seen what customers will read.
    void previewSeen(Mailbox mailbox) {
        keep(mailbox, of(mailbox));
        jdbc.sql("update mailbox_desk set preview_seen_at = :now where mailbox_id = :mailbox")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("mailbox", mailbox.id())
                .update();
    }
}
