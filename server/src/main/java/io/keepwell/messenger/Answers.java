package io.keepwell.messenger;

import static java.time.ZoneOffset.UTC;

import io.keepwell.conversations.AppConversations;
import io.keepwell.conversations.ReplyMoved;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.platform.Outbox;
import io.keepwell.platform.OutboxState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Our answers on their way to people: shown in the messenger at once, and sent by mail, once, to whoever is not there.
/// Each step is one transaction, so that a crash between two of them repeats nothing.
@Component
class Answers {

    /// Whoever has not been seen for so long is not there.
    static final Duration AWAY = Duration.ofMinutes(2);

    private static final Duration WORTH_IT = Duration.ofDays(14);
    private static final Duration TRY_AGAIN = Duration.ofHours(1);
    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final AppConversations app;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Answers(
            JdbcClient jdbc,
            Outbox outbox,
            AppConversations app,
            LiveUpdates live,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.app = app;
        this.live = live;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Lets an answer go, within the current transaction.
    @Transactional
    void put(UUID conversation, UUID message, Instant due) {
        outbox.put(MessengerChannel.NAME, "messenger:" + message, message, due)
                .ifPresent(id -> jdbc.sql("""
                    insert into messenger_answer (message_id, conversation_id, outbox_id, created_at)
                    values (:message, :conversation, :outbox, :now)
                    """)
                        .param("message", message)
                        .param("conversation", conversation)
                        .param("outbox", id)
                        .param("now", now())
                        .update());
    }

    /// Takes an answer back; false where it has been shown, or is none of ours.
    @Transactional
    boolean cancel(UUID message) {
        return jdbc.sql("select outbox_id from messenger_answer where message_id = :message")
                .param("message", message)
                .query(UUID.class)
                .optional()
                .map(outbox::cancel)
                .orElse(false);
    }

    /// Shows an answer: its time has come. A second call changes nothing.
    @Transactional
    void show(UUID message) {
        int shown = jdbc.sql("""
            update messenger_answer set shown_at = :now
             where message_id = :message
               and shown_at is null
            """).param("now", now()).param("message", message).update();
        if (shown == 0) {
            return;
        }
        person(message).ifPresent(person -> live.changed(Streams.TOPIC, person));
        if (away(message)) {
            mail(message);
        }
    }

    private Optional<UUID> person(UUID message) {
        return jdbc.sql("""
            select c.customer_id
              from message m
              join conversation c on c.id = m.conversation_id
             where m.id = :message
            """).param("message", message).query(UUID.class).optional();
    }

    private boolean away(UUID message) {
        return person(message)
                .flatMap(person -> jdbc.sql("select seen_at from messenger_person where customer_id = :person")
                        .param("person", person)
                        .query((row, n) -> MessengerStore.instant(row, "seen_at"))
                        .optional())
                .map(seen -> seen.isBefore(clock.instant().minus(AWAY)))
                .orElse(true);
    }

    /// Somebody has read all of a conversation: its answers have arrived.
    @Transactional
    void seen(UUID conversation) {
        jdbc.sql("""
            update messenger_answer
               set seen_at = :now
             where conversation_id = :conversation
               and shown_at is not null
               and seen_at is null
            returning message_id, mailed_at is null as ours
            """)
                .param("now", now())
                .param("conversation", conversation)
                .query((row, n) -> row.getBoolean("ours") ? row.getObject("message_id", UUID.class) : null)
                .list()
                .forEach(message -> {
                    if (message != null) {
                        events.publishEvent(new ReplyMoved(message, OutboxState.DELIVERED, null));
                    }
                });
    }

    /// Sends by mail what those who have left have not read.
    ///
    /// @return how many letters
    int goOn() {
        int sent = 0;
        for (var message : waiting()) {
            if (Boolean.TRUE.equals(transaction.execute(status -> mail(message)))) {
                sent++;
            }
        }
        return sent;
    }

    private List<UUID> waiting() {
        var now = clock.instant();
        return jdbc.sql("""
            select a.message_id
              from messenger_answer a
              join message m on m.id = a.message_id
              join conversation c on c.id = m.conversation_id
              left join messenger_person p on p.customer_id = c.customer_id
             where a.shown_at > :worth
               and a.seen_at is null
               and a.mailed_at is null
               and (a.tried_at is null or a.tried_at < :again)
               and (p.seen_at is null or p.seen_at < :away)
             order by a.shown_at
             limit :most
            """)
                .param("worth", now.minus(WORTH_IT).atOffset(UTC))
                .param("again", now.minus(TRY_AGAIN).atOffset(UTC))
                .param("away", now.minus(AWAY).atOffset(UTC))
                .param("most", AT_ONCE)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Sends one of them, unless it was read or sent meanwhile. That it was, and the letter itself, become true
    /// together.
    private boolean mail(UUID message) {
        int claimed =
                jdbc.sql("""
                    update messenger_answer
                       set mailed_at = :now
                     where message_id = :message
                       and shown_at is not null
                       and seen_at is null
                       and mailed_at is null
                    """).param("now", now()).param("message", message).update();
        if (claimed == 0) {
            return false;
        }
        if (app.mail(message)) {
            return true;
        }
        jdbc.sql("update messenger_answer set mailed_at = null, tried_at = :now where message_id = :message")
                .param("now", now())
                .param("message", message)
                .update();
        return false;
    }

    /// There may be an address now: what could not be sent is tried again.
    @Transactional
    void tryAgain(UUID conversation) {
        jdbc.sql("update messenger_answer set tried_at = null where conversation_id = :conversation")
                .param("conversation", conversation)
                .update();
    }

    /// Whether something later tells by now what becomes of an answer: its letter, or that it was read.
    boolean beyond(UUID message) {
        return jdbc.sql("""
            select mailed_at is not null or seen_at is not null
              from messenger_answer
             where message_id = :message
            """)
                .param("message", message)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }
}
