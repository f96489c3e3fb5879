package io.keepwell.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Problems as a program sees them: noted, linked, announced, fixed, come back.
@WholeApplication
class ProblemsTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    NoticeSender sender;

    private String problem;
    private String ana;
    private String ben;

    @BeforeEach
    void twoCustomersHaveTheSameTrouble() {
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        select :id, :address, 'Pennyfold support', now(), now()
                         where not exists (select 1 from mailbox)
                        """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@shop.test")
                .update();
        ana = writes("Ana Ribeiro", UUID.randomUUID() + "@problems.test");
        ben = writes("Ben Okafor", UUID.randomUUID() + "@problems.test");
        problem = api().post(
                        "/api/v1/problems", "{'title':'Bank sync breaks','component':'Sync','publicTitle':'Bank sync'}")
                .json()
                .path("id")
                .asString();
    }

    @Test
    @DisplayName("15, 21: whoever reported it is told once, in their own thread, by name, with what changed")
    void tellsWhoeverReportedItWhenItIsFixed() {
        link(ana);
        link(ben);
        assertThat(conversation(ana).path("problem").asString()).isEqualTo(problem);
        assertThat(conversation(ana).path("cause").asString()).isEqualTo("open");

        var fixed = fix(0);
        sender.sendAll();
        sender.sendAll();

        assertThat(fixed.path("state").asString()).isEqualTo("fixed");
        assertThat(notices()).hasSize(2);
        assertThat(notices()).extracting(it -> it.path("stage").asString()).containsOnly("fixed");
        var letters = notes(ana);
        assertThat(letters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("text").asString())
                        .startsWith("Hello Ana,")
                        .contains(
                                "\"It does not sync\"",
                                "It works again.",
                                "We check the connection every hour.",
                                "/works/"));
        assertThat(conversation(ana).path("cause").asString()).isEqualTo("fixed");
        assertThat(fix(0).path("type").asString()).endsWith("problem-refused");
    }

    @Test
    @DisplayName("3.7.8: nothing leaves within the hold, and taking it back takes the fix back")
    void isTakenBackWithinItsHold() {
        link(ana);
        var broadcast = fix(15).path("broadcast").path("id").asString();
        sender.sendAll();
        assertThat(notes(ana)).isEmpty();
        assertThat(states()).containsExactly("queued");

        api().post("/api/v1/problems/broadcasts/" + broadcast + "/cancel", "{}");

        assertThat(states()).containsExactly("cancelled");
        assertThat(get().path("state").asString()).isEqualTo("reported");
        assertThat(conversation(ana).path("cause").asString()).isEqualTo("open");
        fix(0);
        sender.sendAll();
        assertThat(notes(ana)).hasSize(1);
    }

    @Test
    @DisplayName(
            "3.7.9: those told that it was fixed hear that it came back; those hit only now hear that we know of it")
    void correctsWhomItMisled() {
        link(ana);
        fix(0);
        sender.sendAll();
        api().post(at("/reopen"), "{'reason':'It is back','text':'It has come back.','holdMinutes':0}");
        link(ben);
        api().post(at("/announce"), "{'text':'We know of it.'}");
        sender.sendAll();

        assertThat(notes(ana))
                .extracting(letter -> letter.path("text").asString())
                .hasSize(2)
                .last()
                .asString()
                .contains("It has come back.")
                .doesNotContain("We know of it.");
        assertThat(notes(ben))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("text").asString())
                        .contains("We know of it.")
                        .doesNotContain("come back"));
        assertThat(get().path("episode").asInt()).isEqualTo(2);

        fix(0);
        sender.sendAll();
        assertThat(notes(ana)).hasSize(3);
        assertThat(notes(ben)).hasSize(2);
    }

    @Test
    @DisplayName("3.7.10: somebody with two linked conversations gets one letter that names both")
    void writesOneLetterToOnePerson() {
        var again = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s'},'subject':'Still no sync','text':'Nothing.','channel':'api'}
                        """.formatted(
                                conversation(ana).path("customer").path("email").asString()))
                .json()
                .path("id")
                .asString();
        link(ana);
        link(again);

        fix(0);
        sender.sendAll();

        assertThat(notes(ana)).isEmpty();
        assertThat(notes(again))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("text").asString())
                        .contains("several times", "\"It does not sync\"", "\"Still no sync\""));
    }

    @Test
    @DisplayName(
            "27, PR6: whoever is hit and did not write is told in one conversation of their own, as long as it lasts")
    void tellsSilentSufferersInOneThread() {
        var silent = conversation(writes("Cora Lind", UUID.randomUUID() + "@problems.test"))
                .path("customer")
                .path("id")
                .asString();
        api().post(
                        "/api/v1/customers",
                        "{'email':'%s@problems.test','traits':{'bank':'%s'}}".formatted(problem, problem));
        var rule = "{'traits':{'all':[{'name':'bank','operator':'is','value':'" + problem + "'}]}}";
        assertThat(api().put(at("/exposure-rule"), rule).status()).isEqualTo(200);
        api().post(at("/announce"), "{'text':'We know of it.'}");
        sender.sendAll();
        fix(0);
        sender.sendAll();

        assertThat(notices()).hasSize(2);
        assertThat(notices()).extracting(it -> it.path("customer").asString()).doesNotContain(silent);
        var threads = notices().stream()
                .map(it -> it.path("conversation").asString())
                .distinct()
                .toList();
        assertThat(threads).hasSize(1);
        assertThat(notes(threads.getFirst())).hasSize(2);
        assertThat(conversation(threads.getFirst()).path("state").asString()).isEqualTo("solved");
    }

    @Test
    @DisplayName("3.7.2, 3.7.5: whoever is said to be unaffected is not told, unless they were told of it")
    void leavesOutWhoeverWasNotAffected() {
        link(ana);
        link(ben);
        api().post(at("/announce"), "{'text':'We know of it.'}");
        sender.sendAll();
        var late = writes("Cora Lind", UUID.randomUUID() + "@problems.test");
        link(late);
        for (var each : List.of(ben, late)) {
            api().post(
                            at("/exposures"),
                            "{'customer':'%s','notAffected':true}"
                                    .formatted(conversation(each)
                                            .path("customer")
                                            .path("id")
                                            .asString()));
        }

        fix(0);
        sender.sendAll();

        assertThat(notes(ben)).hasSize(2);
        assertThat(notes(late)).isEmpty();
    }

    @Test
    @DisplayName(
            "3.7.13: what was told under one number is not told again under the other, and the merge is undone exactly")
    void mergesAndComesApart() {
        var other = api().post("/api/v1/problems", "{'title':'No sync'}")
                .json()
                .path("id")
                .asString();
        link(ana);
        api().post("/api/v1/problems/" + other + "/conversations", "{'conversation':'" + ana + "'}");
        api().post("/api/v1/problems/" + other + "/conversations", "{'conversation':'" + ben + "'}");
        api().post(at("/announce"), "{'text':'We know of it.'}");
        // queued under the other number while the merge happens
        api().post("/api/v1/problems/" + other + "/announce", "{'text':'We know of it.','holdMinutes':60}");
        sender.sendAll();
        var before = rows(other);

        api().post("/api/v1/problems/" + other + "/merge", "{'into':'" + problem + "'}");
        jdbc.sql("update broadcast set hold_until = now() where state = 'held'").update();
        sender.sendAll();

        assertThat(notes(ana)).hasSize(1);
        assertThat(notes(ben)).hasSize(1);
        assertThat(api().get("/api/v1/problems/" + other).json().path("id").asString())
                .isEqualTo(problem);
        fix(0);
        sender.sendAll();
        assertThat(notes(ana)).hasSize(2);
        assertThat(notes(ben)).hasSize(2);

        api().post("/api/v1/problems/" + other + "/unmerge", "{}");
        assertThat(rows(other)).isEqualTo(before);
        assertThat(api().get("/api/v1/problems/" + other).json().path("state").asString())
                .isEqualTo("confirmed");
    }

    @Test
    @DisplayName("3.7.11: no opens the conversation again; opening the address answers nothing")
    void asksWhetherItWorks() throws Exception {
        link(ana);
        api().patch("/api/v1/conversations/" + ana, "{'state':'solved'}");
        fix(0);
        sender.sendAll();
        var text = notes(ana).getFirst().path("text").asString();
        var address = text.substring(text.indexOf("/works/")).strip();
        var visitor = HttpClient.newHttpClient();
        var page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address));
        for (int i = 0; i < 3; i++) {
            var shown = visitor.send(page.GET().build(), HttpResponse.BodyHandlers.ofString());
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body()).contains("We check the connection every hour.");
        }
        assertThat(conversation(ana).path("state").asString()).isEqualTo("solved");

        var answer = visitor.send(
                page.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("works=no&words=Not+here"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(conversation(ana).path("state").asString()).isEqualTo("open");
        assertThat(conversation(ana).path("messages").valueStream())
                .filteredOn(said -> said.path("text").asString().equals("Not here"))
                .singleElement()
                .satisfies(said -> assertThat(said.path("direction").asString()).isEqualTo("in"));
        assertThat(conversation(ana).path("cause").asString()).isEqualTo("open");
    }

    @Test
    @DisplayName("PR2: a link is taken back, and with it the cause and the exposure")
    void takesALinkBack() {
        link(ana);
        assertThat(api().delete(at("/conversations/" + ana)).status()).isEqualTo(204);
        assertThat(conversation(ana).path("cause").asString()).isEqualTo("none");
        assertThat(api().get(at("/exposures")).json().path("items")).isEmpty();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(api().post("/api/v1/problems", "{'title':' '}").status()).isEqualTo(400);
        assertThat(api().get("/api/v1/problems/999999999").status()).isEqualTo(404);
        assertThat(api().post(at("/fix"), "{'whatChanged':'','text':'It works.'}")
                        .status())
                .isEqualTo(400);
        assertThat(api().patch("/api/v1/problems/" + problem, "{'state':'fixed'}")
                        .status())
                .isEqualTo(409);
        assertThat(api().post(at("/reopen"), "{'reason':'x','text':'y'}").status())
                .isEqualTo(409);
    }

    private JsonNode fix(int minutes) {
        return api().post(at("/fix"), """
                        {'whatChanged':'We check the connection every hour.','text':'It works again.','holdMinutes':%d}
                        """.formatted(minutes)).json();
    }

    private List<Map<String, @Nullable Object>> rows(String id) {
        return jdbc.sql("""
                        select 'link' as what, conversation_id::text as who, kind as it from problem_link where problem_id = :id::uuid
                        union all
                        select 'exposure', customer_id::text, source || live from exposure where problem_id = :id::uuid
                        order by 1, 2, 3
                        """).param("id", id).query().listOfRows();
    }

    private void link(String conversation) {
        assertThat(api().post(at("/conversations"), "{'conversation':'" + conversation + "'}")
                        .status())
                .isEqualTo(201);
    }

    private String writes(String name, String email) {
        return api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s','name':'%s'},'subject':'It does not sync','text':'My bank does not sync.',
                         'channel':'api'}
                        """.formatted(email, name))
                .json()
                .path("id")
                .asString();
    }

    private JsonNode get() {
        return api().get("/api/v1/problems/" + problem).json();
    }

    private JsonNode conversation(String id) {
        return api().get("/api/v1/conversations/" + id).json();
    }

    private List<JsonNode> notes(String conversation) {
        return StreamSupport.stream(conversation(conversation).path("messages").spliterator(), false)
                .filter(message -> message.path("type").asString().equals("notice"))
                .toList();
    }

    private List<JsonNode> notices() {
        return StreamSupport.stream(
                        api().get(at("/notices")).json().path("items").spliterator(), false)
                .toList();
    }

    private List<String> states() {
        return notices().stream().map(notice -> notice.path("state").asString()).toList();
    }

    private String at(String path) {
        return "/api/v1/problems/" + problem + path;
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
