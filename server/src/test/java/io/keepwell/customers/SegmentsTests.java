package io.keepwell.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ana has been a customer for two years and wrote last week; Ben is as old and silent; Cleo is new.
@WholeApplication
class SegmentsTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String name = "Long and active " + mark;

    @BeforeEach
    void threeCustomers() {
        customer("ana", 730, 7);
        customer("ben", 730, 300);
        customer("cleo", 20, 1);
    }

    @Test
    @DisplayName("36: customers for more than a year, and active")
    void meansThoseForMoreThanAYearAndActive() {
        var made = saved();

        assertThat(made.json().path("customers").asInt()).isEqualTo(1);
        assertThat(made.json().path("inWords").asString()).contains("Days as a customer at least 365");
        var people = api().get("/api/v1/customers?segment=" + name.replace(" ", "%20"))
                .json()
                .path("items");
        assertThat(people).hasSize(1);
        assertThat(people.get(0).path("email").asString()).isEqualTo(address("ana"));

        var page = Visitor.ofAdministrator(port)
                .get("/customers?segment=" + made.json().path("id").asString())
                .body();
        assertThat(page).contains(address("ana"), name).doesNotContain(address("ben"), address("cleo"));
    }

    @Test
    @DisplayName("36: a survey asks the people of a segment as it is then, and keeps its rule when it is deleted")
    void aSurveyGoesByASegment() {
        var segment = saved().json().path("id").asString();
        var survey = api().post("/api/v1/surveys", "{'type':'nps','name':'%s','segment':'%s'}".formatted(mark, name));
        assertThat(survey.status()).isEqualTo(201);
        var path = "/api/v1/surveys/" + survey.json().path("id").asString();
        assertThat(survey.json().path("segment").asString()).isEqualTo(segment);
        assertThat(api().get("/api/v1/segments/" + segment)
                        .json()
                        .path("usedBy")
                        .toString())
                .contains(mark);
        assertThat(Visitor.ofAdministrator(port)
                        .get("/customers/segments/" + segment)
                        .body())
                .contains("The survey", "They keep its rule");

        api().patch(
                        "/api/v1/segments/" + segment,
                        "{'rule':{'all':[{'about':'tenure','operator':'at-least','value':90}]}}");
        assertThat(api().get(path).json().path("audience").path("all")).hasSize(1);

        assertThat(api().delete("/api/v1/segments/" + segment).status()).isEqualTo(204);
        var kept = api().get(path).json();
        assertThat(kept.path("segment").isNull()).isTrue();
        assertThat(kept.path("audience").path("all").get(0).path("value").asInt())
                .isEqualTo(90);
    }

    @Test
    void namesAreTakenOnceAndRulesHaveToMakeSense() {
        saved();
        assertThat(save(name.toUpperCase(Locale.ROOT)).status()).isEqualTo(400);
        assertThat(api().post("/api/v1/segments", "{'name':'x " + mark + "'}").status())
                .isEqualTo(400);
        assertThat(api().post(
                                "/api/v1/segments",
                                "{'name':'x " + mark
                                        + "','rule':{'all':[{'about':'last-heard','operator':'is','value':3}]}}")
                        .status())
                .isEqualTo(400);
        var visitor = Visitor.ofAdministrator(port);
        visitor.get("/customers/segments/new");
        var again = visitor.post(
                "/customers/segments",
                "name",
                "Typed " + mark,
                "rule0-what",
                "tenure",
                "rule0-operator",
                "at-least",
                "rule0-value",
                "a year");
        assertThat(again.body()).contains("Days are a whole number", "Typed " + mark, "a year");
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    private Api.Answer saved() {
        var made = save(name);
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return made;
    }

    private Api.Answer save(String called) {
        return api().post("/api/v1/segments", """
                {'name':'%s','rule':{'all':[{'about':'tenure','operator':'at-least','value':365},
                 {'about':'last-heard','operator':'at-most','value':90},
                 {'name':'mark','operator':'is','value':'%s'}]}}
                """.formatted(called, mark));
    }

    private String address(String who) {
        return who + "@" + mark + ".segments.test";
    }

    private void customer(String who, int knownDays, int silentDays) {
        var id = api().post(
                        "/api/v1/customers",
                        "{'email':'%s','name':'%s','traits':{'mark':'%s'}}".formatted(address(who), who, mark))
                .json()
                .path("id")
                .asString();
        var now = clock.instant();
        jdbc.sql("update customer set first_seen_at = :first, last_seen_at = :last where id = cast(:id as uuid)")
                .param("first", now.minus(Duration.ofDays(knownDays)).atOffset(ZoneOffset.UTC))
                .param("last", now.minus(Duration.ofDays(silentDays)).atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }
}
