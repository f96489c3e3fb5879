package io.keepwell.conversations;

import com.zaxxer.hikari.HikariDataSource;
import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.customers.Customers;
import io.keepwell.mail.BlockedSenders;
import io.keepwell.mail.Letter;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.mail.ThreadReferences;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.tasks.Tasks;
import io.keepwell.team.Audit;
import io.keepwell.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/// The writing side of the desk on a real database, with Mara at it, a post office that keeps its letters, and a clock
/// that stands until it is moved.
final class DeskForTests {

    private static final DeskForTests DESK = new DeskForTests();

    final AnnotationConfigApplicationContext context;
    final JdbcClient jdbc;
    final LettersForTests letters;
    final StandingClock clock;
    final MovableMailboxes mailboxes;

    /// The one desk of a test run.
    static DeskForTests desk() {
        return DESK;
    }

    private DeskForTests() {
        context = new AnnotationConfigApplicationContext(Parts.class);
        jdbc = context.getBean(JdbcClient.class);
        letters = context.getBean(LettersForTests.class);
        clock = context.getBean(StandingClock.class);
        mailboxes = context.getBean(MovableMailboxes.class);
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

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// A mailbox of a test's own.
    Mailbox mailbox(boolean acknowledge) {
        var mailbox =
                new Mailbox(UUID.randomUUID(), UUID.randomUUID() + "@shop.test", "Pennyfold support", acknowledge);
        jdbc.sql("""
                        insert into mailbox (id, address, name, acknowledge, connected_at, created_at)
                        values (:id, :address, :name, :acknowledge, now(), now())
                        """)
                .param("id", mailbox.id())
                .param("address", mailbox.address())
                .param("name", mailbox.name())
                .param("acknowledge", acknowledge)
                .update();
        mailboxes.put(mailbox);
        return mailbox;
    }

    Message message(UUID id) {
        return part(MessageStore.class).find(id).orElseThrow();
    }

    Conversation conversation(UUID id) {
        return part(Conversations.class).get(id);
    }

    /// The one letter of a kind in a conversation.
    Letter letter(UUID conversation, Letter.Kind kind) {
        var found = letters.of(conversation).stream()
                .filter(letter -> letter.kind() == kind)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one letter, found " + found.size());
        }
        return found.getFirst();
    }

    /// Mailboxes that tests make.
    static class MovableMailboxes implements Mailboxes {

        private final Map<UUID, Mailbox> all = new ConcurrentHashMap<>();

        void put(Mailbox mailbox) {
            all.put(mailbox.id(), mailbox);
        }

        @Override
        public Optional<Mailbox> find(UUID id) {
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public List<Mailbox> all() {
            return List.copyOf(all.values());
        }

        @Override
        public boolean inMailRoom(UUID mailbox) {
            return true;
        }

        @Override
        public void acknowledge(UUID mailbox, boolean on) {
            all.computeIfPresent(mailbox, (id, known) -> new Mailbox(id, known.address(), known.name(), on));
        }
    }

    /// A clock that stands. It starts on a Monday at 10:00 in Berlin.
    static class StandingClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-23T09:00:00Z");

        void passes(Duration time) {
            now = now.plus(time);
        }

        void stands(String instant) {
            now = Instant.parse(instant);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    // without @Configuration, so that the application under test does not find it
    @EnableTransactionManagement
    @ComponentScan(
            basePackageClasses = Tasks.class,
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(Tasks|TaskStore)"))
    @ComponentScan(
            basePackageClasses = BlockedSenders.class,
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(BlockedSenders|SpamStore)"))
    @Import({
        Acknowledgements.class,
        AfterSending.class,
        AlarmsForTests.class,
        AlongWith.class,
        AttachmentStore.class,
        AcknowledgementStore.class,
        Batches.class,
        BatchStore.class,
        Beginnings.class,
        Calendars.class,
        Calls.class,
        ConversationClocks.class,
        ConversationNews.class,
        Conversations.class,
        ConversationStore.class,
        Customers.class,
        Deliveries.class,
        Drafts.class,
        HeldLetters.class,
        Intake.class,
        KeptFiles.class,
        LaterReplies.class,
        LaterReplyStore.class,
        MessageMarks.class,
        ColleagueMail.class,
        LettersForTests.class,
        InboxPreferences.class,
        LiveUpdates.class,
        MacroRuns.class,
        Macros.class,
        MacroStore.class,
        MailboxDesks.class,
        MessageStore.class,
        MovableMailboxes.class,
        PageLine.class,
        Followers.class,
        RearrangedLog.class,
        Rearranging.class,
        RearrangementStore.class,
        OwnershipTimeouts.class,
        PromiseKeeping.class,
        Replies.class,
        ReplyLetters.class,
        SavedReplies.class,
        SavedReplyStore.class,
        Snoozes.class,
        SpamMarks.class,
        StandingClock.class,
        TeamForTests.class,
        ThanksStay.class,
        ThreadReferences.class,
        Wordings.class
    })
    static class Parts {

        @Bean
        DataSource dataSource() {
            var access = TestDatabase.create();
            var source = new HikariDataSource();
            source.setJdbcUrl(access.url());
            source.setUsername(access.user());
            source.setPassword(access.password());
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return source;
        }

        @Bean
        Audit audit() {
            return (action, subject, label, details) -> {};
        }

        @Bean
        JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource source) {
            return new DataSourceTransactionManager(source);
        }

        @Bean
        TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
            return new TransactionTemplate(transactions);
        }

        @Bean
        KeepwellSettings settings() {
            return new KeepwellSettings(
                    0,
                    "127.0.0.1",
                    URI.create("http://127.0.0.1"),
                    Path.of("unused"),
                    null,
                    false,
                    ZoneId.of("Europe/Berlin"),
                    "EUR",
                    DayOfWeek.MONDAY,
                    Locale.ENGLISH,
                    List.of(),
                    true,
                    new KeepwellSettings.Db(null, null, null));
        }
    }
}
