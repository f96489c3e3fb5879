package io.keepwell.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.PostOffice;
import io.keepwell.testing.Robot;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who may see what in the messenger, tried by those who may not.
@WholeApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessengerTests {

    private static final String US = "help@messenger.test";
    private static final String APP = "https://app.pennyfold.test";
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    PostOffice office;
    MessengerDeskForTests desk;

    @BeforeAll
    void aCompanyHasAMessenger() {
        office = PostOffice.open(US);
        desk = MessengerDeskForTests.open(port, office, US, APP);
    }

    @AfterAll
    void close() {
        office.close();
    }

    @Test
    void weighsLessThanFortyKilobytes() {
        var script = client.sendAsync(
                        HttpRequest.newBuilder(URI.create(desk.base + "/messenger.js"))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .join();

        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(script.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(script.body()).hasSizeBetween(1_000, 40_000);
        var tag = script.headers().firstValue("ETag").orElseThrow();
        var again = client.sendAsync(
                        HttpRequest.newBuilder(URI.create(desk.base + "/messenger.js"))
                                .header("If-None-Match", tag)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .join();
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    @DisplayName("A foreign origin is refused and told nothing; the named one is let in, without cookies")
    void answersTheNamedOriginsAlone() {
        var body = "{'key':'%s'}".formatted(desk.key);

        var ours = call("POST", "/sessions", null, body, "Origin", APP);
        var foreign = call("POST", "/sessions", null, body, "Origin", "https://app.pennyfold.test.evil.test");
        var scheme = call("POST", "/sessions", null, body, "Origin", "http://app.pennyfold.test");

        assertThat(ours.statusCode()).as(ours.body()).isEqualTo(200);
        assertThat(ours.headers().firstValue("Access-Control-Allow-Origin")).contains(APP);
        assertThat(ours.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(ours.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(scheme.statusCode()).isEqualTo(403);
    }

    @Test
    void letsInWhomTheServerHasSignedAndNobodyElse() {
        long now = Instant.now().getEpochSecond();
        var right = "{'sub':'u1','exp':%d}".formatted(now + 600);

        assertThat(begin("'userId':'u1','hash':'%s'".formatted(desk.hash("u1"))).statusCode())
                .isEqualTo(200);
        assertThat(begin("'jwt':'%s'".formatted(desk.jwt(right))).statusCode()).isEqualTo(200);

        assertThat(begin("'userId':'u2','hash':'%s'".formatted(desk.hash("u1"))).statusCode())
                .isEqualTo(401);
        assertThat(begin("'userId':'u1'").statusCode()).isEqualTo(401);
        assertThat(begin("'jwt':'%s'".formatted(desk.jwt("{'sub':'u1','exp':%d}".formatted(now - 120))))
                        .statusCode())
                .isEqualTo(401);
        assertThat(begin("'jwt':'%s'".formatted(desk.jwt("{'sub':'u1','exp':%d}".formatted(now + 7200))))
                        .statusCode())
                .isEqualTo(401);
        assertThat(begin("'jwt':'%s'".formatted(desk.jwt("{'sub':'u1'}"))).statusCode())
                .isEqualTo(401);
        var header = "{'alg':'HS256'}";
        assertThat(begin("'jwt':'%s'".formatted(MessengerDeskForTests.jwt(header, right, "another secret")))
                        .statusCode())
                .isEqualTo(401);
        var none = MessengerDeskForTests.jwt("{'alg':'none'}", right, desk.secret);
        assertThat(begin("'jwt':'%s'".formatted(none)).statusCode()).isEqualTo(401);
        assertThat(begin("'jwt':'%s'".formatted(none.substring(0, none.lastIndexOf('.') + 1)))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "....", "kp_1.2.3.4.5", "eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.AAAA"})
    void refusesWhatIsNoTokenAtAll(String token) {
        assertThat(begin("'jwt':'%s'".formatted(token)).statusCode()).isEqualTo(401);
        assertThat(call("GET", "/conversations", token, null).statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("Another person's conversation does not exist, to be read, written to or listened to")
    void showsNobodyWhatIsAnothers() {
        var ana = signed("owner-ana");
        var ben = signed("owner-ben");
        var conversation = say(ana, null, "Only for me").get("conversation").asString();

        assertThat(call("GET", "/conversations/" + conversation, ana, null).statusCode())
                .isEqualTo(200);
        assertThat(call("GET", "/conversations/" + conversation, ben, null).statusCode())
                .isEqualTo(404);
        assertThat(call("POST", "/conversations/" + conversation + "/reading", ben, "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("POST", "/messages", ben, words(conversation, "Let me in"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("GET", "/conversations/" + conversation, guest(), null).statusCode())
                .isEqualTo(401);
        assertThat(call("GET", "/conversations", ben, null).body()).doesNotContain("Only for me");
    }

    @Test
    void hearsABrowserThatRepeatsItselfOnce() {
        var ana = signed("twice-ana");
        var words = words(null, "Said twice");
        var guest = guest();
        var guests = words(null, "A guest says it twice");

        assertThat(call("POST", "/messages", ana, words).body())
                .isEqualTo(call("POST", "/messages", ana, words).body());
        assertThat(call("POST", "/messages", guest, guests).body())
                .isEqualTo(call("POST", "/messages", guest, guests).body());
        assertThat(json(call("GET", "/conversations", ana, null))).hasSize(1);
        assertThat(json(call("GET", "/conversations", guest, null))).hasSize(1);
    }

    @Test
    @DisplayName("L6: a guest who names another's address sees nothing of theirs, joins no profile, and sends them one"
            + " letter without a word of his; only the button proves the address, and opening its link changes nothing")
    void whatAGuestClaimsFindsNobody() {
        office.write("Vera Victim", "vera@victim.test", US, "My own matter", "Something private of mine.");
        office.await("vera@victim.test", SOON, mail -> true);
        var guest = guest();
        var said = call(
                "POST",
                "/messages",
                guest,
                words(null, "BUY CHEAP WATCHES").replace("'text'", "'email':'vera@victim.test','text'"));

        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
        assertThat(call("GET", "/conversations", guest, null).body()).doesNotContain("private");
        assertThat(conversationsOf("vera@victim.test")).isEqualTo(1);
        var letter = office.await(
                "vera@victim.test", SOON, mail -> PostOffice.text(mail).contains("/messenger/confirm/"));
        assertThat(PostOffice.text(letter)).doesNotContain("WATCHES");

        var link = Pattern.compile("/messenger/confirm/[\\w-]+").matcher(PostOffice.text(letter));
        assertThat(link.find()).isTrue();
        assertThat(Robot.opens(port, List.of(PostOffice.text(letter)))).contains(link.group());
        var page = plain("GET", link.group());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("vera@victim.test").doesNotContain("WATCHES");
        assertThat(conversationsOf("vera@victim.test")).isEqualTo(1);

        assertThat(plain("POST", link.group()).statusCode()).isEqualTo(200);
        assertThat(conversationsOf("vera@victim.test")).isEqualTo(2);
        assertThat(plain("POST", link.group()).statusCode()).isEqualTo(404);
        // the browser still sees what it began, and nothing else of hers
        assertThat(call("GET", "/conversations", guest, null).body())
                .contains("WATCHES")
                .doesNotContain("private");
    }

    @Test
    void aWithdrawnKeyKnowsNobodyAnyMore() {
        var made =
                desk.api().post("/api/v1/messenger/keys", "{'name':'Old app'}").json();
        var hash = java.util.HexFormat.of()
                .formatHex(Secrets.sign(made.get("secret").asString().getBytes(StandardCharsets.UTF_8), "old-user"));
        var body = "{'key':'%s','userId':'old-user','hash':'%s'}"
                .formatted(made.get("publicKey").asString(), hash);
        var token = json(call("POST", "/sessions", null, body)).get("token").asString();
        assertThat(call("GET", "/conversations", token, null).statusCode()).isEqualTo(200);

        // a rotated secret leaves the one before good for a while
        desk.api().post("/api/v1/messenger/keys/" + made.get("id").asString() + "/rotation", "");
        assertThat(call("POST", "/sessions", null, body).statusCode()).isEqualTo(200);

        desk.api().delete("/api/v1/messenger/keys/" + made.get("id").asString());
        assertThat(call("GET", "/conversations", token, null).statusCode()).isEqualTo(401);
        assertThat(call("POST", "/sessions", null, body).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName(
            "A file goes with what is written, is read by whom it belongs to alone, never runs, and goes with the person")
    void filesBelongToWhoeverSentThem() {
        var mine = signed("files-1");
        var said = multipart(mine, "See the picture.", "<svg onload=alert(1)>.html", "<b>mine</b>");
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
        var conversation = json(said).path("conversation").asString();
        var file = "/files/"
                + json(call("GET", "/conversations/" + conversation, mine, null))
                        .path("lines")
                        .valueStream()
                        .flatMap(line -> line.path("files").valueStream())
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();

        var read = call("GET", file, mine, null);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo("<b>mine</b>");
        assertThat(read.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(read.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(read.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(read.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
        assertThat(call("GET", file, signed("files-2"), null).statusCode()).isEqualTo(404);
        assertThat(call("GET", file, null, null).statusCode()).isEqualTo(401);
        var guest = guest();
        call("POST", "/messages", guest, words(null, "Hello"));
        assertThat(call("GET", file, guest, null).statusCode()).isEqualTo(404);

        var id = desk.api()
                .get("/api/v1/customers/external:files-1")
                .json()
                .path("id")
                .asString();
        assertThat(desk.api().delete("/api/v1/customers/" + id + "?erase=true").status())
                .isEqualTo(200);
        assertThat(call("GET", file, mine, null).statusCode()).isBetween(401, 404);
        assertThat(call("GET", "/conversations/" + conversation, mine, null).body())
                .doesNotContain("See the picture.");
        // the app lets them in again, as somebody nothing is known of
        assertThat(json(call("GET", "/conversations", signed("files-1"), null))).isEmpty();
    }

    @Test
    @DisplayName(
            "The forms of the settings say at the field what is wrong and keep what was typed; a secret is seen once")
    void theSettingsAreForms() {
        var visitor = io.keepwell.testing.Visitor.ofAdministrator(port);
        try {
            visitor.get("/settings/messenger");
            var wrong = visitor.post(
                    "/settings/messenger",
                    "enabled",
                    "true",
                    "mailbox",
                    desk.mailbox,
                    "title",
                    "Pennyfold & co",
                    "colour",
                    "#0f766e",
                    "side",
                    "end",
                    "origins",
                    APP + " nonsense");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("Pennyfold &amp; co", "nonsense", "text-danger mb-0\" role=\"alert");
            assertThat(desk.api().get("/api/v1/messenger").json().path("title").asString())
                    .isEqualTo("Pennyfold");

            var kept = visitor.post(
                    "/settings/messenger",
                    "enabled",
                    "true",
                    "mailbox",
                    desk.mailbox,
                    "title",
                    "Pennyfold & co",
                    "greetingDe",
                    "Guten Tag",
                    "colour",
                    "#0f766e",
                    "side",
                    "start",
                    "origins",
                    APP);
            assertThat(kept.statusCode()).isEqualTo(302);
            var begun = json(call("POST", "/sessions", null, "{'key':'%s','locale':'de'}".formatted(desk.key)));
            assertThat(begun.path("title").asString()).isEqualTo("Pennyfold & co");
            assertThat(begun.path("greeting").asString()).isEqualTo("Guten Tag");
            assertThat(begun.path("side").asString()).isEqualTo("start");

            assertThat(visitor.post("/settings/messenger/keys", "name", " ").statusCode())
                    .isEqualTo(400);
            var name = "Key " + UUID.randomUUID();
            var made = visitor.post("/settings/messenger/keys", "name", name).body();
            assertThat(made).contains(name);
            var key = desk.api()
                    .get("/api/v1/messenger/keys")
                    .json()
                    .path("items")
                    .valueStream()
                    .filter(it -> it.path("name").asString().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(key.path("secret").isString()).isFalse();
            var at = "/settings/messenger/keys/" + key.path("id").asString();
            assertThat(visitor.post(at + "/rotation").body()).contains(name);
            assertThat(visitor.get("/settings/messenger").body()).contains(name);
            assertThat(visitor.post(at + "/withdrawal").statusCode()).isEqualTo(302);
            visitor.get("/settings/messenger");
            assertThat(visitor.get("/settings/messenger").body()).doesNotContain(name);
        } finally {
            desk.api()
                    .patch(
                            "/api/v1/messenger",
                            "{'enabled':true,'mailbox':'%s','title':'Pennyfold','side':'end','origins':['%s']}"
                                    .formatted(desk.mailbox, APP));
        }
    }

    private HttpResponse<String> multipart(String token, String text, String name, String content) {
        var body = """
                --b\r
                Content-Disposition: form-data; name="words"\r
                Content-Type: application/json\r
                \r
                %s\r
                --b\r
                Content-Disposition: form-data; name="files"; filename="%s"\r
                Content-Type: text/html\r
                \r
                %s\r
                --b--\r
                """.formatted(words(null, text).replace('\'', '"'), name, content);
        return send(HttpRequest.newBuilder(URI.create(desk.base + "/messenger/v1/messages"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private long conversationsOf(String email) {
        return desk.api()
                .get("/api/v1/conversations?customer=email:" + email)
                .json()
                .path("items")
                .size();
    }

    private String signed(String userId) {
        var begun = begin("'userId':'%s','hash':'%s'".formatted(userId, desk.hash(userId)));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        return json(begun).get("token").asString();
    }

    private static String guest() {
        return "kg_" + Secrets.random(32);
    }

    private HttpResponse<String> begin(String identity) {
        return call("POST", "/sessions", null, "{'key':'%s',%s}".formatted(desk.key, identity));
    }

    private String words(@Nullable String conversation, String text) {
        return "{'clientId':'%s','key':'%s','conversation':%s,'text':'%s','locale':'en'}"
                .formatted(UUID.randomUUID(), desk.key, conversation == null ? "null" : "'" + conversation + "'", text);
    }

    private JsonNode say(String token, @Nullable String conversation, String text) {
        var said = call("POST", "/messages", token, words(conversation, text));
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
        return json(said);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> plain(String method, String path) {
        return send(HttpRequest.newBuilder(URI.create(desk.base + path))
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> call(
            String method, String path, @Nullable String token, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(desk.base + "/messenger/v1" + path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
