package io.keepwell.conversations.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Rules on real conversations: they act once for each cause, know when to stop, and say what they did.
@WholeApplication
class RulesTests {

    private static final List<String> FIELDS = List.of("priority", "kind", "tags", "team");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RuleWork work;

    @Autowired
    RuleJobStore jobs;

    @Autowired
    RuleStore store;

    private Api api;
    private final List<String> made = new ArrayList<>();

    @BeforeEach
    void reach() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    @AfterEach
    void noRuleIsLeft() {
        settle();
        made.forEach(id -> api.delete("/api/v1/rules/" + id));
    }

    @Test
    void actsAndSaysWhatItDid() {
        var rule = rule("Refunds first", """
                'when':{'event':'wrote'},'conditions':[{'field':'text','op':'matches','value':'refund*'}],
                'deeds':[{'deed':'priority','value':'high'},{'deed':'tag','value':'money'},{'deed':'note','value':'Be kind.'}]
                """);
        var other = open("Where is it?");
        var id = open("I want my refund.");
        settle();

        var conversation = api.get("/api/v1/conversations/" + id).json();
        assertThat(conversation.get("priority").asString()).isEqualTo("high");
        assertThat(conversation.get("tags").toString()).contains("money");
        assertThat(api.get("/api/v1/conversations/" + other)
                        .json()
                        .get("priority")
                        .asString())
                .isEqualTo("normal");
        var line = log(rule).getFirst();
        assertThat(line.get("outcome").asString()).isEqualTo("done");
        assertThat(line.get("version").asInt()).isEqualTo(1);
        assertThat(line.at("/matched/0/value").asString()).isEqualTo("refund*");
        var page = Visitor.ofAdministrator(port)
                .get("/inbox/" + conversation.get("number").asLong())
                .body();
        assertThat(page).contains("Rule “Refunds first” set the priority to high", "Be kind.");
        assertThat(Visitor.ofAdministrator(port).get("/settings/rules/" + rule).body())
                .contains("has the word refund*", "set the priority: high");
    }

    @Test
    @DisplayName("L8: a rule answers to a cause once, and its own change never calls it again")
    void onceForACause() {
        var rule = rule("Flip", """
                'when':{'event':'priority'},'deeds':[{'deed':'priority','value':'%s'}]
                """.formatted("urgent"));
        var id = open("Hello");
        api.patch("/api/v1/conversations/" + id, "{'priority':'low'}");
        settle();
        jdbc.sql("update rule_job set done_at = null where conversation_id = :id")
                .param("id", UUID.fromString(id))
                .update();
        settle();

        assertThat(log(rule)).hasSize(1);
        assertThat(priority(id)).isEqualTo("urgent");
    }

    @Test
    @DisplayName("L8: rules that call one another are stopped after ten steps, and that is shown")
    void aCircleIsStopped() {
        var up = rule("Up", "'when':{'event':'priority'},'deeds':[{'deed':'priority','value':'high'}]");
        var down = rule("Down", "'when':{'event':'priority'},'deeds':[{'deed':'priority','value':'low'}]");
        var id = open("Hello");
        api.patch("/api/v1/conversations/" + id, "{'priority':'urgent'}");
        settle();

        var lines = new ArrayList<>(log(up));
        lines.addAll(log(down));
        assertThat(lines)
                .filteredOn(it -> it.get("outcome").asString().equals("stopped"))
                .isNotEmpty();
        assertThat(lines)
                .filteredOn(it -> it.get("outcome").asString().equals("done"))
                .allMatch(it -> it.get("hop").asInt() <= RuleWork.MOST_HOPS);
        var number = api.get("/api/v1/conversations/" + id).json().get("number").asLong();
        assertThat(Visitor.ofAdministrator(port).get("/inbox/" + number).body()).contains("rules ran in a circle");
    }

