package io.keepwell.problems.solving;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// How a complaint ends: not without a word on its cause.
@WholeApplication
class SolvingTests {

    private static final Pattern CSRF = Pattern.compile("data-csrf-token=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private String complaint;

    @BeforeEach
    void somebodyComplains() {
        complaint = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s@solving.test','name':'Ana Ribeiro'},'subject':'This is wrong %s',
                         'text':'I complain: the sum is wrong.','channel':'api'}
                        """.formatted(UUID.randomUUID(), UUID.randomUUID()))
                .json()
                .path("id")
                .asString();
        assertThat(change("{'kind':'complaint'}").path("kind").asString()).isEqualTo("complaint");
    }

    @Test
    @DisplayName("17: a complaint without a cause is not solved, and the refusal says what to do")
    void isNotSolvedWithoutACause() {
        var refused = api().patch("/api/v1/conversations/" + complaint, "{'state':'solved'}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asString()).contains("cause", "one-off", "product");
    }

    @Test
    @DisplayName("17: a one-off with its reason solves it, on the page, and deleting what was made undoes both")
    void endsAsAOneOffAndBack() {
        var visitor = Visitor.ofAdministrator(port);
        var answer = script(visitor, "/one-off", "POST", "reason=handling&words=Wrong+template&solve=true");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(get().path("state").asString()).isEqualTo("solved");
        assertThat(get().path("cause").asString()).isEqualTo("one-off");
        assertThat(visitor.get("/inbox/" + get().path("number").asLong()).body())
                .contains("Wrong template", "How was it handled?");

        var made = answer.headers().firstValue("Location").orElseThrow();
        assertThat(script(visitor, made.substring(made.indexOf("/ending")), "DELETE", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(get().path("state").asString()).isEqualTo("open");
        assertThat(get().path("cause").asString()).isEqualTo("none");
    }

    @Test
    @DisplayName("19: handed to product it stands among the problems, and is answered with its cause open")
    void isHandedToProduct() {
        var visitor = Visitor.ofAdministrator(port);
        var subject = get().path("subject").asString();
        assertThat(visitor.get("/problems").body()).doesNotContain(subject);

        assertThat(script(visitor, "/triage", "POST", "solve=false").statusCode())
                .isEqualTo(201);
        api().post("/api/v1/conversations/" + complaint + "/messages", "{'type':'reply','text':'We look into it.'}");

        assertThat(visitor.get("/problems").body()).contains(subject, "handed to product");
        assertThat(api().get("/api/v1/complaints/triage").json().path("items").toString())
                .contains(complaint);
        assertThat(visitor.get("/inbox/" + get().path("number").asLong()).body())
                .contains("Customer answered, cause open");

        var problem = api().post("/api/v1/problems", "{'title':'Sums are wrong'}")
                .json()
                .path("id")
                .asString();
        api().post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'" + complaint + "'}");
        assertThat(visitor.get("/problems").body()).doesNotContain(subject);
    }

    @Test
    @DisplayName("3.11: each of the three marks counts, and the report says which fails most")
    void marksWhatWasRight() {
        long before = verdict("procedure").path("failed").asLong();
        var at = "/api/v1/conversations/" + complaint + "/justice";
        assertThat(api().put(at + "/outcome", "{'good':true}").status()).isEqualTo(204);
        assertThat(api().put(at + "/procedure", "{'good':false}").status()).isEqualTo(204);
        assertThat(api().get(at).json().toString()).isEqualTo("{\"outcome\":true,\"procedure\":false}");
        assertThat(verdict("procedure").path("failed").asLong()).isEqualTo(before + 1);

        api().put(at + "/procedure", "{'good':null}");
        assertThat(api().get(at).json().toString()).isEqualTo("{\"outcome\":true}");
    }

    @Test
    void saysNoReasonWithoutOne() {
        var at = "/api/v1/conversations/" + complaint + "/one-off";
        assertThat(api().put(at, "{}").status()).isEqualTo(400);
        assertThat(api().put(at, "{'reason':'chance','words':'Once, in March'}").status())
                .isEqualTo(200);
        assertThat(change("{'state':'solved'}").path("state").asString()).isEqualTo("solved");
        assertThat(api().delete(at).status()).isEqualTo(204);
        assertThat(get().path("cause").asString()).isEqualTo("none");
    }

    @Test
    @DisplayName("17: the page calls no complaint a one-off without saying why, and no call takes half a reason")
    void saysWhyItIsAOneOff() {
        var at = "/api/v1/conversations/" + complaint;
        for (var without : List.of(
                "{'cause':'one-off','oneOff':{'words':'Once'}}",
                "{'cause':'one-off','oneOff':{'reason':'weather'}}",
                "{'cause':'triage','oneOff':{'reason':'chance'}}")) {
            var refused = api().patch(at, without);
            assertThat(refused.status()).as(without).isEqualTo(400);
            assertThat(refused.json().path("errors").path(0).path("field").asString())
                    .startsWith("oneOff");
        }
        var visitor = Visitor.ofAdministrator(port);
        assertThat(script(visitor, "/one-off", "POST", "solve=true").statusCode())
                .isEqualTo(400);
        assertThat(get().path("cause").asString()).isEqualTo("none");
        assertThat(get().path("state").asString()).isNotEqualTo("solved");

        var ended =
                change("{'cause':'one-off','oneOff':{'reason':'chance','words':'Once, in March'},'state':'solved'}");
        assertThat(ended.path("state").asString()).isEqualTo("solved");
        assertThat(visitor.get("/inbox/" + ended.path("number").asLong()).body())
                .contains("Once, in March");
    }

    @Test
    @DisplayName("17: a program may call a complaint a one-off without its reason; one that is there stays")
    void takesAOneOffFromAProgram() {
        assertThat(change("{'cause':'one-off','state':'solved'}").path("state").asString())
                .isEqualTo("solved");
        change("{'cause':'one-off','oneOff':{'reason':'chance','words':'Once, in March'}}");
        change("{'cause':'one-off'}");
        assertThat(Visitor.ofAdministrator(port)
                        .get("/inbox/" + get().path("number").asLong())
                        .body())
                .contains("Once, in March");
    }

    @Test
    @DisplayName("17: the reason goes with a complaint into what it becomes part of, and back")
    void goesWithAMerge() {
        var part = "Part " + UUID.randomUUID();
        change("{'cause':'one-off','oneOff':{'reason':'handling','words':'Wrong form','component':'" + part + "'}}");
        var number = get().path("number").asLong();
        var gone = complaint;
        complaint = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s'},'subject':'Once more','text':'The sum.','channel':'api'}
                        """.formatted(
                                get().path("customer").path("email").asString()))
                .json()
                .path("id")
                .asString();
        var merged = api().post("/api/v1/conversations/" + gone + "/merge", "{'into':'" + complaint + "'}");
        assertThat(merged.status()).as("%s", merged.json()).isBetween(200, 201);

