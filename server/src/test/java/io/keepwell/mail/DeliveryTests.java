package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.mail.wire.Security;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.platform.Blobs;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.testing.ScriptedSmtp;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@WholeApplication
@Import(FakeThreads.InPlace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryTests {

    @Autowired
    MailboxKeeping mailboxes;

    @Autowired
    Letters letters;

    @Autowired
    MailRoom mailRoom;

    @Autowired
    Intake intake;

    @Autowired
    FakeThreads threads;

    @Autowired
    Blobs blobs;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private ScriptedSmtp smtp;

    @BeforeAll
    void openServer() {
        smtp = ScriptedSmtp.open();
    }

    @BeforeEach
    void takeEverything() {
        smtp.relent();
    }

    @AfterAll
    void closeServer() throws IOException {
        smtp.close();
    }

    @Test
    void handsALetterOverOnceHoweverOftenItIsSent() {
        var letter = letter(connected(), Letter.Kind.REPLY, Instant.EPOCH);

        send(letter);
        send(letter);

        awaitState(letter, "sent");
        assertThat(smtp.heard())
                .filteredOn(line -> line.contains(letter.to().value()) && line.startsWith("RCPT"))
                .hasSize(1);
    }

    // L3: nobody stands in the envelope of an acknowledgement, the letter in that of a reply
    @Test
    void namesNobodyInTheEnvelopeOfAnAcknowledgement() {
        var box = connected();
        var acknowledgement = letter(box, Letter.Kind.ACKNOWLEDGEMENT, Instant.EPOCH);
        send(acknowledgement);
        awaitState(acknowledgement, "sent");
        assertThat(before("RCPT TO:<" + acknowledgement.to() + ">")).isEqualTo("MAIL FROM:<>");

        var reply = letter(box, Letter.Kind.REPLY, Instant.EPOCH);
        send(reply);
        awaitState(reply, "sent");
        assertThat(before("RCPT TO:<" + reply.to() + ">"))
                .startsWith("MAIL FROM:<" + mailboxes.get(box).address().replace("@shop.example", "+"))
                .endsWith("@shop.example>");
    }

    @Test
    void canBeTakenBackUntilItsTimeHasCome() {
        var letter = letter(connected(), Letter.Kind.REPLY, clock.instant().plusSeconds(600));
        send(letter);

        assertThat(letters.cancel(letter.id())).isTrue();

        assertThat(state(letter)).isEqualTo("cancelled");
        assertThat(letters.cancel(letter.id())).isFalse();
    }

    @Test
    void triesAgainWhatTheServerCannotTakeNow() {
        smtp.answer("RCPT", "451 come back later");
        var letter = letter(connected(), Letter.Kind.REPLY, Instant.EPOCH);

        send(letter);

        await().atMost(Duration.ofSeconds(10)).until(() -> "451 come back later".equals(reason(letter)));
        assertThat(state(letter)).isEqualTo("queued");
        smtp.relent();
        awaitState(letter, "sent");
    }

    @Test
    void believesANoBeforeAndAfterTheLetter() {
        var box = connected();
        smtp.answer("RCPT", "550 nobody here by that name");
        var unknown = letter(box, Letter.Kind.REPLY, Instant.EPOCH);
        send(unknown);
        awaitState(unknown, "failed");
        assertThat(reason(unknown)).contains("nobody here by that name");

        smtp.relent();
        smtp.answer(".", "554 we do not like it");
        var disliked = letter(box, Letter.Kind.REPLY, Instant.EPOCH);
        send(disliked);
        awaitState(disliked, "failed");
        assertThat(reason(disliked)).contains("we do not like it");
    }

    @Test
    void isUncertainWhereNoAnswerCameAfterTheLetterAndNotSentAgain() {
        smtp.answer(".", ScriptedSmtp.HANG_UP);
        var letter = letter(connected(), Letter.Kind.REPLY, Instant.EPOCH);
        long before = smtp.letters();

        send(letter);

        awaitState(letter, "uncertain");
        smtp.relent();
        assertThat(smtp.letters() - before).isEqualTo(1);

        assertThat(letters.resend(letter.id())).isTrue();
        awaitState(letter, "sent");
        assertThat(smtp.heard().stream().filter(line -> line.equals("Message-ID: <" + messageId(letter) + ">")))
                .as("the same bytes with the same Message-ID")
                .hasSize(2);
    }

    @Test
    void isNotUncertainWhereTheConnectionBreaksBeforeTheLetter() {
        smtp.answer("DATA", ScriptedSmtp.HANG_UP);
        var letter = letter(connected(), Letter.Kind.REPLY, Instant.EPOCH);

        send(letter);

        await().atMost(Duration.ofSeconds(10)).until(() -> reason(letter) != null);
        assertThat(state(letter)).isEqualTo("queued");
    }

    @Test
    void anAnswerShowsThatAnUncertainLetterArrived() {
        smtp.answer(".", ScriptedSmtp.HANG_UP);
        var box = connected();
        var letter = letter(box, Letter.Kind.REPLY, Instant.EPOCH);
        send(letter);
        awaitState(letter, "uncertain");

        intake.accept(
                box,
                ("""
                From: Ana <%s>
                To: %s
                Subject: Re: Your order
                Message-ID: <%s@example.org>
                In-Reply-To: <%s>

                Thank you.
                """.formatted(letter.to(), mailboxes.get(box).address(), UUID.randomUUID(), messageId(letter)))
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(state(letter)).isEqualTo("sent");
        assertThat(threads.of(box).getLast().thread()).isEqualTo(letter.thread());
    }

    // L7
    @Test
    void aReportThatALetterCouldNotBeDeliveredMarksItAndOpensNothing() {
        var box = connected();
        var letter = letter(box, Letter.Kind.REPLY, Instant.EPOCH);
        send(letter);
        awaitState(letter, "sent");

        intake.accept(box, report(box, letter.to().value(), messageId(letter)));

        assertThat(bouncedAt(letter)).isNotNull();
        assertThat(threads.of(box)).isEmpty();
    }

    // L7: a forged report must not switch a customer off
    @Test
    void aReportAboutWhatWeNeverWroteChangesNothing() {
        var box = connected();
        var letter = letter(box, Letter.Kind.REPLY, Instant.EPOCH);
        send(letter);
        awaitState(letter, "sent");

        intake.accept(box, report(box, "somebody@else.example", messageId(letter)));
        intake.accept(box, report(box, letter.to().value(), "reply.forged@shop.example"));

        assertThat(bouncedAt(letter)).isNull();
        assertThat(threads.of(box)).isEmpty();
    }

    @Test
    void lettersOfAMailboxWithoutSmtpStayInTheMailRoom() throws IOException {
        var box = mailboxes.create(draft(null)).id();
        var letter = letter(box, Letter.Kind.REPLY, Instant.EPOCH);

        send(letter);

        awaitState(letter, "sent");
        var kept = mailRoom.letters(50).stream()
                .filter(one -> one.id().equals(letter.id()))
                .findFirst()
                .orElseThrow();
        try (var bytes = blobs.open(kept.blob())) {
            var mail = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(mail).contains("To: Ana <" + letter.to() + ">").contains("It leaves today.");
            assertThat(mail)
                    .contains("From: Mara Lindqvist <" + mailboxes.get(box).address() + ">");
        }
    }

    // T12
    @Test
    void refersToWhatItAnswers() throws IOException {
        var box = mailboxes.create(draft(null)).id();
        var from = "ana-" + UUID.randomUUID() + "@example.org";
        intake.accept(box, ("""
                From: Ana <%s>
                To: %s
                Subject: Your order
                Message-ID: <first-of-%s>

                Where is it?
                """.formatted(from, mailboxes.get(box).address(), from)).getBytes(StandardCharsets.UTF_8));
        var thread = jdbc.sql("select thread_id from raw_mail where mailbox_id = :box")
                .param("box", box)
                .query(UUID.class)
                .single();
        var letter = letter(box, Letter.Kind.REPLY, Instant.EPOCH, thread);

        send(letter);

        awaitState(letter, "sent");
        var kept = mailRoom.letters(50).stream()
                .filter(one -> one.id().equals(letter.id()))
                .findFirst()
                .orElseThrow();
        try (var bytes = blobs.open(kept.blob())) {
            var mail = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(mail).contains("In-Reply-To: <first-of-" + from + ">");
            assertThat(mail).contains("<first-of-" + from + ">").contains("References:");
        }
    }

    private UUID connected() {
        return mailboxes
                .create(draft(new ServerSettings("127.0.0.1", smtp.port(), null, null, Security.NONE)))
                .id();
    }

    private static MailboxDraft draft(@org.jspecify.annotations.Nullable ServerSettings smtp) {
        return new MailboxDraft(
                "b" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example",
                "Support",
                null,
                smtp,
                null,
                false,
                Account.Existing.IGNORE,
                null,
                Account.AfterFetch.LEAVE);
    }

    private Letter letter(UUID box, Letter.Kind kind, Instant due) {
        return letter(box, kind, due, threads.open(box, "ana@example.org"));
    }

    private Letter letter(UUID box, Letter.Kind kind, Instant due, UUID thread) {
        var id = Ids.next();
        return new Letter(
                id,
                "reply:" + id,
                kind,
                box,
                thread,
                1234,
                new EmailAddress("ana-" + id + "@example.org"),
                "Ana",
                "Mara Lindqvist",
                "Your order",
                "It leaves today.",
                List.of(),
                List.of(),
                Locale.ENGLISH,
                due.equals(Instant.EPOCH) ? clock.instant() : due,
                null);
    }

    private void send(Letter letter) {
        transaction.executeWithoutResult(status -> letters.send(letter));
    }

    private byte[] report(UUID box, String recipient, String messageId) {
        return ("""
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

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 no such user

                --b
                Content-Type: text/rfc822-headers

                Message-ID: <%s>
                Subject: Your order

                --b--
                """.formatted(mailboxes.get(box).address(), UUID.randomUUID(), recipient, messageId))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String before(String line) {
        var heard = smtp.heard();
        return heard.get(heard.indexOf(line) - 1);
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

    private @org.jspecify.annotations.Nullable String reason(Letter letter) {
        return jdbc.sql("select coalesce(last_error, '') from outbox where subject_id = :id")
                .param("id", letter.id())
                .query(String.class)
                .optional()
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    private String messageId(Letter letter) {
        return jdbc.sql("select message_id from letter where id = :id")
                .param("id", letter.id())
                .query(String.class)
                .single();
    }

    private @org.jspecify.annotations.Nullable Object bouncedAt(Letter letter) {
        return jdbc.sql("select bounced_at from letter where id = :id")
                .param("id", letter.id())
                .query((row, n) -> java.util.Optional.ofNullable(row.getObject(1)))
                .single()
                .orElse(null);
    }
}
