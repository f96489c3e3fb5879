package io.keepwell.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.Intake;
import io.keepwell.platform.Blobs;
import io.keepwell.team.Member;
import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What leaves by mail, and what does not.
@WholeApplication
class NotificationMailTests {

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    @Autowired
    Activity activity;

    @Autowired
    Intake intake;

    @Autowired
    Blobs blobs;

    @Autowired
    JdbcClient jdbc;

    private Api admin;
    private Member ben;
    private UUID mailbox;
    private String conversation;

    @BeforeEach
    void benAndAConversation() {
        admin = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        ben = setup.member(
                UUID.randomUUID() + "@keepwell.test",
                "Ben " + UUID.randomUUID().toString().substring(0, 6),
                Role.AGENT,
                Locale.GERMAN,
                null);
        mailbox = UUID.randomUUID();
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        values (:id, :address, 'Pennyfold', now(), now())
                        """)
                .param("id", mailbox)
                .param("address", mailbox + "@shop.test")
                .update();
        conversation = admin.post("/api/v1/conversations", """
                        {'customer':{'email':'%s@customers.test','name':'Ana'},'subject':'Export','text':'How?','channel':'api'}
                        """.formatted(UUID.randomUUID()))
                .json()
                .get("id")
                .asString();
    }

    @Test
    @DisplayName("L3, T16: the mail is a machine's, in the language of the person, and shows one line of the note")
    void tellsWhoWasMentioned() throws Exception {
        mention("schaust du bitte?\n\nThe customer must never read this.");
        minutePasses();

        assertThat(outcome()).isEqualTo("told");
        var mail = letter();
        assertThat(mail.getSubject()).contains("in einer Notiz zu Ana erwähnt");
        assertThat(PostOffice.header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(PostOffice.header(mail, "X-Keepwell-Loop")).isNotEmpty();
        assertThat(mail.getHeader("Reply-To")).isNull();
        assertThat(PostOffice.text(mail))
                .contains("schaust du bitte?")
                .contains("/inbox/")
                .doesNotContain("never read this");
    }

    @Test
    @DisplayName("L4, T16: an answer to it is dropped and published nowhere")
    void anAnswerToItReachesNobody() throws Exception {
        mention("schaust du bitte?");
        minutePasses();
        assertThat(outcome()).isEqualTo("told");
        var messages = messages();

        var raw = intake.accept(
                mailbox,
                ("From: " + ben.email() + "\r\nTo: " + mailbox + "@shop.test\r\nSubject: Re: Ana\r\nMessage-ID: <"
                                + UUID.randomUUID() + "@bens.test>\r\nIn-Reply-To: "
                                + PostOffice.header(letter(), "Message-ID") + "\r\n\r\nYes.\r\n> schaust du bitte?\r\n")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(jdbc.sql("select state from raw_mail where id = :id")
                        .param("id", raw)
                        .query((row, n) -> row.getString(1))
                        .single())
                .isEqualTo("dropped");
        assertThat(messages()).isEqualTo(messages);
    }

    @Test
    void whoeverIsThereGetsNoMail() {
        mention("hello");
        activity.sign(ben.id());
        minutePasses();

        assertThat(outcome()).isEqualTo("active");
        assertThat(letters()).isEmpty();
    }

    @Test
    void whoeverIsAwayGetsNoMail() {
        mention("hello");
        admin.put("/api/v1/members/" + ben.id() + "/absence", "{'until':null}");
        minutePasses();

        assertThat(outcome()).isEqualTo("away");
    }

    @Test
    void whatWasSeenMeanwhileNeedsNoMail() {
        mention("hello");
        jdbc.sql("update notification set seen_at = now() where member_id = :member")
                .param("member", ben.id())
                .update();
        minutePasses();

        assertThat(outcome()).isEqualTo("seen");
    }

    @Test
    void theNextMailAboutAConversationWaitsTenMinutes() {
        mention("one");
        minutePasses();
        assertThat(outcome()).isEqualTo("told");

        mention("two");

        var minutes =
                jdbc.sql("""
                        select extract(epoch from due_at - now()) / 60
                          from notification_round
                         where member_id = :member and settled_at is null
                        """).param("member", ben.id()).query(Double.class).single();
        assertThat(minutes).isBetween(9.0, 10.1);
    }

    @Test
    void inQuietHoursItWaits() {
        jdbc.sql("insert into notification_quiet (member_id, days) values (:member, '')")
                .param("member", ben.id())
                .update();
        mention("hello");
        minutePasses();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(jdbc.sql("""
                        select count(*) from notification_round
                         where member_id = :member and settled_at is null and due_at > now() + interval '1 day'
                        """)
                                .param("member", ben.id())
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1));
        assertThat(letters()).isEmpty();
    }

    private void mention(String words) {
        var answer = admin.post(
                "/api/v1/conversations/" + conversation + "/messages",
                "{'type':'note','text':'@" + ben.name() + " " + words.replace("\n", "\\n") + "'}");
        assertThat(answer.status()).isEqualTo(201);
    }

    private void minutePasses() {
        jdbc.sql("update notification_round set due_at = now() where member_id = :member and settled_at is null")
                .param("member", ben.id())
                .update();
    }

    private String outcome() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> jdbc.sql("""
                                        select outcome from notification_round
                                         where member_id = :member and outcome is not null
                                        """)
                                .param("member", ben.id())
                                .query((row, n) -> row.getString(1))
                                .list(),
                        found -> !found.isEmpty())
                .getLast();
    }

    private List<String> letters() {
        return jdbc.sql("select blob from letter where recipient = :to")
                .param("to", ben.email())
                .query((row, n) -> row.getString(1))
                .list();
    }

    private MimeMessage letter() throws Exception {
        try (var bytes = blobs.open(letters().getFirst())) {
            return new MimeMessage(Session.getInstance(new Properties()), bytes);
        }
    }

    private long messages() {
        return jdbc.sql("select count(*) from message").query(Long.class).single();
    }
}
