package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.platform.Blobs;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The rules of threading that need the whole way of a mail, from its bytes to the conversation.
@WholeApplication
class ThreadRulesTests {

    private static final String AUTHSERV = "mx.shop.example";

    @Autowired
    MailboxKeeping mailboxes;

    @Autowired
    Intake intake;

    @Autowired
    OwnSigns signs;

    @Autowired
    Blobs blobs;

    @Autowired
    JdbcClient jdbc;

    private UUID box;
    private String mailbox = "";
    private String ana = "";

    @BeforeEach
    void aMailbox() {
        mailbox = "t" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
        ana = "ana." + UUID.randomUUID() + "@example.org";
        box = connect(mailbox);
    }

    @Test
    @DisplayName(
            "T5: what a colleague writes by mail leaves as their reply, without what they quoted, once it is proven")
    void aColleagueAnswersByMail() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        var mara = member("AGENT");

        var filed = mail(
                        mara,
                        "Re: Export",
                        "Like this.\n\nOn 3 May 2026 at 10:00, Keepwell wrote:\n> a note nobody may read")
                .to(reply(thread))
                .authenticated()
                .arrives();

        assertThat(thread(filed)).isEqualTo(thread);
        var said = message(filed);
        assertThat(said.direction()).isEqualTo("out");
        assertThat(said.text()).isEqualTo("Like this.");
        assertThat(recipients(thread)).contains(ana);
    }

    @Test
    @DisplayName("T5: a colleague's address proves nothing by itself: the letter is held, and says why")
    void aColleagueMustBeProven() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        var mara = member("AGENT");

        for (var letter : List.of(
                mail(mara, "Re: Export", "Unproven.").to(reply(thread)),
                mail(mara, "Re: Export", "Another Reply-To.")
                        .to(reply(thread))
                        .authenticated()
                        .with("Reply-To: mallory@evil.example"))) {
            var filed = letter.arrives();
            assertThat(message(filed).direction()).isEqualTo("in");
            assertThat(message(filed).verified()).isFalse();
            assertThat(marks(filed)).contains("colleague-unproven");
        }
        assertThat(recipients(thread)).isEmpty();
    }

    @Test
    @DisplayName("T5: who only looks on, or has left the team, does not answer by mail")
    void onlyWhoMayAnswerAnswers() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        var viewer = member("VIEWER");

        var filed = mail(viewer, "Re: Export", "I decide.")
                .to(reply(thread))
                .authenticated()
                .arrives();

        assertThat(message(filed).verified()).isFalse();
        assertThat(recipients(thread)).isEmpty();
    }

    @Test
    @DisplayName("T5, T6: a Reply-To of ours is not followed, and the letter says so")
    void answersNeverComeBackToUs() {
        var filed =
                mail(ana, "Export", "How?").with("Reply-To: " + member("AGENT")).arrives();

        assertThat(message(filed).replyTo()).isNull();
        assertThat(marks(filed)).containsExactly("answers-to-us");
    }

    @Test
    @DisplayName(
            "T9: an answer to a closed conversation begins a follow-up without the old number; the next goes there")
    void aClosedConversationIsFollowed() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        set(thread, "closed");

        var followUp = thread(mail(ana, "Re: Export [#" + number(thread) + "]", "Again.")
                .to(reply(thread))
                .arrives());
        var next =
                thread(mail(ana, "Re: Export", "And again.").to(reply(thread)).arrives());

        assertThat(followUp).isNotEqualTo(thread);
        assertThat(follows(followUp)).isEqualTo(thread);
        assertThat(subject(followUp)).isEqualTo("Export");
        assertThat(next).isEqualTo(followUp);
    }

    @Test
    @DisplayName(
            "T10: an old letter answered about something else begins a linked conversation, and the solved one stays")
    void aRecycledThreadBeginsAnother() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        set(thread, "solved");

        var other = thread(
                mail(ana, "Invoice of May", "Something else.").to(reply(thread)).arrives());

        assertThat(other).isNotEqualTo(thread);
        assertThat(follows(other)).isEqualTo(thread);
        assertThat(state(thread)).isEqualTo("solved");

        var same = thread(mail(ana, "AW: Export: still wrong", "Not yet.")
                .to(reply(thread))
                .arrives());
        assertThat(same).as("more words around the same subject go on with it").isEqualTo(thread);
        assertThat(state(thread)).isEqualTo("open");
    }

    @Test
    @DisplayName("T11: a token of one mailbox opens nothing in another, unless a colleague proves to write")
    void aThreadLivesInItsMailbox() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        set(thread, "open");
        var id = jdbc.sql("select message_id from message where conversation_id = :thread")
                .param("thread", thread)
                .query(String.class)
                .single();
        var elsewhere = "u" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
        var other = connect(elsewhere);

        var strayed = mail(ana, "Re: Export", "In the other mailbox.")
                .to(elsewhere)
                .with("In-Reply-To: <" + id + ">")
                .in(other);
        assertThat(thread(strayed.arrives())).isNotEqualTo(thread);

        var own = signs.tokens().messageId(OwnMessageId.Kind.REPLY, thread, UUID.randomUUID(), "shop.example");
        var colleague = mail(member("AGENT"), "Re: Export", "From the other mailbox.")
                .to(elsewhere)
                .with("In-Reply-To: <" + own + ">")
                .authenticated()
                .in(other);
        assertThat(thread(colleague.arrives())).isEqualTo(thread);
    }

    @Test
    @DisplayName("T12: an id that a provider put in the place of ours is learnt from the first answer")
    void learnsRewrittenIds() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        set(thread, "open");
        mail(member("AGENT"), "Re: Export", "Like this.")
                .to(reply(thread))
                .authenticated()
                .arrives();

        mail(ana, "Re: Export", "Thanks.")
                .to(reply(thread))
                .with("In-Reply-To: <0100018f-rewritten@email.provider.example>")
                .arrives();

        var later = mail(ana, "Re: Export", "To the mailbox itself, with that id alone.")
                .with("References: <0100018f-rewritten@email.provider.example>");
        assertThat(thread(later.arrives())).isEqualTo(thread);
    }

    @Test
    @DisplayName("T12: nobody teaches us an id for a conversation in which they do not take part")
    void learnsFromParticipantsAlone() {
        var thread = thread(mail(ana, "Export", "How?").arrives());
        mail(member("AGENT"), "Re: Export", "Like this.")
                .to(reply(thread))
                .authenticated()
                .arrives();

        mail("mallory@evil.example", "Re: Export", "Hello.")
                .to(reply(thread))
                .with("In-Reply-To: <planted@evil.example>")
                .arrives();

        var victim = mail("vera." + UUID.randomUUID() + "@example.org", "Mine", "Hello.")
                .with("References: <planted@evil.example>");
        assertThat(thread(victim.arrives())).isNotEqualTo(thread);
    }

    @Test
    @DisplayName("T13: control headers steer nothing")
    void ignoresControlHeaders() {
        var filed = mail(ana, "Export", "How?").with("""
                        X-Priority: 1
                        Importance: high
                        X-Keepwell-Priority: urgent
                        X-Keepwell-Assignee: mara@shop.example
                        X-Keepwell-State: closed
                        X-Zammad-Ticket-Priority: 3 high
                        X-OTRS-Queue: Secret""").arrives();

        var row = jdbc.sql(
                        "select priority, state, assignee_id::text as assignee, team_id::text as team from conversation where id = :id")
                .param("id", thread(filed))
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("priority", "normal")
                .containsEntry("state", "new")
                .containsEntry("assignee", null)
                .containsEntry("team", null);
    }

    @Test
    @DisplayName("T15: a mail makes one customer, whoever else it names")
    void makesOneCustomer() {
        var crowd =
                IntStream.range(0, 300).mapToObj(i -> "crowd-" + i + "-" + ana).collect(Collectors.joining(",\n "));

        mail(ana, "Export", "How?")
                .with("Cc: " + crowd + "\nBcc: secret-" + ana + "\nResent-To: list-" + ana)
                .arrives();

        assertThat(jdbc.sql("select count(*) from customer_identifier where value like :ana")
                        .param("ana", "%" + ana)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("I5: two mails with one Message-ID are both there, and the second says so")
    void marksTheSameIdTwice() {
        var id = "same-" + UUID.randomUUID() + "@example.org";
        mail(ana, "Export", "One thing.").id(id).arrives();

        var second = mail(ana, "Export", "Another thing.").id(id).arrives();

        assertThat(marks(second)).containsExactly("same-id");
        assertThat(message(second).text()).isEqualTo("Another thing.");
    }

    @Test
    @DisplayName("M8: a mail of more than 5,000 links is shown in words, and its original can be had")
    void showsWordsAlone() throws IOException {
        var links = "<a href='https://example.org/'>x</a>\n".repeat(5_001);

        var filed = mail(ana, "Export", "<p>Hello</p>" + links).html().arrives();

        assertThat(marks(filed)).containsExactly("words-only");
        assertThat(message(filed).html()).isNull();
        assertThat(message(filed).text()).contains("Hello");
        try (var original = blobs.open(jdbc.sql("select blob from raw_mail where id = :id")
                .param("id", filed)
                .query(String.class)
                .single())) {
            assertThat(new String(original.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("https://example.org/");
        }
    }

    private UUID connect(String address) {
        return mailboxes
                .create(new MailboxDraft(
                        address,
                        "Support",
                        null,
                        null,
                        AUTHSERV,
                        false,
                        Account.Existing.IGNORE,
                        null,
                        Account.AfterFetch.LEAVE))
                .id();
    }

    private String member(String role) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into team_member (id, email, name, role, locale, active, created_at)
                        values (:id, :email, 'Mara Lindqvist', :role, 'en', true, now())
                        """)
                .param("id", id)
                .param("email", "mara." + id + "@shop.example")
                .param("role", role)
                .update();
        return "mara." + id + "@shop.example";
    }

    private String reply(UUID thread) {
        return signs.tokens().replyAddress(thread, mailbox);
    }

    private Written mail(String from, String subject, String text) {
        return new Written(
                box, from, mailbox, subject, text, "text/plain", UUID.randomUUID() + "@example.org", "", false);
    }

    /// A mail as somebody writes it.
    private final class Written {

        private final String from;
        private final String subject;
        private final String text;
        private UUID mailbox;
        private String to;
        private String type;
        private String id;
        private String headers;
        private boolean authenticated;

        Written(
                UUID mailbox,
                String from,
                String to,
                String subject,
                String text,
                String type,
                String id,
                String headers,
                boolean authenticated) {
            this.mailbox = mailbox;
            this.from = from;
            this.to = to;
            this.subject = subject;
            this.text = text;
            this.type = type;
            this.id = id;
            this.headers = headers;
            this.authenticated = authenticated;
        }

        Written to(String address) {
            to = address;
            return this;
        }

        Written in(UUID other) {
            mailbox = other;
            return this;
        }

        Written id(String messageId) {
            id = messageId;
            return this;
        }

        Written html() {
            type = "text/html";
            return this;
        }

        Written with(String lines) {
            headers += lines + "\n";
            return this;
        }

        Written authenticated() {
            authenticated = true;
            return this;
        }

        UUID arrives() {
            var domain = from.substring(from.indexOf('@') + 1);
            var results = authenticated
                    ? "Authentication-Results: " + AUTHSERV + "; dmarc=pass header.from=" + domain + "\n"
                    : "";
            var mail = results + "Return-Path: <" + from + ">\nFrom: " + from + "\nTo: " + to + "\nSubject: " + subject
                    + "\nMessage-ID: <" + id + ">\n" + headers + "Content-Type: " + type + "; charset=utf-8\n\n" + text
                    + "\n";
            return intake.accept(mailbox, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Said(
            String direction,
            boolean verified,
            String text,
            @Nullable String html,
            @Nullable String replyTo) {}

    private Said message(UUID mail) {
        return jdbc.sql(
                        "select direction, verified, trim(text, E'\\n') as text, html, reply_to from message where mail_id = :mail")
                .param("mail", mail)
                .query(Said.class)
                .single();
    }

    private List<String> marks(UUID mail) {
        return jdbc.sql("""
                        select k.mark
                          from message_mark k
                          join message m on m.id = k.message_id
                         where m.mail_id = :mail
                         order by k.mark
                        """)
                .param("mail", mail)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private List<String> recipients(UUID thread) {
        return jdbc.sql("select recipient from letter where thread_id = :thread and kind = 'REPLY'")
                .param("thread", thread)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private UUID thread(UUID mail) {
        return jdbc.sql("select thread_id from raw_mail where id = :mail")
                .param("mail", mail)
                .query(UUID.class)
                .single();
    }

    private UUID follows(UUID thread) {
        return jdbc.sql("select follows_id from conversation where id = :id")
                .param("id", thread)
                .query(UUID.class)
                .single();
    }

    private String state(UUID thread) {
        return text(thread, "state");
    }

    private String subject(UUID thread) {
        return text(thread, "subject");
    }

    private String number(UUID thread) {
        return text(thread, "number::text");
    }

    private String text(UUID thread, String column) {
        return jdbc.sql("select " + column + " from conversation where id = :id")
                .param("id", thread)
                .query(String.class)
                .single();
    }

    private void set(UUID thread, String state) {
        jdbc.sql("update conversation set state = :state where id = :id")
                .param("state", state)
                .param("id", thread)
                .update();
    }
}