        var visitor = Visitor.ofAdministrator(port);
        assertThat(get().path("cause").asString()).isEqualTo("one-off");
        assertThat(visitor.get("/inbox/" + get().path("number").asLong()).body())
                .contains("Wrong form");
        assertThat(visitor.get("/problems/insight").body()).containsPattern("(?s)" + part + "</span>: 1 of 1");

        api().post("/api/v1/conversations/" + gone + "/undo", "{}");
        assertThat(get().path("cause").asString()).isEqualTo("none");
        assertThat(visitor.get("/inbox/" + number).body()).contains("Wrong form");
    }

    @Test
    @DisplayName("17: a one-off that turned out to have a cause counts as none, and comes back with its reason")
    void countsNoMoreWithAnotherCause() {
        var part = "Part " + UUID.randomUUID();
        var one = "{'cause':'one-off','oneOff':{'reason':'handling','words':'Wrong form','component':'" + part + "'}}";
        assertThat(change(one).path("cause").asString()).isEqualTo("one-off");
        var visitor = Visitor.ofAdministrator(port);
        assertThat(oneOffs(visitor)).contains(part);

        var undo = script(visitor, "/triage", "POST", "solve=false")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(oneOffs(visitor)).doesNotContain(part);
        assertThat(script(visitor, undo.substring(undo.indexOf("/ending")), "DELETE", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(get().path("cause").asString()).isEqualTo("one-off");
        assertThat(oneOffs(visitor)).contains(part);
    }

    /// The part of the page that counts them; the rest of it names all parts of the product.
    private static String oneOffs(Visitor visitor) {
        var body = visitor.get("/problems/insight").body();
        int from = body.indexOf("id=\"one-off-report\"");
        return from < 0 ? "" : body.substring(from, body.indexOf("</section>", from));
    }

    @Test
    @DisplayName(
            "18: a problem is complete once service, product and a customer have had their say; who was asked 14 days"
                    + " ago counts as asked, apart; one who says that it does not work keeps it open")
    void allThreeHaveTheirSay() {
        var problem = api().post("/api/v1/problems", "{'title':'Sums are wrong'}")
                .json()
                .path("id")
                .asString();
        var at = "/api/v1/problems/" + problem;
        api().post(at + "/conversations", "{'conversation':'" + complaint + "'}");
        var silent = api().post("/api/v1/customers", "{'email':'" + UUID.randomUUID() + "@solving.test'}")
                .json()
                .path("id")
                .asString();
        api().post(at + "/exposures", "{'customer':'" + silent + "'}");
        assertThat(columns(problem)).isEqualTo("false false 0 0 0 false");

        api().patch(at, "{'serviceText':'With two currencies.'}");
        api().patch(at, "{'productText':'Rounded too early.'}");
        api().post(at + "/fix", "{'whatChanged':'Rounded last.','text':'They are right.','holdMinutes':15}");
        notices("update notice set state = 'sent' where problem_id = :problem", problem);
        assertThat(columns(problem)).isEqualTo("true true 0 0 0 false");

        notices("update notice set changed_at = now() - interval '15 days' where problem_id = :problem", problem);
        assertThat(columns(problem)).isEqualTo("true true 0 0 2 true");
        assertThat(Visitor.ofAdministrator(port)
                        .get("/problems/" + number(problem))
                        .body())
                .contains("2 were asked and have not answered for 14 days.");

        answers(problem, silent, false);
        assertThat(columns(problem)).isEqualTo("true true 0 1 1 false");
        answers(problem, get().path("customer").path("id").asString(), true);
        assertThat(columns(problem)).isEqualTo("true true 1 1 0 true");
    }

    private String columns(String problem) {
        var said = api().get("/api/v1/problems/" + problem + "/columns").json();
        return Stream.of("service", "product", "works", "worksNot", "silent", "complete")
                .map(name -> said.path(name).asString())
                .collect(Collectors.joining(" "));
    }

    private String number(String problem) {
        return api().get("/api/v1/problems/" + problem).json().path("number").asString();
    }

    private void answers(String problem, String customer, boolean works) {
        var token = jdbc.sql("select token from notice where problem_id = :problem and customer_id = :customer")
                .param("problem", UUID.fromString(problem))
                .param("customer", UUID.fromString(customer))
                .query(String.class)
                .optional()
                .orElseGet(() -> {
                    var made = UUID.randomUUID().toString();
                    jdbc.sql("update notice set token = :token where problem_id = :problem and customer_id = :customer")
                            .param("token", made)
                            .param("problem", UUID.fromString(problem))
                            .param("customer", UUID.fromString(customer))
                            .update();
                    return made;
                });
        new Visitor(port).post("/works/" + token, "works", works ? "yes" : "no");
    }

    private void notices(String sql, String problem) {
        jdbc.sql(sql).param("problem", UUID.fromString(problem)).update();
    }

    private JsonNode verdict(String aspect) {
        for (var one : api().get("/api/v1/complaints/justice").json()) {
            if (one.path("aspect").asString().equals(aspect)) {
                return one;
            }
        }
        throw new AssertionError(aspect);
    }

    // as the script of the page asks
    private HttpResponse<String> script(Visitor visitor, String path, String method, String body) {
        var token = CSRF.matcher(visitor.get("/inbox").body());
        assertThat(token.find()).isTrue();
        return visitor.send(visitor.request("/conversations/" + complaint + path)
                .header("HX-Request", "true")
                .header("X-CSRF-TOKEN", token.group(1))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode get() {
        return api().get("/api/v1/conversations/" + complaint).json();
    }

    private JsonNode change(String body) {
        return api().patch("/api/v1/conversations/" + complaint, body).json();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
