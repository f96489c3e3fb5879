package io.keepwell.messenger;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.conversations.AppConversations;
import io.keepwell.conversations.Channel;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.Opening;
import io.keepwell.customers.Customers;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What visitors do: say something, read what is theirs.
@Service
class MessengerDesk {

    static final int LONGEST_TEXT = 20_000;

    private static final int LONGEST_SUBJECT = 80;
    private static final int SHOWN = 30;

    private final JdbcClient jdbc;
    private final AppConversations app;
    private final Conversations conversations;
    private final Customers customers;
    private final Mailboxes mailboxes;
    private final MessengerStore store;
    private final Answers answers;
    private final LiveUpdates live;
    private final JsonMapper json;
    private final Clock clock;

    MessengerDesk(
            JdbcClient jdbc,
            AppConversations app,
            Conversations conversations,
            Customers customers,
            Mailboxes mailboxes,
            MessengerStore store,
            Answers answers,
            LiveUpdates live,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.app = app;
        this.conversations = conversations;
        this.customers = customers;
        this.mailboxes = mailboxes;
        this.store = store;
        this.answers = answers;
        this.live = live;
        this.json = json;
        this.clock = clock;
    }

    /// Where something that was said has become part.
    ///
    /// @param before whether it had been said before: a browser repeated itself
    record Placed(UUID conversation, UUID message, boolean before) {}

    /// A conversation with how much of it is unread.
    record Row(AppConversations.Overview conversation, int unread) {}

    /// The mailbox that conversations of the messenger live in; empty where there is none at all.
    Optional<Mailbox> mailbox(MessengerSettings settings) {
        return Optional.ofNullable(settings.mailbox())
                .flatMap(mailboxes::find)
                .or(() -> mailboxes.all().stream().findFirst());
    }

    /// Takes what somebody says, once.
    @Transactional
    Placed say(Visitor visitor, Saying saying) {
        var text = saying.text().strip();
        if (text.isEmpty() && saying.files().isEmpty()) {
            throw InvalidRequest.field("text", t("messenger.refused.empty"));
        }
        if (text.length() > LONGEST_TEXT) {
            throw InvalidRequest.field("text", t("messenger.refused.long", "most", LONGEST_TEXT));
        }
        var message = Ids.next();
        var conversation = saying.conversation() == null ? Ids.next() : saying.conversation();
        if (!first(visitor, saying.clientId(), conversation, message)) {
            return earlier(visitor, saying.clientId());
        }
        var said = new AppConversations.Said(message, text, saying.files());
        var into = saying.conversation() == null
                ? begin(visitor, conversation, saying, said)
                : app.say(theirs(visitor, saying.conversation()).id(), visitor.customer(), said);
        if (!into.id().equals(conversation)) {
            moved(visitor, saying.clientId(), into.id());
        }
        remember(visitor, into.id(), message, saying.where());
        read(visitor, into.id());
        live.changed(Streams.TOPIC, visitor.customer());
        return new Placed(into.id(), message, false);
    }

    private Conversation begin(Visitor visitor, UUID id, Saying saying, AppConversations.Said said) {
        var customer = customers.get(visitor.customer());
        var mailbox = mailbox(store.settings()).map(Mailbox::id).orElse(null);
        var opening =
                new Opening(customer.id(), Channel.MESSENGER, mailbox, subject(said), said.text(), saying.locale());
        var name = Visitors.unnamed(saying.locale()).equals(customer.name()) ? null : customer.name();
        return app.begin(id, opening, said, name);
    }

    /// A conversation is called by how it begins.
    private static String subject(AppConversations.Said said) {
        var line = said.text().isEmpty() ? said.files().getFirst().name() : said.text();
        var first = line.strip().lines().findFirst().orElse("").strip();
        if (first.length() <= LONGEST_SUBJECT) {
            return first;
        }
        int blank = first.lastIndexOf(' ', LONGEST_SUBJECT);
        return first.substring(0, blank > LONGEST_SUBJECT / 2 ? blank : LONGEST_SUBJECT) + "…";
    }

    private boolean first(Visitor visitor, String clientId, UUID conversation, UUID message) {
        return jdbc.sql("""
            insert into messenger_said (speaker_id, client_id, conversation_id, message_id, at)
            values (:speaker, :client, :conversation, :message, :now)
            on conflict (speaker_id, client_id) do nothing
            """)
                        .param("speaker", visitor.speaker())
                        .param("client", clientId)
                        .param("conversation", conversation)
                        .param("message", message)
                        .param("now", clock.instant().atOffset(UTC))
                        .update()
                == 1;
    }

