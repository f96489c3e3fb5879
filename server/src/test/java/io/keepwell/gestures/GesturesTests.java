package io.keepwell.gestures;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.team.Member;
import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Ben may give twenty euros a month, and goes the extra mile for Ana.
@WholeApplication
class GesturesTests {

    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private Member ben;
    private Visitor bens;
    private String conversation;
    private long number;
    private String ana;
    private final String word = "papers-" + UUID.randomUUID();

    @BeforeEach
    void benMayGiveTwenty() {
        ben = setup.member(
                UUID.randomUUID() + "@keepwell.test",
                "Ben " + UUID.randomUUID().toString().substring(0, 6),
                Role.AGENT,
                Locale.ENGLISH,
                PASSWORD);
        assertThat(allow("50").status()).isEqualTo(200);
        var opened = writes(UUID.randomUUID() + "@gestures.test");
        conversation = opened.path("id").asString();
        number = opened.path("number").asLong();
        ana = opened.path("customer").path("id").asString();
        bens = Visitor.signedIn(port, ben.email(), PASSWORD);
        bens.get("/inbox/" + number);
    }

    private Api.Answer allow(String everybody) {
        return api().put("/api/v1/gesture-settings", """
                {'allowance':{'amount':'%s'},'members':[{'member':'%s','amount':{'amount':'20'}}]}
                """.formatted(everybody, ben.id()));
    }

    @Test
    @DisplayName(
            "11: what is within the allowance is given, and stands with the customer, the conversation and the team")
    void isGivenWithinTheAllowance() {
        assertThat(gives("extra-service", "Drove the " + word + " over", "12,50"))
                .isEqualTo(303);

        var gesture = ofConversation().getFirst();
        assertThat(gesture.path("state").asString()).isEqualTo("given");
        assertThat(gesture.path("cost").path("amount").asString()).isEqualTo("12.50");
        assertThat(gesture.path("by").asString()).isEqualTo(ben.id().toString());
        assertThat(gesture.path("decidedBy").isNull()).isTrue();
        assertThat(bens.get("/inbox/" + number).body())
                .contains(word, "7.50 of", "went the extra mile: an extra service");
        assertThat(bens.get("/gestures?by=" + ben.id()).body()).contains(word, "One gesture for one person.", "12.50");
        assertThat(bens.get("/customers/" + ana).body()).contains(word, "went the extra mile: An extra service");
        assertThat(bens.get("/gestures.csv?by=" + ben.id()).body()).contains(word + " over,12.50,EUR,given");
        assertThat(api().get("/api/v1/customers/" + ana + "/timeline").json().toString())
                .contains(word);
    }

