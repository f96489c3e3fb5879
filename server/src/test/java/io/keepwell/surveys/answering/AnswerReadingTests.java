package io.keepwell.surveys.answering;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.surveys.Answering;
import io.keepwell.surveys.Given;
import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What the team reads of answers.
@WholeApplication
class AnswerReadingTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    Answering answering;

    @Test
    @DisplayName("3.4.6: of an anonymous survey no filter shows fewer than five, nor leaves fewer than five out")
    void smallGroupsAreKeptBack() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.ANONYMOUS, "email");
        for (int i = 0; i < 4; i++) {
            answers(asked, asked.person("Ana"), 2, "Too slow");
        }
        assertThat(list(asked, "").path("hidden").asBoolean()).isTrue();
        assertThat(list(asked, "").path("items")).isEmpty();
        assertThat(list(asked, "").path("n").asInt()).isEqualTo(4);

        for (int i = 0; i < 4; i++) {
            answers(asked, asked.person("Ben"), 9, "Good");
        }
        assertThat(list(asked, "").path("items")).hasSize(8);
        assertThat(list(asked, "?band=detractor").path("hidden").asBoolean()).isTrue();
        answers(asked, asked.person("Dora"), 2, "Still slow");
        // five of them, and the four others could be told by leaving them out
        assertThat(list(asked, "?band=detractor").path("hidden").asBoolean()).isTrue();
        answers(asked, asked.person("Eva"), 10, "Very good");
        assertThat(list(asked, "?band=detractor").path("items")).hasSize(5);
        assertThat(list(asked, "?band=detractor").toString()).doesNotContain("Good", "\"at\":\"");
    }

    @Test
    @DisplayName("3.4.3: who answered in confidence is told to the one who may know, and the audit says so")
    void confidantsAreAudited() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.CONFIDENTIAL, "email");
        var people = new ArrayList<Asked.Person>();
        for (int i = 0; i < 5; i++) {
            var person = asked.person("Ana " + i);
            people.add(person);
            answers(asked, person, i, "Words");
        }
        var items = list(asked, "").path("items");
        assertThat(items).hasSize(5);
        assertThat(items.toString())
                .doesNotContain(
                        people.stream().map(it -> it.customer().toString()).toArray(String[]::new));
        var one = items.get(0).path("id").asString();

        var told = api().post(path(asked) + "/" + one + "/person", "{}");
        assertThat(told.status()).as("%s", told.json()).isEqualTo(200);
        assertThat(people)
                .anyMatch(it -> it.customer()
                        .toString()
                        .equals(told.json().path("customer").asString()));
        assertThat(jdbc.sql(
                                "select count(*) from audit_entry where subject_id = :id and action = 'survey-answer.named'")
                        .param("id", UUID.fromString(one))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("An answer that was a test counts no more, and again when that is taken back; both are audited")
    void doubtsCanBeTakenBack() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.IDENTIFIED, "email");
        var ana = asked.person("Ana");
        answers(asked, ana, 3, "Just trying");
        var one = list(asked, "").path("items").get(0).path("id").asString();

        var out = api().post(path(asked) + "/" + one + "/invalid", "{'reason':'test'}");
        assertThat(out.json().path("answer").path("state").asString()).isEqualTo("invalid");
        assertThat(asked.counted()).isZero();
        assertThat(api().delete(path(asked) + "/" + one + "/invalid").status()).isEqualTo(200);

        assertThat(asked.counted()).isEqualTo(1);
        assertThat(api().post(path(asked) + "/" + one + "/invalid", "{'reason':'dislike'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("What was answered stands in the timeline, on the customer's page, in the list, and in the table")
    void standsWithThePerson() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.IDENTIFIED, "email");
        var ana = asked.person("Ana");
        answers(asked, ana, 4, "It broke twice");
        answers(asked, ana, 5, "It broke once");

        var timeline =
                api().get("/api/v1/customers/" + ana.customer() + "/timeline").json();
        assertThat(timeline.toString()).contains("Gave 5 of 10", "It broke once");
        var mine = list(asked, "?customer=" + ana.customer()).path("items");
        assertThat(StreamSupport.stream(mine.spliterator(), false))
                .singleElement()
                .satisfies(it -> assertThat(it.path("band").asString()).isEqualTo("detractor"));
        assertThat(api().get(path(asked) + "/" + mine.get(0).path("id").asString())
                        .json()
                        .path("earlier")
                        .toString())
                .contains("It broke twice");
        var team = Visitor.ofAdministrator(port);
        assertThat(team.get("/customers/" + ana.customer()).body()).contains("What they said when asked", "5 of 10");
        assertThat(team.get("/surveys/" + asked.survey + "/answers.csv").body())
                .contains("It broke once", "detractor", ana.customer().toString());
    }

    @Test
    @Tag("browser")
    @DisplayName(
            "The page of answers is accessible, in light and dark and narrow, and marks an answer without a script")
    void isAccessible() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.IDENTIFIED, "email");
        answers(asked, asked.person("Ana Ribeiro"), 4, "It broke twice, and nobody told me when it would be back.");
        answers(asked, asked.person("Ben Okoro"), 9, "Somebody answered within minutes, by name.");
        answers(asked, asked.person("Dora Lind"), 7, "");
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var window = Browser.window(scheme == ColorScheme.LIGHT ? 1200 : 380, 800, scheme, "en-GB")) {
                var page = Browser.signInAsAdministrator(window, port);
                page.navigate("http://127.0.0.1:" + port + "/surveys/" + asked.survey + "/answers");
                page.waitForSelector(".an-list");
                var folder = System.getProperty("keepwell.pictures");
                if (folder != null) {
                    page.screenshot(new com.microsoft.playwright.Page.ScreenshotOptions()
                            .setPath(Path.of(folder, "answers-" + scheme + ".png")));
                }
                assertThat(Browser.faults(page)).isEmpty();
            }
        }
    }

    private void answers(Asked asked, Asked.Person person, int score, String words) {
        answering.answer(
                person.invitation(),
                new Given(
                        Map.of(asked.score, Given.Value.of(score), asked.why, Given.Value.of(words)),
                        "en",
                        true,
                        null));
    }

    private JsonNode list(Asked asked, String query) {
        var answer = api().get(path(asked) + query);
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        return answer.json();
    }

    private static String path(Asked asked) {
        return "/api/v1/surveys/" + asked.survey + "/answers";
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
