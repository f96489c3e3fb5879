package io.keepwell.conversations;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.conversations.ConversationHappened.Changed;
import io.keepwell.conversations.ConversationHappened.Said;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Putting conversations off until a time. One comes back at that time, when the customer writes, or when somebody
/// takes it back; solved ones wait for nothing.
@Service
class Snoozes {

    private static final String KIND = "snoozed";

    private final ConversationStore store;
    private final Conversations conversations;
    private final ConversationNews news;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Members members;
    private final Clock clock;

    Snoozes(
            ConversationStore store,
            Conversations conversations,
            ConversationNews news,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Members members,
            Clock clock) {
        this.store = store;
        this.conversations = conversations;
        this.news = news;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.members = members;
        this.clock = clock;
    }

    /// Until when a conversation is put off, and by whom.
    record Snooze(Instant until, @Nullable String by) {}

    Optional<Snooze> find(UUID id) {
        return jdbc.sql("""
                        select c.snoozed_until, m.name
                          from conversation c
                          left join team_member m on m.id = c.snoozed_by
                         where c.id = :id
                           and c.snoozed_until is not null
                        """)
                .param("id", id)
                .query((row, n) -> new Snooze(
                        Objects.requireNonNull(ConversationRow.instant(row, "snoozed_until")), row.getString("name")))
                .optional();
    }

    /// Puts a conversation off.
    ///
    /// @param until until when; null brings it back now
    @Transactional
    void snooze(UUID id, @Nullable Instant until) {
        snooze(id, until, now());
    }

    /// The same within another change, at its instant.
    @Transactional
    void snooze(UUID id, @Nullable Instant until, Instant at) {
        var conversation = store.lock(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
        if (until != null && ended(conversation.state())) {
            throw new SnoozeRefused(conversation.number());
        }
        if (until != null && !until.isAfter(clock.instant())) {
            throw InvalidRequest.field("until", Texts.t("conversations.inbox.snooze.past"));
        }
        set(conversation.id(), until, members.current().map(Member::id).orElse(null), at);
    }

    /// Takes back that a conversation was put off, or brought back, at that instant, such as by a reply that is taken
    /// back. Where somebody has put it off otherwise since, that stands.
    @Transactional
    void takeBack(UUID id, Instant at) {
        record Was(@Nullable String before, @Nullable String after) {}
        // what a macro did is taken back with all of the macro
        var was = jdbc.sql("""
                        select old_value, new_value
                          from conversation_event
                         where conversation_id = :id
                           and kind = :kind
                           and at = :at
                           and batch_id is null
                         order by id desc
                         limit 1
                        """)
                .param("id", id)
                .param("kind", KIND)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Was(row.getString("old_value"), row.getString("new_value")))
                .optional();
        var now = find(id).map(Snooze::until).map(Instant::toString).orElse(null);
        if (was.isEmpty() || !Objects.equals(now, was.get().after())) {
            return;
        }
        var before = Optional.ofNullable(was.get().before()).map(Instant::parse).filter(clock.instant()::isBefore);
        snooze(id, before.orElse(null));
    }

    /// What the customer writes brings it back, and so does its end.
    @EventListener
    void on(ConversationHappened event) {
        boolean over = switch (event.what()) {
            case Said(var message) -> byCustomer(message);
            case Changed(var field, var _, var after) ->
                field.equals("state") && ("solved".equals(after) || "closed".equals(after));
            default -> false;
        };
        if (over) {
            set(event.conversation(), null, null, event.at());
        }
    }

    private boolean byCustomer(UUID message) {
        return jdbc.sql("""
                        select exists (select 1 from message
                                        where id = :id and direction = 'in' and type = 'message' and automatic = 'no')
                        """).param("id", message).query(Boolean.class).single();
    }

    @Bean
    RecurringTask<Void> wakeConversations() {
        return Tasks.recurring("wake-conversations", FixedDelay.ofSeconds(10))
                .execute((instance, context) -> wakeAll());
    }

    /// Brings back whatever is due. Whoever waited for the customer looks again: it is open then.
    void wakeAll() {
        var due = jdbc.sql("select id from conversation where snoozed_until <= :now order by snoozed_until limit 1000")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
        due.forEach(id -> transaction.executeWithoutResult(status -> wake(id)));
    }

    private void wake(UUID id) {
        var conversation = store.lock(id);
        var until = find(id).map(Snooze::until);
        if (conversation.isEmpty() || until.isEmpty() || until.get().isAfter(clock.instant())) {
            return;
        }
        set(id, null, null, now());
        if (conversation.get().state() == ConversationState.PENDING) {
            conversations.state(id, ConversationState.OPEN);
        }
    }

    private void set(UUID id, @Nullable Instant until, @Nullable UUID by, Instant at) {
        var before = find(id).map(Snooze::until).orElse(null);
        var after = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
        if (Objects.equals(before, after)) {
            return;
        }
        jdbc.sql("update conversation set snoozed_until = :until, snoozed_by = :by where id = :id")
                .param("until", after == null ? null : after.atOffset(ZoneOffset.UTC))
                .param("by", after == null ? null : by)
                .param("id", id)
                .update();
        store.happened(id, at, by, KIND, Objects.toString(before, null), Objects.toString(after, null));
        news.changed(id);
    }

    private static boolean ended(ConversationState state) {
        return state == ConversationState.SOLVED || state == ConversationState.CLOSED;
    }

    // As exact as the database keeps it, so that what happened together can be found together.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
