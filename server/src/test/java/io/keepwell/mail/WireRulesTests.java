package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.mail.wire.Security;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Rules about what passes between a mail server and us, with a real one.
@WholeApplication
@TestPropertySource(properties = "keepwell.mail.largest=64KB")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireRulesTests {

    @Autowired
    MailboxKeeping mailboxes;

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
    @DisplayName("M9: a mail over the limit leaves its header and the reason, and its sender is told once")
    void leavesAStubAndTellsTheSender() throws Exception {
        var address = address();
        var ana = "ana." + UUID.randomUUID() + "@example.org";
        var box = connect(address, Account.AfterFetch.DELETE);

        office.write("Ana", ana, address, "My photographs", "photograph ".repeat(20_000));

        waitFor(box, 1);
        var row = jdbc.sql("""
                        select r.stub, r.size, m.text
                          from raw_mail r
                          join message m on m.mail_id = r.id
                         where r.mailbox_id = :box
                        """).param("box", box).query().singleRow();
        assertThat(row).containsEntry("stub", true);
        assertThat((Long) row.get("size")).isGreaterThan(200_000);
        assertThat((String) row.get("text")).contains("Only its header is here").contains("was told");
        var told = office.await(ana, Duration.ofSeconds(20), mail -> true);
        assertThat(told.getSubject()).contains("too large");
        assertThat(PostOffice.header(told, "Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(PostOffice.text(told)).doesNotContain("photographs");
        Thread.sleep(500);
        assertThat(office.inbox(ana))
                .as("once, and no acknowledgement beside it")
                .hasSize(1);
        assertThat(office.inbox(address))
                .as("what we do not have is not removed")
                .hasSize(1);
    }

    @Test
    @DisplayName("I1: nothing is done on the server before the bytes are ours")
    void keepsBeforeItMarks() throws Exception {
        var address = address();
        var box = connect(address, Account.AfterFetch.DELETE);
        // the table is closed to writing: nothing can become ours
        jdbc.sql("alter table raw_mail add constraint closed_for_a_test check (mailbox_id <> '%s')".formatted(box))
                .update();
        try {
            office.write("Ana", "ana@example.org", address, "Kept?", "Hello.");
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(8))
                    .untilAsserted(() -> assertThat(office.inbox(address)).hasSize(1));
        } finally {
            jdbc.sql("alter table raw_mail drop constraint closed_for_a_test").update();
        }
        waitFor(box, 1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(office.inbox(address)).isEmpty());
    }

    @Test
    @DisplayName("I2: mail that others remove in between makes us take no wrong one and leave none out")
    void goesByUid() throws Exception {
        var address = address();
        var box = connect(address, Account.AfterFetch.SEEN);
        office.write("Ana", "ana@example.org", address, "One", "1");
        waitFor(box, 1);

        expunge(address, 1);
        office.write("Ana", "ana@example.org", address, "Two", "2");
        office.write("Ana", "ana@example.org", address, "Three", "3");

        waitFor(box, 3);
        assertThat(subjects(box)).containsExactly("One", "Two", "Three");
    }

    private void expunge(String address, int first) throws Exception {
        var properties = new Properties();
        try (var store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", office.imapPort(), address, PostOffice.PASSWORD);
            var folder = store.getFolder("INBOX");
            folder.open(Folder.READ_WRITE);
            folder.setFlags(1, first, new Flags(Flags.Flag.DELETED), true);
            folder.close(true);
        }
    }

    private UUID connect(String address, Account.AfterFetch after) throws Exception {
        office.write("Nobody", "nobody@example.org", address, "Welcome", "This mailbox exists.");
        var imap = new ServerSettings("127.0.0.1", office.imapPort(), address, PostOffice.PASSWORD, Security.NONE);
        var smtp = new ServerSettings("127.0.0.1", office.smtpPort(), null, null, Security.NONE);
        var box = mailboxes
                .create(new MailboxDraft(
                        address, "Support", imap, smtp, null, true, Account.Existing.IGNORE, null, after))
                .id();
        expunge(address, 1);
        return box;
    }

    private List<String> subjects(UUID box) {
        return jdbc.sql("select subject from raw_mail where mailbox_id = :box and state = 'filed' order by position")
                .param("box", box)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private void waitFor(UUID box, int mails) {
        await().atMost(Duration.ofSeconds(30)).until(() -> subjects(box).size() >= mails);
    }

    private static String address() {
        return "w" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
    }
}
