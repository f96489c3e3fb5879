package io.keepwell.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a program is told, from the deed in the desk to the call it gets.
@WholeApplication
class WebhooksTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Receiver receiver;
    private Api api;
    private String endpoint;
    private String secret;

    @BeforeEach
    void aProgramListens() throws IOException {
        receiver = new Receiver();
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        var made = api.post("/api/v1/webhooks", "{'url':'" + receiver.url() + "','privateNetwork':true}");
        assertThat(made.status()).isEqualTo(201);
        endpoint = made.json().path("id").asString();
        secret = made.json().path("secret").asString();
    }

    @AfterEach
    void nobodyListens() {
        api.delete("/api/v1/webhooks/" + endpoint);
        receiver.close();
    }

    @Test
    void aConversationIsToldInTheShapeOfTheApiAndSigned() {
        var id = opened("Where is my order?");

        await().until(() -> !receiver.of("message.created").isEmpty());
        var created = receiver.of("conversation.created").getFirst();
        assertThat(created.json().at("/data/conversation/id").asString()).isEqualTo(id);
        assertThat(created.json().at("/data/conversation/state").asString()).isEqualTo("new");
        var written = receiver.of("message.created").getFirst();
        assertThat(written.json().at("/data/message/text").asString()).isEqualTo("Where is my order?");
        assertThat(written.json().path("sequence").asLong())
                .isGreaterThan(created.json().path("sequence").asLong());
        assertThat(created.signature()).matches("t=\\d+,v1=[0-9a-f]{64}");
        var seconds = created.signature().replaceAll("t=(\\d+),.*", "$1");
        assertThat(created.signature()).endsWith("v1=" + Signature.hmac(secret, seconds + "." + created.body()));
    }

    @Test
    void aChangeIsToldWithWhatItWasAndIs() {
        var id = opened("Hello");

        api.patch("/api/v1/conversations/" + id, "{'priority':'high'}");

        await().until(() -> !receiver.of("conversation.updated").isEmpty());
        var data = receiver.of("conversation.updated").getFirst().json().path("data");
        assertThat(data.path("field").asString()).isEqualTo("priority");
        assertThat(data.path("before").asString()).isEqualTo("normal");
        assertThat(data.path("after").asString()).isEqualTo("high");
    }

    @Test
    void notesAreToldOnlyWhereAskedFor() {
        var id = opened("Hello");
        api.post("/api/v1/conversations/" + id + "/messages", "{'type':'note','text':'Careful with this one.'}");
        api.patch("/api/v1/webhooks/" + endpoint, "{'notes':true}");
        api.post("/api/v1/conversations/" + id + "/messages", "{'type':'note','text':'Asked for.'}");

        await().until(() -> receiver.of("message.created").stream()
                .anyMatch(call -> call.body().contains("Asked for.")));
        assertThat(receiver.calls()).noneMatch(call -> call.body().contains("Careful with this one."));
    }

    @Test
    @DisplayName("what was not taken is told again with the same id, and every attempt is seen")
    void isRetriedWithTheSameId() {
        receiver.answers(503);
        var test = api.post("/api/v1/webhooks/" + endpoint + "/test", "{}").json();
        var event = test.path("event").asString();
        await().until(() -> calls(event) >= 1);
        receiver.answers(204);

        await().atMost(Duration.ofSeconds(20)).until(() -> calls(event) >= 2);
        await().until(() -> delivery(test.path("id").asString(), "/state").equals("delivered"));
        assertThat(delivery(test.path("id").asString(), "/attempts/0/status")).isEqualTo("503");
        assertThat(delivery(test.path("id").asString(), "/attempts/1/status")).isEqualTo("204");
    }

    /// How often an event came; what else happens in the application that all tests share comes too.
    private long calls(String event) {
        return receiver.calls().stream().filter(call -> call.id().equals(event)).count();
    }

    @Test
    void aPrivateAddressIsRefusedUnlessAllowed() {
        var open = receiver.url().replace("http:", "https:");
        api.patch("/api/v1/webhooks/" + endpoint, "{'url':'" + open + "','privateNetwork':false}");
        var test = api.post("/api/v1/webhooks/" + endpoint + "/test", "{}").json();

        await().until(() ->
                delivery(test.path("id").asString(), "/attempts/0/words").contains("private network"));
        assertThat(receiver.calls()).isEmpty();
        assertThat(api.post("/api/v1/webhooks", "{'url':'file:///etc/passwd'}").status())
                .isEqualTo(400);
    }

    @Test
    void aRedirectIsNotFollowed() {
        receiver.answers(302);
        var test = api.post("/api/v1/webhooks/" + endpoint + "/test", "{}").json();

        await().until(() ->
                delivery(test.path("id").asString(), "/attempts/0/status").equals("302"));
        assertThat(delivery(test.path("id").asString(), "/state")).isEqualTo("queued");
    }

    @Test
    void whatHappensWhilePausedIsSentAfterwards() {
        api.patch("/api/v1/webhooks/" + endpoint, "{'active':false}");
        opened("While paused");
        assertThat(receiver.calls()).isEmpty();

        api.patch("/api/v1/webhooks/" + endpoint, "{'active':true}");

        await().until(() -> receiver.of("message.created").stream()
                .anyMatch(call -> call.body().contains("While paused")));
    }

    @Test
    void aReplayBearsTheSameId() {
        opened("Again");
        await().until(() -> !receiver.of("conversation.created").isEmpty());
        var first = receiver.of("conversation.created").getFirst();

        var answer = api.post("/api/v1/webhooks/" + endpoint + "/replay", "{'from':'2020-01-01T00:00:00Z'}");

        assertThat(answer.json().path("events").asInt()).isPositive();
        await().until(() -> receiver.of("conversation.created").size() == 2);
        assertThat(receiver.of("conversation.created").getLast().body()).isEqualTo(first.body());
    }

    @Test
    void twoSecretsSignWhileOneIsChangedAndNeitherLiesOpenInTheDatabase() {
        var fresh = api.post("/api/v1/webhooks/" + endpoint + "/secret", "{}")
                .json()
                .path("secret")
                .asString();
        api.post("/api/v1/webhooks/" + endpoint + "/test", "{}");

        await().until(() -> !receiver.calls().isEmpty());
        var call = receiver.calls().getFirst();
        var seconds = call.signature().replaceAll("t=(\\d+),.*", "$1");
        assertThat(Arrays.asList(call.signature().split(",")))
                .contains(
                        "v1=" + Signature.hmac(fresh, seconds + "." + call.body()),
                        "v1=" + Signature.hmac(secret, seconds + "." + call.body()));
        var stored = jdbc.sql("select secret from webhook_endpoint where id = :id")
                .param("id", UUID.fromString(endpoint))
                .query((row, n) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                .single();
        assertThat(stored).doesNotContain(fresh);
        assertThat(api.get("/api/v1/webhooks/" + endpoint).json().path("secret").isNull())
                .isTrue();
    }

    private String opened(String text) {
        return api.post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'ana@hooks.test','name':'Ana'},'subject':'Hooks','text':'" + text + "'}")
                .json()
                .path("id")
                .asString();
    }

    // on whichever page: hundreds of others may be newer, where something else in the application comes in a burst
    private String delivery(String id, String pointer) {
        var cursor = "";
        do {
            var page = api.get("/api/v1/webhooks/" + endpoint + "/deliveries?limit=200" + cursor)
                    .json();
            for (var item : page.path("items")) {
                if (item.path("id").asString().equals(id)) {
                    return item.at(pointer).asString("");
                }
            }
            var next = page.path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return "";
    }

    @Test
    void theChatOfATeamReadsWhatComesToIt() {
        var team = api.post("/api/v1/teams", "{'name':'Chatty " + UUID.randomUUID() + "'}")
                .json()
                .path("id")
                .asString();
        var chat = api.post(
                        "/api/v1/webhooks",
                        "{'url':'" + receiver.url() + "/chat','privateNetwork':true,'team':'" + team + "'}")
                .json();
        var id = opened("For the team");
        api.patch("/api/v1/conversations/" + id, "{'team':'" + team + "'}");

        await().until(() -> receiver.calls().stream()
                .anyMatch(call -> call.json().path("text").asString("").contains("New for you: <http")));
        var call = receiver.calls().stream()
                .filter(it -> it.json().has("text"))
                .findFirst()
                .orElseThrow();
        assertThat(call.signature()).isEmpty();
        assertThat(call.json().path("text").asString()).endsWith("|#" + number(id) + " Hooks>, from Ana");
        assertThat(chat.path("kind").asString()).isEqualTo("chat");
        api.delete("/api/v1/webhooks/" + chat.path("id").asString());
    }

    private long number(String id) {
        return api.get("/api/v1/conversations/" + id).json().path("number").asLong();
    }

    @Test
    void aMergeIsTold() {
        var one = opened("One");
        var two = opened("Two");

        var merged = api.post("/api/v1/conversations/" + one + "/merge", "{'into':'" + two + "'}");

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.json().path("id").asString()).isEqualTo(two);
        assertThat(api.get("/api/v1/conversations/" + one).json().path("id").asString())
                .isEqualTo(two);
        await().until(() -> !receiver.of("conversation.merged").isEmpty());
        assertThat(receiver.of("conversation.merged")
                        .getFirst()
                        .json()
                        .at("/data/merged/id")
                        .asString())
                .isEqualTo(one);
        var undone = api.post("/api/v1/conversations/" + one + "/merge/undo", "{}");
        assertThat(undone.json().path("id").asString()).isEqualTo(one);
        assertThat(undone.json().at("/messages/0/text").asString()).isEqualTo("One");
    }
}
