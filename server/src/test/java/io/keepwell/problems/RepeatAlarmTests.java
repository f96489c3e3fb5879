package io.keepwell.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The same problem twice for one customer, as a program sees it.
@WholeApplication
class RepeatAlarmTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    NoticeSender sender;

    @Autowired
    RepeatAlarms alarms;

    private String ana;
    private String problem;
    private String first;

    @BeforeEach
    void anaHadItBefore() {
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        select :id, :address, 'Pennyfold support', now(), now()
                         where not exists (select 1 from mailbox)
                        """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@shop.test")
                .update();
        ana = UUID.randomUUID() + "@repeats.test";
        problem = notes("The sync stops");
        first = writes(ana);
        link(problem, first);
        fix(problem);
    }

    @Test
    @DisplayName("20, 3.8.6: the second complaint turns red on linking, and somebody senior takes it")
    void ringsOnLinking() {
        var second = writes(ana);
        assertThat(alarmsOf(second)).isEmpty();

        link(problem, second);

        var alarm = alarmsOf(second).getFirst();
        assertThat(alarm.path("grade").asString()).isEqualTo("red");
        assertThat(alarm.path("weight").asDouble()).isEqualTo(1);
        assertThat(alarmsOf(first)).isEmpty();
        assertThat(conversation(second).path("assignee").isNull()).isFalse();
        assertThat(alarms.inAlarm(customer(second))).isTrue();
        assertThat(open()).contains(alarm.path("id").asString());
        assertThat(api().get("/api/v1/customers/email:" + ana + "/repeat-alarms")
                        .json()
                        .path("items"))
                .hasSize(1);

        api().patch("/api/v1/conversations/" + second, "{'state':'solved'}");
        assertThat(alarms.inAlarm(customer(second))).isFalse();
        assertThat(open()).doesNotContain(alarm.path("id").asString());
    }

    @Test
    @DisplayName("3.8.6: a reply waits for the three answers, and for an apology of its own")
    void holdsBackWhatEverybodyGets() {
        api().post(
                        "/api/v1/saved-replies",
                        "{'name':'Sorry %s','texts':{'en':'We are very sorry for the trouble this has caused you. Bye.'}}"
                                .formatted(UUID.randomUUID()));
        var second = writes(ana);
        link(problem, second);
        var alarm = alarmsOf(second).getFirst().path("id").asString();

        assertThat(says(second, "It is the certificate again.")
                        .json()
                        .path("type")
                        .asString())
                .endsWith("repeat-unanswered");
        api().put(
                        "/api/v1/repeat-alarms/" + alarm + "/answers",
                        "{'wentWrong':'The certificate','different':'We watch it now','offer':''}");
        assertThat(says(second, "It is the certificate again.").status()).isEqualTo(409);
        api().put(
                        "/api/v1/repeat-alarms/" + alarm + "/answers",
                        "{'wentWrong':'The certificate','different':'We watch it now','offer':'A month for free'}");
        var canned = says(second, "Hello. We are very sorry for the trouble this has caused you, Ana. It is back.");
        assertThat(canned.status()).isEqualTo(409);
        assertThat(canned.json().path("type").asString()).endsWith("canned-apology");
        assertThat(canned.json().path("detail").asString()).contains("own words");
        assertThat(says(second, "Ana, we let the certificate lapse twice and I regret that; Jonas watches it now.")
                        .status())
                .isEqualTo(201);
        // 6.3.2: what they have heard before is no apology any more
        assertThat(says(second, "Ana, we let the certificate lapse twice and I regret that; Jonas watches it now.")
                        .json()
                        .path("type")
                        .asString())
                .endsWith("canned-apology");
        // others are answered as always
        assertThat(says(first, "We are very sorry for the trouble this has caused you.")
                        .status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("3.8.5: unlinking withdraws it visibly, linking again raises it")
    void isWithdrawnVisibly() {
        var second = writes(ana);
        link(problem, second);

        api().delete("/api/v1/problems/" + problem + "/conversations/" + second);

        var withdrawn = alarmsOf(second).getFirst();
        assertThat(withdrawn.path("withdrawnAt").isNull()).isFalse();
        assertThat(withdrawn.path("withdrawnWhy").asString()).isEqualTo("unlinked");
        assertThat(alarms.inAlarm(customer(second))).isFalse();
        assertThat(says(second, "Hello").status()).isEqualTo(201);
        assertThat(hurried(second)).isFalse();

        link(problem, second);
        assertThat(alarmsOf(second).getFirst().path("withdrawnAt").isNull()).isTrue();
        assertThat(hurried(second)).isTrue();
    }

    @Test
    @DisplayName(
            "3.8.5: programs hear of an alarm, of another grade, and that it no longer holds; nothing of the team's own")
    void tellsPrograms() {
        // nobody answers there, which does not matter to what is noted
        var endpoint = api().post("/api/v1/webhooks", "{'url':'http://127.0.0.1:9/','privateNetwork':true}")
                .json()
                .path("id")
                .asString();
        try {
            var second = writes(ana);
            link(problem, second);
            var alarm = alarmsOf(second).getFirst().path("id").asString();
            api().put(
                            "/api/v1/repeat-alarms/" + alarm + "/answers",
                            "{'wentWrong':'The certificate','different':'We watch it','offer':'A month'}");
            api().delete("/api/v1/problems/" + problem + "/conversations/" + second);

            assertThat(told(alarm, "type")).containsExactly("repeat.raised", "repeat.withdrawn");
            assertThat(told(alarm, "data").getFirst())
                    .contains(
                            second, problem, customer(second).toString(), "\"grade\":\"red\"", "\"withdrawnAt\":null");
            assertThat(told(alarm, "data").getLast())
                    .contains("\"withdrawnWhy\":\"unlinked\"")
                    .doesNotContain("certificate");
        } finally {
            api().delete("/api/v1/webhooks/" + endpoint);
        }
    }

    private List<String> told(String subject, String column) {
        return jdbc.sql("select " + column + " from webhook_event where subject_id = :subject order by sequence")
                .param("subject", UUID.fromString(subject))
                .query((row, n) -> row.getString(1))
                .list();
    }

    @Test
    @DisplayName("3.8.5, 3.7.13: merging two problems finds the repeat, and parting them withdraws it")
    void followsMerges() {
        var other = notes("No sync since Monday");
        var second = writes(ana);
        link(other, second);
        assertThat(alarmsOf(second)).isEmpty();
        fix(other);

        api().post("/api/v1/problems/" + other + "/merge", "{'into':'" + problem + "'}");
        assertThat(alarmsOf(second))
                .singleElement()
                .satisfies(it -> assertThat(it.path("grade").asString()).isEqualTo("red"));

        api().post("/api/v1/problems/" + other + "/unmerge", "{}");
        assertThat(alarmsOf(second).getFirst().path("withdrawnWhy").asString()).isEqualTo("unmerged");
    }

    @Test
    @DisplayName("3.8.3, 3.8.5: a sibling of the same part of the product is amber, and rings nobody")
    void knowsSiblings() {
        var area = "Part " + UUID.randomUUID();
        api().patch("/api/v1/problems/" + problem, "{'component':'" + area + "'}");
        var other = notes("The export is empty");
        var second = writes(ana);
        link(other, second);
        assertThat(alarmsOf(second)).isEmpty();

        api().patch("/api/v1/problems/" + other, "{'component':'" + area + "'}");
        assertThat(alarmsOf(second))
                .singleElement()
                .satisfies(it -> assertThat(it.path("grade").asString()).isEqualTo("amber"));
        assertThat(alarms.inAlarm(customer(second))).isFalse();
        assertThat(says(second, "Hello").status()).isEqualTo(201);

        api().patch("/api/v1/problems/" + other, "{'component':''}");
        assertThat(alarmsOf(second).getFirst().path("withdrawnWhy").asString()).isEqualTo("area");
    }

    @Test
    @DisplayName("3.8.8: how many of those told that it is fixed had it again")
    void countsHowFixesHold() {
        assertThat(rate().path("told").asInt()).isEqualTo(1);
        assertThat(rate().path("again").asInt()).isZero();
        link(problem, writes(ana));
        assertThat(rate().path("again").asInt()).isEqualTo(1);
        assertThat(rate().path("low").asDouble()).isBetween(0.0, 0.3);
    }

    private JsonNode rate() {
        return items("/api/v1/repeat-rates").stream()
                .filter(it -> it.path("problem").asString().equals(problem))
                .findFirst()
                .orElseThrow();
    }

    private boolean hurried(String conversation) {
        return jdbc.sql("select exists (select 1 from hurried_answer where conversation_id = :id::uuid)")
                .param("id", conversation)
                .query(Boolean.class)
                .single();
    }

    private List<String> open() {
        return items("/api/v1/repeat-alarms").stream()
                .map(it -> it.path("id").asString())
                .toList();
    }

    private List<JsonNode> alarmsOf(String conversation) {
        return items("/api/v1/conversations/" + conversation + "/repeat-alarms");
    }

    private List<JsonNode> items(String path) {
        return StreamSupport.stream(api().get(path).json().path("items").spliterator(), false)
                .toList();
    }

    private Api.Answer says(String conversation, String text) {
        return api().post(
                        "/api/v1/conversations/" + conversation + "/messages",
                        "{'type':'reply','text':'" + text + "'}");
    }

    private UUID customer(String conversation) {
        return UUID.fromString(
                conversation(conversation).path("customer").path("id").asString());
    }

    private JsonNode conversation(String id) {
        return api().get("/api/v1/conversations/" + id).json();
    }

    private String notes(String title) {
        return api().post("/api/v1/problems", "{'title':'" + title + "'}")
                .json()
                .path("id")
                .asString();
    }

    private void link(String problem, String conversation) {
        assertThat(api().post(
                                "/api/v1/problems/" + problem + "/conversations",
                                "{'conversation':'" + conversation + "'}")
                        .status())
                .isEqualTo(201);
    }

    private void fix(String problem) {
        api().post(
                        "/api/v1/problems/" + problem + "/fix",
                        "{'whatChanged':'We check it.','text':'It works again.','holdMinutes':0}");
        sender.sendAll();
    }

    private String writes(String email) {
        return api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s','name':'Ana Ribeiro'},'subject':'It does not sync','text':'My bank does not sync.',
                         'channel':'api'}
                        """.formatted(email))
                .json()
                .path("id")
                .asString();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
