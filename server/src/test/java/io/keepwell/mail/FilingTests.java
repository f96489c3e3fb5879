package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.WholeApplication;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@WholeApplication
@Import(FakeThreads.InPlace.class)
class FilingTests {

    @Autowired
    MailboxKeeping mailboxes;

    @Autowired
    Intake intake;

    @Autowired
    OwnSigns signs;

    @Autowired
    FakeThreads threads;

    @Autowired
    RawMailStore mails;

    @Autowired
    Filing filing;

    @Autowired
    JdbcClient jdbc;

    // M1, I6
    @Test
    void whatCannotBeReadIsPutAsideAndTheNextHasItsTurn() {
        var box = mailbox();

        var broken = intake.accept(box, "this is no mail\r\n".getBytes(StandardCharsets.UTF_8));
        var empty = intake.accept(box, new byte[0]);
        intake.accept(box, mail(box, "ana@example.org", "Still here", "one@example.org", "Hello"));

        assertThat(state(broken)).isEqualTo("quarantined");
        assertThat(state(empty)).isEqualTo("quarantined");
        assertThat(threads.subjects(box)).containsExactly("Still here");
    }

    // I6
    @Test
    void whatCannotBeFiledIsPutAsideWithSenderAndSubjectAndCanBeTriedAgain() {
        var box = mailbox();

        var stuck = intake.accept(box, mail(box, "ana@example.org", "the receiver breaks", "two@example.org", "Hello"));
        intake.accept(box, mail(box, "ana@example.org", "Next", "three@example.org", "Hello"));

        var raw = mails.find(stuck).orElseThrow();
        assertThat(raw.state()).isEqualTo(RawMail.State.QUARANTINED);
        assertThat(raw.reason()).isEqualTo("NOT_FILED");
        assertThat(raw.sender()).contains("ana@example.org");
        assertThat(raw.subject()).isEqualTo("the receiver breaks");
        assertThat(threads.subjects(box)).containsExactly("Next");

        assertThat(mails.retry(stuck)).isTrue();
        filing.run(box);
        assertThat(state(stuck)).isEqualTo("quarantined");
    }

    // I5
    @Test
    void theSameIdWithTheSameWordsIsADuplicateAndWithOthersIsNot() {
        var box = mailbox();

        intake.accept(box, mail(box, "ana@example.org", "Hello", "same@example.org", "One"));
        var again = intake.accept(box, mail(box, "ana@example.org", "Hello", "same@example.org", "One"));
        var other = intake.accept(box, mail(box, "ana@example.org", "Hello", "same@example.org", "Two"));

        assertThat(state(again)).isEqualTo("duplicate");
        assertThat(state(other)).isEqualTo("filed");
        assertThat(jdbc.sql("select same_id from raw_mail where id = :id")
                        .param("id", other)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    // I5, T11
    @Test
    void theSameMailInTwoMailboxesIsTwoMails() {
        var one = mailbox();
        var two = mailbox();

        intake.accept(one, mail(one, "ana@example.org", "Hello", "both@example.org", "One"));
        intake.accept(two, mail(one, "ana@example.org", "Hello", "both@example.org", "One"));

        assertThat(threads.of(one)).hasSize(1);
        assertThat(threads.of(two)).hasSize(1);
    }

    // I7
    @Test
    void aDeletedMailDoesNotComeBack() {
        var box = mailbox();
        var id = intake.accept(box, mail(box, "ana@example.org", "Hello", "gone@example.org", "One"));
        jdbc.sql("delete from raw_mail where id = :id").param("id", id).update();

        var again = intake.accept(box, mail(box, "ana@example.org", "Hello", "gone@example.org", "One"));

        assertThat(state(again)).isEqualTo("duplicate");
    }

    // L4
    @Test
    void ourOwnMailThatComesBackIsDropped() {
        var box = mailbox();

        var id = intake.accept(
                box,
                ("X-Keepwell-Loop: " + signs.instanceId() + "\r\n"
                                + new String(
                                        mail(box, "ana@example.org", "Hello", "loop@example.org", "One"),
                                        StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(state(id)).isEqualTo("dropped");
        assertThat(threads.of(box)).isEmpty();
    }

    // T1 (a), T2
    @Test
    void aTokenLeadsToTheThreadButDoesNotVouchForThePerson() {
        var box = mailbox();
        var thread = threads.open(box, "ana@example.org");
        var address = signs.tokens().replyAddress(thread, mailboxes.get(box).address());

        intake.accept(box, mail(address, "ana@example.org", "Re: Hello", "t1@example.org", "It is me"));
        intake.accept(box, mail(address, "eve@elsewhere.example", "Re: Hello", "t2@example.org", "Me too"));

        assertThat(threads.of(box)).extracting(IncomingMail::thread).containsExactly(thread, thread);
        assertThat(threads.of(box))
                .extracting(IncomingMail::standing)
                .containsExactly(IncomingMail.Standing.PARTICIPANT, IncomingMail.Standing.UNVERIFIED);
    }

    // T1 (c)
    @Test
    void anAnswerToTheirOwnMailBelongsToTheSameThread() {
        var box = mailbox();
        intake.accept(box, mail(box, "ana@example.org", "Hello", "c1@example.org", "First"));
        var thread = jdbc.sql("select thread_id from raw_mail where mailbox_id = :box")
                .param("box", box)
                .query(UUID.class)
                .single();

        intake.accept(
                box,
                ("In-Reply-To: <c1@example.org>\r\n"
                                + new String(
                                        mail(box, "ana@example.org", "Re: Hello", "c2@example.org", "Second"),
                                        StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(threads.of(box).getLast().thread()).isEqualTo(thread);
    }

    // L1, L2
    @Test
    void saysWhatKindOfMachineWrote() {
        var box = mailbox();

        intake.accept(
                box,
                ("Auto-Submitted: auto-replied\r\n"
                                + new String(
                                        mail(box, "ana@example.org", "Away", "away@example.org", "Until Monday"),
                                        StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(threads.of(box).getFirst().automatic()).isEqualTo(IncomingMail.Automatic.REPLIED);
        assertThat(threads.of(box).getFirst().addressedToUs()).isTrue();
    }

    private UUID mailbox() {
        return mailboxes
                .create(new MailboxDraft(
                        "b" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example",
                        "Support",
                        null,
                        null,
                        null,
                        false,
                        Account.Existing.IGNORE,
                        null,
                        Account.AfterFetch.LEAVE))
                .id();
    }

    private String state(UUID id) {
        return jdbc.sql("select state from raw_mail where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private byte[] mail(UUID box, String from, String subject, String id, String text) {
        return mail(mailboxes.get(box).address(), from, subject, id, text);
    }

    private static byte[] mail(String to, String from, String subject, String id, String text) {
        return """
                From: Somebody <%s>
                To: %s
                Subject: %s
                Message-ID: <%s>
                Date: Sat, 21 Nov 2026 10:00:00 +0000

                %s
                """.formatted(from, to, subject, id, text).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
