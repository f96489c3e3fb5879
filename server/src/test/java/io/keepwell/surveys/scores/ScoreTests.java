package io.keepwell.surveys.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Scores of surveys whose answers stand in the database, each counted by hand.
@WholeApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoreTests {

    private static final int PEOPLE = 100;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private final List<UUID> people = new ArrayList<>();

    @BeforeAll
    void aHundredCustomers() {
        for (int i = 0; i < PEOPLE; i++) {
            people.add(UUID.fromString(
                    api().post("/api/v1/customers", "{'email':'asked-" + i + "@scores.test','name':'Asked " + i + "'}")
                            .json()
                            .path("id")
                            .asString()));
        }
    }

    @Test
    @DisplayName("3.1.1, 3.1.2, 3.1.6: the score, its adjusted interval, and skipped questions in no figure")
    void score() {
        var survey = survey("nps", "relationship", "identified");
        var wave = wave(survey, 1);
        answers(survey, wave, 0, 5, 10);
        answers(survey, wave, 5, 3, 7);
        answers(survey, wave, 8, 2, 6);
        skipped(survey, wave, 10);

        var score = api().get("/api/v1/surveys/" + survey + "/score").json();

        assertThat(score.path("measure").asString()).isEqualTo("nps");
        assertThat(score.path("n").asLong()).isEqualTo(10);
        assertThat(score.path("score").asDouble()).isEqualTo(30);
        assertThat(score.path("promoters").asLong()).isEqualTo(5);
        assertThat(score.path("passives").asLong()).isEqualTo(3);
        assertThat(score.path("detractors").asLong()).isEqualTo(2);
        // p = 5.75/13, d = 2.75/13: 100 × (3/13 ± 1.96 × √((p + d − (p − d)²)/13))
        assertThat(score.path("low").asDouble()).isCloseTo(-19.05, within(0.05));
        assertThat(score.path("high").asDouble()).isCloseTo(65.2, within(0.05));
        assertThat(score.path("few").asBoolean()).isTrue();
        assertThat(score.path("answered").asLong()).isEqualTo(11);
    }

    @Test
    @DisplayName("3.1.2: without answers there is no score, and the page says what will stand there")
    void none() {
        var survey = survey("nps", "relationship", "identified");

        var score = api().get("/api/v1/surveys/" + survey + "/score").json();

        assertThat(score.path("n").asLong()).isZero();
        assertThat(score.path("score").isNull()).isTrue();
        assertThat(score.path("low").isNull()).isTrue();
        assertThat(page(survey)).contains("Nobody has been asked yet").doesNotContain("report-large");

        invitation(survey, wave(survey, 1), people.getFirst(), "sent");
        assertThat(visitor().get("/surveys/" + survey).body())
                .contains("One person was reached and has not answered yet")
                .doesNotContain("too few for a score");
    }

    @Test
    @DisplayName("3.1.7: below five only counts, below thirty the score is grey")
    void fewAndTooFew() {
        var survey = survey("nps", "relationship", "identified");
        var wave = wave(survey, 1);
        answers(survey, wave, 0, 4, 3);
        assertThat(page(survey)).contains("too few for a score").doesNotContain("report-large");

        answers(survey, wave, 4, 1, 3);
        assertThat(page(survey))
                .contains("report-large score-few")
                .contains("−100")
                .contains("little to go by");

        answers(survey, wave, 5, 25, 10);
        assertThat(page(survey)).contains("+67").doesNotContain("report-large score-few");
    }

    @Test
    @DisplayName("3.1.8: sent, arrived and answered stand beside the score, and many of few make it surer")
    void reach() {
        var survey = survey("nps", "relationship", "identified");
        var wave = wave(survey, 1);
        for (int i = 0; i < 40; i++) {
            invitation(survey, wave, people.get(i), i < 30 ? "sent" : i < 35 ? "bounced" : "throttled");
        }
        answers(survey, wave, 0, 20, 9);
        answers(survey, wave, 20, 4, 2);

        var score =
                api().get("/api/v1/surveys/" + survey + "/score?wave=" + wave).json();

        assertThat(score.path("invited").asLong()).isEqualTo(40);
        assertThat(score.path("sent").asLong()).isEqualTo(35);
        assertThat(score.path("delivered").asLong()).isEqualTo(30);
        assertThat(score.path("notAsked").asLong()).isEqualTo(5);
        assertThat(score.path("responseRate").asDouble()).isCloseTo(0.8, within(1e-9));
        var part = parts(survey, "language").get(0);
        // √((30 − 24)/(30 − 1)) of the width that the same answers have without a known population
        assertThat((score.path("high").asDouble() - score.path("low").asDouble())
                        / (part.path("high").asDouble() - part.path("low").asDouble()))
                .isCloseTo(0.4549, within(0.001));
        assertThat(page(survey)).contains("24 of 30 who were reached answered: 80\u00a0%");
    }

    @Test
    @DisplayName("3.1.9: noise is called noise and has no colour, a real change is called real")
    void waves() {
        var survey = survey("nps", "relationship", "identified");
        var first = wave(survey, 1);
        answers(survey, first, 0, 20, 10);
        answers(survey, first, 20, 15, 3);
        var second = wave(survey, 2);
        answers(survey, second, 50, 21, 10);
        answers(survey, second, 71, 14, 3);
        var third = wave(survey, 3);
        answers(survey, third, 0, 34, 10);
        answers(survey, third, 34, 1, 3);

        var waves = parts(survey, "wave");

        assertThat(waves.get(0).path("change").isNull()).isTrue();
        assertThat(waves.get(1).at("/change/value").asDouble()).isCloseTo(100 * 2 / 35.0, within(0.01));
        assertThat(waves.get(1).at("/change/real").asBoolean()).isFalse();
        assertThat(waves.get(1).at("/change/paired").asBoolean()).isFalse();
        assertThat(waves.get(2).at("/change/real").asBoolean()).isTrue();
        var page = page(survey);
        assertThat(page).contains("6 up: within noise").contains("74 up: more than chance");
        assertThat(page).contains("score-change-good").doesNotContain("score-change-bad");
    }

    @Test
    @DisplayName("3.1.10: where most answered both waves, they are compared with themselves")
    void paired() {
        var survey = survey("nps", "relationship", "identified");
        var first = wave(survey, 1);
        answers(survey, first, 0, 20, 10);
        answers(survey, first, 20, 15, 7);
        answers(survey, first, 35, 15, 3);
        var second = wave(survey, 2);
        answers(survey, second, 0, 29, 10);
        answers(survey, second, 29, 6, 7);
        answers(survey, second, 35, 15, 3);

        var change = parts(survey, "wave").get(1).path("change");

        assertThat(change.path("paired").asBoolean()).isTrue();
        assertThat(change.path("value").asDouble()).isCloseTo(18, within(1e-9));
        assertThat(change.path("real").asBoolean()).isTrue();
        assertThat(page(survey)).contains("the same 50 people compared");
    }

    @Test
    @DisplayName("3.1.11: a company of many voices counts once")
    void accounts() {
        var survey = survey("nps", "relationship", "identified");
        var wave = wave(survey, 1);
        answers(survey, wave, 0, 10, 2);
        jdbc.sql("update survey_answer set account_id = :account where wave_id = :wave")
                .param("account", UUID.randomUUID())
                .param("wave", wave)
                .update();
        answers(survey, wave, 10, 1, 10);

        var score = api().get("/api/v1/surveys/" + survey + "/score").json();
        var accounts =
                api().get("/api/v1/surveys/" + survey + "/score/accounts").json();

        assertThat(score.path("score").asDouble()).isCloseTo(-81.8, within(0.1));
        assertThat(accounts.at("/even/accounts").asLong()).isEqualTo(2);
        assertThat(accounts.at("/even/score").asDouble()).isZero();
    }

    @Test
    @DisplayName("3.1.12: CSAT is the share of the two best answers and the mean, on its own scale")
    void satisfaction() {
        var survey = survey("csat", "transactional", "identified");
        var wave = wave(survey, 1);
        answers(survey, wave, 0, 6, 5);
        answers(survey, wave, 6, 2, 4);
        answers(survey, wave, 8, 2, 1);

        var score = api().get("/api/v1/surveys/" + survey + "/score").json();

        assertThat(score.path("measure").asString()).isEqualTo("top-two");
        assertThat(score.path("score").asDouble()).isCloseTo(80, within(1e-9));
        assertThat(score.path("topTwo").asDouble()).isCloseTo(0.8, within(1e-9));
        assertThat(score.path("mean").asDouble()).isCloseTo(4.0, within(1e-9));
        // Wilson for 8 of 10
        assertThat(score.path("low").asDouble()).isCloseTo(49.0, within(0.1));
        assertThat(score.path("high").asDouble()).isCloseTo(94.3, within(0.1));
        assertThat(page(survey)).contains("80\u00a0%").contains("Mean 4.00, on a scale from 1 to 5");
    }

    @Test
    @DisplayName("3.1.13, 3.1.14: what measures something else is not compared")
    void comparison() {
        var survey = survey("nps", "relationship", "identified");
        answers(survey, wave(survey, 1), 0, 40, 10);
        var other = survey("nps", "relationship", "identified");
        answers(other, wave(other, 1), 0, 40, 3);
        var path = "/api/v1/surveys/" + survey + "/score/comparison?with=";

        assertThat(api().get(path + other).json().at("/change/value").asDouble())
                .isEqualTo(200);
        assertThat(api().get(path + survey("csat", "relationship", "identified"))
                        .status())
                .isEqualTo(400);
        assertThat(api().get(path + survey("nps", "transactional", "identified"))
                        .json()
                        .toString())
                .contains("what has just happened");
        var effort = survey("ces", "relationship", "identified");
        var agreement = survey("ces", "relationship", "identified");
        jdbc.sql("update survey_question set higher_is_better = false, high = 5 where survey_id = :survey")
                .param("survey", effort)
                .update();
        assertThat(api().get("/api/v1/surveys/" + effort + "/score/comparison?with=" + agreement)
                        .json()
                        .toString())
                .contains("another direction");
    }

    @Test
    @DisplayName("3.4.3, 3.4.6: of a confidential survey small groups are kept back, and what would betray them")
    void confidential() {
        var survey = survey("nps", "relationship", "confidential");
        var first = wave(survey, 1);
        answers(survey, first, 0, 20, 9);
        var second = wave(survey, 2);
        answers(survey, second, 0, 3, 2);
        var third = wave(survey, 3);
        answers(survey, third, 0, 7, 8);

        var small =
                api().get("/api/v1/surveys/" + survey + "/score?wave=" + second).json();
        assertThat(small.path("hidden").asBoolean()).isTrue();
        assertThat(small.path("score").isNull()).isTrue();
        assertThat(small.path("detractors").isNull()).isTrue();
        assertThat(small.path("answers").isNull()).isTrue();

        // the third is large enough, but all minus the first minus the third would be the second
        var byWave = api().get("/api/v1/surveys/" + survey + "/scores?by=wave&from=2020-01-01")
                .json()
                .path("items");
        assertThat(byWave.findValues("hidden").stream().filter(JsonNode::asBoolean))
                .hasSize(2);

        var leavesOutFew = survey("nps", "relationship", "confidential");
        var most = wave(leavesOutFew, 1);
        answers(leavesOutFew, most, 0, 20, 9);
        answers(leavesOutFew, wave(leavesOutFew, 2), 0, 2, 1);
        assertThat(api().get("/api/v1/surveys/" + leavesOutFew + "/score?wave=" + most)
                        .json()
                        .path("hidden")
                        .asBoolean())
                .isTrue();
        assertThat(api().get("/api/v1/surveys/" + survey + "/scores?by=tenure").status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("36: what customers of more than a year say stands against what new ones say")
    void tenure() {
        var survey = survey("nps", "relationship", "identified");
        var wave = wave(survey, 1);
        answers(survey, wave, 0, 6, 10);
        answers(survey, wave, 90, 6, 2);
        jdbc.sql("update customer set first_seen_at = first_seen_at - interval '3 years' where id = any(:people)")
                .param("people", people.subList(0, 6).toArray(UUID[]::new))
                .update();
        try {
            var parts = parts(survey, "tenure");
            assertThat(parts.get(0).path("key").asString()).isEqualTo("longer");
            assertThat(parts.get(0).path("score").asDouble()).isEqualTo(100);
            assertThat(parts.get(1).path("score").asDouble()).isEqualTo(-100);
            assertThat(visitor().get("/surveys/" + survey + "/scores?by=tenure").body())
                    .contains("more than a year");
        } finally {
            jdbc.sql("update customer set first_seen_at = first_seen_at + interval '3 years' where id = any(:people)")
                    .param("people", people.subList(0, 6).toArray(UUID[]::new))
                    .update();
        }
    }

    @Test
    @DisplayName("35: cycles stand with what was changed between them, and without events nobody says who stayed")
    void cycles() {
        var survey = survey("nps", "relationship", "identified");
        answers(survey, wave(survey, 1), 0, 30, 2);
        answers(survey, wave(survey, 2), 0, 30, 10);
        started(survey, 1, "2019-05-01T00:00:00Z");
        started(survey, 2, "2019-06-01T00:00:00Z");
        var problem = api().post("/api/v1/problems", "{'title':'Cycles stood still'}")
                .json()
                .path("id")
                .asString();
        jdbc.sql("""
                update problem_episode set fixed_at = '2019-05-15T00:00:00Z', what_changed = 'They turn again'
                 where problem_id = :problem
                """).param("problem", UUID.fromString(problem)).update();

        var cycles = api().get("/api/v1/surveys/" + survey + "/cycles").json().path("items");

        assertThat(cycles).hasSize(2);
        assertThat(cycles.get(0).path("shipped")).hasSize(1);
        assertThat(cycles.get(0).at("/shipped/0/what").asString()).isEqualTo("They turn again");
        assertThat(cycles.get(0).path("stayed").isNull()).isTrue();
        assertThat(cycles.get(1).at("/score/change/real").asBoolean()).isTrue();
        var page = visitor().get("/surveys/" + survey + "/cycles").body();
        assertThat(page)
                .contains("Cycles stood still")
                .contains("is not known yet")
                .contains("200 up: more than chance");
    }

    @Test
    @DisplayName("35: the calendar asks the same people again where that was chosen, by page and API")
    void sameGroup() {
        var survey = survey("nps", "relationship", "identified");
        var path = "/api/v1/surveys/" + survey + "/same-group";
        assertThat(api().put(path, "{'sameGroup':true}").status()).isEqualTo(400);
        jdbc.sql("update survey set follows = 'calendar', every_days = 30 where id = :survey")
                .param("survey", survey)
                .update();
        assertThat(api().put(path, "{}").status()).isEqualTo(400);
        assertThat(api().put(path, "{'sameGroup':true}")
                        .json()
                        .path("sameGroup")
                        .asBoolean())
                .isTrue();
        var visitor = visitor();
        assertThat(visitor.get("/surveys/" + survey).body()).contains("Each time the people of the first wave");
        assertThat(visitor.post("/surveys/" + survey + "/same-group", "same", "false")
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor.get("/surveys/" + survey).body()).contains("Each time whoever is meant by then");
    }

    @Test
    @DisplayName("what is not built yet is refused with words: a survey in the messenger")
    void noMessengerYet() {
        var refused = api().post("/api/v1/surveys", "{'type':'nps','name':'In the app','channel':'messenger'}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("channel");
    }

    private void started(UUID survey, int number, String at) {
        jdbc.sql(
                        "update survey_wave set started_at = cast(:at as timestamptz) where survey_id = :survey and number = :number")
                .param("at", at)
                .param("survey", survey)
                .param("number", number)
                .update();
    }

    @Test
    @DisplayName("a table for spreadsheets, and clear words for what is not there")
    void tables() {
        var survey = survey("nps", "relationship", "identified");
        answers(survey, wave(survey, 1), 0, 10, 10);
        assertThat(visitor().get("/surveys/" + survey + "/scores.csv").body())
                .contains("Wave 1,0,0,0,0,10,10,10,0,0,100");
        assertThat(api().get("/api/v1/surveys/" + survey + "/score?wave=" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
        assertThat(api().get("/api/v1/surveys/" + UUID.randomUUID() + "/score").status())
                .isEqualTo(404);
        assertThat(api().get("/api/v1/surveys/" + survey + "/scores?by=weather").status())
                .isEqualTo(400);
    }

    private List<JsonNode> parts(UUID survey, String by) {
        var items = api().get("/api/v1/surveys/" + survey + "/scores?by=" + by)
                .json()
                .path("items");
        var parts = new ArrayList<JsonNode>();
        items.forEach(parts::add);
        return parts;
    }

    private String page(UUID survey) {
        var answer = visitor().get("/surveys/" + survey + "/scores");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private Visitor visitor() {
        return Visitor.ofAdministrator(port);
    }

    private UUID survey(String type, String purpose, String privacy) {
        var id = UUID.randomUUID();
        int low = type.equals("nps") ? 0 : 1;
        int high = type.equals("nps") ? 10 : type.equals("csat") ? 5 : 7;
        jdbc.sql("""
                insert into survey (id, name, type, purpose, privacy, channel, state, language, follow_up, created_at,
                                    changed_at)
                values (:id, 'How are we doing', :type, :purpose, :privacy, 'email', 'paused', 'en', false, now(), now())
                """)
                .param("id", id)
                .param("type", type)
                .param("purpose", purpose)
                .param("privacy", privacy)
                .update();
        jdbc.sql("""
                insert into survey_question (id, survey_id, position, kind, low, high)
                values (:id, :survey, 0, 'score', :low, :high)
                """)
                .param("id", UUID.randomUUID())
                .param("survey", id)
                .param("low", low)
                .param("high", high)
                .update();
        return id;
    }

    private UUID wave(UUID survey, int number) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into survey_wave (id, survey_id, number, name, occasion, state, started_at)
                values (:id, :survey, :number, :name, 'sent', 'done', now())
                """)
                .param("id", id)
                .param("survey", survey)
                .param("number", number)
                .param("name", "Wave " + number)
                .update();
        return id;
    }

    private void invitation(UUID survey, UUID wave, UUID customer, String state) {
        jdbc.sql("""
                insert into survey_invitation (id, wave_id, survey_id, customer_id, language, state, planned_at, due_at,
                                               state_at, expires_at)
                values (:id, :wave, :survey, :customer, 'en', :state, now(), now(), now(), now() + interval '30 days')
                """)
                .param("id", UUID.randomUUID())
                .param("wave", wave)
                .param("survey", survey)
                .param("customer", customer)
                .param("state", state)
                .update();
    }

    /// So many people from one on give the same score.
    private void answers(UUID survey, UUID wave, int from, int many, int score) {
        for (int i = from; i < from + many; i++) {
            answer(survey, wave, people.get(i), score);
        }
    }

    private void skipped(UUID survey, UUID wave, int person) {
        answer(survey, wave, people.get(person), null);
    }

    private void answer(UUID survey, UUID wave, UUID customer, @Nullable Integer score) {
        boolean known = jdbc.sql("select privacy = 'identified' from survey where id = :survey")
                .param("survey", survey)
                .query(Boolean.class)
                .single();
        jdbc.sql("""
                insert into survey_answer (id, survey_id, wave_id, customer_id, account_id, person_key, day, at, score,
                                           low, high, completed, state, language)
                values (:id, :survey, :wave, :customer, :account, :key, :day, now(), :score, 0, 10, true, 'counted', 'en')
                """)
                .param("id", UUID.randomUUID())
                .param("survey", survey)
                .param("wave", wave)
                .param("customer", known ? customer : null)
                .param(
                        "account",
                        known ? UUID.nameUUIDFromBytes(customer.toString().getBytes(StandardCharsets.UTF_8)) : null)
                .param("key", customer.toString().getBytes(StandardCharsets.UTF_8))
                .param("day", LocalDate.of(2026, 3, 1))
                .param("score", score)
                .update();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
