package io.keepwell.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.team.Member;
import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A browser of Ben's is told by a push service that sees neither who nor what.
@WholeApplication
class WebPushTests {

    private static final String PASSWORD = "a long enough password";
    private static final Duration SOON = Duration.ofSeconds(25);

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final PushBrowser browser = new PushBrowser();
    private final String name = UUID.randomUUID().toString();
    private PushService service;
    private Api admin;
    private Member ben;
    private Visitor bens;
    private String conversation;
    private long number;

    @BeforeEach
    void aBrowserOfBens() throws Exception {
        service = new PushService();
        admin = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        ben = setup.member(
                UUID.randomUUID() + "@keepwell.test",
                "Ben " + UUID.randomUUID().toString().substring(0, 6),
                Role.AGENT,
                Locale.GERMAN,
                PASSWORD);
        bens = Visitor.signedIn(port, ben.email(), PASSWORD);
        bens.get("/me/notifications");
        var opened = admin.post("/api/v1/conversations", """
                        {'customer':{'email':'%s@customers.test','name':'Ana'},'subject':'Export','text':'How?','channel':'api'}
                        """.formatted(UUID.randomUUID()))
                .json();
        conversation = opened.get("id").asString();
        number = opened.get("number").asLong();
    }

    @AfterEach
    void thePushServiceCloses() {
        service.close();
    }

    @Test
    @DisplayName(
            "RFC 8030, 8291, 8292: encrypted for the browser, signed by us, with a day to live and one topic a conversation")
    void tellsABrowserWhoWasMentioned() throws Exception {
        allow();
        mention("please look, the secret word is rhubarb");

        var told = told();
        var said = told.read(browser);
        assertThat(said.get("title").asString()).contains("in einer Notiz zu Ana erwähnt");
        assertThat(said.get("link").asString()).isEqualTo("/inbox/" + number);
        assertThat(said.size()).isEqualTo(2);
        assertThat(told.encoding()).isEqualTo("aes128gcm");
        assertThat(Long.parseLong(String.valueOf(told.ttl()))).isBetween(86_000L, 86_400L);
        assertThat(told.topic()).isEqualTo(conversation.replace("-", "")).hasSizeLessThanOrEqualTo(32);
        var claims = told.claims(key());
        assertThat(claims.get("aud").asString()).isEqualTo(service.origin());
        assertThat(claims.get("exp").asLong() - clock.instant().getEpochSecond())
                .isBetween(1L, Duration.ofHours(24).toSeconds());
        assertThat(claims.get("sub").asString()).startsWith("mailto:");
        await().atMost(SOON).until(() -> state().equals("sent"));
    }

    @Test
    void withoutNamesItSaysWhatHappenedButNotWithWhom() {
        allow();
        bens.post(
                "/me/notifications",
                "mentioned",
                "push",
                "day",
                "MONDAY",
                "day",
                "TUESDAY",
                "day",
                "WEDNESDAY",
                "day",
                "THURSDAY",
                "day",
                "FRIDAY",
                "day",
                "SATURDAY",
                "day",
                "SUNDAY");
        mention("please look");

        assertThat(told().read(browser).get("title").asString()).isEqualTo("Jemand erwähnt Sie");
    }

    @Test
    void whoeverIsThereIsToldByTheBellAlone() {
        allow();
        bens.post("/notifications/activity");
        mention("please look");

        await().atMost(SOON).until(() -> outcomes().contains("active"));
        assertThat(service.taken(name)).isEmpty();
    }

    @Test
    void inQuietTimesItStaysBehindTheBell() {
        allow();
        var never = closed();
        bens.post("/me/notifications", "mentioned", "push", "mentioned", "bell", "quiet", "office", "calendar", never);
        mention("please look");

        await().atMost(SOON).until(() -> outcomes().contains("quiet"));
        assertThat(service.taken(name)).isEmpty();
        assertThat(bens.get("/notifications").body()).contains("in einer Notiz zu Ana");
    }

    @Test
    void aBrowserThatHasLetGoIsForgotten() {
        allow();
        service.answers(410, null);
        mention("please look");

        await().atMost(SOON).until(() -> browsers() == 0);
        assertThat(service.taken(name)).hasSize(1);
    }

    @Test
    void isSentAgainWhenThePushServiceAsksForIt() {
        allow();
        service.answers(429, "2");
        mention("please look");
        told();
        service.answers(201, null);

        await().atMost(SOON).until(() -> service.taken(name).size() == 2);
        await().atMost(SOON).until(() -> state().equals("sent"));
        assertThat(browsers()).isOne();
    }

