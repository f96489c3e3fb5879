package io.keepwell.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Product meets angry customers, and service reaches product.
@WholeApplication
class ProductTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("22: the angriest of a part of the product come first, in their own words, and one takes part")
    void hearsTheAngriest() {
        var area = "Part " + UUID.randomUUID();
        var problem = api().post("/api/v1/problems", "{'title':'No sync','component':'" + area + "'}")
                .json();
        var calm = complains("Could you look at the sync, please?");
        var angry = complains("This is ridiculous and unacceptable. I am furious, and I want to cancel.");
        for (var each : List.of(calm, angry)) {
            api().post(
                            "/api/v1/problems/" + problem.path("id").asString() + "/conversations",
                            "{'conversation':'" + each + "'}");
        }

        var heard = angryLetters(problem.path("component").asString());

        assertThat(heard).singleElement().satisfies(it -> {
            assertThat(it.path("conversation").asString()).isEqualTo(angry);
            assertThat(it.path("words").asString()).contains("I am furious");
            assertThat(it.path("heard")).isNotEmpty();
        });
        assertThat(api().post("/api/v1/conversations/" + angry + "/participation", "{}")
                        .status())
                .isEqualTo(204);
        api().post("/api/v1/conversations/" + angry + "/participation", "{}");
        assertThat(jdbc.sql("""
                        select count(*)
                          from conversation_event
                         where conversation_id = :id::uuid
                           and kind = 'takes-part'
                        """).param("id", angry).query(Integer.class).single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("68: a note to product reaches the named person, and the answer is where service reads it")
    void asksProductWithinTheComplaint() {
        var name = jdbc.sql("select name from team_member where active order by id limit 1")
                .query(String.class)
                .single();
        var complaint = complains("The export is empty.");
        var note = api().post(
                        "/api/v1/conversations/" + complaint + "/messages",
                        "{'type':'note','text':'@" + name + " does this come from the new gateway?'}");
        assertThat(note.status()).isEqualTo(201);
        api().post(
                        "/api/v1/conversations/" + complaint + "/messages",
                        "{'type':'note','text':'Yes, since Monday. The repair is tested.'}");

        assertThat(StreamSupport.stream(
                        api().get("/api/v1/conversations/" + complaint)
                                .json()
                                .path("messages")
                                .spliterator(),
                        false))
                .filteredOn(it -> it.path("type").asString().equals("note"))
                .extracting(it -> it.path("text").asString())
                .containsExactly(
                        "@" + name + " does this come from the new gateway?",
                        "Yes, since Monday. The repair is tested.");
    }

    private List<JsonNode> angryLetters(String component) {
        return StreamSupport.stream(
                        api().get("/api/v1/angry-letters?component=" + component)
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .toList();
    }

    private String complains(String text) {
        return api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s@product.test','name':'Ana Ribeiro'},'subject':'Sync','text':'%s','channel':'api'}
                        """.formatted(UUID.randomUUID(), text))
                .json()
                .path("id")
                .asString();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
