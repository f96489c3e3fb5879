package io.keepwell.problems.repeats;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What Ana has borne from us, and when whoever answers is warned.
@WholeApplication
class FailuresBorneTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final String ana = UUID.randomUUID() + "@borne.test";
    private final String title = "The sync stops " + UUID.randomUUID();
    private String problem;

    @BeforeEach
    void aProblemIsKnown() {
        problem = notes(title);
        warnAbove(3);
    }

    @AfterEach
    void warnAsUsual() {
        warnAbove(3);
    }

    private void warnAbove(int most) {
        assertThat(api().put("/api/v1/problem-settings", "{'borneMost':%d,'borneMonths':12}".formatted(most))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("57, 3.8.1: several letters about one time of a problem are one failure; the next problem is another")
    void countsTimesAndNotLetters() {
        link(problem, complains("It stopped"));
        link(problem, complains("Still"));
        assertThat(borne().path("count").asInt()).isEqualTo(1);
        assertThat(borne().path("failures").path(0).path("what").asString()).isEqualTo(title);

        var second = notes("The export is empty");
        var about = complains("Empty");
        link(second, about);
        assertThat(borne().path("count").asInt()).isEqualTo(2);

        api().delete("/api/v1/problems/" + second + "/conversations/" + about);
        assertThat(borne().path("count").asInt()).isEqualTo(1);
        assertThat(borne().path("undecided").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("57: the same again after it was over is another failure, and says so")
    void countsTheSameAgain() {
        var first = complains("It stopped");
        link(problem, first);
        jdbc.sql("update problem_episode set fixed_at = :fixed, what_changed = 'x' where problem_id = :id::uuid")
                .param("fixed", clock.instant().minus(Duration.ofDays(40)).atOffset(ZoneOffset.UTC))
                .param("id", problem)
                .update();
        age(first, 50);
        link(problem, complains("It stopped again"));

        assertThat(borne().path("count").asInt()).isEqualTo(2);
        assertThat(borne().path("failures").path(0).path("again").asBoolean()).isTrue();
        assertThat(borne().path("failures").path(1).path("again").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("57: a one-off counts, a misunderstanding does not, and neither does what lies before the window")
    void countsOneOffsButNoMisunderstandings() {
        oneOff(complains("You forgot me"), "handling");
        oneOff(complains("I took it for a button"), "misunderstanding");
        oneOff(complains("Forgotten long ago"), "handling");
        age(number("Forgotten long ago"), 500);

        assertThat(borne().path("count").asInt()).isEqualTo(1);
        assertThat(borne().path("failures").path(0).path("kind").asString()).isEqualTo("one-off");
        assertThat(borne().path("undecided").asInt()).isZero();
    }

    @Test
    @DisplayName("57: what was seen to hit them counts though they never wrote; what is only inferred does not")
    void countsWhatWasSeen() {
        complains("Hello");
        exposed(problem, "inferred");
        assertThat(borne().path("count").asInt()).isZero();
        exposed(problem, "observed");
        assertThat(borne().path("count").asInt()).isEqualTo(1);
        assertThat(borne().path("failures").path(0).path("conversation").isNull())
                .isTrue();
    }

    @Test
    @DisplayName("57: above the limit whoever answers is warned by name, with the reasons; at the limit they are not")
    void warnsAboveTheLimit() {
        var first = complains("It stopped");
        link(problem, first);
        oneOff(complains("You forgot me"), "handling");
        warnAbove(2);
        var admin = Visitor.ofAdministrator(port);
        var page = admin.get("/inbox/" + numberOf(first)).body();
        assertThat(page).contains("2 failures borne in 12 months.").doesNotContain("bo-warning");
        assertThat(page).contains("You forgot me", title);

        warnAbove(1);
        assertThat(borne().path("above").asBoolean()).isTrue();
        assertThat(admin.get("/inbox/" + numberOf(first)).body())
                .contains(
                        "Ana Ribeiro has borne 2 failures in 12 months.",
                        "bo-warning",
                        "Answer with something concrete");
        assertThat(admin.get("/customers/" + customer()).body())
                .contains(
                        "Known for less than a month. Ana Ribeiro has borne 2 failures in 12 months.",
                        "That is more than 1",
                        title);

        assertThat(admin.post("/settings/problems", "borneMost", "5", "borneMonths", "6")
                        .statusCode())
                .isEqualTo(302);
        assertThat(borne().path("most").asInt()).isEqualTo(5);
        assertThat(borne().path("months").asInt()).isEqualTo(6);
        assertThat(api().put("/api/v1/problem-settings", "{'borneMost':0}").status())
                .isEqualTo(400);
        assertThat(api().put("/api/v1/problem-settings", "{'borneMonths':121}").status())
                .isEqualTo(400);
    }

    private JsonNode borne() {
        return api().get("/api/v1/customers/email:" + ana + "/failures-borne").json();
    }

    private String customer() {
        return api().get("/api/v1/customers/email:" + ana).json().path("id").asString();
    }

    private String complains(String subject) {
        var id = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s','name':'Ana Ribeiro'},'subject':'%s','text':'This is bad.','channel':'api'}
                        """.formatted(ana, subject))
                .json()
                .path("id")
                .asString();
        assertThat(api().patch("/api/v1/conversations/" + id, "{'kind':'complaint'}")
                        .status())
                .isEqualTo(200);
        return id;
    }

    private long numberOf(String conversation) {
        return api().get("/api/v1/conversations/" + conversation)
                .json()
                .path("number")
                .asLong();
    }

    private String number(String subject) {
        return jdbc.sql("""
                        select c.id::text
                          from conversation c
                         where c.subject = :subject and c.customer_id = :customer::uuid
                        """)
                .param("subject", subject)
                .param("customer", customer())
                .query(String.class)
                .single();
    }

    private void oneOff(String conversation, String reason) {
        var called = api().put("/api/v1/conversations/" + conversation + "/one-off", "{'reason':'" + reason + "'}");
        assertThat(called.status()).as("%s", called.json()).isEqualTo(200);
    }

    private void age(String conversation, int days) {
        jdbc.sql("update conversation set created_at = :at where id = :id::uuid")
                .param("at", clock.instant().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC))
                .param("id", conversation)
                .update();
    }

    private void exposed(String problem, String source) {
        jdbc.sql("""
                        insert into exposure (problem_id, episode, customer_id, source, first_seen_at, last_seen_at)
                        values (:problem::uuid, 1, :customer::uuid, :source, :at, :at)
                        """)
                .param("problem", problem)
                .param("customer", customer())
                .param("source", source)
                .param("at", clock.instant().minusSeconds(source.length()).atOffset(ZoneOffset.UTC))
                .update();
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
                .isLessThan(300);
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
