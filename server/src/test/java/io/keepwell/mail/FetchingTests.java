package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.mail.wire.Security;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@WholeApplication
@Import(FakeThreads.InPlace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FetchingTests {

    @Autowired
    MailboxKeeping mailboxes;

    @Autowired
    MailboxHealth health;

    @Autowired
    FakeThreads threads;

    @Autowired
    JdbcClient jdbc;

    private PostOffice office;

    @BeforeAll
    void openPostOffice() {
        office = PostOffice.open();
    }

    @AfterAll
    void closePostOffice() {
        office.close();
    }

    @Test
    void takesInWhatComesAfterTheConnectionAndNothingElse() {
        var address = address();
        office.write("Ana", "ana@example.org", address, "Old news", "From last year.");
        var box = connect(address, Account.Existing.IGNORE, Account.AfterFetch.LEAVE);

        office.write("Ana", "ana@example.org", address, "Where is my order?", "It should be here.");

        waitFor(box, 1);
        assertThat(threads.subjects(box)).containsExactly("Where is my order?");
        assertThat(threads.of(box).getFirst().existing()).isEqualTo(IncomingMail.Existing.NO);
        assertThat(health.of(box).state()).isEqualTo("ok");
        assertThat(health.of(box).lastFetchAt()).isNotNull();
    }

    @Test
    void keepsTheOrderInWhichMailCame() {
        var address = address();
        office.write("Ana", "ana@example.org", address, "Old news", "From last year.");
        var box = connect(address, Account.Existing.IGNORE, Account.AfterFetch.LEAVE);

        for (int i = 0; i < 12; i++) {
            office.write("Ana", "ana@example.org", address, "Letter " + i, "Number " + i);
        }

        waitFor(box, 12);
        for (int i = 0; i < 12; i++) {
            assertThat(threads.subjects(box).get(i)).isEqualTo("Letter " + i);
        }
    }

    @Test
    void takesHistoryAsArchiveWhereThatWasChosen() {
        var address = address();
        office.write("Ana", "ana@example.org", address, "Old news", "From last year.");
        var box = connect(address, Account.Existing.ARCHIVE, Account.AfterFetch.LEAVE);
        office.write("Ana", "ana@example.org", address, "New", "From today.");

        waitFor(box, 2);
        assertThat(threads.of(box))
                .filteredOn(mail -> mail.subject().equals("Old news"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.existing()).isEqualTo(IncomingMail.Existing.ARCHIVE));
        assertThat(threads.of(box))
                .filteredOn(mail -> mail.subject().equals("New"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.existing()).isEqualTo(IncomingMail.Existing.NO));
    }

    @Test
    void takesInExistingMailAlsoWhenThatIsChosenLater() {
        var address = address();
        office.write("Ana", "ana@example.org", address, "Old news", "From last week.");
        var box = connect(address, Account.Existing.IGNORE, Account.AfterFetch.LEAVE);
        office.write("Ana", "ana@example.org", address, "New", "From today.");
        waitFor(box, 1);

        mailboxes.change(box, draft(address, Account.Existing.OPEN, Account.AfterFetch.LEAVE));

        waitFor(box, 2);
        assertThat(threads.of(box).getLast().subject()).isEqualTo("Old news");
        assertThat(threads.of(box).getLast().existing()).isEqualTo(IncomingMail.Existing.OPEN);
    }

    // I3: after the server numbered its mail anew all is looked at again, and known by its fingerprint
    @Test
    void knowsItsMailAgainWhenTheServerNumbersAnew() throws InterruptedException {
        var address = address();
        office.write("Ana", "ana@example.org", address, "Before the connection", "Never asked for.");
        var box = connect(address, Account.Existing.IGNORE, Account.AfterFetch.LEAVE);
        // dates on the server have no fractions of a second
        Thread.sleep(1100);
        office.write("Ana", "ana@example.org", address, "First", "One.");
        waitFor(box, 1);
        jdbc.sql("update mail_cursor set uid_validity = uid_validity + 1 where mailbox_id = :box")
                .param("box", box)
                .update();
        jdbc.sql("update raw_mail set uid_validity = uid_validity + 1 where mailbox_id = :box")
                .param("box", box)
                .update();

        office.write("Ana", "ana@example.org", address, "Second", "Two.");

        waitFor(box, 2);
        assertThat(threads.subjects(box)).containsExactly("First", "Second");
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(states(box)).containsEntry("duplicate", 1));
    }

    @Test
    void deletesOnTheServerOnlyWhereAskedAndOnlyWhatIsKept() {
        var address = address();
        office.write("Ana", "ana@example.org", address, "Old news", "Stays.");
        var box = connect(address, Account.Existing.IGNORE, Account.AfterFetch.DELETE);

        office.write("Ana", "ana@example.org", address, "New", "Goes.");

        waitFor(box, 1);
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(office.inbox(address))
                        .singleElement()
                        .satisfies(mail -> assertThat(mail.getSubject()).isEqualTo("Old news")));
    }

    // I9: one that does not work delays nobody
    @Test
    void saysInWordsWhatHindersAMailboxAndServesTheOthers() {
        var bad = address();
        office.write("Ana", "ana@example.org", bad, "Old news", "From last year.");
        var broken = connect(bad, Account.Existing.IGNORE, Account.AfterFetch.LEAVE);
        jdbc.sql("update mailbox set imap_port = 1, changed_at = now() + interval '1 second' where id = :id")
                .param("id", broken)
                .update();
        var address = address();
        office.write("Ana", "ana@example.org", address, "Old news", "From last year.");
        var box = connect(address, Account.Existing.IGNORE, Account.AfterFetch.LEAVE);

        office.write("Ana", "ana@example.org", address, "Still served", "Thanks.");

        waitFor(box, 1);
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(health.of(broken).state()).isEqualTo("failing"));
        assertThat(health.of(broken).trouble()).isEqualTo(io.keepwell.mail.wire.ConnectionTrouble.Kind.REFUSED);
    }

    private UUID connect(String address, Account.Existing existing, Account.AfterFetch after) {
        return mailboxes.create(draft(address, existing, after)).id();
    }

    private MailboxDraft draft(String address, Account.Existing existing, Account.AfterFetch after) {
        var imap = new ServerSettings("127.0.0.1", office.imapPort(), address, PostOffice.PASSWORD, Security.NONE);
        return new MailboxDraft(address, "Support", imap, null, null, false, existing, null, after);
    }

    private Map<String, Integer> states(UUID box) {
        return jdbc
                .sql("select state, count(*) as n from raw_mail where mailbox_id = :box group by state")
                .param("box", box)
                .query((row, n) -> Map.entry(row.getString("state"), row.getInt("n")))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void waitFor(UUID box, int mails) {
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> threads.of(box).size() >= mails);
    }

    private static String address() {
        return "b" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
    }
}
