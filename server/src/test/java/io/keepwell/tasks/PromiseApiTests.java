package io.keepwell.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Promises as a program sees them, and what becomes of them.
@WholeApplication
class PromiseApiTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TaskClock taskClock;

    private String conversation;
    private String customer;

    @BeforeEach
    void anaAsks() {
        var opened = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s@promises.test','name':'Ana Ribeiro'},'subject':'My invoice',
                         'text':'Hello, can somebody explain my invoice to me?','channel':'api'}
                        """.formatted(UUID.randomUUID()))
                .json();
        conversation = opened.path("id").asString();
        customer = opened.path("customer").path("id").asString();
    }

    @Test
    void aPromiseOrdersTheConversationUntilItIsKept() {
        var due = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
        var promise = promise("call", due);
        assertThat(promise.path("state").asString()).isEqualTo("open");
        assertThat(dueOfConversation()).isEqualTo(due);

        var kept = api().post("/api/v1/promises/" + id(promise) + "/keep", "{}").json();
        assertThat(kept.path("state").asString()).isEqualTo("kept");
        assertThat(kept.path("history"))
                .extracting(step -> step.path("kind").asString())
                .containsExactly("made", "kept");
        assertThat(dueOfConversation()).isNull();
        assertThat(api().post("/api/v1/promises/" + id(promise) + "/keep", "{}").status())
                .isEqualTo(409);

        var again =
                api().post("/api/v1/promises/" + id(promise) + "/reopen", "{}").json();
        assertThat(again.path("state").asString()).isEqualTo("open");
        assertThat(dueOfConversation()).isEqualTo(due);
    }

    @Test
    @DisplayName("A promise is broken at the instant it was due, however late that is noticed, and stays owed")
    void isBrokenAtItsDueInstant() {
        var promise = promise("call", Instant.now().plus(2, ChronoUnit.HOURS));
        var due = Instant.now().minus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
        passes(promise, due);

        taskClock.look();

        var broken = get(promise);
        assertThat(broken.path("state").asString()).isEqualTo("broken");
        assertThat(Instant.parse(broken.path("brokenAt").asString())).isEqualTo(due);
        assertThat(broken.path("endedAt").isNull()).isTrue();
        assertThat(items("state=owed&conversation=" + conversation)).hasSize(1);

        var late = api().post("/api/v1/promises/" + id(promise) + "/keep", "{'reason':'The line was dead.'}")
                .json();
        assertThat(late.path("state").asString()).isEqualTo("broken");
        assertThat(late.path("endedAt").isNull()).isFalse();
        assertThat(late.path("reason").asString()).isEqualTo("The line was dead.");
    }

    @Test
    void movedInTimeItIsTheSamePromiseButWhatIsBrokenStaysBroken() {
        var promise = promise("answer", Instant.now().plus(2, ChronoUnit.HOURS));
        var later = Instant.now().plus(5, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
        var body = "{'dueAt':'%s','reason':'The laboratory needs longer.'}".formatted(later);

        var moved =
                api().post("/api/v1/promises/" + id(promise) + "/move", body).json();
        assertThat(id(moved)).isEqualTo(id(promise));
        assertThat(moved.path("state").asString()).isEqualTo("open");
        assertThat(dueOfConversation()).isEqualTo(later);

        passes(promise, Instant.now().minus(1, ChronoUnit.HOURS));
        var next = api().post("/api/v1/promises/" + id(promise) + "/move", body).json();
        assertThat(id(next)).isNotEqualTo(id(promise));
        assertThat(next.path("follows").asString()).isEqualTo(id(promise));
        assertThat(get(promise).path("state").asString()).isEqualTo("broken");
        assertThat(get(promise).path("endedAt").isNull()).isFalse();
        assertThat(api().post("/api/v1/promises/" + id(promise) + "/reopen", "{}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aReplyKeepsTheAnswerThatWasPromisedAndNothingElse() {
        promise("answer", Instant.now().plus(2, ChronoUnit.HOURS));
        promise("call", Instant.now().plus(3, ChronoUnit.HOURS));

        var reply = api().post(
                        "/api/v1/conversations/" + conversation + "/messages", "{'type':'reply','text':'Here it is.'}");
        assertThat(reply.status()).isEqualTo(201);

        var owed = items("state=owed&conversation=" + conversation);
        assertThat(owed).extracting(item -> item.path("kind").asString()).containsExactly("call");
        var kept = items("state=kept&customer=" + customer);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).path("endedMessage").asString())
                .isEqualTo(reply.json().path("id").asString());
    }

    @Test
    @DisplayName("T16: a note keeps no promise")
    void aNoteKeepsNothing() {
        promise("answer", Instant.now().plus(2, ChronoUnit.HOURS));

        api().post("/api/v1/conversations/" + conversation + "/messages", "{'type':'note','text':'She is kind.'}");

        assertThat(items("state=owed&conversation=" + conversation)).hasSize(1);
    }

    @Test
    @DisplayName("The customer's own deadline is watched too, but is no promise of ours")
    void aDeadlineIsNoPromise() {
        var until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
        api().patch("/api/v1/conversations/" + conversation, "{'neededBy':'%s'}".formatted(until));

        assertThat(dueOfConversation()).isEqualTo(until);
        assertThat(items("conversation=" + conversation)).isEmpty();
        assertThat(watched()).isEqualTo("open");

        api().post("/api/v1/conversations/" + conversation + "/messages", "{'type':'reply','text':'Here.'}");
        api().patch("/api/v1/conversations/" + conversation, "{'state':'solved'}");
        assertThat(watched()).isEqualTo("kept");
        assertThat(dueOfConversation()).isNull();

        api().patch("/api/v1/conversations/" + conversation, "{'state':'open'}");
        assertThat(watched()).isEqualTo("open");
        assertThat(dueOfConversation()).isEqualTo(until);
    }

    @Test
    void whatCannotBePromisedIsRefused() {
        assertThat(api().post("/api/v1/promises", "{'conversation':'%s','kind':'call'}".formatted(conversation))
                        .status())
                .isEqualTo(400);
        assertThat(api().post("/api/v1/promises", "{'conversation':'none','kind':'fixed'}")
                        .status())
                .isEqualTo(400);
        assertThat(api().get("/api/v1/promises/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(api().get("/api/v1/promises?state=lost").status()).isEqualTo(400);
        var fixed = promise("fixed", null);
        assertThat(fixed.path("dueAt").isNull()).isTrue();
        assertThat(dueOfConversation()).isNull();
    }

    @Test
    void listsGoOnWhereTheyEnded() {
        for (int hour = 1; hour <= 3; hour++) {
            promise("other", Instant.now().plus(hour, ChronoUnit.HOURS));
        }
        var first = api().get("/api/v1/promises?limit=2&conversation=" + conversation)
                .json();
        var second = api().get("/api/v1/promises?limit=2&conversation=" + conversation + "&cursor="
                        + first.path("next").asString())
                .json();

        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("next").isNull()).isTrue();
    }

    private JsonNode promise(String kind, @Nullable Instant due) {
        var made = api().post(
                        "/api/v1/promises",
                        "{'conversation':'%s','kind':'%s','what':'%s','dueAt':%s}"
                                .formatted(
                                        conversation,
                                        kind,
                                        kind.equals("other") ? "send the papers" : "",
                                        due == null ? "null" : "'" + due + "'"));
        assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
        return made.json();
    }

    private void passes(JsonNode promise, Instant due) {
        jdbc.sql("update task set due_at = :due where id = :id")
                .param("due", TaskStore.at(due))
                .param("id", UUID.fromString(id(promise)))
                .update();
    }

    private JsonNode get(JsonNode promise) {
        return api().get("/api/v1/promises/" + id(promise)).json();
    }

    private JsonNode items(String query) {
        return api().get("/api/v1/promises?" + query).json().path("items");
    }

    private String watched() {
        return jdbc.sql("select state from task where subject_id = :id and kind = 'deadline'")
                .param("id", UUID.fromString(conversation))
                .query(String.class)
                .single();
    }

    private @Nullable Instant dueOfConversation() {
        return jdbc.sql("select due_at from conversation where id = :id")
                .param("id", UUID.fromString(conversation))
                .query((row, n) ->
                        java.util.Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .single()
                .orElse(null);
    }

    private static String id(JsonNode promise) {
        return promise.path("id").asString();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
