package io.keepwell.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.KeepwellProcess;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.StallingProxy;
import io.keepwell.testing.StallingProxy.Side;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Kills the process at every point where something could get lost or be said twice, and starts it again. The mail
/// servers are real; proxies before them, and locks in the database, hold the chosen moment.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTests {

    private static final String US = "support@shop.test";
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    PostOffice office;
    StallingProxy imap;
    StallingProxy smtp;
    KeepwellProcess keepwell;

    @BeforeAll
    void openShop() {
        office = PostOffice.open(US);
        imap = StallingProxy.before(office.imapPort());
        smtp = StallingProxy.before(office.smtpPort());
        keepwell = KeepwellProcess.start();
        var mailbox = keepwell.api().post("/api/v1/mailboxes", """
                {'address':'%s','name':'Shop support','acknowledge':true,'existing':'ignore','afterFetch':'delete',
                 'imap':{'host':'127.0.0.1','port':%d,'username':'%s','password':'secret','security':'none'},
                 'smtp':{'host':'127.0.0.1','port':%d,'username':null,'password':null,'security':'none'}}
                """.formatted(US, imap.port(), US, smtp.port()));
        assertThat(mailbox.status()).as("%s", mailbox.json()).isEqualTo(201);
    }

    @AfterAll
    void closeShop() {
        keepwell.close();
        imap.close();
        smtp.close();
        office.close();
    }

    @Test
    @DisplayName("I4: killed after the fetch, before the raw mail is committed")
    void afterFetch() {
        imap.holdBefore(Side.SERVER, "BODY\\[\\].*OK FETCH");
        write("fetch@example.test");
        imap.awaitStop();
        killAndRestart(imap);
        assertOnce("fetch@example.test");
    }

    @Test
    @DisplayName("I4: killed after the raw mail is committed, before the conversation is")
    void afterRawCommit() throws SQLException {
        try (var lock = connect()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("lock table conversation in access exclusive mode");
            write("raw@example.test");
            try (var other = connect()) {
                Awaitility.await()
                        .atMost(RECOVERY)
                        .until(() -> ask(other, "select count(*) from raw_mail where state = 'received'") == 1);
            }
            keepwell.kill();
            lock.rollback();
        }
        keepwell.run();
        assertOnce("raw@example.test");
    }

    @Test
    @DisplayName("I4: killed after the conversation and its acknowledgement are committed, before anything is sent")
    void afterAcknowledgementIsQueued() {
        smtp.holdBefore(Side.SERVER, "^220");
        write("queued@example.test");
        smtp.awaitStop();
        killAndRestart(smtp);
        assertOnce("queued@example.test");
    }

    @Test
    @DisplayName("queued: killed while it waits for its next attempt")
    void beforeTheNextAttempt() throws SQLException {
        smtp.holdBefore(Side.SERVER, "^220");
        write("waiting@example.test");
        smtp.awaitStop();
        smtp.hangUp();
        try (var database = connect()) {
            Awaitility.await()
                    .atMost(RECOVERY)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() ->
                            ask(database, "select count(*) from outbox where state = 'queued' and attempt = 1") == 1);
        }
        keepwell.kill();
        keepwell.run();
        assertOnce("waiting@example.test");
    }

    @Test
    @DisplayName("I4: killed before the mail is flagged on the server")
    void beforeFlag() {
        imap.holdBefore(Side.CLIENT, "STORE ");
        write("flag@example.test");
        imap.awaitStop();
        killAndRestart(imap);
        assertOnce("flag@example.test");
    }

    @Test
    @DisplayName("I4: killed after the mail is flagged, before it is expunged")
    void beforeExpunge() {
        imap.holdBefore(Side.CLIENT, "EXPUNGE");
        write("expunge@example.test");
        imap.awaitStop();
        killAndRestart(imap);
        assertOnce("expunge@example.test");
    }

    @Test
    @DisplayName("uncertain: killed before DATA was answered, it is sent again, once")
    void beforeHandOver() {
        smtp.holdBefore(Side.SERVER, "(^|\\n)354");
        write("sending@example.test");
        smtp.awaitStop();
        killAndRestart(smtp);
        assertOnce("sending@example.test");
    }

    @Test
    @DisplayName("uncertain: killed while the content was on its way, it is never repeated by itself")
    void whileHandingOver() {
        smtp.holdBefore(Side.CLIENT, "Message-ID:");
        write("handing@example.test");
        smtp.awaitStop();
        killAndRestart(smtp);
        assertUncertain("handing@example.test", 0);
    }

    @Test
    @DisplayName("uncertain: killed after the final dot, before the answer: never said twice")
    void afterTheDot() {
        smtp.holdAnswerTo(Side.CLIENT, "\\r\\n\\.\\r\\n");
        write("dot@example.test");
        smtp.awaitStop();
        killAndRestart(smtp);
        assertUncertain("dot@example.test", 1);
    }

    @Test
    @DisplayName("uncertain: killed after the server's yes, before ours was committed: never said twice")
    void afterTheAnswer() throws SQLException {
        smtp.holdAnswerTo(Side.CLIENT, "\\r\\n\\.\\r\\n");
        write("answered@example.test");
        smtp.awaitStop();
        try (var lock = connect()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("lock table outbox in exclusive mode");
            smtp.release();
            pause(Duration.ofSeconds(2));
            keepwell.kill();
            lock.rollback();
        }
        keepwell.run();
        assertUncertain("answered@example.test", 1);
    }

    private void write(String customer) {
        office.write("Ana Silva", customer, US, "Where is my order?", "Hello, I ordered on Monday. Where is it?");
    }

    private void killAndRestart(StallingProxy stalled) {
        keepwell.kill();
        stalled.hangUp();
        keepwell.run();
    }

    /// One conversation, one message, one acknowledgement that has left and arrived once.
    private void assertOnce(String customer) {
        var messages = settled(customer, "sent");
        assertThat(acknowledgements(customer)).isEqualTo(1);
        assertThat(messages).isEqualTo("in:message out:acknowledgement");
    }

    /// One conversation, one message, one acknowledgement of which nobody can know; arrived `times`, and no more later.
    private void assertUncertain(String customer, int times) {
        var messages = settled(customer, "uncertain");
        // longer than the first pauses before another attempt would be
        pause(Duration.ofSeconds(8));
        assertThat(acknowledgements(customer)).isEqualTo(times);
        assertThat(messages).isEqualTo("in:message out:acknowledgement");
    }

    private String settled(String customer, String state) {
        var api = keepwell.api();
        var conversation = Awaitility.await("the acknowledgement to be " + state)
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> conversation(api, customer), found -> found.contains("acknowledgement=" + state));
        pause(Duration.ofSeconds(2));
        assertThat(conversation(api, customer)).isEqualTo(conversation);
        return conversation.substring(0, conversation.indexOf('|'));
    }

    /// Kinds of the messages of the only conversation, and the state of the acknowledgement.
    private static String conversation(Api api, String customer) {
        var list = api.get("/api/v1/conversations?customer=email:" + customer)
                .json()
                .path("items");
        if (list.size() != 1) {
            assertThat(list.size()).as("conversations of " + customer).isLessThan(2);
            return "none";
        }
        var whole = api.get("/api/v1/conversations/" + list.get(0).path("id").asString())
                .json();
        var kinds = new StringBuilder();
        var state = "none";
        for (var message : whole.path("messages")) {
            kinds.append(kinds.isEmpty() ? "" : " ")
                    .append(message.path("direction").asString())
                    .append(':')
                    .append(message.path("type").asString());
            if (message.path("type").asString().equals("acknowledgement")) {
                state = message.path("delivery").path("state").asString("none");
            }
        }
        return kinds + "|acknowledgement=" + state;
    }

    private int acknowledgements(String customer) {
        return (int) office.inbox(customer).stream()
                .filter(mail -> PostOffice.header(mail, "Auto-Submitted").startsWith("auto-replied"))
                .count();
    }

    private Connection connect() throws SQLException {
        var database = keepwell.database();
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static int ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return result.next() ? result.getInt(1) : -1;
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
