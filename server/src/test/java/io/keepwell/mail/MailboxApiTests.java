package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WholeApplication
@Import(FakeThreads.InPlace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxApiTests {

    @LocalServerPort
    int port;

    @Autowired
    JsonMapper json;

    @Autowired
    Intake intake;

    private final HttpClient client = HttpClient.newHttpClient();
    private PostOffice office;

    @BeforeAll
    void openPostOffice() {
        office = PostOffice.open();
    }

    @AfterAll
    void closePostOffice() {
        office.close();
    }

    @Test
    void connectsAMailboxAndNeverShowsItsPassword() throws Exception {
        var address = address();
        office.write("Ana", "ana@example.org", address, "Old news", "From last year.");

        var created = call("POST", "/api/v1/mailboxes", mailbox(address, PostOffice.PASSWORD));

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).doesNotContain(PostOffice.PASSWORD).doesNotContain("password");
        var box = json.readTree(created.body());
        assertThat(box.path("acknowledge").asBoolean()).isFalse();
        assertThat(box.path("existing").asString()).isEqualTo("ignore");
        assertThat(box.path("quarantined").asInt()).isZero();
        assertThat(get("/api/v1/mailboxes/" + box.path("id").asString())
                        .path("address")
                        .asString())
                .isEqualTo(address);
        assertThat(get("/api/v1/mailboxes?limit=500").path("items"))
                .anySatisfy(item -> assertThat(item.path("address").asString()).isEqualTo(address));
    }

    @Test
    void saysInWordsWhyAConnectionDoesNotWorkAndKeepsNothing() throws Exception {
        var address = address();
        office.write("Ana", "ana@example.org", address, "Old news", "From last year.");

        var refused = call("POST", "/api/v1/mailboxes", mailbox(address, "wrong"));

        assertThat(refused.statusCode()).isEqualTo(400);
        var problem = json.readTree(refused.body());
        assertThat(problem.path("type").asString()).isEqualTo("/problems/mailbox-connection-failed");
        assertThat(problem.path("detail").asString()).contains("did not accept the user name or the password");
        assertThat(problem.path("errors").get(0).path("field").asString()).isEqualTo("imap.password");
        assertThat(get("/api/v1/mailboxes?limit=500").path("items"))
                .noneSatisfy(item -> assertThat(item.path("address").asString()).isEqualTo(address));
    }

    @Test
    void changesOnlyWhatIsNamedAndKeepsThePassword() throws Exception {
        var address = address();
        office.write("Ana", "ana@example.org", address, "Old news", "From last year.");
        var id = json.readTree(call("POST", "/api/v1/mailboxes", mailbox(address, PostOffice.PASSWORD))
                        .body())
                .path("id")
                .asString();

        var changed = call("PATCH", "/api/v1/mailboxes/" + id, "{\"name\":\"Help\",\"acknowledge\":true}");

        assertThat(changed.statusCode()).isEqualTo(200);
        var box = json.readTree(changed.body());
        assertThat(box.path("name").asString()).isEqualTo("Help");
        assertThat(box.path("acknowledge").asBoolean()).isTrue();
        assertThat(box.path("imap").path("host").asString()).isEqualTo("127.0.0.1");
        var moved = call(
                "PATCH",
                "/api/v1/mailboxes/" + id,
                "{\"imap\":{\"host\":\"127.0.0.1\",\"port\":" + office.imapPort() + ",\"username\":\"" + address
                        + "\",\"security\":\"none\"}}");
        assertThat(moved.statusCode()).as("the password is known still").isEqualTo(200);
        assertThat(call("PATCH", "/api/v1/mailboxes/" + id, "{\"nmae\":\"Help\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void takesAMailboxOutOfServiceAndBack() throws Exception {
        var address = address();
        var body = "{\"address\":\"" + address + "\",\"name\":\"Support\"}";
        var id = json.readTree(call("POST", "/api/v1/mailboxes", body).body())
                .path("id")
                .asString();
        assertThat(get("/api/v1/mailboxes/" + id).path("state").asString()).isEqualTo("mail-room");
        assertThat(call("POST", "/api/v1/mailboxes", body).statusCode()).isEqualTo(409);

        assertThat(call("DELETE", "/api/v1/mailboxes/" + id, "").statusCode()).isEqualTo(204);

        assertThat(call("GET", "/api/v1/mailboxes/" + id, "").statusCode()).isEqualTo(404);
        assertThat(json.readTree(call("POST", "/api/v1/mailboxes", body).body())
                        .path("id")
                        .asString())
                .isEqualTo(id);
    }

    // I6
    @Test
    void showsWhatCouldNotBeReadWithReasonOriginalAndAnotherTry() throws Exception {
        var id = json.readTree(
                        call("POST", "/api/v1/mailboxes", "{\"address\":\"" + address() + "\",\"name\":\"Support\"}")
                                .body())
                .path("id")
                .asString();
        var mail = intake.accept(UUID.fromString(id), "no mail at all\r\n".getBytes(StandardCharsets.UTF_8));

        var item = get("/api/v1/quarantine").path("items").get(0);

        assertThat(item.path("id").asString()).isEqualTo(mail.toString());
        assertThat(item.path("reason").asString()).isNotBlank();
        var original = call("GET", item.path("original").asString(), "");
        assertThat(original.body()).isEqualTo("no mail at all\r\n");
        assertThat(original.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(get("/api/v1/mailboxes/" + id).path("quarantined").asInt()).isEqualTo(1);
        assertThat(get("/healthz").path("mailboxes").path("quarantined").asInt())
                .isPositive();
        var retried = call("POST", "/api/v1/quarantine/" + mail + "/retry", "");
        assertThat(json.readTree(retried.body()).path("state").asString()).isEqualTo("quarantined");
    }

    private String mailbox(String address, String password) {
        return """
                {"address": "%s", "name": "Support",
                 "imap": {"host": "127.0.0.1", "port": %d, "username": "%s", "password": "%s", "security": "none"},
                 "smtp": {"host": "127.0.0.1", "port": %d, "username": null, "password": null, "security": "none"}}
                """.formatted(address, office.imapPort(), address, password, office.smtpPort());
    }

    private JsonNode get(String path) throws Exception {
        var answer = call("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + FreshInstallation.ADMIN_TOKEN)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String address() {
        return "b" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
    }
}