    @Test
    @DisplayName("11: what is above the allowance waits, whoever decides is told, and nothing is lost")
    void waitsAboveTheAllowance() {
        gives("credit", "Half a year of " + word, "15");
        gives("credit", "And the rest of " + word, "9");

        var asked = ofConversation().getFirst();
        assertThat(asked.path("state").asString()).isEqualTo("waiting");
        assertThat(notified("gesture-asked")).isEqualTo(1);
        assertThat(bens.get("/inbox/" + number).body()).contains("Waits for a decision");
        assertThat(bens.get("/gestures").body())
                .contains("And the rest of " + word)
                .doesNotContain("Approve");
        assertThat(bens.post("/gestures/" + id(asked) + "/decision", "approved", "true")
                        .statusCode())
                .isEqualTo(403);
        assertThat(timeline()).doesNotContain("And the rest of");

        var admin = Visitor.ofAdministrator(port);
        assertThat(admin.get("/gestures").body()).contains("And the rest of " + word, "Approve");
        admin.post("/gestures/" + id(asked) + "/decision", "approved", "true", "why", "Gladly");

        var given = ofConversation().getFirst();
        assertThat(given.path("state").asString()).isEqualTo("given");
        assertThat(given.path("decidedWhy").asString()).isEqualTo("Gladly");
        assertThat(timeline()).contains("And the rest of");
        assertThat(notifiedBen()).containsExactly("gesture-decided");
        // what was approved does not use the allowance up
        gives("note", "A card", "5");
        assertThat(ofConversation().getFirst().path("state").asString()).isEqualTo("given");
        assertThat(api().post("/api/v1/gestures/" + id(asked) + "/decision", "{'approved':false}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("11: what was declined stays in the list and counts nowhere")
    void isDeclinedVisibly() {
        gives("credit", "A whole year of " + word, "200");
        var asked = ofConversation().getFirst();

        api().post("/api/v1/gestures/" + id(asked) + "/decision", "{'approved':false,'why':'Call them instead'}");

        assertThat(bens.get("/gestures?by=" + ben.id()).body()).contains("Declined", "Call them instead", word);
        assertThat(timeline()).doesNotContain(word);
        assertThat(cost()).isEqualTo("0.00");
        assertThat(bens.post("/gestures/" + id(asked) + "/undoing").statusCode())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("11: many at once spend the allowance once")
    void spendsTheAllowanceOnce() {
        var visitors = IntStream.range(0, 4)
                .mapToObj(n -> Visitor.signedIn(port, ben.email(), PASSWORD))
                .toList();
        visitors.forEach(it -> it.get("/inbox/" + number));

        CompletableFuture.allOf(visitors.stream()
                        .map(it -> CompletableFuture.runAsync(() -> it.post(
                                "/conversations/" + conversation + "/gestures",
                                "kind",
                                "credit",
                                "what",
                                word,
                                "cost",
                                "9")))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(ofConversation())
                .extracting(it -> it.path("state").asString())
                .containsExactlyInAnyOrder("given", "given", "waiting", "waiting");
    }

    @Test
    @DisplayName("11: it is corrected and taken back by whoever wrote it down, each time noted, and by nobody else")
    void isCorrectedAndTakenBack() {
        gives("credit", "Ten for " + word, "10");
        var made = id(ofConversation().getFirst());
        var cleo = setup.member(UUID.randomUUID() + "@keepwell.test", "Cleo", Role.AGENT, Locale.ENGLISH, PASSWORD);
        var cleos = Visitor.signedIn(port, cleo.email(), PASSWORD);
        assertThat(cleos.post("/gestures/" + made + "/undoing").statusCode()).isEqualTo(403);

        bens.post("/gestures/" + made + "/correction", "kind", "credit", "what", "Five for " + word, "cost", "5");
        assertThat(ofConversation().getFirst().path("cost").path("amount").asString())
                .isEqualTo("5.00");
        assertThat(bens.get("/gestures?by=" + ben.id()).body()).contains("corrected it", "Ten for " + word);
        assertThat(audited("gesture.corrected", made)).contains("\"10.00\"", "\"5.00\"");

        bens.post("/gestures/" + made + "/correction", "kind", "credit", "what", "Much for " + word, "cost", "90");
        assertThat(ofConversation().getFirst().path("state").asString()).isEqualTo("waiting");
        bens.post("/gestures/" + made + "/correction", "kind", "credit", "what", "Five for " + word, "cost", "5");
        assertThat(ofConversation().getFirst().path("state").asString()).isEqualTo("given");

        assertThat(bens.post("/gestures/" + made + "/undoing").statusCode()).isEqualTo(303);
        assertThat(ofConversation().getFirst().path("state").asString()).isEqualTo("undone");
        assertThat(audited("gesture.undone", made)).contains("5.00");
        assertThat(timeline()).doesNotContain(word);
        assertThat(cost()).isEqualTo("0.00");
        assertThat(bens.get("/inbox/" + number).body()).contains("20 of");
    }

    @Test
    @DisplayName("11: after a week only those who decide correct it")
    void standsAfterAWeek() {
        gives("note", "A card about " + word, "");
        var made = id(ofConversation().getFirst());
        age(made, Duration.ofDays(8));

        assertThat(bens.post("/gestures/" + made + "/undoing").statusCode()).isEqualTo(409);
        assertThat(api().patch("/api/v1/gestures/" + made, "{'cost':{'amount':'3'}}")
                        .json()
                        .path("cost")
                        .path("amount")
                        .asString())
                .isEqualTo("3.00");
        assertThat(api().delete("/api/v1/gestures/" + made).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("11: a gesture may come with the promise of a call, which stands among the promises")
    void comesWithAPromise() {
        var tomorrow = clock.instant().plus(Duration.ofDays(1)).toString();
        var made = api().post(
                        "/api/v1/conversations/" + conversation + "/gestures",
                        "{'kind':'apology-call','what':'" + word + "','callBy':'" + tomorrow + "'}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(api().get("/api/v1/promises?conversation=" + number).json().toString())
                .contains(made.json().path("promise").asString());
        assertThat(bens.get("/inbox/" + number).body()).contains("Call Ana Ribeiro");
        var past = clock.instant().minus(Duration.ofDays(1)).toString();
        assertThat(api().post(
                                "/api/v1/conversations/" + conversation + "/gestures",
                                "{'kind':'apology-call','what':'x','callBy':'" + past + "'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("56: the menu has more than credits, and a report shows the mix with the rows behind each number")
    void showsTheMix() {
        var before = mix();
        gives("apology-call", "Called about " + word, "");
        gives("note", "Wrote about " + word, "2");
        gives("credit", "Credit for " + word, "8");
        bens.post(
                "/conversations/" + conversation + "/gestures",
                "kind",
                "other",
                "called",
                "A cake",
                "what",
                "Baked for " + word,
                "cost",
                "4");
        gives("credit", "Too much for " + word, "500");

        var after = mix();
        assertThat(count(after, "apology-call") - count(before, "apology-call")).isEqualTo(1);
        assertThat(count(after, "credit") - count(before, "credit")).isEqualTo(1);
        assertThat(count(after, "other") - count(before, "other")).isEqualTo(1);
        assertThat(after.path("count").asLong() - before.path("count").asLong()).isEqualTo(4);
        assertThat(bens.get("/inbox/" + number).body())
                .contains("A call to say sorry", "A hand-written note", "An extra service", "A credit");
        assertThat(bens.get("/gestures/mix").body()).contains("something other than money", "kind=apology-call");
        var rows = bens.get("/gestures?mix=others&by=" + ben.id()).body();
        assertThat(rows).contains("A cake", "Called about " + word).doesNotContain("Credit for " + word);
        assertThat(bens.get("/gestures/mix.csv").body()).contains("apology-call");
        assertThat(api().get("/api/v1/gestures?mix=credits&state=given&by=" + ben.id())
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    @DisplayName("56: what customers did afterwards is counted only where ninety days are over")
    void countsWhatTheyDidAfterwards() {
        var before = afterwards();
        gives("note", "Long ago: " + word, "");
        gives("note", "Lately: " + word, "");
        var longAgo = id(ofConversation().getLast());
        age(longAgo, Duration.ofDays(120));
        jdbc.sql("update conversation set created_at = :at, kind = 'complaint' where id = :id::uuid")
                .param("at", now().minusDays(60))
                .param("id", conversation)
                .update();

        var after = afterwards();
        assertThat(after.path("given").asLong() - before.path("given").asLong()).isEqualTo(1);
        assertThat(after.path("wroteAgain").asLong() - before.path("wroteAgain").asLong())
                .isEqualTo(1);
        assertThat(after.path("complainedAgain").asLong()
                        - before.path("complainedAgain").asLong())
                .isEqualTo(1);
        assertThat(bens.get("/gestures?after=complained&by=" + ben.id()).body())
                .contains("Long ago: " + word)
                .doesNotContain("Lately: " + word);
    }

    @Test
    @DisplayName("Whoever is forgotten leaves kind, day and cost, and no word")
    void isForgottenButCounted() {
        gives("extra-service", "Drove the " + word + " over", "12");
        var made = id(ofConversation().getFirst());
        bens.post("/gestures/" + made + "/correction", "kind", "credit", "what", "Paid for " + word, "cost", "12");

        assertThat(api().delete("/api/v1/customers/" + ana + "?erase=true").status())
                .isLessThan(300);

        assertThat(cost()).isEqualTo("12.00");
        assertThat(api().get("/api/v1/gestures/" + made).json().path("what").asString())
                .isEmpty();
        assertThat(bens.get("/gestures?by=" + ben.id()).body())
                .contains("Erased on request")
                .doesNotContain(word);
    }

    @Test
    @DisplayName("Gestures go with their customer when two profiles become one")
    void goesWithItsCustomer() {
        gives("note", "A card about " + word, "");
        var other = writes(UUID.randomUUID() + "@gestures.test")
                .path("customer")
                .path("id")
                .asString();

        var merged = api().post("/api/v1/customers/" + ana + "/merge", "{'with':'" + other + "'}");
        assertThat(merged.status()).as("%s", merged.json()).isLessThan(300);

        assertThat(api().get("/api/v1/gestures?customer=" + other).json().path("items"))
                .hasSize(1);
        assertThat(api().get("/api/v1/gestures?customer=" + ana).json().path("items"))
                .hasSize(1);
    }

    @Test
    void refusesWhatIsNoGesture() {
        assertThat(gives("cake", "x", "")).isEqualTo(400);
        assertThat(gives("note", " ", "")).isEqualTo(400);
        assertThat(gives("other", "x", "")).isEqualTo(400);
        assertThat(gives("note", "x", "-3")).isEqualTo(400);
        assertThat(gives("note", "x", "1.234,50")).isEqualTo(400);
        assertThat(gives("note", "x", "0.125")).isEqualTo(400);
        assertThat(api().post(
                                "/api/v1/conversations/" + conversation + "/gestures",
                                "{'kind':'note','what':'x','cost':{'amount':'1','currency':'USD'}}")
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("cost");
        assertThat(api().get("/api/v1/gestures?mix=all").status()).isEqualTo(400);
        assertThat(bens.get("/settings/gestures").statusCode()).isEqualTo(403);
        assertThat(allow("-1").status()).isEqualTo(400);
    }

    private int gives(String kind, String what, String cost) {
        return bens.post("/conversations/" + conversation + "/gestures", "kind", kind, "what", what, "cost", cost)
                .statusCode();
    }

    private List<JsonNode> ofConversation() {
        return items("/api/v1/conversations/" + conversation + "/gestures");
    }

    private List<JsonNode> items(String path) {
        return StreamSupport.stream(api().get(path).json().path("items").spliterator(), false)
                .toList();
    }

    private static String id(JsonNode gesture) {
        return gesture.path("id").asString();
    }

    private String timeline() {
        return api().get("/api/v1/customers/" + ana + "/timeline?limit=500")
                .json()
                .toString();
    }

    /// What Ben's given ones cost together.
    private String cost() {
        var cents = items("/api/v1/gestures?state=given&by=" + ben.id()).stream()
                .map(it -> it.path("cost").path("amount").asString())
                .map(java.math.BigDecimal::new)
                .reduce(new java.math.BigDecimal("0.00"), java.math.BigDecimal::add);
        return cents.toPlainString();
    }

    private JsonNode mix() {
        return api().get("/api/v1/gestures/mix").json().path("months").path(0);
    }

    private static long count(JsonNode month, String kind) {
        return StreamSupport.stream(month.path("kinds").spliterator(), false)
                .filter(it -> it.path("kind").asString().equals(kind))
                .mapToLong(it -> it.path("count").asLong())
                .sum();
    }

    private JsonNode afterwards() {
        return StreamSupport.stream(
                        api().get("/api/v1/gestures/mix")
                                .json()
                                .path("afterwards")
                                .spliterator(),
                        false)
                .filter(it -> !it.path("credits").asBoolean())
                .findFirst()
                .orElseThrow();
    }

    private long notified(String kind) {
        return jdbc.sql("""
                        select count(*)
                          from notification n
                          join team_member m on m.id = n.member_id
                         where n.kind = :kind and n.conversation_id = :id::uuid and m.email = :admin
                        """)
                .param("kind", kind)
                .param("id", conversation)
                .param("admin", FreshInstallation.ADMIN_EMAIL)
                .query(Long.class)
                .single();
    }

    private List<String> notifiedBen() {
        return jdbc.sql("select kind from notification where member_id = :ben")
                .param("ben", ben.id())
                .query((row, n) -> row.getString(1))
                .list();
    }

    private String audited(String action, String subject) {
        return jdbc.sql("""
                        select coalesce(string_agg(details::text, ' '), '')
                          from audit_entry
                         where action = :action and subject_id = :subject::uuid
                        """)
                .param("action", action)
                .param("subject", subject)
                .query(String.class)
                .single();
    }

    private void age(String gesture, Duration by) {
        jdbc.sql("update gesture set noted_at = :at, at = :at where id = :id::uuid")
                .param("at", now().minus(by))
                .param("id", gesture)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private JsonNode writes(String email) {
        var opened = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s','name':'Ana Ribeiro'},'subject':'My papers',
                         'text':'Where are they?','channel':'api'}
                        """.formatted(email));
        assertThat(opened.status()).isEqualTo(201);
        return api().get("/api/v1/conversations/" + opened.json().path("id").asString())
                .json();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
