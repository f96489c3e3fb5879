package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.mail.wire.Security;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.testing.ScriptedSmtp;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What comes back, over a real SMTP conversation out and real reports in.
@WholeApplication
@Import(FakeThreads.InPlace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BouncesTests {

    @Autowired
    MailboxKeeping mailboxes;

    @Autowired
    Letters letters;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Intake intake;

    @Autowired
    FakeThreads threads;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private ScriptedSmtp smtp;
    private UUID box;
    private String mailbox = "";

    @BeforeAll
    void openServer() {
        smtp = ScriptedSmtp.open();
    }

    @BeforeEach
    void connect() {
        smtp.relent();
        mailbox = "b" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
        box = mailboxes
                .create(new MailboxDraft(
                        mailbox,
                        "Support",
                        null,
                        new ServerSettings("127.0.0.1", smtp.port(), null, null, Security.NONE),
                        null,
                        false,
                        Account.Existing.IGNORE,
                        null,
                        Account.AfterFetch.LEAVE))
                .id();
    }

    @AfterAll
    void closeServer() throws IOException {
        smtp.close();
    }

    @Test
    @DisplayName("L7: the envelope sender alone tells which letter a report is about (VERP)")
    void knowsTheLetterByItsEnvelope() {
        var letter = sent();

        report(
                envelope(letter),
                recipient(letter, "failed", "5.1.1", "550 5.1.1 no such user"),
                "no-id@elsewhere.example");

        assertThat(state(letter)).isEqualTo("bounced");
        assertThat(reason(letter)).isEqualTo("550 5.1.1 no such user");
        assertThat(threads.of(box)).as("a report opens nothing").isEmpty();
    }

    @Test
    @DisplayName("L7: else the Message-ID of the letter that was sent back tells it")
    void knowsTheLetterByItsMessageId() {
        var letter = sent();

        report(mailbox, recipient(letter, "failed", "5.1.1", "550 5.1.1 no such user"), messageId(letter));

        assertThat(state(letter)).isEqualTo("bounced");
    }

    @Test
    @DisplayName(
            "L7: a hard failure marks the address; further letters are held back, visibly, until a person lifts it")
    void aHardFailureMarksTheAddress() {
        var letter = sent();
        report(envelope(letter), recipient(letter, "failed", "5.1.1", "550 5.1.1 no such user"), messageId(letter));
        assertThat(suppressions.find(letter.to()))
                .hasValueSatisfying(it -> assertThat(it.reason()).isEqualTo("550 5.1.1 no such user"));

        var second = letterTo(letter.to());
        send(second);
        awaitState(second, "suppressed");
        assertThat(reason(second)).isEqualTo("550 5.1.1 no such user");
        assertThat(rcpt(second)).as("only the first one went out").isEqualTo(1);

        assertThat(suppressions.lift(letter.to())).isTrue();
        assertThat(letters.resend(second.id())).isTrue();
        awaitState(second, "sent");
        assertThat(rcpt(second)).isEqualTo(2);
        assertThat(suppressions.lift(letter.to())).isFalse();
    }

    @Test
    @DisplayName("L7: who writes from a suppressed address lives there after all")
    void whoWritesIsReachable() {
        var letter = sent();
        report(envelope(letter), recipient(letter, "failed", "5.1.1", "550 5.1.1 no such user"), messageId(letter));

        accept("""
                From: Ana <%s>
                To: %s
                Subject: I am here
                Message-ID: <%s@example.org>

                Why do you not answer?
                """.formatted(letter.to(), mailbox, UUID.randomUUID()));

        assertThat(suppressions.find(letter.to())).isEmpty();
    }

    @Test
    @DisplayName("L7: a full mailbox, a size limit, a policy say nothing about the address")
    void otherFailuresDoNotMarkTheAddress() {
        for (String status : List.of("5.2.2", "5.3.4", "5.7.1", "4.4.7")) {
            var letter = sent();

            report(envelope(letter), recipient(letter, "failed", status, status + " not today"), messageId(letter));

            assertThat(state(letter)).as(status).isEqualTo("bounced");
            assertThat(suppressions.find(letter.to())).as(status).isEmpty();
        }
    }

    @Test
    @DisplayName("L7: a delay only counts")
    void aDelayOnlyCounts() {
        var letter = sent();

        report(envelope(letter), recipient(letter, "delayed", "4.4.1", "451 try later"), messageId(letter));

        assertThat(state(letter)).isEqualTo("sent");
        assertThat(suppressions.find(letter.to())).isEmpty();
        assertThat(jdbc.sql("select count(*) from delivery_report where recipient = :to and action = 'delayed'")
                        .param("to", letter.to().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("L7: a report of success makes it delivered, and a later failure bounced")
    void aReportOfSuccessMakesItDelivered() {
        var letter = sent();

        report(envelope(letter), recipient(letter, "delivered", "2.1.5", "250 ok"), messageId(letter));
        assertThat(state(letter)).isEqualTo("delivered");

        report(envelope(letter), recipient(letter, "failed", "5.2.2", "552 full"), messageId(letter));
        assertThat(state(letter)).isEqualTo("bounced");
    }

    @Test
    @DisplayName("L7: a report about several recipients counts for the one we wrote to")
    void readsEveryRecipient() {
        var letter = sent();
        var others = "Final-Recipient: rfc822; other@example.org\nAction: failed\nStatus: 5.1.1\n\n";

        report(mailbox, others + recipient(letter, "delayed", "4.2.0", "busy"), messageId(letter));

        assertThat(state(letter)).isEqualTo("sent");
        assertThat(suppressions.find(new EmailAddress("other@example.org"))).isEmpty();
    }

    @Test
    @DisplayName("L7: forged reports change nothing")
    void ignoresForgeries() {
        var letter = sent();
        var failed = recipient(letter, "failed", "5.1.1", "550 5.1.1 no such user");
        var forged = envelope(letter).replaceFirst("\\+[a-z2-7]{6}", "+aaaaaa");

        report(forged, failed, "reply.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@shop.example");
        report(mailbox, failed, "invented@shop.example");
        report(
                mailbox,
                "Final-Recipient: rfc822; victim@example.org\nAction: failed\nStatus: 5.1.1\n",
                messageId(letter));

        assertThat(state(letter)).isEqualTo("sent");
        assertThat(suppressions.find(letter.to())).isEmpty();
        assertThat(suppressions.find(new EmailAddress("victim@example.org"))).isEmpty();
        assertThat(jdbc.sql("select count(*) from raw_mail where mailbox_id = :box and reason = 'UNPROVEN'")
                        .param("box", box)
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("L7: mail that was forwarded on and came back marks the letter, not the address we know")
    void forwardedElsewhere() {
        var letter = sent();

        report(
                envelope(letter),
                "Final-Recipient: rfc822; ana@home.example\nAction: failed\nStatus: 5.1.1\n",
                messageId(letter));

        assertThat(state(letter)).isEqualTo("bounced");
        assertThat(suppressions.find(letter.to())).isEmpty();
    }

    @Test
    @DisplayName("L2: an out-of-office that goes to the envelope sender is attached to the thread of the letter")
    void anAbsenceFindsItsThread() {
        var letter = sent();

        accept("""
                Return-Path: <>
                From: Ana <%s>
                To: %s
                Subject: Out of office
                Auto-Submitted: auto-replied
                Message-ID: <%s@example.org>

                Back on Monday.
                """.formatted(letter.to(), envelope(letter), UUID.randomUUID()));

        assertThat(threads.of(box)).singleElement().satisfies(mail -> {
            assertThat(mail.thread()).isEqualTo(letter.thread());
            assertThat(mail.automatic()).isEqualTo(IncomingMail.Automatic.REPLIED);
        });
    }

    @Test
    @DisplayName("L7: a server that takes only the mailbox as the sender gets it")
    void fallsBackToThePlainSender() {
        smtp.answer("MAIL FROM:<" + mailbox.replace("@shop.example", "+"), "553 5.7.60 not your address");

        var letter = letterTo(new EmailAddress("ana-" + Ids.next() + "@example.org"));
        send(letter);

        awaitState(letter, "sent");
        assertThat(smtp.heard()).contains("MAIL FROM:<" + mailbox + ">");
    }

    @Test
    @DisplayName("L7: a server that knows at once that nobody is there marks the address too")
    void aRefusalMarksTheAddress() {
        smtp.answer("RCPT", "550 5.1.1 no such user");
        var letter = letterTo(new EmailAddress("ana-" + Ids.next() + "@example.org"));

        send(letter);

        awaitState(letter, "failed");
        assertThat(suppressions.find(letter.to())).isPresent();
    }

    private Letter sent() {
        var letter = letterTo(new EmailAddress("ana-" + Ids.next() + "@example.org"));
        send(letter);
        awaitState(letter, "sent");
        return letter;
    }

    private Letter letterTo(EmailAddress to) {
        var id = Ids.next();
        return new Letter(
                id,
                "reply:" + id,
                Letter.Kind.REPLY,
                box,
                threads.open(box, to.value()),
                1234,
                to,
                "Ana",
                "Mara Lindqvist",
                "Your order",
                "It leaves today.",
                List.of(),
                List.of(),
                Locale.ENGLISH,
                clock.instant(),
                null);
    }

    private void send(Letter letter) {
        transaction.executeWithoutResult(status -> letters.send(letter));
    }

    private static String recipient(Letter letter, String action, String status, String words) {
        return "Final-Recipient: rfc822; " + letter.to() + "\nAction: " + action + "\nStatus: " + status
                + "\nDiagnostic-Code: smtp;\n " + words + "\n";
    }

    private void report(String to, String recipients, String returnedId) {
        accept("""
                Return-Path: <>
                From: MAILER-DAEMON@mx.example
                To: %s
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <%s@mx.example>
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                I am sorry.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                %s
                --b
                Content-Type: text/rfc822-headers

                Message-ID: <%s>
                Subject: Your order

                --b--
                """.formatted(to, UUID.randomUUID(), recipients, returnedId));
    }

    private void accept(String mail) {
        intake.accept(box, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private String envelope(Letter letter) {
        return jdbc.sql("select envelope_from from letter where id = :id")
                .param("id", letter.id())
                .query(String.class)
                .single();
    }

    private String messageId(Letter letter) {
        return jdbc.sql("select message_id from letter where id = :id")
                .param("id", letter.id())
                .query(String.class)
                .single();
    }

    private long rcpt(Letter letter) {
        return smtp.heard().stream()
                .filter(line -> line.equals("RCPT TO:<" + letter.to() + ">"))
                .count();
    }

    private void awaitState(Letter letter, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state(letter)).isEqualTo(state));
    }

    private String state(Letter letter) {
        return jdbc.sql("select state from outbox where subject_id = :id")
                .param("id", letter.id())
                .query(String.class)
                .single();
    }

    private String reason(Letter letter) {
        return jdbc.sql("select coalesce(last_error, '') from outbox where subject_id = :id")
                .param("id", letter.id())
                .query(String.class)
                .single();
    }
}
