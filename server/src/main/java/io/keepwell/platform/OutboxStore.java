package io.keepwell.platform;

import io.keepwell.shared.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The rows of the outbox. Every change of state is one conditional statement, and announces itself.
@Repository
class OutboxStore {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OutboxStore(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    boolean insert(UUID id, String channel, String causeKey, UUID subject, Instant due) {
        return jdbc.sql("""
                        insert into outbox (id, channel, cause_key, subject_id, state, due_at, created_at, changed_at)
                        values (:id, :channel, :causeKey, :subject, 'queued', :due, :now, :now)
                        on conflict (cause_key) do nothing
                        """)
                        .param("id", id)
                        .param("channel", channel)
                        .param("causeKey", causeKey)
                        .param("subject", subject)
                        .param("due", due.atOffset(ZoneOffset.UTC))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean insertPast(UUID id, String channel, String causeKey, UUID subject, Instant at, OutboxState state) {
        return jdbc.sql("""
                        insert into outbox (id, channel, cause_key, subject_id, state, attempt, due_at, created_at,
                                            changed_at)
                        values (:id, :channel, :causeKey, :subject, :state, 1, :at, :at, :at)
                        on conflict (cause_key) do nothing
                        """)
                        .param("id", id)
                        .param("channel", channel)
                        .param("causeKey", causeKey)
                        .param("subject", subject)
                        .param("state", state.word())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Takes a row for an attempt: queued ones, and those whose worker died before the point of no return.
    @Transactional
    Optional<OutboxItem> claim(UUID id) {
        var claimed = jdbc.sql("""
                        update outbox
                           set state = 'sending', attempt = attempt + 1, changed_at = :now
                         where id = :id
                           and state in ('queued', 'sending')
                        returning id, channel, cause_key, subject_id as subject, attempt
                        """)
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Records.of(OutboxItem.class))
                .optional();
        claimed.ifPresent(item -> announce(item, OutboxState.SENDING, null));
        return claimed;
    }

    @Transactional
    boolean beginHandOver(OutboxItem item) {
        return change(item, "sending", OutboxState.HANDING_OVER, null);
    }

    /// Ends an attempt that is still the current one.
    @Transactional
    boolean finish(OutboxItem item, OutboxState state, @Nullable String reason) {
        return change(item, "sending,handing-over,uncertain", state, reason);
    }

    /// Rows whose worker died after the point of no return become uncertain.
    @Transactional
    void orphaned(UUID id) {
        find(id).ifPresent(item ->
                change(item, "handing-over", OutboxState.UNCERTAIN, "Keepwell was stopped before the answer came."));
    }

    /// Moves a row by its id between states, such as a cancellation; false where it was not in one of `from`.
    @Transactional
    boolean move(UUID id, String from, OutboxState to, @Nullable String reason) {
        return find(id).map(item -> change(item, from, to, reason)).orElse(false);
    }

    void forgetReason(UUID id) {
        jdbc.sql("update outbox set last_error = null where id = :id")
                .param("id", id)
                .update();
    }

    Optional<OutboxItem> find(UUID id) {
        return jdbc.sql("select id, channel, cause_key, subject_id as subject, attempt from outbox where id = :id")
                .param("id", id)
                .query(Records.of(OutboxItem.class))
                .optional();
    }

    Optional<UUID> idOf(String causeKey) {
        return jdbc.sql("select id from outbox where cause_key = :causeKey")
                .param("causeKey", causeKey)
                .query(UUID.class)
                .optional();
    }

    /// Says once more where a row stands.
    void announce(UUID id, OutboxState state, @Nullable String reason) {
        find(id).ifPresent(item -> announce(item, state, reason));
    }

    private boolean change(OutboxItem item, String from, OutboxState to, @Nullable String reason) {
        boolean changed = jdbc.sql("""
                        update outbox
                           set state = :to, last_error = :reason, changed_at = :now
                         where id = :id
                           and attempt = :attempt
                           and state in (:from)
                        """)
                        .param("to", to.word())
                        .param("reason", reason)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("id", item.id())
                        .param("attempt", item.attempt())
                        .param("from", List.of(from.split(",")))
                        .update()
                == 1;
        if (changed) {
            announce(item, to, reason);
        }
        return changed;
    }

    private void announce(OutboxItem item, OutboxState state, @Nullable String reason) {
        events.publishEvent(new OutboxChanged(item.id(), item.channel(), item.subject(), state, reason));
    }
}
