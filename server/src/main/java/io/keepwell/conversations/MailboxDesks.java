package io.keepwell.conversations;

import io.keepwell.conversations.calendars.Calendar;
import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.mail.Mailbox;
import io.keepwell.platform.KeepwellSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The desks of mailboxes; those that nobody has set up keep usual hours.
@Repository
class MailboxDesks {

    private final JdbcClient jdbc;
    private final Calendars calendars;
    private final KeepwellSettings settings;
    private final Clock clock;

    private record Row(
            @Nullable UUID calendar,
            Duration answerWithin,
            @Nullable String answeringName,
            @Nullable String company,
            Set<String> informal,
            @Nullable Instant previewSeenAt) {}

    MailboxDesks(JdbcClient jdbc, Calendars calendars, KeepwellSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.calendars = calendars;
        this.settings = settings;
        this.clock = clock;
    }

    MailboxDesk of(Mailbox mailbox) {
        return jdbc.sql("""
                        select calendar_id, extract(epoch from answer_within)::bigint as seconds,
                               answering_name, company, informal, preview_seen_at
                          from mailbox_desk
                         where mailbox_id = :mailbox
                        """)
                .param("mailbox", mailbox.id())
                .query((row, n) -> new Row(
                        row.getObject("calendar_id", UUID.class),
                        Duration.ofSeconds(row.getLong("seconds")),
                        row.getString("answering_name"),
                        row.getString("company"),
                        Set.copyOf(ConversationRow.strings(row.getArray("informal"))),
                        ConversationRow.instant(row, "preview_seen_at")))
                .optional()
                .map(row -> desk(mailbox, row))
                .orElseGet(() -> desk(mailbox, new Row(null, MailboxDesk.USUAL_ANSWER, null, null, Set.of(), null)));
    }

    private MailboxDesk desk(Mailbox mailbox, Row row) {
        var calendar =
                Optional.ofNullable(row.calendar()).flatMap(calendars::find).orElseGet(calendars::usual);
        return new MailboxDesk(
                mailbox.id(),
                calendar.zone(settings.zone()),
                calendar.hours(),
                calendar.holidays(),
                row.answerWithin(),
                row.answeringName() == null ? mailbox.name() : row.answeringName(),
                row.company() == null ? mailbox.name() : row.company(),
                row.informal(),
                row.previewSeenAt());
    }

    /// Keeps the desk. What equals the name of the mailbox or the zone of the workspace goes on following those, and
    /// hours that equal the usual calendar follow it as long as the desk has none of its own.
    void keep(Mailbox mailbox, MailboxDesk desk) {
        jdbc.sql("""
                        insert into mailbox_desk (mailbox_id, calendar_id, answer_within, answering_name, company,
                                                  informal, changed_at)
                        values (:mailbox, :calendar, make_interval(secs => :seconds),
                                :answeringName, :company, :informal, :now)
                        on conflict (mailbox_id) do update
                           set calendar_id = excluded.calendar_id, answer_within = excluded.answer_within,
                               answering_name = excluded.answering_name, company = excluded.company,
                               informal = excluded.informal, changed_at = excluded.changed_at
                        """)
                .param("mailbox", mailbox.id())
                .param("calendar", calendar(mailbox, desk))
                .param("seconds", (double) desk.answerWithin().toSeconds())
                .param("answeringName", desk.answeringName().equals(mailbox.name()) ? null : desk.answeringName())
                .param("company", desk.company().equals(mailbox.name()) ? null : desk.company())
                .param("informal", desk.informal().toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private @Nullable UUID calendar(Mailbox mailbox, MailboxDesk desk) {
        var zone = desk.zone().equals(settings.zone()) ? null : desk.zone();
        var own = jdbc.sql(
                        "select calendar_id from mailbox_desk where mailbox_id = :mailbox and calendar_id is not null")
                .param("mailbox", mailbox.id())
                .query(UUID.class)
                .optional()
                .flatMap(calendars::find);
        if (own.isPresent()) {
            var it = own.get();
            calendars.change(
                    new Calendar(it.id(), it.name(), zone, desk.hours(), desk.holidays(), it.version(), it.usual()));
            return it.id();
        }
        var usual = calendars.usual();
        boolean same = usual.hours().equals(desk.hours())
                && usual.holidays().equals(desk.holidays())
                && usual.zone(settings.zone()).equals(desk.zone());
        return same
                ? null
                : calendars
                        .create(mailbox.name(), zone, desk.hours(), desk.holidays())
                        .id();
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
