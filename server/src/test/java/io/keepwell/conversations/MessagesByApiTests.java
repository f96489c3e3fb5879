package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Whatever the composer can do, a program can do in one call.
@WholeApplication
class MessagesByApiTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Api api;
    private String id;

    @BeforeEach
    void anaWrites() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        var email = "ana." + UUID.randomUUID() + "@example.org";
        id = api.post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s','name':'Ana Ribeiro'},'subject':'A cup','text':'It is cracked.'}"
                                .formatted(email))
                .json()
                .get("id")
                .asString();
    }

    @Test
    void aReplySetsSnoozesAndPromisesInOneCall() {
        var until = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

        var said = api.post(messages(), """
                {'type':'reply','text':'We send a new one.','state':'pending','snoozedUntil':'%s',
                 'promises':[{'kind':'call','what':'to hear whether it came','dueAt':'%s'}]}
                """.formatted(until, until));

        assertThat(said.status()).isEqualTo(201);
        var now = conversation();
        assertThat(now.get("state").asString()).isEqualTo("pending");
        assertThat(now.get("snoozedUntil").asString()).isEqualTo(until.toString());
        var owed = api.get("/api/v1/promises?conversation=" + id).json().get("items");
        assertThat(owed.valueStream().map(promise -> promise.get("kind").asString()))
                .contains("call");
    }

    @Test
    @DisplayName("ST6: a reply that names what was seen is stopped by what came since, and nothing of it happens")
    void overtaken() {
        var seen = conversation().at("/messages/0/id").asString();
        jdbc.sql("""
                        insert into message (id, conversation_id, direction, type, author_name, text, sent_at, created_at)
                        values (:id, :conversation, 'in', 'message', 'Ana Ribeiro', 'It leaks too.', now(), now())
                        """)
                .param("id", UUID.randomUUID())
                .param("conversation", UUID.fromString(id))
                .update();

        var refused =
                api.post(messages(), "{'type':'reply','text':'Hello.','state':'solved','seen':'%s'}".formatted(seen));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("type").asString()).isEqualTo("/problems/reply-overtaken");
        assertThat(conversation().get("state").asString()).isEqualTo("new");
        assertThat(conversation().get("messages").size()).isEqualTo(2);
    }

    @Test
    void aCallIsAMessageOfItsOwnAndCanBeTakenBack() {
        var called = api.post(
                messages(),
                "{'type':'call','text':'She keeps the cup.','call':{'direction':'in','minutes':7},'state':'solved'}");

        assertThat(called.status()).isEqualTo(201);
        assertThat(called.json().get("type").asString()).isEqualTo("call");
        assertThat(called.json().at("/call/direction").asString()).isEqualTo("in");
        assertThat(called.json().at("/call/reached").asBoolean()).isTrue();
        assertThat(called.json().at("/call/minutes").asInt()).isEqualTo(7);
        assertThat(conversation().get("firstResponseAt").isNull()).isFalse();
        assertThat(clock("first-response").get("endedBy").asString()).isEqualTo("answered");
        var customer = conversation().at("/customer/id").asString();
        assertThat(api.get("/api/v1/customers/" + customer + "/timeline").json().toString())
                .contains("noted a call");

        var message = called.json().get("id").asString();
        assertThat(api.delete("/api/v1/messages/" + message + "/call").status()).isEqualTo(204);

        assertThat(conversation().get("state").asString()).isEqualTo("open");
        assertThat(conversation().get("firstResponseAt").isNull()).isTrue();
        assertThat(clock("first-response").get("endedAt").isNull()).isTrue();
        assertThat(api.delete("/api/v1/messages/" + message + "/call").status()).isEqualTo(404);
    }

    @Test
    void whatCannotGoTogetherIsRefused() {
        assertThat(api.post(messages(), "{'type':'note','text':'A note.','state':'solved'}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post(messages(), "{'type':'reply','text':'Hi.','call':{'direction':'in'}}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post(messages(), "{'type':'call','text':'Hi.'}").status())
                .isEqualTo(400);
        assertThat(api.post(messages(), "{'type':'reply','text':'Hi.','promises':[{'kind':'call'}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aReplyForLaterTakesFiles() {
        var visitor = new Visitor(port);
        var body = """
                --frontier\r
                Content-Disposition: form-data; name="text"\r
                \r
                The prices are attached.\r
                --frontier\r
                Content-Disposition: form-data; name="sendAt"\r
                \r
                %s\r
                --frontier\r
                Content-Disposition: form-data; name="attachments"; filename="prices.txt"\r
                Content-Type: text/plain\r
                \r
                One cup 12 Euro\r
                --frontier--\r
                """.formatted(Instant.now().plus(2, ChronoUnit.HOURS));

        var made = visitor.send(visitor.request("/api/v1/conversations/" + id + "/later-replies")
                .header("Authorization", "Bearer " + FreshInstallation.ADMIN_TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=frontier")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(made.statusCode()).isEqualTo(201);
        var later = api.get("/api/v1/conversations/" + id + "/later-replies")
                .json()
                .at("/items/0/id")
                .asString();
        api.post("/api/v1/later-replies/" + later + "/sending", "{}");

        assertThat(conversation().at("/messages/1/attachments/0/name").asString())
                .isEqualTo("prices.txt");
    }

    private JsonNode conversation() {
        return api.get("/api/v1/conversations/" + id).json();
    }

    private JsonNode clock(String metric) {
        return conversation()
                .at("/sla/clocks")
                .valueStream()
                .filter(clock -> clock.get("metric").asString().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    private String messages() {
        return "/api/v1/conversations/" + id + "/messages";
    }
}
