package io.keepwell.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keepwell.problems.Impact.Part;
import io.keepwell.problems.Recurrences.Recurrence;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// How much problems weigh (feedback.md 3.9).
@WholeApplication
class ImpactTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ImpactSnapshots snapshots;

    @Autowired
    Clock clock;

    private String trait;

    @BeforeEach
    void aTraitSaysWhatCustomersAreWorth() {
        trait = "worth" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(api().put("/api/v1/problem-settings", "{'valueTrait':'" + trait + "'}")
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void nothingIsKnownAgain() {
        api().put("/api/v1/problem-settings", "{}");
    }

    @Test
    @DisplayName("23: changing what one customer is worth changes the order")
    void ordersByValue() {
        var sync = problem("slows");
        var export = problem("slows");
        var ana = hit(sync, 1200);
        var ben = hit(export, 500);
        assertThat(order("impact", sync, export)).containsExactly(sync, export);

        worth(ben, 9000);

        assertThat(order("impact", sync, export)).containsExactly(export, sync);
        assertThat(order("value", sync, export)).containsExactly(export, sync);
        assertThat(ranked("impact", export).path("valueAtRisk").path("amount").asString())
                .isEqualTo("9000.00");
        assertThat(ranked("impact", export).path("impact").asDouble()).isCloseTo(4500, within(0.01));
        // severity is a part of it, and the accounts alone are another order
        api().patch("/api/v1/problems/" + sync, "{'severity':'blocks-purpose'}");
        worth(ana, 5000);
        assertThat(order("impact", sync, export)).containsExactly(sync, export);
        hit(export, 1);
        assertThat(order("accounts", sync, export)).containsExactly(export, sync);
        assertThat(ranked("impact", export).path("dominated").asBoolean()).isTrue();
        assertThat(ranked("impact", sync).path("dominated").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("3.9.1: an account nothing is known of counts with the median, never with nothing")
    void takesTheMedianForTheUnknown() {
        var sync = problem("annoyance");
        hit(sync, 100);
        hit(sync, 300);
        hit(sync, 800);
        var unknown = writes();
        link(sync, unknown);

        var impact = api().get("/api/v1/problems/" + sync + "/impact").json();
        assertThat(impact.path("valued").asInt()).isEqualTo(3);
        assertThat(impact.path("valueAtRisk").path("amount").asString()).isEqualTo("1500.00");
        var parts =
                StreamSupport.stream(impact.path("parts").spliterator(), false).toList();
        assertThat(parts).hasSize(4);
        assertThat(parts)
                .filteredOn(it -> !it.path("valueKnown").asBoolean())
                .singleElement()
                .satisfies(it ->
                        assertThat(it.path("value").path("amount").asString()).isEqualTo("300.00"));
        assertThat(parts).extracting(it -> it.path("severity").asDouble()).containsOnly(0.25);
        assertThat(parts.stream().mapToDouble(it -> it.path("share").asDouble()).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    @DisplayName("3.9.1: r is 1, a half for each further time, 1 more after a fix, at most 3")
    void multipliesItsParts() {
        assertThat(Recurrence.NONE.factor()).isEqualTo(1);
        assertThat(new Recurrence(1, false).factor()).isEqualTo(1.5);
        assertThat(new Recurrence(1, true).factor()).isEqualTo(2.5);
        assertThat(new Recurrence(7, true).factor()).isEqualTo(3);
        var impact = Impact.of(List.of(part("A", 100, 2.5), part("B", 100, 1)));
        assertThat(impact.impact()).isCloseTo(100 * 0.5 * 2.5 + 100 * 0.5, within(1e-9));
        assertThat(impact.recurrence()).isEqualTo(1);
        assertThat(impact.whale()).isTrue();
        assertThat(Objects.requireNonNull(impact.valueAtRisk())).isEqualByComparingTo("200");
        assertThat(Impact.of(List.of()).whale()).isFalse();
        assertThat(Impact.of(List.of(part("A", 100, 1))).whale()).isFalse();
    }

    @Test
    @DisplayName("3.9.1, 3.9.3: a company counts once, and having it again after a fix weighs more")
    void countsWhoHadItAgain() {
        var sync = problem("slows");
        var first = writes();
        var customer = customer(first);
        link(sync, first);
        api().post(
                        "/api/v1/problems/" + sync + "/fix",
                        "{'whatChanged':'We check it.','text':'It works again.','holdMinutes':0}");
        // they were never told, and write three weeks later
        jdbc.sql("update problem_episode set fixed_at = fixed_at - interval '40 days' where problem_id = :id::uuid")
                .param("id", sync)
                .update();
        jdbc.sql("update conversation set created_at = created_at - interval '60 days' where id = :id::uuid")
                .param("id", first)
                .update();
        var second = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s'},'subject':'Again','text':'It has stopped again.','channel':'api'}
                        """.formatted(
                                customer.path("email").asString()))
                .json()
                .path("id")
                .asString();
        link(sync, second);

        var listed = ranked("recurrence", sync);
        assertThat(listed.path("recurrence").asInt()).isEqualTo(1);
        assertThat(listed.path("accounts").asInt()).isEqualTo(1);
        assertThat(api().get("/api/v1/problems/" + sync + "/impact")
                        .json()
                        .path("parts")
                        .path(0)
                        .path("recurrence")
                        .asDouble())
                .isEqualTo(2.5);
    }

    @Test
    @DisplayName("3.9.7: what a problem weighed last night stays what it weighed")
    void remembersNights() {
        var sync = problem("slows");
        var ana = hit(sync, 1200);
        jdbc.sql("delete from problem_impact").update();
        snapshots.take();
        worth(ana, 9999);
        snapshots.take();

        var day = LocalDate.ofInstant(clock.instant(), ZoneId.of("UTC")).plusDays(1);
        var nights = api().get("/api/v1/problems/" + sync + "/impact/history?until=" + day)
                .json()
                .path("items");
        assertThat(nights).hasSize(1);
        assertThat(nights.path(0).path("valueAtRisk").path("amount").asString()).isEqualTo("1200.00");
        assertThat(nights.path(0).path("accounts").asInt()).isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBeOrderedBy() {
        assertThat(api().get("/api/v1/problems?sort=noise").status()).isEqualTo(400);
    }

    private static Part part(String name, int value, double recurrence) {
        return new Part(UUID.randomUUID(), name, 1, BigDecimal.valueOf(value), true, 0.5, recurrence, 1);
    }

    private List<String> order(String sort, String... problems) {
        return listed(sort).stream()
                .map(it -> it.path("id").asString())
                .filter(List.of(problems)::contains)
                .toList();
    }

    private JsonNode ranked(String sort, String problem) {
        return listed(sort).stream()
                .filter(it -> it.path("id").asString().equals(problem))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> listed(String sort) {
        return StreamSupport.stream(
                        api().get("/api/v1/problems?limit=500&sort=" + sort)
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .toList();
    }

    private JsonNode hit(String problem, int value) {
        var conversation = writes();
        link(problem, conversation);
        var customer = customer(conversation);
        worth(customer, value);
        return customer;
    }

    private void worth(JsonNode customer, int value) {
        api().post(
                        "/api/v1/customers",
                        "{'email':'%s','traits':{'%s':%d}}"
                                .formatted(customer.path("email").asString(), trait, value));
    }

    private JsonNode customer(String conversation) {
        return api().get("/api/v1/conversations/" + conversation).json().path("customer");
    }

    private String problem(String severity) {
        return api().post(
                        "/api/v1/problems",
                        "{'title':'Problem %s','severity':'%s'}".formatted(UUID.randomUUID(), severity))
                .json()
                .path("id")
                .asString();
    }

    private void link(String problem, String conversation) {
        assertThat(api().post(
                                "/api/v1/problems/" + problem + "/conversations",
                                "{'conversation':'" + conversation + "'}")
                        .status())
                .isEqualTo(201);
    }

    private String writes() {
        return api().post("/api/v1/conversations", """
                        {"customer":{"email":"%s@impact.test","name":"Ana Ribeiro"},"subject":"No sync",
                         "text":"It stops.","channel":"api"}
                        """.formatted(UUID.randomUUID()))
                .json()
                .path("id")
                .asString();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
