package io.keepwell.conversations;

import io.keepwell.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes in conversations of the past, with their dates. Nothing follows from them: nobody is acknowledged or told, no
/// rule runs and no agreed time begins.
@Component
public class PastConversations {

    private static final int LONGEST_SUBJECT = 1000;

    private final JdbcClient jdbc;
    private final MessageStore messages;
    private final ConversationClocks clocks;
    private final Clock clock;

    PastConversations(JdbcClient jdbc, MessageStore messages, ConversationClocks clocks, Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.clocks = clocks;
        this.clock = clock;
    }

    /// Opens one, without messages yet.
    ///
    /// @return its id
    @Transactional
    public UUID open(PastConversation past) {
        var id = Ids.next();
        boolean done = past.state() == ConversationState.SOLVED || past.state() == ConversationState.CLOSED;
        var solved = past.solvedAt() == null ? past.createdAt() : past.solvedAt();
        var subject = Beginnings.subject(past.subject());
        jdbc.sql("""
                        insert into conversation (id, subject, channel, mailbox_id, customer_id, state, cause, priority,
                                                  assignee_id, locale, created_at, solved_at, last_message_at, changed_at, brought_at)
                        values (:id, :subject, :channel, :mailbox, :customer, :state, 'none', :priority,
                                :assignee, :locale, :at, :solved, :at, :now, :now)
                        """)
                .param("id", id)
                .param("subject", subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject)
                .param("channel", past.channel().word())
                .param("mailbox", past.mailbox())
                .param("customer", past.customer())
                .param("state", past.state().word())
                .param("priority", past.priority().word())
                .param("assignee", past.assignee())
                .param("locale", past.locale() == null ? null : past.locale().toLanguageTag())
                .param("at", at(past.createdAt()))
                .param("solved", done ? at(solved) : null)
                .param("now", at(clock.instant()))
                .update();
        for (var tag : past.tags()) {
            var clean = tag.strip().toLowerCase(Locale.ROOT);
            if (!clean.isEmpty() && clean.length() <= 60) {
                jdbc.sql(
                                "insert into conversation_tag (conversation_id, tag) values (:id, :tag) on conflict do nothing")
                        .param("id", id)
                        .param("tag", clean)
                        .update();
            }
        }
        return id;
    }

    /// Whether the conversation is still there.
    public boolean exists(UUID conversation) {
        return jdbc.sql("select exists(select from conversation where id = :id)")
                .param("id", conversation)
                .query(Boolean.class)
                .single();
    }

    /// Adds what was said.
    ///
    /// @return id of the message
    @Transactional
    public UUID add(UUID conversation, PastConversation.Said said) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into message (id, conversation_id, direction, type, customer_id, member_id, author_name,
                                             author_email, automatic, text, html, message_id, sent_at, created_at,
                                             delivery_state, delivery_at)
                        values (:id, :conversation, :direction, :type, :customer, :member, :author,
                                :email, :automatic, :text, :html, :messageId, :at, :at, :delivery, :deliveryAt)
                        """)
                .param("id", id)
                .param("conversation", conversation)
                .param("direction", said.out() ? "out" : "in")
                .param("type", said.note() ? "note" : "message")
                .param("customer", said.customer())
                .param("member", said.member())
                .param("author", said.author())
                .param("email", said.authorEmail())
                .param("automatic", said.automatic() ? "generated" : "no")
                .param("text", said.text().replace("\u0000", ""))
                .param("html", said.html())
                .param("messageId", said.messageId())
                .param("at", at(said.at()))
                .param("delivery", said.out() && !said.note() ? "sent" : null)
                .param("deliveryAt", said.out() && !said.note() ? at(said.at()) : null)
                .update();
        messages.attach(id, said.files());
        if (!said.out() && said.authorEmail() != null) {
            takesPart(conversation, said.authorEmail(), said.author(), said.at());
        }
        jdbc.sql("insert into search_pending (message_id, created_at) values (:id, :at) on conflict do nothing")
                .param("id", id)
                .param("at", at(said.at()))
                .update();
        return id;
    }

    /// Makes somebody a participant.
    @Transactional
    public void takesPart(UUID conversation, String email, @Nullable String name, Instant since) {
        jdbc.sql("""
                        insert into participant (conversation_id, email, name, added_at)
                        values (:conversation, :email, :name, :at)
                        on conflict (conversation_id, email) do nothing
                        """)
                .param("conversation", conversation)
                .param("email", email)
                .param("name", name)
                .param("at", at(since))
                .update();
    }

    /// Reckons what follows from the messages, after the last one was added.
    @Transactional
    public void settle(UUID conversation) {
        jdbc.sql("""
                        update conversation
                           set solved_at = greatest(solved_at, (select max(created_at) from message
                                                                 where conversation_id = :id))
                         where id = :id and solved_at is not null
                        """).param("id", conversation).update();
        clocks.reckon(conversation);
    }

    private static Object at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
