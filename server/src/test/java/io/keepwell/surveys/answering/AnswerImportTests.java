package io.keepwell.surveys.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Answers that were given elsewhere.
@WholeApplication
class AnswerImportTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final String source = "elsewhere-" + UUID.randomUUID();

    @Test
    @DisplayName("3.5.2: bringing an answer again updates it; what cannot be taken is told and keeps nothing else back")
    void bringingAgainUpdates() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.IDENTIFIED, "email");
        var ana = UUID.randomUUID() + "@brought.test";

        var first = bring(asked, ana, 4);
        assertThat(first.json().path("made").asInt()).isEqualTo(1);
        assertThat(first.json().path("refused")).hasSize(1);
        var again = bring(asked, ana, 7);
        assertThat(again.json().path("updated").asInt()).isEqualTo(1);

        assertThat(scores(asked)).containsExactly(7);
        var items = api().get("/api/v1/surveys/" + asked.survey + "/answers?customer=email:" + ana)
                .json()
                .path("items");
        assertThat(items).hasSize(1);
        assertThat(items.toString()).contains("Fine", "2025-03-04T10:00:00Z");
        assertThat(jdbc.sql("select count(*) from follow_up where customer_id = :id::uuid")
                        .param("id", items.get(0).path("customer").asString())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName(
            "A table is read by the names of its columns; of two answers of one person in a month the newest counts")
    void readsTables() {
        var asked = new Asked(jdbc, clock, port, SurveyPrivacy.IDENTIFIED, "email");
        var ana = UUID.randomUUID() + "@brought.test";
        var visitor = new Visitor(port);
        var table = """
                Date,Score,Email,Comment,ID
                2025-03-20,9,%s,"Better, much better",b
                2025-03-02,3,%s,Bad,a
                2025-04-02,8,%s,,c
                yesterday,8,%s,,d
                """.formatted(ana, ana, ana, ana);

        var answer =
                visitor.send(visitor.request("/api/v1/surveys/" + asked.survey + "/answers/import?source=" + source)
                        .header("Authorization", "Bearer " + FreshInstallation.ADMIN_TOKEN)
                        .header("Content-Type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString(table)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"made\":3", "Line 4");
        assertThat(scores(asked)).containsExactlyInAnyOrder(9, 8);
    }

    private Api.Answer bring(Asked asked, String email, int score) {
        var answer =
                api().post("/api/v1/surveys/" + asked.survey + "/answers/import", """
                {'source':'%s','items':[
                  {'externalId':'1','email':'%s','name':'Ana','score':%d,'words':'Fine','at':'2025-03-04T10:00:00Z'},
                  {'externalId':'2','score':11,'at':'2025-03-04T10:00:00Z'}]}
                """.formatted(source, email, score));
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        return answer;
    }

    private List<Integer> scores(Asked asked) {
        return jdbc.sql("select score from survey_answer where survey_id = :survey and state = 'counted'")
                .param("survey", asked.survey)
                .query((row, n) -> row.getInt(1))
                .list();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
