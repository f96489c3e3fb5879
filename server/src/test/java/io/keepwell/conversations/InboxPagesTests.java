package io.keepwell.conversations;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.keepwell.conversations.InboxFilter.View;
import io.keepwell.conversations.search.Search;
import io.keepwell.conversations.search.SearchIndex;
import io.keepwell.customers.Customers;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Notice;
import io.keepwell.shared.PageFrame;
import io.keepwell.shared.Place;
import io.keepwell.shared.SignedIn;
import io.keepwell.team.Audit;
import io.keepwell.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The inbox from the rows of the database to what is read on the page.
class InboxPagesTests {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, InboxPagesTests.class.getClassLoader(), "io.keepwell");

    private static JdbcClient jdbc;
    private static Customers customers;
    private static InboxPages pages;
    private static SearchIndex index;

    private UUID ana;
    private UUID conversation;
    private long number;

    @BeforeAll
    static void openTheDesk() {
        var access = TestDatabase.create();
        // one connection: whoever does not give it back is found out
        var source = new HikariDataSource();
        source.setJdbcUrl(access.url());
        source.setUsername(access.user());
        source.setPassword(access.password());
        source.setMaximumPoolSize(1);
        source.setConnectionTimeout(2000);
        Flyway.configure()
                .dataSource(access.url(), access.user(), access.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        jdbc = JdbcClient.create(source);
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(Clock.class, () -> CLOCK);
        context.registerBean(TeamForTests.class);
        context.registerBean(Audit.class, () -> (action, subject, label, details) -> {});
        context.registerBean(MailboxesForTests.class);
        context.registerBean(NoSpamForTests.class);
        context.register(
                Customers.class,
                ConversationStore.class,
                ConversationPanels.class,
                Search.class,
                SearchIndex.class,
                InboxLists.class,
                InboxPreferences.class,
                InboxQueries.class,
                KeptViews.class,
                MessageMarks.class,
                JustSent.class,
                ThreadLetters.class,
                KeptFiles.class,
                Writings.class,
                InboxPages.class);
        context.registerBean(
                TransactionTemplate.class, () -> new TransactionTemplate(new JdbcTransactionManager(source)));
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(LaterTimes.class, () -> new LaterTimes(ZoneId.of("Europe/Berlin"), CLOCK));
        context.refresh();
        customers = context.getBean(Customers.class);
        pages = context.getBean(InboxPages.class);
        index = context.getBean(SearchIndex.class);
        for (var member : List.of(TeamForTests.MARA, TeamForTests.JONAS)) {
            jdbc.sql("""
                            insert into team_member (id, email, name, role, locale, created_at)
                            values (:id, :email, :name, :role, 'en', now())
                            """)
                    .param("id", member.id())
                    .param("email", member.email())
                    .param("name", member.name())
                    .param("role", member.role().name())
                    .update();
        }
    }

    @BeforeEach
    void anaWrites() {
        ana = customers
                .meet(
                        new EmailAddress("ana." + UUID.randomUUID() + "@example.org"),
                        "Ana Ribeiro",
                        Locale.ENGLISH,
                        NOW.minus(Duration.ofDays(900)))
                .id();
        conversation = open("Rent was booked twice", "new", NOW.minus(Duration.ofHours(2)));
        number = jdbc.sql("select number from conversation where id = :id")
                .param("id", conversation)
                .query((row, n) -> row.getLong(1))
                .single();
        say(
                "in",
                "message",
                "Ana Ribeiro",
                "Hello,\n\nmy rent was booked twice on Monday.",
                NOW.minus(Duration.ofHours(2)));
    }

    @Test
    void showsWhoWritesAndTheirFirstWords() {
        var row = row(View.UNASSIGNED);

        assertThat(row.name()).isEqualTo("Ana Ribeiro");
        assertThat(row.words()).isEqualTo("Hello, my rent was booked twice on Monday.");
    }

    @Test
    void keepsEveryViewApart() {
        assertThat(numbers(View.MINE)).doesNotContain(number);
        update("assignee_id", TeamForTests.MARA.id());

        assertThat(numbers(View.MINE)).contains(number);
        assertThat(numbers(View.UNASSIGNED)).doesNotContain(number);
        assertThat(numbers(View.COMPLAINTS)).doesNotContain(number);

        update("kind", "complaint");
        assertThat(numbers(View.COMPLAINTS)).contains(number);

        update("state", "solved");
        assertThat(numbers(View.SOLVED)).contains(number);
        assertThat(numbers(View.ALL)).doesNotContain(number);
    }

    @Test
    void countsWhatAViewHolds() {
        var before = count("mine");
        update("assignee_id", TeamForTests.MARA.id());

        assertThat(count("mine")).isEqualTo(before + 1);
    }

    @Test
    void findsByTheBeginningsOfWordsByNameAndByNumber() {
        var word = "zebra" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        say("in", "message", "Ana Ribeiro", "It is about my " + word + "stripes.", NOW);
        update("state", "closed");

        assertThat(found(word)).containsExactly(number);
        assertThat(found("#" + number)).contains(number);
        assertThat(found("Ana Rib")).contains(number);
        assertThat(found("' | & ! (")).doesNotContain(number);
    }

    @Test
    void whatIsOwedStandsInTheListUntilItEnds() {
        promise(NOW.plus(Duration.ofMinutes(20)));
        assertThat(row(View.ALL).promise())
                .isEqualTo(new PromiseView(NOW.plus(Duration.ofMinutes(20)), "promise", "soon"));

        promise(NOW.minus(Duration.ofMinutes(1)));
        assertThat(row(View.ALL).promise()).extracting(PromiseView::late).isEqualTo(true);

        jdbc.sql("update conversation set due_at = null, due_source = null where id = :id")
                .param("id", conversation)
                .update();
        assertThat(row(View.ALL).promise()).isNull();
    }

    @Test
    void tellsHowSoonItWasAcknowledged() {
        var opened = NOW.minus(Duration.ofHours(2));
        say("out", "acknowledgement", "Pennyfold", "We have your letter.", opened.plusSeconds(38));
        jdbc.sql("update conversation set acknowledged_at = :at where id = :id")
                .param("at", utc(opened.plusSeconds(38)))
                .param("id", conversation)
                .update();

        assertThat(html()).contains("Acknowledged after 38 sec");
    }

    @Test
    @DisplayName("T2: a stranger's letter is shown as unverified")
    void marksLettersOfStrangers() {
        var stranger = say("in", "message", "Somebody", "Please send me the bank details.", NOW);
        jdbc.sql("update message set verified = false where id = :id")
                .param("id", stranger)
                .update();

        assertThat(letter(stranger).look()).isEqualTo("held");
        assertThat(html()).contains("Unverified");
    }

    @Test
    void offersToTakeBackWhatHasNotLeft() {
        var letter = say("out", "message", "Mara Lindqvist", "It is repaired.", NOW);
        deliver(letter, "queued", null, NOW.plusSeconds(8));

        assertThat(delivery(letter).until()).isEqualTo(NOW.plusSeconds(8));
        assertThat(html()).contains("Leaves in 8 seconds.", "/messages/" + letter + "/sending");
    }

    @Test
    @DisplayName("Decision 'uncertain': it is explained and sent again by a person only")
    void explainsWhatIsUncertain() {
        var letter = say("out", "message", "Mara Lindqvist", "It is repaired.", NOW);
        deliver(letter, "uncertain", null, null);

        assertThat(delivery(letter).again()).isTrue();
        assertThat(html()).contains("Ana Ribeiro may have it already", "Send again");
    }

    @Test
    void aLetterCannotBreakOutOfThePage() {
        say("in", "message", "<script>alert(1)</script>", "</div><script>alert(2)</script>", NOW);

        assertThat(html()).doesNotContain("<script>alert");
    }

    @Test
    @DisplayName("Q1, Q2: a quotation of the conversation is folded, not thrown away")
    void foldsWhatRepeatsTheConversation() {
        say("out", "message", "Mara Lindqvist", "The second booking is ours, we have removed it today.", NOW);
        var answer = say("in", "message", "Ana Ribeiro", """
                        Thank you, it works.

                        On Sunday, 22 November 2026, Mara Lindqvist wrote:
                        > The second booking is ours, we have
                        > removed it today.
                        """, NOW.plusSeconds(1));

        assertThat(letter(answer).text()).isEqualTo("Thank you, it works.");
        assertThat(letter(answer).quoted()).contains("> removed it today.");
    }

    @Test
    void givesBackTheDraft() {
        jdbc.sql("""
                        insert into draft (conversation_id, member_id, type, text, changed_at)
                        values (:conversation, :member, 'message', 'Dear Ana, we are', now())
                        """)
                .param("conversation", conversation)
                .param("member", TeamForTests.MARA.id())
                .update();

        assertThat(html()).contains("Dear Ana, we are", "Draft kept");
    }

    @Test
    void showsWhatThePersonAskedBefore() {
        open("How do I split a bill?", "solved", NOW.minus(Duration.ofDays(21)));

        var person =
                requireNonNull(pages.conversation(reply(), number, "thread").person());
        assertThat(person.earlier()).extracting(PersonView.Earlier::subject).containsExactly("How do I split a bill?");
        assertThat(person.since()).isEqualTo("Known since June 2024");
    }

    @Test
    void refusesANumberThatNobodyHas() {
        assertThatThrownBy(() -> pages.conversation(reply(), 999_999_999, "thread"))
                .isInstanceOf(ConversationNotFound.class);
    }

    @Test
    void saysWhyAViewIsEmpty() {
        assertThat(render(pages.list(InboxFilter.search("nobody wrote this"))))
                .contains("Nothing was found for “nobody wrote this”");
    }

    private UUID open(String subject, String state, Instant at) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into conversation (id, subject, channel, customer_id, state, created_at, waiting_since,
                                                  last_message_at, changed_at)
                        values (:id, :subject, 'email', :customer, :state, :at, :at, :at, :at)
                        """)
                .param("id", id)
                .param("subject", subject)
                .param("customer", ana)
                .param("state", state)
                .param("at", utc(at))
                .update();
        jdbc.sql("""
                        insert into participant (conversation_id, email, name, added_at)
                        values (:id, 'ana@example.org', 'Ana Ribeiro', :at)
                        """).param("id", id).param("at", utc(at)).update();
        return id;
    }

    private UUID say(String direction, String type, String author, String text, Instant at) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into message (id, conversation_id, direction, type, author_name, text, sent_at, created_at)
                        values (:id, :conversation, :direction, :type, :author, :text, :at, :at)
                        """)
                .param("id", id)
                .param("conversation", conversation)
                .param("direction", direction)
                .param("type", type)
                .param("author", author)
                .param("text", text)
                .param("at", utc(at))
                .update();
        index.written(id);
        return id;
    }

    private void deliver(UUID letter, String state, @Nullable String reason, @Nullable Instant due) {
        jdbc.sql("""
                        update message
                           set delivery_state = :state, delivery_reason = :reason, due_at = :due
                         where id = :id
                        """)
                .param("state", state)
                .param("reason", reason)
                .param("due", due == null ? null : utc(due))
                .param("id", letter)
                .update();
    }

    private void promise(Instant until) {
        jdbc.sql("update conversation set due_at = :at, due_source = 'promise' where id = :id")
                .param("at", utc(until))
                .param("id", conversation)
                .update();
    }

    private void update(String column, Object value) {
        jdbc.sql("update conversation set " + column + " = :value where id = :id")
                .param("value", value)
                .param("id", conversation)
                .update();
    }

    private InboxRow row(View view) {
        return pages.list(InboxFilter.of(view)).rows().stream()
                .filter(row -> row.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private List<Long> numbers(View view) {
        return pages.list(InboxFilter.of(view)).rows().stream()
                .map(InboxRow::number)
                .toList();
    }

    private List<Long> found(String query) {
        return pages.list(InboxFilter.search(query)).rows().stream()
                .map(InboxRow::number)
                .toList();
    }

    private long count(String view) {
        return pages.list(reply()).views().stream()
                .filter(tab -> tab.key().equals(view))
                .findFirst()
                .orElseThrow()
                .count();
    }

    private LetterView letter(UUID id) {
        return requireNonNull(pages.conversation(reply(), number, "thread").thread()).letters().stream()
                .filter(letter -> letter.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private DeliveryView delivery(UUID letter) {
        return requireNonNull(letter(letter).delivery());
    }

    private String html() {
        return render(pages.conversation(reply(), number, "thread"));
    }

    private static InboxFilter reply() {
        return InboxFilter.of(View.ALL);
    }

    private static String render(InboxPage page) {
        var person = new SignedIn(TeamForTests.MARA.id(), "Mara Lindqvist", "Agent", Locale.ENGLISH, "light");
        var frame = new PageFrame(Locale.ENGLISH, "light", person, "/inbox", new Bare(List.of(), List.of(), List.of()));
        var output = new StringOutput();
        ENGINE.render("conversations/inbox.jte", Map.of("frame", frame, "page", page), output);
        return output.toString();
    }

    private record Bare(List<Place> places, List<Notice> notices, List<Content> tops) implements PageFrame.Around {}

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