    @Test
    @DisplayName("L8: whatever rules there are, they come to an end within ten steps")
    void everySetOfRulesEnds() {
        var random = new Random(20_261_122);
        for (int set = 0; set < 8; set++) {
            int count = 2 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                var field = FIELDS.get(random.nextInt(FIELDS.size()));
                rule(
                        "Random " + set + "." + i,
                        "'when':{'event':'%s'},'stop':%s,'deeds':[%s,%s]"
                                .formatted(field, random.nextInt(4) == 0, deed(random), deed(random)));
            }
            var id = open("Hello");
            api.patch("/api/v1/conversations/" + id, "{'priority':'urgent','tags':['start']}");
            settle();

            var most = jdbc.sql(
                            "select coalesce(max(hop), 0) from rule_log where conversation_id = :id and outcome = 'done'")
                    .param("id", UUID.fromString(id))
                    .query(Integer.class)
                    .single();
            assertThat(most).as("set %d", set).isLessThanOrEqualTo(RuleWork.MOST_HOPS);
            made.forEach(rule -> api.delete("/api/v1/rules/" + rule));
            made.clear();
        }
    }

    private static String deed(Random random) {
        var set = switch (random.nextInt(4)) {
            case 0 -> List.of("priority", random.nextBoolean() ? "high" : "low");
            case 1 -> List.of("kind", random.nextBoolean() ? "question" : "praise");
            case 2 -> List.of("tag", "t" + random.nextInt(3));
            default -> List.of("untag", "t" + random.nextInt(3));
        };
        return "{'deed':'%s','value':'%s'}".formatted(set.get(0), set.get(1));
    }

    @Test
    void theFirstMayStopTheOthers() {
        rule("First", "'when':{'event':'opened'},'stop':true,'deeds':[{'deed':'tag','value':'first'}]");
        var second = rule("Second", "'when':{'event':'opened'},'deeds':[{'deed':'tag','value':'second'}]");
        var id = open("Hello");
        settle();

        assertThat(api.get("/api/v1/conversations/" + id).json().get("tags").toString())
                .contains("first")
                .doesNotContain("second");
        assertThat(log(second)).isEmpty();
    }

    @Test
    void whatCannotBeDoneIsSaidAndTakenBackWhole() {
        var rule = rule("Solve", """
                'when':{'event':'opened'},'deeds':[{'deed':'tag','value':'half'},{'deed':'state','value':'solved'}]
                """);
        var id = open("Hello");
        settle();

        var line = log(rule).getFirst();
        assertThat(line.get("outcome").asString()).isEqualTo("refused");
        assertThat(line.get("reason").asString()).isNotBlank();
        assertThat(api.get("/api/v1/conversations/" + id).json().get("tags")).isEmpty();
    }

    @Test
    void switchesItselfOffAfterFiveFailuresAndSaysSo() {
        var team = UUID.randomUUID();
        jdbc.sql("insert into team (id, name, created_at) values (:id, :name, now())")
                .param("id", team)
                .param("name", "Short lived " + team)
                .update();
        var rule =
                rule("To a team", "'when':{'event':'opened'},'deeds':[{'deed':'team','value':'%s'}]".formatted(team));
        jdbc.sql("delete from team where id = :id").param("id", team).update();
        for (int i = 0; i < RuleWork.MOST_FAILURES; i++) {
            open("Hello");
        }
        settle();

        var after = api.get("/api/v1/rules/" + rule).json();
        assertThat(after.get("active").asBoolean()).isFalse();
        assertThat(after.get("stoppedAt").isNull()).isFalse();
        assertThat(Visitor.ofAdministrator(port).get("/settings/rules").body())
                .contains("The rule To a team switched itself off");
    }

    @Test
    void anEditMakesANewVersion() {
        var rule = rule("Tags", "'when':{'event':'opened'},'deeds':[{'deed':'tag','value':'one'}]");
        open("Hello");
        settle();
        api.patch("/api/v1/rules/" + rule, "{'deeds':[{'deed':'tag','value':'two'}]}");
        open("Hello");
        settle();

        assertThat(log(rule)).extracting(it -> it.get("version").asInt()).containsExactly(2, 1);
        assertThat(api.delete("/api/v1/rules/" + rule).status()).isEqualTo(204);
        assertThat(api.get("/api/v1/rules/" + rule).status()).isEqualTo(404);
        assertThat(api.post("/api/v1/rules/" + rule + "/restoration", "{}")
                        .json()
                        .get("version")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void silenceIsACauseOnce() {
        var rule = rule("Quiet", """
                'when':{'event':'idle','value':'pending','hours':48},'deeds':[{'deed':'note','value':'Ask again.'}]
                """);
        var id = open("Hello");
        api.patch("/api/v1/conversations/" + id, "{'state':'pending'}");
        past(id, Duration.ofHours(47));
        idle();
        assertThat(log(rule)).isEmpty();

        past(id, Duration.ofHours(2));
        idle();
        idle();
        assertThat(log(rule)).hasSize(1);
    }

    @Test
    void theSilenceOfWhatWasBroughtAlongIsNoCauseUntilSomethingHappensInIt() {
        var rule = rule("Quiet", """
                'when':{'event':'idle','value':'pending','hours':48},'deeds':[{'deed':'note','value':'Ask again.'}]
                """);
        var id = open("Hello");
        api.patch("/api/v1/conversations/" + id, "{'state':'pending'}");
        past(id, Duration.ofHours(50));
        brought(id, Duration.ofHours(1));
        idle();
        assertThat(log(rule)).isEmpty();

        brought(id, Duration.ofHours(60));
        idle();
        assertThat(log(rule)).hasSize(1);
        // other tests of silence must not hear it
        api.patch("/api/v1/conversations/" + id, "{'state':'open'}");
    }

    private void brought(String id, Duration ago) {
        jdbc.sql("update conversation set brought_at = now() - make_interval(secs => :seconds) where id = :id::uuid")
                .param("seconds", (double) ago.toSeconds())
                .param("id", id)
                .update();
    }

    private void idle() {
        store.waitingFor("idle").forEach(rule -> jobs.idle(rule, 100));
        settle();
    }

    @Test
    void writesToTheCustomerOnceADayAndAsAMachine() {
        var reply = api.post("/api/v1/saved-replies", """
                        {'name':'We are closed %s','scope':'all','texts':{'en':'Hello {{customer.first_name}}, we are closed.'}}
                        """.formatted(UUID.randomUUID()))
                .json()
                .get("id")
                .asString();
        var mailbox = UUID.randomUUID();
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        values (:id, :address, 'Rules', now(), now())
                        """)
                .param("id", mailbox)
                .param("address", mailbox + "@shop.test")
                .update();
        var rule = rule("Closed", """
                'when':{'event':'wrote'},'conditions':[{'field':'mailbox','op':'is','value':'%s'}],
                'deeds':[{'deed':'reply','value':'%s'}]
                """.formatted(mailbox, reply));
        var id = open("Hello", mailbox);
        settle();

        assertThat(log(rule).getFirst().get("outcome").asString()).isEqualTo("done");
        var conversation = api.get("/api/v1/conversations/" + id).json();
        assertThat(conversation.get("firstResponseAt").isNull()).isTrue();
        assertThat(messages(id)).contains("Hello Ana, we are closed.");
    }

    @Test
    void aTrialLooksAtThePastAsItWasAndChangesNothing() {
        var word = "w" + UUID.randomUUID().toString().substring(0, 8);
        var id = open("About " + word);
        api.patch("/api/v1/conversations/" + id, "{'priority':'urgent'}");
        var content = """
                {'when':{'event':'opened'},'match':'all','stop':false,
                 'conditions':[{'field':'text','op':'contains','value':'%s'},{'field':'priority','op':'is','value':'%s'}],
                 'deeds':[{'deed':'tag','value':'tried'}]}
                """;

        var before = api.post("/api/v1/rules/trial", "{'rule':" + content.formatted(word, "normal") + "}")
                .json();
        assertThat(before.get("met").asInt()).isEqualTo(1);
        assertThat(before.at("/cases/0/matched")).hasSize(2);
        var now = api.post(
                        "/api/v1/rules/trial",
                        "{'conversation':'%s','rule':%s}".formatted(id, content.formatted(word, "urgent")))
                .json();
        assertThat(now.get("met").asInt()).isZero();
        assertThat(now.at("/cases/0/missing/0/field").asString()).isEqualTo("priority");
        assertThat(api.get("/api/v1/conversations/" + id).json().get("tags")).isEmpty();
    }

    @Test
    void everyTriggerCanBeTried() {
        for (var trigger : Trigger.values()) {
            var idle = trigger == Trigger.IDLE ? ",'value':'open','hours':4" : "";
            var answer = api.post(
                    "/api/v1/rules/trial",
                    "{'days':30,'rule':{'when':{'event':'%s'%s},'match':'all','stop':false,'conditions':[],'deeds':[{'deed':'spam','value':''}]}}"
                            .formatted(trigger.word(), idle));
            assertThat(answer.status()).as(trigger.word()).isEqualTo(200);
        }
    }

    private String rule(String name, String content) {
        var answer = api.post("/api/v1/rules", "{'name':'%s',%s}".formatted(name, content));
        assertThat(answer.status()).as(String.valueOf(answer.json())).isEqualTo(201);
        made.add(answer.json().get("id").asString());
        return made.getLast();
    }

    private String open(String text) {
        return open(text, null);
    }

    private String open(String text, @Nullable UUID mailbox) {
        return api.post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s@example.org','name':'Ana'},'subject':'Hello','text':'%s'%s}"
                                .formatted(
                                        UUID.randomUUID(), text, mailbox == null ? "" : ",'mailbox':'" + mailbox + "'"))
                .json()
                .get("id")
                .asString();
    }

    /// Until nothing is left to be worked off, by whoever.
    private void settle() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            work.workOff();
            return jdbc.sql("select count(*) from rule_job where done_at is null")
                            .query(Integer.class)
                            .single()
                    == 0;
        });
    }

    private List<JsonNode> log(String rule) {
        var lines = new ArrayList<JsonNode>();
        api.get("/api/v1/rules/" + rule + "/log").json().get("items").forEach(lines::add);
        return lines;
    }

    private String priority(String id) {
        return api.get("/api/v1/conversations/" + id).json().get("priority").asString();
    }

    private String messages(String id) {
        return api.get("/api/v1/conversations/" + id).json().get("messages").toString();
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
}
