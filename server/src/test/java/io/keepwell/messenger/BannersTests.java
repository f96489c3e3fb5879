package io.keepwell.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who is told of a problem over the pages of the company's application, and what.
@WholeApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BannersTests {

    private static final String US = "help@banners.test";
    private static final String APP = "https://app.banners.test";
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    PostOffice office;
    MessengerDeskForTests desk;

    private String ana;
    private String ben;
    private String problem;

    @BeforeAll
    void aCompanyHasAMessenger() {
        office = PostOffice.open(US);
        desk = MessengerDeskForTests.open(port, office, US, APP);
    }

    @AfterAll
    void close() {
        office.close();
    }

    @BeforeEach
    void oneIsHitAndOneIsNot() {
        var bank = "Bank " + UUID.randomUUID();
        ana = customer(bank);
        ben = customer("Another bank");
        problem = desk.api()
                .post("/api/v1/problems", "{'title':'Their gateway, as ever','publicTitle':'No new transactions'}")
                .json()
                .path("id")
                .asString();
        var rule = desk.api()
                .put(
                        at("/exposure-rule"),
                        "{'traits':{'all':[{'name':'bank','operator':'is','value':'%s'}]}}".formatted(bank));
        assertThat(rule.status()).as("%s", rule.json()).isEqualTo(200);
    }

    @Test
    @DisplayName("13: whoever is hit is told, in the language of the page, and nobody else; nothing of the team's own")
    void tellsThoseHitAndNobodyElse() {
        assertThat(news(ana)).isEmpty();

        tell("/announce", "{'text':'The bank refuses us.','texts':{'de':'Die Bank weist uns ab.'}}");

        var told = news(ana).getFirst();
        assertThat(told.path("title").asString()).isEqualTo("No new transactions");
        assertThat(told.path("words").asString()).isEqualTo("The bank refuses us.");
        assertThat(told.path("fixed").asBoolean()).isFalse();
        assertThat(told.path("since").asString()).isNotEmpty();
        assertThat(told.toString()).doesNotContain("as ever");
        assertThat(JSON.readTree(call("GET", "/news?locale=de", token(ana)).body())
                        .get(0)
                        .path("words")
                        .asString())
                .isEqualTo("Die Bank weist uns ab.");
        assertThat(news(ben)).isEmpty();
        assertThat(begin("'guest':'kg_%s'".formatted(Secrets.random(32)))
                        .path("news")
                        .size())
                .isZero();
        assertThat(call("GET", "/news", null).statusCode()).isEqualTo(401);
        var foreign = call("GET", "/news", token(ana), "Origin", "https://elsewhere.test");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).doesNotContain("transactions");
    }

    @Test
    @DisplayName(
            "3.7.8: what can still be taken back is not said; a fix is told with what was changed once its hold is over")
    void saysNothingThatCanBeTakenBack() {
        tell("/announce", "{'text':'Soon told.','holdMinutes':10}");
        assertThat(news(ana)).isEmpty();
        takeBack();
        assertThat(news(ana)).isEmpty();

        tell("/announce", "{'text':'We know.'}");
        assertThat(words(ana)).containsExactly("We know.");
        tell("/update", "{'text':'The new key is ordered.'}");
        assertThat(words(ana)).containsExactly("The new key is ordered.");

        tell("/fix", "{'whatChanged':'We renew it in time.','text':'It works.','holdMinutes':10}");
        assertThat(words(ana)).containsExactly("The new key is ordered.");
        takeBack();
        assertThat(words(ana)).containsExactly("The new key is ordered.");

        tell("/fix", "{'whatChanged':'We renew it in time.','text':'It works.','holdMinutes':0}");
        var fixed = news(ana).getFirst();
        assertThat(fixed.path("fixed").asBoolean()).isTrue();
        assertThat(fixed.path("whatChanged").asString()).isEqualTo("We renew it in time.");
        assertThat(news(ben)).isEmpty();
    }

    @Test
    @DisplayName("What somebody puts away is gone for them, in every window, until something else is said")
    void whatIsPutAwayStaysAway() {
        tell("/announce", "{'text':'We know.'}");
        var text = news(ana).getFirst().path("text").asString();

        assertThat(call("POST", "/news/" + text + "/dismissal", token(ben)).statusCode())
                .isEqualTo(204);
        assertThat(news(ana)).hasSize(1);
        assertThat(call("POST", "/news/" + text + "/dismissal", token(ana)).statusCode())
                .isEqualTo(204);
        assertThat(news(ana)).isEmpty();

        tell("/update", "{'text':'The new key is ordered.'}");
        assertThat(words(ana)).containsExactly("The new key is ordered.");
    }

    @Test
    @DisplayName(
            "3.7.2, 3.7.5, 3.7.6: whoever is not affected hears no more of it but its end; who wants no notices sees none")
    void leavesOthersInPeace() {
        tell("/announce", "{'text':'We know.'}");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> !desk.api()
                        .get(at("/notices"))
                        .json()
                        .path("items")
                        .get(0)
                        .path("state")
                        .asString()
                        .equals("queued"));
        var denied = desk.api().post(at("/exposures"), "{'customer':'external:%s','notAffected':true}".formatted(ana));
        assertThat(denied.status()).as("%s", denied.json()).isBetween(200, 204);
        assertThat(news(ana)).isEmpty();
        tell("/fix", "{'whatChanged':'We renew it in time.','text':'It works.','holdMinutes':0}");
        assertThat(words(ana)).containsExactly("It works.");

        desk.api().put("/api/v1/customers/external:" + ana + "/consents/service-notices", "{'allowed':false}");
        assertThat(news(ana)).isEmpty();
    }

    private String customer(String bank) {
        var external = "b-" + UUID.randomUUID();
        var made = desk.api()
                .post(
                        "/api/v1/customers",
                        "{'externalId':'%s','name':'Ana Ribeiro','email':'%s@banners-customer.test','traits':{'bank':'%s'}}"
                                .formatted(external, external, bank));
        assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
        return external;
    }

    private void tell(String path, String body) {
        var told = desk.api().post(at(path), body);
        assertThat(told.status()).as("%s", told.json()).isBetween(200, 202);
    }

    private void takeBack() {
        var last = desk.api().get(at("/broadcasts")).json().get(0).path("id").asString();
        desk.api().post("/api/v1/problems/broadcasts/" + last + "/cancel", "{}");
    }

    @Test
    @DisplayName(
            "The status page is linked, for guests too, while it speaks of an incident, and no more once it is closed")
    void linksTheStatusPage() {
        desk.api().patch("/api/v1/status", "{'enabled':true,'company':'Pennyfold'}");
        try {
            var made = desk.api()
                    .post(
                            "/api/v1/status/incidents",
                            "{'title':'Slow','text':'We look.','components':[],'tell':false,'whyNot':'test'}");
            assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
            assertThat(begin("'userId':null").path("status").asString()).endsWith("/status");
            assertThat(begin("'userId':'%s','hash':'%s'".formatted(ana, desk.hash(ana)))
                            .path("status")
                            .asString())
                    .endsWith("/status");
            desk.api()
                    .post(
                            "/api/v1/status/incidents/" + made.json().path("id").asString() + "/posts",
                            "{'text':'Over.','state':'fixed','tell':false,'whyNot':'test'}");
        } finally {
            desk.api().patch("/api/v1/status", "{'enabled':false}");
        }
        assertThat(begin("'userId':null").path("status").isNull()).isTrue();
    }

    private String at(String path) {
        return "/api/v1/problems/" + problem + path;
    }

    private List<JsonNode> news(String external) {
        return begin("'userId':'%s','hash':'%s'".formatted(external, desk.hash(external)))
                .path("news")
                .valueStream()
                .toList();
    }

    private List<String> words(String external) {
        return news(external).stream().map(it -> it.path("words").asString()).toList();
    }

    private String token(String external) {
        return begin("'userId':'%s','hash':'%s'".formatted(external, desk.hash(external)))
                .path("token")
                .asString();
    }

    private JsonNode begin(String identity) {
        var begun = send(request("/sessions", null)
                .POST(HttpRequest.BodyPublishers.ofString("{'key':'%s','locale':'en',%s}"
                        .formatted(desk.key, identity)
                        .replace('\'', '"'))));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        return JSON.readTree(begun.body());
    }

    private HttpResponse<String> call(String method, String path, @Nullable String token, String... headers) {
        var request = request(path, token).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create(desk.base + "/messenger/v1" + path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
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
