package io.keepwell.conversations;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.Customers;
import io.keepwell.mail.IncomingMail;
import io.keepwell.mail.Letter;
import io.keepwell.platform.Blobs;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Words;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/// Conversations as customers hold them within an application: they begin them, go on with them and read what is said
/// to them. What the team says to itself, what a stranger wrote and what has been taken back is never part of it; who
/// may read which conversation is for the caller to know.
@Service
public class AppConversations {

    /// What a customer says.
    ///
    /// @param id    id it is to have
    /// @param files files that go with it, from `keep`
    public record Said(UUID id, String text, List<IncomingMail.Attachment> files) {}

    /// One thing that was said.
    ///
    /// @param out    whether we said it
    /// @param type   `message`, `acknowledgement` or `notice`
    /// @param author name of the person, or of the team
    public record Line(UUID id, boolean out, String type, String author, String text, Instant at, List<File> files) {}

    /// A file that came or went with a message.
    public record File(UUID id, String name, String contentType, long size) {}

    /// A file with its bytes.
    ///
    /// @param conversation the conversation it belongs to
    public record Stored(File file, UUID conversation, Path path) {}

    /// A conversation with the last thing that was said.
    ///
    /// @param promisedAt when an answer was promised for, or null; null as well once a person has answered
    public record Overview(
            UUID id,
            long number,
            String subject,
            ConversationState state,
            Instant lastAt,
            boolean lastOut,
            String lastAuthor,
            String lastWords,
            @Nullable Instant promisedAt) {}

    // What the customer's side may read: said by somebody we trust, and out of our hands.
    private static final String READABLE = """
        m.type in ('message', 'acknowledgement', 'notice')
        and m.verified
        and m.automatic = 'no'
        and coalesce(m.delivery_state, 'sent') <> 'cancelled'
        and (m.due_at is null or m.due_at <= :now)
        """;

    private final JdbcClient jdbc;
    private final Conversations conversations;
    private final ConversationStore store;
    private final MessageStore messages;
    private final AttachmentStore attachments;
    private final Acknowledgements acknowledgements;
    private final ReplyLetters letters;
    private final Customers customers;
    private final ConversationNews news;
    private final Uploads uploads;
    private final Blobs blobs;
    private final Clock clock;

    AppConversations(
            JdbcClient jdbc,
            Conversations conversations,
            ConversationStore store,
            MessageStore messages,
            AttachmentStore attachments,
            Acknowledgements acknowledgements,
            ReplyLetters letters,
            Customers customers,
            ConversationNews news,
            Uploads uploads,
            Blobs blobs,
            Clock clock) {
        this.jdbc = jdbc;
        this.conversations = conversations;
        this.store = store;
        this.messages = messages;
        this.attachments = attachments;
        this.acknowledgements = acknowledgements;
        this.letters = letters;
        this.customers = customers;
        this.news = news;
        this.uploads = uploads;
        this.blobs = blobs;
        this.clock = clock;
    }

    /// Stores files that somebody adds.
    ///
    /// @throws io.keepwell.shared.Refusal where they are more than one letter may carry
    public List<IncomingMail.Attachment> keep(@Nullable List<MultipartFile> files) {
        var kept = uploads.keep(files);
        Uploads.check(kept.stream().mapToLong(IncomingMail.Attachment::size).sum());
        return kept;
    }

    /// Begins a conversation and acknowledges it within the application, where its mailbox does so.
    ///
    /// @param id      id it is to have
    /// @param greeted name to greet them by, or null
    @Transactional(propagation = Propagation.MANDATORY)
    public Conversation begin(UUID id, Opening opening, Said first, @Nullable String greeted) {
        var begun = conversations.begin(id, opening, first.id(), first.files(), null);
        acknowledgements.inApp(begun, greeted);
        return conversations.get(id);
    }

