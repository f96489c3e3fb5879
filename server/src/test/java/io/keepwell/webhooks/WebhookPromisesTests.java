package io.keepwell.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.conversations.sla.Metric;
import io.keepwell.conversations.sla.SlaBreached;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// What docs/webhooks.md promises of giving up, pausing and of the rarer events.
@WholeApplication
class WebhookPromisesTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    private Receiver receiver;
    private Api api;
    private String endpoint;
    private final String name = "Hook " + UUID.randomUUID();

    @BeforeEach
    void aProgramListens() throws IOException {
        receiver = new Receiver();
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        endpoint = api.post(
                        "/api/v1/webhooks",
                        "{'name':'" + name + "','url':'" + receiver.url() + "','privateNetwork':true}")
                .json()
                .path("id")
                .asString();
    }

    @AfterEach
    void nobodyListens() {
        api.delete("/api/v1/webhooks/" + endpoint);
        receiver.close();
    }

    @Test
    @DisplayName("after 24 hours a delivery is given up, the address paused, administrators told, and nothing lost")
    void givesUpPausesAndTells() {
        receiver.answers(503);
        var given = test();
        aDayPasses(given);

        await().atMost(SOON).until(() -> state(given).equals("failed"));
        assertThat(jdbc.sql("select paused_why from webhook_endpoint where id = :id::uuid")
                        .param("id", endpoint)
                        .query(String.class)
                        .single())
                .isEqualTo("failing");
        assertThat(Visitor.ofAdministrator(port).get("/inbox").body()).contains(name);
        int before = receiver.calls().size();
        var meanwhile = test();
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> receiver.calls().size() == before);

        receiver.answers(200);
        api.patch("/api/v1/webhooks/" + endpoint, "{'active':true}");

        await().atMost(SOON).until(() -> state(meanwhile).equals("delivered"));
        assertThat(Visitor.ofAdministrator(port).get("/inbox").body()).doesNotContain(name);
    }

    @Test
    @DisplayName("an address that took something within the day is not paused for the one event it does not take")
    void oneBadEventPausesNothing() {
        receiver.answers(503);
        var bad = test();
        await().atMost(SOON).until(() -> !receiver.calls().isEmpty());
        jdbc.sql("update webhook_endpoint set last_success_at = now() where id = :id::uuid")
                .param("id", endpoint)
                .update();
        aDayPasses(bad);

        await().atMost(SOON).until(() -> state(bad).equals("failed"));
        assertThat(api.get("/api/v1/webhooks/" + endpoint).json().path("active").asBoolean())
                .isTrue();
    }

    @Test
    void whatIsGoneIsPausedAtOnce() {
        receiver.answers(410);
        var test = test();

        await().atMost(SOON).until(() -> state(test).equals("failed"));
        assertThat(api.get("/api/v1/webhooks/" + endpoint).json().path("active").asBoolean())
                .isFalse();
    }

    @Test
    @DisplayName("only https is called, but for a private network, and only with a certificate that holds")
    void onlyHttps() {
        for (var url :
                new String[] {"http://example.org/hook", "ftp://example.org/hook", "https://me:pw@example.org/"}) {
            assertThat(api.post("/api/v1/webhooks", "{'url':'" + url + "'}").status())
                    .as(url)
                    .isEqualTo(400);
        }
        assertThat(api.patch("/api/v1/webhooks/" + endpoint, "{'privateNetwork':false}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void promisesAndAgreedTimesAreTold() {
        var conversation = api.post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'ana@hooks.test','name':'Ana'},'subject':'Hooks','text':'Hello'}")
                .json()
                .path("id")
                .asString();
        var due = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        var promise = api.post(
                        "/api/v1/promises",
                        "{'conversation':'%s','kind':'call','what':'','dueAt':'%s'}".formatted(conversation, due))
                .json()
                .path("id")
                .asString();
        api.post("/api/v1/promises/" + promise + "/keep", "{}");
        var broken = api.post(
                        "/api/v1/promises",
                        "{'conversation':'%s','kind':'answer','what':'','dueAt':'%s'}".formatted(conversation, due))
                .json()
                .path("id")
                .asString();
        jdbc.sql("update task set due_at = now() - interval '1 minute' where id = :id::uuid")
                .param("id", broken)
                .update();
        transaction.executeWithoutResult(status ->
                events.publishEvent(new SlaBreached(UUID.fromString(conversation), Metric.FIRST_RESPONSE, 1, due)));

        assertThat(data("promise.made", promise).path("dueAt").asString()).isEqualTo(due.toString());
        assertThat(data("promise.kept", promise).path("state").asString()).isEqualTo("kept");
        assertThat(data("promise.broken", broken).path("conversation").asString())
                .isEqualTo(conversation);
        var breach = data("sla.breached", conversation);
        assertThat(breach.path("metric").asString()).isEqualTo(Metric.FIRST_RESPONSE.word());
        assertThat(breach.path("cycle").asInt()).isEqualTo(1);
        assertThat(breach.propertyNames()).containsExactlyInAnyOrder("conversation", "metric", "cycle", "due");
        assertThat(data("promise.made", promise).propertyNames())
                .containsExactlyInAnyOrder("id", "conversation", "kind", "what", "dueAt", "state");
    }

    private JsonNode data(String type, String of) {
        await().atMost(Duration.ofSeconds(90))
                .until(() ->
                        receiver.of(type).stream().anyMatch(call -> call.body().contains(of)));
        return receiver.of(type).stream()
                .filter(call -> call.body().contains(of))
                .findFirst()
                .orElseThrow()
                .json()
                .path("data");
    }

    private String test() {
        return api.post("/api/v1/webhooks/" + endpoint + "/test", "{}")
                .json()
                .path("id")
                .asString();
    }

    private void aDayPasses(String delivery) {
        jdbc.sql("update webhook_delivery set created_at = created_at - interval '25 hours' where id = :id::uuid")
                .param("id", delivery)
                .update();
    }

    private String state(String delivery) {
        return jdbc.sql("select state from webhook_delivery where id = :id::uuid")
                .param("id", delivery)
                .query(String.class)
                .single();
    }
}