    @Test
    void whatIsRefusedIsShownInTheList() {
        allow();
        service.answers(403, null);
        test();

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(bens.get("/me/notifications").body()).contains("HTTP 403"));
    }

    @Test
    void aTestArrivesAndTheListSaysWhen() {
        allow();
        assertThat(bens.get("/me/notifications").body())
                .contains("zuletzt gesehen")
                .doesNotContain("zuletzt benachrichtigt");

        test();

        assertThat(told().read(browser).get("title").asString()).contains(ben.name());
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(bens.get("/me/notifications").body()).contains("zuletzt benachrichtigt"));
    }

    @Test
    void aBrowserSaysThatItStillListensUntilItIsRemoved() {
        allow();
        assertThat(bens.post("/me/notifications/browsers/listening", "endpoint", service.endpoint(name))
                        .statusCode())
                .isEqualTo(204);

        assertThat(bens.post("/me/notifications/browsers/" + id() + "/removal").statusCode())
                .isEqualTo(302);

        assertThat(bens.post("/me/notifications/browsers/listening", "endpoint", service.endpoint(name))
                        .statusCode())
                .isEqualTo(410);
        assertThat(deeds()).containsExactly("browser.allowed", "browser.removed");
    }

    @Test
    void aBrowserBelongsToWhoeverIsSignedInThere() {
        allow();
        var answer = admin.post("/api/v1/push-subscriptions", browser.subscription(service.endpoint(name)));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(browsers()).isZero();
        assertThat(bens.post("/me/notifications/browsers/"
                                + answer.json().get("id").asString() + "/test")
                        .statusCode())
                .isEqualTo(404);
        assertThat(admin.delete("/api/v1/push-subscriptions/"
                                + answer.json().get("id").asString())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void programsDoTheSame() {
        var made = admin.post("/api/v1/push-subscriptions", browser.subscription(service.endpoint(name)));
        assertThat(made.status()).isEqualTo(201);
        var id = made.json().get("id").asString();
        assertThat(admin.get("/api/v1/push-subscriptions/key").json().get("key").asString())
                .isEqualTo(key());
        assertThat(admin.get("/api/v1/push-subscriptions").json().toString())
                .contains(id)
                .doesNotContain(name);

        assertThat(admin.post("/api/v1/push-subscriptions/" + id + "/test", "{}")
                        .status())
                .isEqualTo(202);
        told();

        assertThat(admin.delete("/api/v1/push-subscriptions/" + id).status()).isEqualTo(204);
        assertThat(admin.post("/api/v1/push-subscriptions", "{'endpoint':'https://push.example.org/a'}")
                        .status())
                .isEqualTo(400);
        assertThat(admin.post("/api/v1/push-subscriptions", browser.subscription("file:///etc/passwd"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whoeverLeavesTheTeamIsToldNothingMore() {
        allow();

        admin.patch("/api/v1/members/" + ben.id(), "{'active':false}");

        assertThat(browsers()).isZero();
    }

    @Test
    void theAddressOfABrowserLiesEncrypted() {
        allow();

        assertThat(jdbc.sql("select t::text from push_subscription t where member_id = :member")
                        .param("member", ben.id())
                        .query((row, n) -> row.getString(1))
                        .single())
                .doesNotContain(name)
                .doesNotContain(HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8)));
        assertThat(jdbc.sql("select count(*) from push_key")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void theWorkerIsServedAtTheRootToEverybody() {
        var answer = new Visitor(port).get("/push-worker.js");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("javascript");
        assertThat(bens.get("/me/notifications")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("worker-src 'self'");
    }

    private String closed() {
        return admin.post("/api/v1/calendars", "{'name':'Never " + name + "','hours':['','','','','','','']}")
                .json()
                .get("id")
                .asString();
    }

    private void allow() {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        var answer = bens.post(
                "/me/notifications/browsers",
                "endpoint",
                service.endpoint(name),
                "p256dh",
                base64.encodeToString(browser.key()),
                "auth",
                base64.encodeToString(browser.secret()));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(browsers()).isOne();
    }

    private void test() {
        assertThat(bens.post("/me/notifications/browsers/" + id() + "/test").statusCode())
                .isEqualTo(302);
    }

    private void mention(String words) {
        var answer = admin.post(
                "/api/v1/conversations/" + conversation + "/messages",
                "{'type':'note','text':'@" + ben.name() + " " + words + "'}");
        assertThat(answer.status()).isEqualTo(201);
    }

    private PushService.Taken told() {
        return await().atMost(SOON)
                .until(() -> service.taken(name), taken -> !taken.isEmpty())
                .getFirst();
    }

    private String key() {
        return jdbc.sql("select public_key from push_key")
                .query((row, n) -> Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBytes(1)))
                .single();
    }

    private UUID id() {
        return jdbc.sql("select id from push_subscription where member_id = :member")
                .param("member", ben.id())
                .query(UUID.class)
                .single();
    }

    private int browsers() {
        return jdbc.sql("select count(*) from push_subscription where member_id = :member")
                .param("member", ben.id())
                .query(Integer.class)
                .single();
    }

    private String state() {
        return jdbc.sql("""
                        select o.state from outbox o join push_message m on m.id = o.subject_id
                          join push_subscription s on s.id = m.subscription_id
                         where s.member_id = :member
                         order by o.created_at desc limit 1
                        """)
                .param("member", ben.id())
                .query((row, n) -> row.getString(1))
                .optional()
                .orElse("");
    }

    private List<String> outcomes() {
        return jdbc.sql("""
                        select outcome from notification_round
                         where member_id = :member and way = 'push' and outcome is not null
                        """)
                .param("member", ben.id())
                .query((row, n) -> row.getString(1))
                .list();
    }

    private List<String> deeds() {
        return jdbc.sql(
                        "select action from audit_entry where actor_id = :member and action like 'browser.%' order by at, id")
                .param("member", ben.id())
                .query((row, n) -> row.getString(1))
                .list();
    }
}