    /// Says more in a conversation, which makes it ours to act again (ST1). A closed one stays as it is:
    /// what is said to it begins another one that follows it, or goes on in that (ST3, T9).
    ///
    /// @param customer who says it
    /// @return the conversation it has become part of
    @Transactional(propagation = Propagation.MANDATORY)
    public Conversation say(UUID asked, UUID customer, Said said) {
        var conversation = hold(asked);
        if (conversation.closed()) {
            var followUp = openFollowUp(conversation.id(), customer);
            if (followUp.isEmpty()) {
                return followUp(conversation, customer, said);
            }
            conversation = hold(followUp.get());
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var person = customers.get(customer);
        messages.insert(Messages.fromCustomer(
                said.id(), conversation.id(), person.id(), person.label(), person.email(), said.text(), at));
        messages.attach(said.id(), said.files());
        if (person.email() != null) {
            store.takesPart(conversation.id(), person.email(), person.name(), at);
        }
        switch (conversation.state()) {
            case PENDING, ON_HOLD, SOLVED -> conversations.move(conversation, ConversationState.OPEN, at);
            case NEW, OPEN, CLOSED -> {}
        }
        news.changed(conversation.id());
        return conversations.get(conversation.id());
    }

    private Conversation followUp(Conversation closed, UUID customer, Said said) {
        var opening = new Opening(
                customer, Channel.MESSENGER, closed.mailbox(), closed.subject(), said.text(), closed.locale());
        var begun = conversations.begin(Ids.next(), opening, said.id(), said.files(), closed.id());
        store.happened(closed.id(), begun.createdAt(), null, "followed-by", null, String.valueOf(begun.number()));
        news.changed(closed.id());
        acknowledgements.inApp(begun, customers.get(customer).name());
        return conversations.get(begun.id());
    }

    private Optional<UUID> openFollowUp(UUID closed, UUID customer) {
        return jdbc.sql("""
            select id
              from conversation
             where follows_id = :closed
               and customer_id = :customer
               and state <> 'closed'
             order by created_at desc
             limit 1
            """)
                .param("closed", closed)
                .param("customer", customer)
                .query(UUID.class)
                .optional();
    }

    private Conversation hold(UUID id) {
        return store.lock(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
    }

    /// What was said, oldest first.
    public List<Line> lines(UUID conversation) {
        var files = attachments.ofConversation(conversation);
        return jdbc.sql("""
            select m.id, m.direction, m.type, m.author_name, m.text, m.created_at
              from message m
             where m.conversation_id = :conversation
               and %s
             order by m.created_at, m.id
            """.formatted(READABLE))
                .param("conversation", conversation)
                .param("now", now())
                .query((row, n) -> line(row, files))
                .list();
    }

    private static Line line(ResultSet row, Map<UUID, List<AttachmentStore.Row>> files) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Line(
                id,
                row.getString("direction").equals("out"),
                row.getString("type"),
                row.getString("author_name"),
                row.getString("text"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                files.getOrDefault(id, List.of()).stream()
                        .map(AppConversations::file)
                        .toList());
    }

    private static File file(AttachmentStore.Row row) {
        return new File(row.id(), row.name(), row.contentType(), row.size());
    }

    /// A file, where it belongs to something the customer's side may read.
    public Optional<Stored> file(UUID id) {
        return attachments
                .find(id)
                .flatMap(row -> jdbc.sql("select m.conversation_id from message m where m.id = :id and " + READABLE)
                        .param("id", row.message())
                        .param("now", now())
                        .query(UUID.class)
                        .optional()
                        .map(conversation -> new Stored(file(row), conversation, blobs.file(row.blob()))));
    }

    /// The conversations of a customer that last had something said, newest first.
    public List<Overview> ofCustomer(UUID customer, int limit) {
        return overviews("c.customer_id = :who", customer, limit);
    }

    /// Those of some conversations that are there, newest first.
    public List<Overview> among(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : overviews(
                        "c.id = any(cast(:who as uuid[]))",
                        ids.stream().map(UUID::toString).toArray(String[]::new),
                        ids.size());
    }

    private List<Overview> overviews(String which, Object who, int limit) {
        return jdbc.sql("""
            select c.id, c.number, c.subject, c.state, c.promised_at, c.first_response_at,
                   l.created_at, l.direction, l.author_name, case when length(l.text) > 160 then left(l.text, 159) || '…' else l.text end as words
              from conversation c
              join lateral (select m.created_at, m.direction, m.author_name, m.text
                              from message m
                             where m.conversation_id = c.id
                               and %s
                             order by m.created_at desc, m.id desc
                             limit 1) l on true
             where %s
               and c.merged_into is null
               and c.spam_at is null
             order by l.created_at desc
             limit :limit
            """.formatted(READABLE, which))
                .param("who", who)
                .param("now", now())
                .param("limit", limit)
                .query(AppConversations::overview)
                .list();
    }

    private static Overview overview(ResultSet row, int n) throws SQLException {
        var answered = row.getObject("first_response_at", OffsetDateTime.class) != null;
        return new Overview(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("subject"),
                Words.read(ConversationState.class, row.getString("state")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("direction").equals("out"),
                row.getString("author_name"),
                row.getString("words"),
                answered ? null : ConversationRow.instant(row, "promised_at"));
    }

    /// How much of ours they have not read, by conversation; those without anything are left out.
    ///
    /// @param read until when they have read each conversation
    public Map<UUID, Integer> unread(Map<UUID, Instant> read) {
        if (read.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                    select m.conversation_id, count(*)::int
                      from unnest(cast(:ids as uuid[]), cast(:at as timestamptz[])) r (id, at)
                      join message m on m.conversation_id = r.id
                     where m.direction = 'out'
                       and m.type <> 'acknowledgement'
                       and greatest(m.created_at, m.due_at) > r.at
                       and %s
                     group by m.conversation_id
                    """.formatted(READABLE))
                .param("ids", read.keySet().stream().map(UUID::toString).toArray(String[]::new))
                .param("at", read.values().stream().map(Instant::toString).toArray(String[]::new))
                .param("now", now())
                .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Lets an address take part from now on, so that what is written from there is part of the conversation.
    @Transactional(propagation = Propagation.MANDATORY)
    public void takesPart(UUID conversation, EmailAddress email, @Nullable String name) {
        store.takesPart(conversation, email.value(), name, clock.instant());
        news.changed(conversation);
    }

    /// The address an answer would go to by mail; empty where there is none that is proven, or no mailbox.
    public Optional<String> address(Conversation conversation) {
        return letters.byMail(conversation).map(way -> way.to().value());
    }

    /// Sends an answer as a letter as well, within the current transaction; at most one letter ever leaves.
    ///
    /// @return false where there is no address to send it to
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean mail(UUID message) {
        var said = messages.find(message);
        var conversation = said.flatMap(it -> conversations.find(it.conversation()));
        var way = conversation.flatMap(letters::byMail);
        if (said.isEmpty() || conversation.isEmpty() || way.isEmpty()) {
            return false;
        }
        boolean reply = said.get().type().equals("message");
        letters.send(
                way.get(),
                conversation.get(),
                said.get(),
                attachments.attached(message),
                reply ? Letter.Kind.REPLY : Letter.Kind.NOTICE);
        return true;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(UTC);
    }
}
