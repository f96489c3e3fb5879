package io.keepwell.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who hears of a problem besides those it hits: programs, and whoever reads the timeline of a customer; and
/// the pages from which customers are told.
@WholeApplication
class ProblemNewsTests {

    @LocalServerPort
    int port;

    @Autowired
    NoticeSender sender;

    @Autowired
    JdbcClient jdbc;

    private String endpoint;
    private String problem;
    private String customer;
    private long number;

    @BeforeEach
    void aProgramListensAndSomebodyIsHit() {
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        select :id, :address, 'Pennyfold support', now(), now()
                         where not exists (select 1 from mailbox)
                        """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@shop.test")
                .update();
        // nobody answers there, which does not matter to what is noted
        endpoint = api().post("/api/v1/webhooks", "{'url':'http://127.0.0.1:9/','privateNetwork':true}")
                .json()
                .path("id")
                .asString();
        var made = api().post("/api/v1/problems", "{'title':'No sync'}").json();
        problem = made.path("id").asString();
        number = made.path("number").asLong();
        customer = api().post("/api/v1/customers", "{'email':'%s@news.test','name':'Ana Ribeiro'}".formatted(problem))
                .json()
                .path("id")
                .asString();
        api().post(at("/exposures"), "{'customer':'%s'}".formatted(customer));
    }

    @AfterEach
    void nobodyListens() {
        api().delete("/api/v1/webhooks/" + endpoint);
    }

    @Test
    @DisplayName(
            "Programs are told that a problem is noted, announced, fixed, taken back and comes back, and what customers say")
    void tellsPrograms() {
        api().post(at("/announce"), "{'text':'We know of it.'}");
        sender.sendAll();
        var held = fix(15);
        api().post("/api/v1/problems/broadcasts/" + held + "/cancel", "{}");
        fix(0);
        sender.sendAll();
        var token = jdbc.sql("select token from notice where problem_id = :problem and stage = 'fixed'")
                .param("problem", UUID.fromString(problem))
                .query(String.class)
                .single();
        new Visitor(port).post("/works/" + token, "works", "no", "words", "Not here");
        api().post(at("/reopen"), "{'reason':'It is back','text':'It has come back.','holdMinutes':0}");

        assertThat(told("type"))
                .containsExactly(
                        "problem.opened",
                        "problem.announced",
                        "problem.fixed",
                        "problem.withdrawn",
                        "problem.fixed",
                        "notice.answered",
                        "problem.reopened");
        assertThat(told("data").get(2)).contains("We look twice.").contains("\"number\":" + number);
        assertThat(told("data").get(5))
                .contains("\"works\":false")
                .contains(customer)
                .doesNotContain("Not here");
    }

    @Test
    @DisplayName("5: the timeline shows what hit a customer and what they heard of it without asking")
    void standsInTheTimeline() {
        fix(0);
        sender.sendAll();

        assertThat(timeline("")).contains("Was hit by No sync", "Heard that No sync is fixed");
        assertThat(timeline("?kind=hit")).containsExactly("Was hit by No sync");
        assertThat(timeline("?kind=told&limit=1")).containsExactly("Heard that No sync is fixed");
    }

    @Test
    @DisplayName("PR5: the page before customers are told sends a test, and shows who waits for a fix")
    void thePagesShowIt() {
        var visitor = Visitor.ofAdministrator(port);
        var page = "/problems/" + number;
        assertThat(visitor.get(page + "/fix").body()).contains("It does not reach everybody at once", "Send me a test");

        var looked = visitor.post(
                page + "/fix",
                "deed",
                "look",
                "changed",
                "We look twice.",
                "text",
                "It works again.",
                "has-name",
                "app",
                "has-operator",
                "at-least",
                "has-value",
                "4.2");
        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(looked.body()).contains("waits until the fix reaches them");
        assertThat(visitor.post(page + "/fix", "deed", "test", "changed", "x", "text", "It works again.")
                        .body())
                .contains("A test is on its way to " + FreshInstallation.ADMIN_EMAIL);
        var wrong = visitor.post(
                page + "/fix",
                "changed",
                "We look twice.",
                "text",
                "It works again.",
                "group0-name",
                "app",
                "group0-value",
                "4.2");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("Say from which day on this group has it.");

        var done = visitor.post(
                page + "/fix",
                "changed",
                "We look twice.",
                "text",
                "It works again.",
                "hold",
                "0",
                "has-name",
                "app",
                "has-operator",
                "at-least",
                "has-value",
                "4.2");
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(visitor.get(page).body()).contains("until the fix reaches them", "It is there for everybody now");
    }

    @Test
    @DisplayName("27: a list of people to turn to is made, ticked off, taken back and put back on its page")
    void theListHasAPage() {
        var visitor = Visitor.ofAdministrator(port);
        var page = "/problems/" + number + "/outreach";
        assertThat(visitor.get("/problems/" + number).body()).contains("Who else is hit?");
        assertThat(visitor.get(page).body()).contains("One person is hit and did not write", "Ana Ribeiro");

        visitor.post(page);
        assertThat(visitor.get(page).body()).contains("one of 1 left");
        var list = page + "/"
                + api().get(at("/outreach")).json().path(0).path("id").asString();
        visitor.post(list + "/people/" + customer, "done", "true");
        assertThat(visitor.get(page).body()).contains("all 1 done");
        var undone = visitor.post(list + "/undo");
        assertThat(visitor.get(undone.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("The list is taken back.");
        visitor.post(list + "/restore");
        assertThat(visitor.get(page).body()).contains("all 1 done");
    }

    private String fix(int hold) {
        return api().post(
                        at("/fix"),
                        "{'whatChanged':'We look twice.','text':'It works again.','holdMinutes':%d}".formatted(hold))
                .json()
                .path("broadcast")
                .path("id")
                .asString();
    }

    private List<String> told(String column) {
        return jdbc.sql("""
                        select %s
                          from webhook_event
                         where subject_id = :problem
                         order by sequence
                        """.formatted(column))
                .param("problem", UUID.fromString(problem))
                .query((row, n) -> row.getString(1))
                .list();
    }

    private List<String> timeline(String query) {
        var titles = new ArrayList<String>();
        api().get("/api/v1/customers/" + customer + "/timeline" + query)
                .json()
                .path("items")
                .forEach(item -> titles.add(item.path("title").asString()));
        return titles;
    }

    private String at(String path) {
        return "/api/v1/problems/" + problem + path;
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
