package io.keepwell.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.shared.Ids;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A program writes surveys.
@WholeApplication
class SurveyAuthoringTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    Surveys surveys;

    @Autowired
    SurveyWords words;

    private final String name = "Survey " + UUID.randomUUID();

    @Test
    void aSurveyIsReadyToAskAsSoonAsItIsPosted() {
        var made = written("'type':'nps'");

        assertThat(made.path("state").asString()).isEqualTo("active");
        assertThat(made.path("purpose").asString()).isEqualTo("relationship");
        assertThat(made.path("privacy").asString()).isEqualTo("identified");
        assertThat(made.path("channel").asString()).isEqualTo("email");
        assertThat(made.path("followUp").asBoolean()).isTrue();
        assertThat(made.path("higherIsBetter").asBoolean()).isTrue();
        assertThat(made.path("questions")).hasSize(2);
        assertThat(made.path("questions").get(0).path("scale").path("high").asInt())
                .isEqualTo(10);
        assertThat(api().get("/api/v1/surveys?limit=500").json().toString()).contains(name);
        assertThat(audited("survey.started", made)).isEqualTo(1);
    }

    @Test
    @DisplayName("3.1.13: effort and ease run in opposite directions, and the question says in which")
    void effortAndEaseSayInWhichDirectionTheyRun() {
        assertThat(written("'type':'ces'").path("higherIsBetter").asBoolean()).isTrue();

        var effort = written("'type':'ces','higherIsBetter':false");
        assertThat(effort.path("higherIsBetter").asBoolean()).isFalse();
        assertThat(effort.path("questions").get(0).path("scale").path("high").asInt())
                .isEqualTo(5);
        assertThat(words.of(surveys.get(id(effort)), Locale.ENGLISH)
                        .questions()
                        .getFirst()
                        .ask())
                .contains("How much effort");
        assertThat(post("'type':'nps','scale':{'low':1,'high':5}").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("3.1.14: what the calendar asks and what is asked after an event are never one survey")
    void theTriggerDecidesWhatItIsAbout() {
        assertThat(written("'type':'csat','follows':'solved'").path("purpose").asString())
                .isEqualTo("transactional");
        var calendar = written("'type':'csat','follows':'calendar'");
        assertThat(calendar.path("purpose").asString()).isEqualTo("relationship");
        assertThat(calendar.path("everyDays").asInt()).isEqualTo(90);
        assertThat(post("'type':'nps','follows':'solved','purpose':'relationship'")
                        .json()
                        .path("errors")
                        .get(0)
                        .path("field")
                        .asString())
                .isEqualTo("purpose");
    }

    @Test
    @DisplayName("3.4.4: of an anonymous survey nobody can be followed up")
    void anonymousExcludesFollowingUp() {
        assertThat(written("'type':'nps','privacy':'anonymous'")
                        .path("followUp")
                        .asBoolean())
                .isFalse();
        var refused = post("'type':'nps','privacy':'anonymous','followUp':true");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").get(0).path("field").asString())
                .isEqualTo("followUp");
    }

    @Test
    @DisplayName("3.4.1: privacy is fixed before the first answer; what was promised stays")
    void whatWasPromisedStays() {
        var made = written("'type':'nps'");
        assertThat(change(made, "'privacy':'confidential'").status()).isEqualTo(200);

        invite(id(made));

        var refused = change(made, "'privacy':'identified'");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asString()).contains("promise");
        assertThat(change(made, "'channel':'link'").status()).isEqualTo(409);
        assertThat(change(made, "'name':'" + name + " again','priority':3").status())
                .isEqualTo(200);
        assertThat(api().get(path(made)).json().path("asked").asBoolean()).isTrue();
        assertThat(api().delete(path(made) + "/questions/" + question(made, 0)).status())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("3.4.1: who sees the answer is said in one sentence, in the language of whoever reads it")
    void privacyIsOneSentence() {
        var made = surveys.get(id(written("'type':'nps','privacy':'anonymous'")));
        assertThat(words.of(made, Locale.ENGLISH).privacy()).isEqualTo("""
                Your answer is anonymous: nothing is kept with it that leads to you.""");
        assertThat(words.of(made, Locale.GERMAN).privacy()).contains("anonym");
    }

    @Test
    void speaksTheLanguageOfWhoeverReadsItWhereThatIsWritten() {
        var made = written("'type':'nps'");
        var survey = surveys.get(id(made));
        assertThat(words.of(survey, Locale.GERMAN).questions().getFirst().ask()).contains("Wie wahrscheinlich");

        // a question of one's own is not replaced by another one
        api().put(
                        path(made) + "/wordings/en",
                        "{'questions':{'%s':{'ask':'Would you miss us?'}}}".formatted(question(made, 0)));
        var german = words.of(survey, Locale.GERMAN);
        assertThat(german.questions().getFirst().ask()).isEqualTo("Would you miss us?");
        assertThat(german.locale()).isEqualTo(Locale.ENGLISH);

        api().put(path(made) + "/wordings/de", "{'subject':'Eine kurze Frage'}");
        var translated = words.of(survey, Locale.forLanguageTag("de-AT"));
        assertThat(translated.locale()).isEqualTo(Locale.GERMAN);
        assertThat(translated.subject()).isEqualTo("Eine kurze Frage");
        assertThat(translated.questions().getFirst().ask()).isEqualTo("Would you miss us?");
        assertThat(translated.thanks()).contains("Danke");
        assertThat(words.languages(survey)).containsExactly(Locale.ENGLISH, Locale.GERMAN);
        assertThat(api().get(path(made) + "/words?language=fr")
                        .json()
                        .path("language")
                        .asString())
                .isEqualTo("en");
    }

    @Test
    void ownQuestionsAreAddedOrderedAndRetired() {
        var made = written("'type':'custom'");
        assertThat(made.path("state").asString()).isEqualTo("draft");
        assertThat(change(made, "'state':'active'").status()).isEqualTo(409);

        assertThat(ask(made, "'kind':'choice','ask':'What did you want?','choices':['Speed']")
                        .status())
                .isEqualTo(400);
        var choice = ask(made, "'kind':'choice','ask':'What did you want?','choices':['Speed','A price']");
        assertThat(choice.status()).isEqualTo(201);
        var score = ask(made, "'kind':'score','ask':'How was it?','scale':{'low':1,'high':5}");
        var second = score.json().path("id").asString();
        assertThat(api().put(
                                path(made) + "/question-order",
                                "{'questions':['%s','%s']}"
                                        .formatted(
                                                second, choice.json().path("id").asString()))
                        .json()
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo(second);

        assertThat(change(made, "'state':'active'").json().path("state").asString())
                .isEqualTo("active");
        var german = "{'questions':{'%s':{'ask':'Was wollten Sie?','choices':['Tempo']}}}"
                .formatted(choice.json().path("id").asString());
        assertThat(api().put(path(made) + "/wordings/de", german).status()).isEqualTo(400);
        assertThat(api().delete(path(made) + "/questions/"
                                + choice.json().path("id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(api().get(path(made)).json().path("questions")).hasSize(1);
        assertThat(api().delete(path(made) + "/questions/" + second).status()).isEqualTo(409);
    }

    @Test
    void onlyDraftsAreDeleted() {
        var made = written("'type':'nps','state':'draft'");
        assertThat(api().delete(path(made)).status()).isEqualTo(204);
        assertThat(api().get(path(made)).status()).isEqualTo(404);
        assertThat(api().delete(path(written("'type':'nps'"))).status()).isEqualTo(409);
    }

    @Test
    void whatIsWrongIsSaidBesideItsField() {
        var refused = post("'type':'nps','delayHours':9000,'priority':-1,'language':'?'");
        assertThat(refused.json().path("errors"))
                .extracting(it -> it.path("field").asString())
                .containsExactlyInAnyOrder("delayHours", "priority", "language");
        assertThat(post("'type':'smiley'").status()).isEqualTo(400);
        assertThat(post("'type':'nps','segment':'nobody'").status()).isEqualTo(404);
    }

    @Test
    void aTestLetterSaysSoAndCountsNowhere() {
        var made = written("'type':'nps'");
        var visitor = Visitor.ofAdministrator(port);
        visitor.get("/surveys/" + id(made));
        assertThat(visitor.post("/surveys/" + id(made) + "/test").statusCode()).isEqualTo(302);
        assertThat(visitor.get("/surveys/" + id(made) + "/preview/de?score=9").body())
                .contains("Nothing here counts", "su-picked");
        assertThat(api().get(path(made)).json().path("asked").asBoolean()).isFalse();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    private Api.Answer post(String fields) {
        return api().post("/api/v1/surveys", "{'name':'" + name + "'," + fields + "}");
    }

    private JsonNode written(String fields) {
        var made = post(fields);
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return made.json();
    }

    private Api.Answer change(JsonNode survey, String fields) {
        return api().patch(path(survey), "{" + fields + "}");
    }

    private Api.Answer ask(JsonNode survey, String fields) {
        return api().post(path(survey) + "/questions", "{" + fields + "}");
    }

    private static String path(JsonNode survey) {
        return "/api/v1/surveys/" + survey.path("id").asString();
    }

    private static UUID id(JsonNode survey) {
        return UUID.fromString(survey.path("id").asString());
    }

    private static String question(JsonNode survey, int index) {
        return survey.path("questions").get(index).path("id").asString();
    }

    private long audited(String action, JsonNode survey) {
        return jdbc.sql("select count(*) from audit_entry where action = :action and subject_id = :id")
                .param("action", action)
                .param("id", id(survey))
                .query(Long.class)
                .single();
    }

    private void invite(UUID survey) {
        var customer = api().post("/api/v1/customers", "{'email':'" + UUID.randomUUID() + "@surveys.test'}")
                .json()
                .path("id")
                .asString();
        var wave = Ids.next();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into survey_wave (id, survey_id, number, name, occasion, state, started_at)
                        values (:wave, :survey, 1, 'First', 'sent', 'done', :now)
                        """)
                .param("wave", wave)
                .param("survey", survey)
                .param("now", now)
                .update();
        jdbc.sql("""
                        insert into survey_invitation (id, wave_id, survey_id, customer_id, language, state, planned_at,
                                                       due_at, state_at, expires_at)
                        values (:id, :wave, :survey, cast(:customer as uuid), 'en', 'planned', :now, :now, :now, :now)
                        """)
                .param("id", Ids.next())
                .param("wave", wave)
                .param("survey", survey)
                .param("customer", customer)
                .param("now", now)
                .update();
    }
}
