package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Records;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of messages.
@Repository
class MessageStore {

    private static final String SELECT = """
            select id, conversation_id as conversation, direction, type, customer_id as customer, member_id as member,
                   author_name, author_email, verified, automatic, text, html, mail_id as mail, message_id, reply_to,
                   sent_at, created_at, delivery_state, delivery_reason, delivery_at, due_at,
                   call_way, call_reached, call_minutes, call_noted_at
              from message
            """;

    private static final RowMapper<Message> ROW = Records.of(Message.class);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    MessageStore(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    void insert(Message message) {
        jdbc.sql("""
                        insert into message (id, conversation_id, direction, type, customer_id, member_id, author_name,
                                             author_email, verified, automatic, text, html, mail_id, message_id, reply_to,
                                             sent_at, created_at, delivery_state, delivery_at, due_at, call_way,
                                             call_reached, call_minutes, call_noted_at, bare_thanks)
                        values (:id, :conversation, :direction, :type, :customer, :member, :authorName,
                                :authorEmail, :verified, :automatic, :text, :html, :mail, :messageId, :replyTo,
                                :sentAt, :createdAt, :deliveryState, :deliveryAt, :dueAt, :callWay,
                                :callReached, :callMinutes, :callNotedAt,
                                :thanks and exists (select 1 from conversation
                                                     where id = :conversation and state = 'solved'))
                        """)
                .param("id", message.id())
                .param("conversation", message.conversation())
                .param("direction", message.direction())
                .param("type", message.type())
                .param("customer", message.customer())
                .param("member", message.member())
                .param("authorName", message.authorName())
                .param("authorEmail", message.authorEmail())
                .param("verified", message.verified())
                .param("automatic", message.automatic())
                .param("text", message.text())
                .param("html", message.html())
                .param("mail", message.mail())
                .param("messageId", message.messageId())
                .param("replyTo", message.replyTo())
                .param("sentAt", message.sentAt().atOffset(ZoneOffset.UTC))
                .param("createdAt", message.createdAt().atOffset(ZoneOffset.UTC))
                .param("deliveryState", message.deliveryState())
                .param(
                        "deliveryAt",
                        message.deliveryAt() == null
                                ? null
                                : message.deliveryAt().atOffset(ZoneOffset.UTC))
                .param("thanks", thanks(message))
                .param("callWay", message.callWay())
                .param("callReached", message.callReached())
                .param("callMinutes", message.callMinutes())
                .param(
                        "callNotedAt",
                        message.callNotedAt() == null
                                ? null
                                : message.callNotedAt().atOffset(ZoneOffset.UTC))
                .param("dueAt", message.dueAt() == null ? null : message.dueAt().atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new ConversationHappened(
                message.conversation(),
                message.createdAt(),
                message.member(),
                new ConversationHappened.Said(message.id())));
    }

    private static boolean thanks(Message message) {
        return !message.out()
                && message.type().equals("message")
                && message.verified()
                && message.automatic().equals("no")
                && BareThanks.is(message.text(), message.authorName());
    }

    /// Who said thanks and nothing else, where that is the last thing that was said.
    Optional<String> barelyThanked(UUID conversation) {
        return jdbc.sql("""
                        select author_name
                          from (select author_name, bare_thanks
                                  from message
                                 where conversation_id = :conversation
                                   and type = 'message'
                                   and coalesce(delivery_state, 'sent') <> 'cancelled'
                                 order by created_at desc, id desc
                                 limit 1) last
                         where bare_thanks
                        """)
                .param("conversation", conversation)
                .query(String.class)
                .optional();
    }

    void attach(UUID message, List<IncomingMail.Attachment> files) {
        int position = 0;
        for (var file : files) {
            jdbc.sql("""
                            insert into attachment (id, message_id, position, name, content_type, size, blob, content_id, inline)
                            values (:id, :message, :position, :name, :contentType, :size, :blob, :contentId, :inline)
                            """)
                    .param("id", Ids.next())
                    .param("message", message)
                    .param("position", position++)
                    .param("name", file.name())
                    .param("contentType", file.contentType())
                    .param("size", file.size())
                    .param("blob", file.blob())
                    .param("contentId", file.contentId())
                    .param("inline", file.inline())
                    .update();
        }
    }

    Optional<Message> find(UUID id) {
        return jdbc.sql(SELECT + " where id = :id").param("id", id).query(ROW).optional();
    }

    Optional<Message> ofMail(UUID mail) {
        return jdbc.sql(SELECT + " where mail_id = :mail")
                .param("mail", mail)
                .query(ROW)
                .optional();
    }

    /// All of a conversation, oldest first.
    List<Message> all(UUID conversation) {
        return jdbc.sql(SELECT + " where conversation_id = :conversation order by created_at, id")
                .param("conversation", conversation)
                .query(ROW)
                .list();
    }

    /// What may stand quoted under a letter to the customer: said in public, by people we trust in this conversation,
    /// and not taken back; newest first (T2, T16).
    List<Message> quotable(UUID conversation, int limit) {
        return jdbc.sql(SELECT + """
                         where conversation_id = :conversation
                           and type = 'message'
                           and verified
                           and automatic = 'no'
                           and coalesce(delivery_state, 'sent') not in ('cancelled', 'failed', 'suppressed')
                         order by created_at desc, id desc
                         limit :limit
                        """)
                .param("conversation", conversation)
                .param("limit", limit)
                .query(ROW)
                .list();
    }

    /// The newest letter of a person on the customer's side: the answer goes to them.
    Optional<Message> toAnswer(UUID conversation) {
        return jdbc.sql(SELECT + """
                         where conversation_id = :conversation
                           and direction = 'in'
                           and type = 'message'
                           and verified
                         order by automatic = 'no' desc, created_at desc, id desc
                         limit 1
                        """)
                .param("conversation", conversation)
                .query(ROW)
                .optional();
    }

    /// What a colleague or a person on the customer's side has written after the message last seen (ST6).
    Optional<Message> overtaking(UUID conversation, UUID seen, UUID me) {
        return jdbc.sql(SELECT + """
                         where conversation_id = :conversation
                           and type in ('message', 'call')
                           and verified
                           and automatic = 'no'
                           and (direction = 'in' or member_id is distinct from :me)
                           and coalesce(delivery_state, 'sent') <> 'cancelled'
                           and (created_at, id) > (select created_at, id from message s
                                                    where s.id = :seen and s.conversation_id = :conversation)
                         order by created_at, id
                         limit 1
                        """)
                .param("conversation", conversation)
                .param("seen", seen)
                .param("me", me)
                .query(ROW)
                .optional();
    }

    /// Whether a colleague other than this one has answered since.
    boolean answeredSince(UUID conversation, Instant since, UUID member) {
        return jdbc.sql("""
                        select exists(select 1
                                        from message
                                       where conversation_id = :conversation
                                         and direction = 'out'
                                         and (type = 'message' or call_reached)
                                         and member_id is distinct from :member
                                         and coalesce(delivery_state, 'sent') <> 'cancelled'
                                         and created_at > :since)
                        """)
                .param("conversation", conversation)
                .param("member", member)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /// Notes the mail by which a colleague wrote a message of ours.
    void cameByMail(UUID id, IncomingMail mail) {
        jdbc.sql("update message set mail_id = :mail where id = :id")
                .param("mail", mail.id())
                .param("id", id)
                .update();
    }

    /// Notes how far a letter has come on its way out; false where there is no such letter.
    boolean delivered(UUID id, String state, @Nullable String reason, Instant at) {
        var conversation = jdbc.sql("""
                        update message
                           set delivery_state = :state, delivery_reason = :reason, delivery_at = :at
                         where id = :id
                        returning conversation_id
                        """)
                .param("state", state)
                .param("reason", reason)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .query(UUID.class)
                .optional();
        conversation.ifPresent(it -> events.publishEvent(
                new ConversationHappened(it, at, null, new ConversationHappened.Delivered(id, state))));
        return conversation.isPresent();
    }

    /// Notes the conversation a letter was written to that had become part of another one by then.
    void addressed(UUID id, @Nullable UUID conversation) {
        jdbc.sql("update message set addressed_id = :conversation where id = :id")
                .param("conversation", conversation)
                .param("id", id)
                .update();
    }

    /// Makes a held letter a letter like any other; false where it was none.
    boolean confirm(UUID id, UUID customer) {
        return jdbc.sql("update message set verified = true, customer_id = :customer where id = :id and not verified")
                        .param("customer", customer)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// Moves a held letter into a conversation of its own.
    void move(UUID id, UUID conversation, UUID customer) {
        jdbc.sql(
                        "update message set conversation_id = :conversation, verified = true, customer_id = :customer where id = :id")
                .param("conversation", conversation)
                .param("customer", customer)
                .param("id", id)
                .update();
    }
}