    private Placed earlier(Visitor visitor, String clientId) {
        return jdbc.sql("""
            select conversation_id, message_id
              from messenger_said
             where speaker_id = :speaker
               and client_id = :client
            """)
                .param("speaker", visitor.speaker())
                .param("client", clientId)
                .query((row, n) -> new Placed(
                        row.getObject("conversation_id", UUID.class), row.getObject("message_id", UUID.class), true))
                .single();
    }

    private void moved(Visitor visitor, String clientId, UUID conversation) {
        jdbc.sql("""
            update messenger_said set conversation_id = :conversation
             where speaker_id = :speaker
               and client_id = :client
            """)
                .param("conversation", conversation)
                .param("speaker", visitor.speaker())
                .param("client", clientId)
                .update();
    }

    private void remember(Visitor visitor, UUID conversation, UUID message, Saying.Where where) {
        if (visitor instanceof Visitor.Guest(var guest, var customer)) {
            jdbc.sql("""
                insert into messenger_guest_conversation (conversation_id, guest_id) values (:conversation, :guest)
                on conflict (conversation_id) do nothing
                """)
                    .param("conversation", conversation)
                    .param("guest", guest)
                    .update();
        }
        if (where.url() == null && where.title() == null && where.facts().isEmpty()) {
            return;
        }
        jdbc.sql("""
            insert into messenger_context (message_id, conversation_id, url, title, facts, at)
            values (:message, :conversation, :url, :title, cast(:facts as jsonb), :now)
            """)
                .param("message", message)
                .param("conversation", conversation)
                .param("url", where.url())
                .param("title", where.title())
                .param("facts", json.writeValueAsString(where.facts()))
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    /// A conversation that a visitor may read.
    ///
    /// @throws NotTheirs where it is not theirs, or there is none
    Conversation theirs(Visitor visitor, UUID id) {
        var found = conversations.find(id).orElseThrow(NotTheirs::new);
        boolean theirs = switch (visitor) {
            case Visitor.Known(var customer) -> found.customer().equals(customer);
            // what became part of another conversation may hold what this browser has not written
            case Visitor.Guest(var guest, var customer) ->
                found.id().equals(id) && begun(guest).contains(id);
        };
        if (!theirs || found.spamAt() != null) {
            throw new NotTheirs();
        }
        return found;
    }

    private List<UUID> begun(UUID guest) {
        return jdbc.sql("select conversation_id from messenger_guest_conversation where guest_id = :guest")
                .param("guest", guest)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// What a visitor may read, newest first.
    List<Row> conversations(Visitor visitor) {
        var shown = switch (visitor) {
            case Visitor.Known(var customer) -> app.ofCustomer(customer, SHOWN);
            case Visitor.Guest(var guest, var customer) -> app.among(begun(guest));
        };
        var read = readUntil(visitor);
        // what was said before somebody first had the messenger came by mail: it is not news
        var first = firstSeen(visitor);
        var unread = app.unread(shown.stream()
                .collect(Collectors.toMap(AppConversations.Overview::id, it -> read.getOrDefault(it.id(), first))));
        return shown.stream()
                .map(it -> new Row(it, unread.getOrDefault(it.id(), 0)))
                .toList();
    }

    private Map<UUID, Instant> readUntil(Visitor visitor) {
        return jdbc
                .sql("select conversation_id, read_at from messenger_read where customer_id = :customer")
                .param("customer", visitor.customer())
                .query((row, n) -> Map.entry(
                        row.getObject(1, UUID.class),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Instant firstSeen(Visitor visitor) {
        return jdbc.sql("select first_at from messenger_person where customer_id = :customer")
                .param("customer", visitor.customer())
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional()
                .orElseGet(clock::instant);
    }

    /// Notes that somebody has read all of a conversation; the agent sees that the answer has arrived.
    @Transactional
    void read(Visitor visitor, UUID conversation) {
        jdbc.sql("""
            insert into messenger_read (customer_id, conversation_id, read_at)
            values (:customer, :conversation, :now)
            on conflict (customer_id, conversation_id) do update set read_at = excluded.read_at
            """)
                .param("customer", visitor.customer())
                .param("conversation", conversation)
                .param("now", clock.instant().atOffset(UTC))
                .update();
        answers.seen(conversation);
    }
}
