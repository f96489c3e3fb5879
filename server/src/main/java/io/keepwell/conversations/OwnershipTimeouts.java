package io.keepwell.conversations;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.conversations.calendars.BusinessCalendar;
import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.mail.Mailboxes;
import io.keepwell.platform.KeepwellSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Lets a conversation wait for its team again when the customer waits and whoever looks after it gives no sign: no
/// reply, no note, no change. Only attended hours count (ST5): nobody loses a conversation over a weekend.
@Component
class OwnershipTimeouts {

    static final String KIND = "owner-timeout";

    private static final int AT_ONCE = 500;

    /// A conversation in which nothing comes from whoever looks after it.
    ///
    /// @param hours after how many attended hours it waits for its team again
    /// @param since since when it is their turn
    private record Idle(
            UUID id, String owner, int hours, @Nullable UUID mailbox, Instant since) {}

    private final JdbcClient jdbc;
    private final ConversationStore store;
    private final Conversations conversations;
    private final MailboxDesks desks;
    private final Mailboxes mailboxes;
    private final Calendars calendars;
    private final KeepwellSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OwnershipTimeouts(
            JdbcClient jdbc,
            ConversationStore store,
            Conversations conversations,
            MailboxDesks desks,
            Mailboxes mailboxes,
            Calendars calendars,
            KeepwellSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.conversations = conversations;
        this.desks = desks;
        this.mailboxes = mailboxes;
        this.calendars = calendars;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> endIdleOwnership() {
        return Tasks.recurring("end-idle-ownership", FixedDelay.ofMinutes(1)).execute((instance, context) -> run());
    }

    /// Gives back all whose time has come.
    ///
    /// @return how many those were
    int run() {
        int given = 0;
        for (var idle : idle(null)) {
            if (over(idle) && Boolean.TRUE.equals(transaction.execute(status -> giveBack(idle.id())))) {
                given++;
            }
        }
        return given;
    }

    /// Never more attended hours than hours have passed: those that come into question are few.
    private List<Idle> idle(@Nullable UUID only) {
        return jdbc.sql("""
                        select c.id, m.name, r.timeout_hours, c.mailbox_id, s.since
                          from team_routing r
                          join conversation c on c.team_id = r.team_id
                          join team_member m on m.id = c.assignee_id
                          cross join lateral (
                               select greatest(c.waiting_since,
                                               (select max(e.at) from conversation_event e
                                                 where e.conversation_id = c.id
                                                   and (e.member_id = c.assignee_id
                                                        or e.kind = 'assignee' and e.new_id = c.assignee_id)),
                                               (select max(w.created_at) from message w
                                                 where w.conversation_id = c.id
                                                   and w.member_id = c.assignee_id)) as since) s
                         where r.timeout_hours is not null
                           and c.state in ('new', 'open')
                           and c.waiting_since is not null
                           and c.spam_at is null
                           and c.snoozed_until is null
                           and c.merged_into is null
                           and (:only::uuid is null or c.id = :only)
                           and s.since <= :now - make_interval(hours => r.timeout_hours)
                         order by s.since, c.id
                         limit :limit
                        """)
                .param("only", only)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("limit", AT_ONCE)
                .query((row, n) -> new Idle(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getInt("timeout_hours"),
                        row.getObject("mailbox_id", UUID.class),
                        Objects.requireNonNull(ConversationRow.instant(row, "since"))))
                .list();
    }

    private boolean over(Idle idle) {
        var attended = calendar(idle.mailbox()).between(idle.since(), clock.instant());
        return attended.compareTo(Duration.ofHours(idle.hours())) >= 0;
    }

    private BusinessCalendar calendar(@Nullable UUID mailbox) {
        return Optional.ofNullable(mailbox)
                .flatMap(mailboxes::find)
                .map(desks::of)
                .map(desk -> BusinessCalendar.of(desk.hours(), desk.holidays(), desk.zone()))
                .orElseGet(() -> {
                    var usual = calendars.usual();
                    return BusinessCalendar.of(usual.hours(), usual.holidays(), usual.zone(settings.zone()));
                });
    }

    // Read again once it is held: an answer may just have gone out.
    private boolean giveBack(UUID id) {
        if (store.lock(id).isEmpty()) {
            return false;
        }
        var still = idle(id).stream().filter(this::over).findFirst();
        still.ifPresent(idle -> {
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            store.happened(id, at, null, KIND, idle.owner(), String.valueOf(idle.hours()));
            conversations.assignee(id, null);
        });
        return still.isPresent();
    }
}
