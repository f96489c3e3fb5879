package io.keepwell.conversations.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Clocks of real conversations: kept in the transaction that moves them, broken at the due instant, worked out anew.
/// Attended at all times, so that minutes are minutes.
@WholeApplication
class AgreedTimesTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clockwork clockwork;

    @Autowired
    ConfigurableApplicationContext application;

    private final List<Object> news = new CopyOnWriteArrayList<>();
    private final ApplicationListener<ApplicationEvent> listener = new ApplicationListener<>() {
        @Override
        public void onApplicationEvent(ApplicationEvent event) {
            if (event instanceof PayloadApplicationEvent<?> it
                    && (it.getPayload() instanceof SlaBreached || it.getPayload() instanceof SlaWarned)) {
                news.add(it.getPayload());
            }
        }
    };

    private Api api;
    private UUID mailbox;
    private String calendar;
    private final List<String> policies = new ArrayList<>();

    /// What was published about a conversation.
    private List<Object> heard(String conversation) {
        return news.stream().filter(it -> it.toString().contains(conversation)).toList();
    }

    @BeforeEach
    void aMailboxThatIsAlwaysAttended() {
        application.addApplicationListener(listener);
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        mailbox = UUID.randomUUID();
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        values (:id, :address, 'Pennyfold support', now(), now())
                        """)
                .param("id", mailbox)
                .param("address", mailbox + "@shop.test")
                .update();
        var day = "'00:00-24:00'";
        calendar = api.post(
                        "/api/v1/calendars",
                        "{'name':'Always','zone':'UTC','hours':[%s]}"
                                .formatted(String.join(",", java.util.Collections.nCopies(7, day))))
                .json()
                .get("id")
                .asString();
    }

    @AfterEach
    void nothingIsAgreedAnyMore() {
        policies.forEach(id -> api.delete("/api/v1/sla-policies/" + id));
        application.removeApplicationListener(listener);
    }

    @Test
    @DisplayName("S1: an answer ends the clock in the same transaction, a note does not")
    void followsWhatHappens() {
        agree("'normal':{'first-response':60,'next-response':30,'resolution':480}");
        var id = open();
        var first = clock(id, "first-response");
        assertThat(first.get("targetMinutes").asDouble()).isEqualTo(60);
        assertThat(first.get("dueAt").asString())
                .isEqualTo(Instant.parse(first.get("startedAt").asString())
                        .plus(1, ChronoUnit.HOURS)
                        .toString());
        assertThat(dueSource(id)).isEqualTo("sla");

        say(id, "note");
        assertThat(clock(id, "first-response").get("endedAt").isNull()).isTrue();
        say(id, "reply");

        var answered = clock(id, "first-response");
        assertThat(answered.get("endedBy").asString()).isEqualTo("answered");
        assertThat(answered.get("breachedAt").isNull()).isTrue();
        assertThat(api.get("/api/v1/conversations/" + id)
                        .json()
                        .at("/sla/promisedAt")
                        .isNull())
                .isTrue();
    }

    @Test
    @DisplayName("S7: the first policy that fits holds; a changed one moves open clocks and keeps the old target")
    void followsThePolicy() {
        var general = agree("'normal':{'resolution':600},'urgent':{'resolution':60}");
        var id = open();
        assertThat(clock(id, "resolution").get("targetMinutes").asDouble()).isEqualTo(600);

        api.patch("/api/v1/conversations/" + id, "{'priority':'urgent'}");
        assertThat(clock(id, "resolution").get("targetMinutes").asDouble()).isEqualTo(60);
        api.patch("/api/v1/sla-policies/" + general, "{'targets':{'urgent':{'resolution':90}}}");
        waitFor(() -> clock(id, "resolution").get("targetMinutes").asDouble() == 90);

        assertThat(jdbc.sql(
                                "select target_seconds from sla_clock_former where conversation_id = :id order by replaced_at")
                        .param("id", UUID.fromString(id))
                        .query((row, n) -> row.getLong(1))
                        .list())
                .containsExactly(36_000L, 3_600L);
    }

    @Test
    @DisplayName("S7: a changed calendar or policy leaves verdicts alone, unless somebody asks")
    void verdictsStand() {
        var policy = agree("'normal':{'first-response':60}");
        var id = open();
        past(id, Duration.ofMinutes(50));
        say(id, "reply");
        clockwork.reckon(List.of(UUID.fromString(id)), Clockwork.Verdicts.STAND);
        assertThat(clock(id, "first-response").get("breachedAt").isNull()).isTrue();

        api.patch("/api/v1/sla-policies/" + policy, "{'targets':{'normal':{'first-response':30}}}");
        clockwork.reckon(List.of(UUID.fromString(id)), Clockwork.Verdicts.STAND);
        assertThat(clock(id, "first-response").get("targetMinutes").asDouble()).isEqualTo(60);
        assertThat(clock(id, "first-response").get("breachedAt").isNull()).isTrue();

        assertThat(api.post("/api/v1/sla-policies/recount", "{'scope':'all'}").status())
                .isEqualTo(202);
        waitFor(() -> clock(id, "first-response").get("targetMinutes").asDouble() == 30);
        assertThat(clock(id, "first-response").get("breachedAt").isNull()).isFalse();
    }

    @Test
    @DisplayName("S8: broken once, at the due instant, although nobody looked then; warned of once before")
    void brokenOnceAtTheDueInstant() {
        agree("'normal':{'first-response':60}");
        var id = open();
        past(id, Duration.ofMinutes(50));
        clockwork.reckon(List.of(UUID.fromString(id)), Clockwork.Verdicts.STAND);
        assertThat(heard(id)).singleElement().isInstanceOf(SlaWarned.class);

        // the server was down for a day: what the clock kept is as if nobody had looked since
        past(id, Duration.ofDays(1));
        jdbc.sql("""
                        update sla_clock
                           set started_at = started_at - interval '1 day', due_at = due_at - interval '1 day',
                               look_at = look_at - interval '1 day'
                         where conversation_id = :id
                        """).param("id", UUID.fromString(id)).update();
        waitFor(() -> !clock(id, "first-response").get("breachedAt").isNull());
        clockwork.reckon(List.of(UUID.fromString(id)), Clockwork.Verdicts.STAND);

        var broken = clock(id, "first-response");
        assertThat(broken.get("breachedAt")).isEqualTo(broken.get("dueAt"));
        assertThat(Instant.parse(broken.get("breachedAt").asString()))
                .isBefore(Instant.now(java.time.Clock.systemUTC()).minus(23, ChronoUnit.HOURS));
        assertThat(heard(id)).hasSize(2).last().isInstanceOf(SlaBreached.class);
    }

    @Test
    @DisplayName("S11: a clock that stands still says what is left, and when it would be due")
    void saysWhatIsLeft() {
        agree("'normal':{'resolution':60}");
        var id = open();
        past(id, Duration.ofMinutes(20));
        api.patch("/api/v1/conversations/" + id, "{'state':'pending'}");

        var standing = clock(id, "resolution");
        assertThat(standing.get("standing").asBoolean()).isTrue();
        assertThat(standing.get("dueAt").isNull()).isTrue();
        assertThat(standing.get("remainingMinutes").asDouble()).isBetween(39.5, 40.0);
        assertThat(Instant.parse(standing.get("dueIfResumedAt").asString()))
                .isBetween(
                        Instant.now(java.time.Clock.systemUTC()).plusSeconds(39 * 60),
                        Instant.now(java.time.Clock.systemUTC()).plusSeconds(41 * 60));
        assertThat(page(id)).contains("stands still, 40", "Back to Open there are 40");
        assertThat(menuOfStates(id)).contains("Solved: Back to Open there are 40");
        api.patch("/api/v1/conversations/" + id, "{'state':'open'}");

        assertThat(clock(id, "resolution").get("remainingMinutes").asDouble()).isBetween(39.5, 40.0);
        assertThat(page(id)).contains("40 min left", "took out");
        assertThat(menuOfStates(id)).isEmpty();
    }

    @Test
    @DisplayName("S9: without an agreement everything is measured all the same, and nothing is due")
    void measuredWithoutAgreement() {
        var id = open();
        say(id, "reply");

        assertThat(clock(id, "first-response").get("targetMinutes").isNull()).isTrue();
        assertThat(clock(id, "first-response").get("endedAt").isNull()).isFalse();
        assertThat(dueSource(id)).isEqualTo("");
    }

    @Test
    void theHoursOfAMailboxAreACalendar() {
        api.patch(
                "/api/v1/mailboxes/" + mailbox + "/acknowledgement",
                "{'hours':['08:00-18:00','','','','','',''],'holidays':['2026-12-25']}");
        var made = new ArrayList<JsonNode>();
        api.get("/api/v1/calendars").json().get("items").forEach(it -> {
            if (it.get("hours").get(0).asString().equals("08:00-18:00")) {
                made.add(it);
            }
        });
        assertThat(made).hasSize(1);
        var id = made.getFirst().get("id").asString();
        assertThat(api.patch(
                                "/api/v1/calendars/" + id,
                                "{'holidays':[{'day':'2026-12-24','hours':'09:00-12:00','name':'Eve'},{'day':'2026-12-25'}]}")
                        .status())
                .isEqualTo(200);

        assertThat(api.get("/api/v1/mailboxes/" + mailbox + "/acknowledgement")
                        .json()
                        .get("holidays"))
                .hasSize(2);
        api.patch("/api/v1/mailboxes/" + mailbox + "/acknowledgement", "{'holidays':['2026-12-24']}");
        assertThat(api.get("/api/v1/calendars/" + id)
                        .json()
                        .at("/holidays/0/hours")
                        .asString())
                .isEqualTo("09:00-12:00");
        assertThat(api.delete("/api/v1/calendars/" + id).status()).isEqualTo(409);
        assertThat(api.get("/api/v1/calendars/" + calendar + "/due?start=2026-03-29T00:30:00Z&minutes=90")
                        .json()
                        .get("due")
                        .asString())
                .isEqualTo("2026-03-29T02:00:00Z");
        assertThat(api.get("/api/v1/calendars/" + calendar
                                + "/elapsed?from=2026-03-29T00:30:00Z&to=2026-03-29T02:00:00Z")
                        .json()
                        .get("minutes")
                        .asDouble())
                .isEqualTo(90);
    }

    @Test
    void whatMeansNothingIsRefusedWithItsField() {
        var wrong = api.post(
                "/api/v1/sla-policies", "{'name':'','when':{'kinds':['riot']},'targets':{'normal':{'resolution':0}}}");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("errors").toString())
                .contains("\"name\"", "when.kinds", "targets.normal.resolution");
        assertThat(api.post("/api/v1/calendars", "{'name':'X','hours':['9 to 5','','','','','','']}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theSettingsPagesKeepWhatIsTyped() {
        var visitor = Visitor.ofAdministrator(port);
        visitor.get("/settings/agreed-times/new");
        var name = "Gold " + UUID.randomUUID();
        var wrong = visitor.post("/settings/agreed-times", "name", name, "target.normal.first-response", "soon");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("is no length of time", "value=\"soon\"");

        var made = visitor.post(
                "/settings/agreed-times",
                "name",
                name,
                "mailbox",
                mailbox.toString(),
                "target.normal.first-response",
                "1h 30m",
                "warnBefore",
                "20m");
        assertThat(made.statusCode()).isEqualTo(302);
        var list = visitor.get("/settings/agreed-times").body();
        assertThat(list).contains(name, "First answer 1 hr, 30 min");
        for (var it : api.get("/api/v1/sla-policies").json().get("items")) {
            if (it.get("name").asString().equals(name)) {
                policies.add(it.get("id").asString());
                assertThat(it.at("/targets/normal/first-response").asInt()).isEqualTo(90);
                assertThat(it.get("warnBeforeMinutes").asInt()).isEqualTo(20);
                assertThat(visitor.post("/settings/agreed-times/" + it.get("id").asString() + "/rise")
                                .statusCode())
                        .isEqualTo(302);
            }
        }
        var tried = visitor.get("/settings/calendars/" + calendar + "?start=2026-11-23T10:00&hours=2");
        assertThat(tried.body()).contains("Then it is due Monday");
    }

    private String agree(String targets) {
        var made = api.post(
                "/api/v1/sla-policies",
                "{'name':'Test','calendar':'%s','when':{'mailboxes':['%s']},'targets':{%s}}"
                        .formatted(calendar, mailbox, targets));
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        var id = made.json().get("id").asString();
        policies.add(id);
        return id;
    }

    private String open() {
        return api.post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s@example.org','name':'Ana'},'subject':'Rent','text':'Where is it?','mailbox':'%s'}"
                                .formatted(UUID.randomUUID(), mailbox))
                .json()
                .get("id")
                .asString();
    }

    private void say(String id, String type) {
        api.post("/api/v1/conversations/" + id + "/messages", "{'type':'%s','text':'Here.'}".formatted(type));
    }

    /// As if everything had happened earlier.
    private void past(String id, Duration earlier) {
        for (var update : List.of(
                "update conversation set created_at = created_at - make_interval(secs => :by) where id = :id",
                "update message set created_at = created_at - make_interval(secs => :by) where conversation_id = :id",
                "update conversation_event set at = at - make_interval(secs => :by) where conversation_id = :id")) {
            jdbc.sql(update)
                    .param("by", (double) earlier.toSeconds())
                    .param("id", UUID.fromString(id))
                    .update();
        }
    }

    private JsonNode clock(String id, String metric) {
        for (var it : api.get("/api/v1/conversations/" + id).json().at("/sla/clocks")) {
            if (it.get("metric").asString().equals(metric)) {
                return it;
            }
        }
        throw new AssertionError("no clock " + metric);
    }

    private String menuOfStates(String id) {
        return Jsoup.parse(page(id)).select(".kw-thread-facts .sla-states").text();
    }

    private String page(String id) {
        var number = api.get("/api/v1/conversations/" + id).json().get("number").asLong();
        return Visitor.ofAdministrator(port).get("/inbox/" + number).body();
    }

    private String dueSource(String id) {
        return jdbc.sql("select coalesce(due_source, '') from conversation where id = :id")
                .param("id", UUID.fromString(id))
                .query(String.class)
                .single();
    }

    private static void waitFor(java.util.function.BooleanSupplier condition) {
        var until = Instant.now(java.time.Clock.system(ZoneOffset.UTC)).plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now(java.time.Clock.system(ZoneOffset.UTC))).isBefore(until);
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
