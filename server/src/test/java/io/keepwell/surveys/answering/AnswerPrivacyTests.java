package io.keepwell.surveys.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.surveys.Answering;
import io.keepwell.surveys.Given;
import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.surveys.Taken;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What is kept of who answers, and what becomes of it when two profiles are one, and when somebody
/// is forgotten.
@WholeApplication
class AnswerPrivacyTests {

    private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");
    private static final String WORDS = "Schmetterlingspumpe";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    Answering answering;

    @Test
    @DisplayName("3.4.4: from an anonymous answer no row of the database leads to whoever gave it, nor back")
    void anonymousAnswersLeadToNobody() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.ANONYMOUS, "email");
        var ana = asked.person("Ana");
        var ben = asked.person("Ben");
        var page = new Visitor(port);
        send(page, ana, asked.scoreField(), "3", asked.whyField(), WORDS);
        send(page, ben, asked.scoreField(), "9");
        assertThat(page.get(ana.link()).body()).contains("nothing of it leads to you");
        assertThat(asked.counted()).isEqualTo(2);
        answering.mix();

        var answer = jdbc.sql("""
                        select a.id from survey_answer a join survey_value v on v.answer_id = a.id
                         where a.survey_id = :survey and v.words = :words
                        """)
                .param("survey", asked.survey)
                .param("words", WORDS)
                .query(UUID.class)
                .single();
        assertThat(answer.version()).isEqualTo(4);
        var account = jdbc.sql("select account_id from customer where id = :id")
                .param("id", ana.customer())
                .query(UUID.class)
                .single();
        var theirs = List.of(
                ana.customer().toString(), account.toString(), ana.invitation().toString(), ana.email());
        // every row that names the answer, its words or its transaction, and what stands in it
        var about = rows(answer.toString());
        about.addAll(rows(WORDS));
        assertThat(about).isNotEmpty().allSatisfy(row -> assertThat(row).startsWith("survey_"));
        assertThat(about).noneSatisfy(row -> assertThat(theirs).anyMatch(row::contains));
        var today = clock.instant().toString().substring(0, 13).replace('T', ' ');
        assertThat(about).noneMatch(row -> row.contains(today + ":"));
        assertThat(jdbc.sql("""
                                select count(*) from survey_used_token t
                                 where t.xmin in (select a.xmin from survey_answer a where a.survey_id = :survey)
                                """).param("survey", asked.survey).query(Long.class).single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from survey_intent where invitation_id = :id")
                        .param("id", ana.invitation())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("3.4.4: the link of an anonymous survey answers once, and cannot be changed")
    void anonymousLinksAnswerOnce() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.ANONYMOUS, "email");
        var ana = asked.person("Ana");

        assertThat(answer(asked, ana, 3)).isInstanceOf(Taken.Counted.class);
        assertThat(answer(asked, ana, 9)).isInstanceOf(Taken.Used.class);

        assertThat(asked.counted()).isEqualTo(1);
    }

    @Test
    @DisplayName("3.4.5: who leaves an address in an anonymous survey is known for this one answer, and it says so")
    void anAddressIdentifiesOneAnswer() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.ANONYMOUS, "email");
        var ana = asked.person("Ana");
        var ben = asked.person("Ben");
        var page = new Visitor(port);
        assertThat(page.get(ana.link()).body())
                .contains("If you leave an address here")
                .doesNotContain("You answer as");

        send(page, ana, asked.scoreField(), "3", "contact", ana.email());
        send(page, ben, asked.scoreField(), "3");

        assertThat(jdbc.sql(
                                "select customer_id from survey_answer where survey_id = :survey and customer_id is not null")
                        .param("survey", asked.survey)
                        .query(UUID.class)
                        .list())
                .containsExactly(ana.customer());
    }

    @Test
    @DisplayName("3.4.3: a confidential answer names nobody in its row, and can still be changed by its person alone")
    void confidentialAnswersAreSealed() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.CONFIDENTIAL, "email");
        var ana = asked.person("Ana");
        answer(asked, ana, 3);
        assertThat(answer(asked, ana, 4)).isEqualTo(new Taken.Counted(only(asked), true));

        var row = jdbc.sql("select row(a.*)::text from survey_answer a where survey_id = :survey")
                .param("survey", asked.survey)
                .query((it, n) -> it.getString(1))
                .single();
        assertThat(row)
                .doesNotContain(ana.customer().toString(), ana.invitation().toString(), ana.email());
        assertThat(jdbc.sql("select sealed is not null from survey_answer where survey_id = :survey")
                        .param("survey", asked.survey)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    @DisplayName("3.5.3: of two profiles that are one the newest answer of a wave counts; taking it back restores both")
    void mergesKeepTheNewest() {
        for (var privacy : List.of(SurveyPrivacy.IDENTIFIED, SurveyPrivacy.CONFIDENTIAL)) {
            var asked = new Asked(jdbc, clock, port, privacy, "email");
            var ana = asked.person("Ana");
            var anaAtHome = asked.person("Ana at home");
            answer(asked, ana, 3);
            answer(asked, anaAtHome, 9);
            var before = answers(asked);

            var merge = api().post(
                            "/api/v1/customers/" + ana.customer() + "/merge",
                            "{'with':'" + anaAtHome.customer() + "'}");
            assertThat(merge.status()).as("%s", merge.json()).isLessThan(300);
            assertThat(scores(asked)).containsExactly(9);
            if (privacy == SurveyPrivacy.CONFIDENTIAL) {
                assertThat(moved(merge.json()))
                        .isNotEmpty()
                        .noneMatch(key -> before.keySet().stream().anyMatch(key::contains));
            }
            // by whichever of their links: it is one person now
            answer(asked, ana, 7);
            assertThat(scores(asked)).containsExactly(7);

            assertThat(undo(merge.json())).isLessThan(300);
            assertThat(scores(asked)).containsExactlyInAnyOrder(3, 7);
            answer(asked, ana, 5);
            assertThat(scores(asked)).containsExactlyInAnyOrder(5, 7);
        }
    }

    @Test
    @DisplayName("I7: who is forgotten leaves their score and none of their words, and their link is dead")
    void erasureKeepsScores() {
        for (var privacy : List.of(SurveyPrivacy.IDENTIFIED, SurveyPrivacy.CONFIDENTIAL)) {
            var asked = new Asked(jdbc, clock, port, privacy, "email");
            var ana = asked.person("Ana");
            var page = new Visitor(port);
            send(page, ana, asked.scoreField(), "3", asked.whyField(), WORDS + privacy.word());
            send(page, ana, asked.scoreField(), "2", asked.whyField(), WORDS + privacy.word() + " still");
            assertThat(rows(WORDS + privacy.word())).isNotEmpty();

            var erased = api().delete("/api/v1/customers/" + ana.customer() + "?erase=true");

            assertThat(erased.status()).as("%s", erased.json()).isEqualTo(200);
            assertThat(rows(WORDS + privacy.word())).isEmpty();
            assertThat(scores(asked)).containsExactly(2);
            assertThat(page.get(ana.link()).statusCode()).isEqualTo(404);
        }
    }

    private Taken answer(Asked asked, Asked.Person person, int score) {
        return answering.answer(
                person.invitation(), new Given(Map.of(asked.score, Given.Value.of(score)), "en", true, null));
    }

    private UUID only(Asked asked) {
        return jdbc.sql("select id from survey_answer where survey_id = :survey")
                .param("survey", asked.survey)
                .query(UUID.class)
                .single();
    }

    private static void send(Visitor page, Asked.Person person, String... fields) {
        var nonce = NONCE.matcher(page.get(person.link() + "?change").body());
        assertThat(nonce.find()).isTrue();
        var all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("nonce", nonce.group(1)));
        assertThat(page.post(person.link(), all.toArray(String[]::new)).statusCode())
                .isEqualTo(302);
    }

    /// Every row of the database in which something stands, with the name of its table.
    private List<String> rows(String needle) {
        var found = new ArrayList<String>();
        for (var table : jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
                .query((row, n) -> row.getString(1))
                .list()) {
            jdbc.sql("select t::text from \"" + table + "\" t where t::text like '%' || :needle || '%'")
                    .param("needle", needle)
                    .query((row, n) -> table + " " + row.getString(1))
                    .list()
                    .forEach(found::add);
        }
        return found;
    }

    private Map<String, Integer> answers(Asked asked) {
        var all = new java.util.HashMap<String, Integer>();
        jdbc.sql("select id::text, score from survey_answer where survey_id = :survey")
                .param("survey", asked.survey)
                .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
                .list()
                .forEach(it -> all.put(it.getKey(), it.getValue()));
        return all;
    }

    private List<String> moved(JsonNode merge) {
        return rows(merge.path("id").asString()).stream()
                .filter(row -> row.contains("survey-answer"))
                .toList();
    }

    private List<Integer> scores(Asked asked) {
        return jdbc.sql("select score from survey_answer where survey_id = :survey and state = 'counted'")
                .param("survey", asked.survey)
                .query((row, n) -> row.getInt(1))
                .list();
    }

    private int undo(JsonNode merge) {
        return api().post("/api/v1/customers/merges/" + merge.path("id").asString() + "/undo", "{}")
                .status();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
