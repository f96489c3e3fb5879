package io.keepwell.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Turning to people whom a problem hits and who did not write.
@WholeApplication
class OutreachTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private String problem;
    private String loyal;
    private String fresh;

    @BeforeEach
    void aRuleMeansThreeAndOneOfThemWrote() {
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        select :id, :address, 'Pennyfold support', now(), now()
                         where not exists (select 1 from mailbox)
                        """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@shop.test")
                .update();
        problem = api().post("/api/v1/problems", "{'title':'No sync'}")
                .json()
                .path("id")
                .asString();
        fresh = customer("Ben Okafor");
        loyal = customer("Ana Ribeiro");
        jdbc.sql("update customer set first_seen_at = first_seen_at - interval '5 years' where id = :id")
                .param("id", UUID.fromString(loyal))
                .update();
        var writer = customer("Cora Lind");
        var conversation = api().post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s@outreach.test'},'subject':'No sync','text':'Nothing.','channel':'api'}"
                                .formatted("cora-" + problem))
                .json()
                .path("id")
                .asString();
        assertThat(writer).isNotEmpty();
        api().put(
                        "/api/v1/problems/" + problem + "/exposure-rule",
                        "{'traits':{'all':[{'name':'bank','operator':'is','value':'%s'}]}}".formatted(problem));
        api().post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'" + conversation + "'}");
    }

    @Test
    @DisplayName(
            "27: who is hit and did not write, who has been with us longest first, becomes a list that is taken back")
    void makesAList() {
        var silent = api().get(at("/silent")).json().path("items");
        assertThat(silent).hasSize(2);
        assertThat(silent.path(0).path("customer").asString()).isEqualTo(loyal);
        assertThat(silent.path(1).path("customer").asString()).isEqualTo(fresh);
        var first = api().get(at("/silent?limit=1")).json();
        assertThat(api().get(at("/silent?limit=1&cursor=" + first.path("next").asString()))
                        .json()
                        .path("items")
                        .path(0)
                        .path("customer")
                        .asString())
                .isEqualTo(fresh);

        var made = api().post(at("/outreach"), "{}").json().path("outreach");

        assertThat(made.path("people")).hasSize(2);
        assertThat(made.path("people").path(0).path("customer").asString()).isEqualTo(loyal);
        assertThat(api().post(at("/outreach"), "{}").json().path("outreach").isObject())
                .isFalse();
        var list = "/api/v1/outreach/" + made.path("id").asString();
        assertThat(api().put(list + "/people/" + fresh + "/done", "").status()).isEqualTo(204);
        assertThat(api().get(list).json().path("people").path(1).path("doneAt").isString())
                .isTrue();
        assertThat(api().delete(list + "/people/" + fresh + "/done").status()).isEqualTo(204);
        assertThat(api().get(list).json().path("people").path(1).path("doneAt").isString())
                .isFalse();

        assertThat(api().delete(list).status()).isEqualTo(204);
        assertThat(api().get(at("/outreach")).json()).isEmpty();
        assertThat(api().get(at("/silent"))
                        .json()
                        .path("items")
                        .path(0)
                        .path("listed")
                        .asBoolean())
                .isFalse();
        assertThat(api().post(list + "/restore", "{}").json().path("people")).hasSize(2);
        assertThat(api().get(at("/outreach")).json()).hasSize(1);
        var deeds = api().get("/api/v1/audit?subject=" + made.path("id").asString())
                .json()
                .path("items");
        assertThat(deeds.valueStream().map(it -> it.path("action").asString()))
                .containsExactly("outreach.restored", "outreach.undone", "outreach.made");
        assertThat(deeds.path(2).path("sentence").asString()).contains("a list of 2 people who were hit by No sync");
    }

    @Test
    @DisplayName("27: whoever is written to has a conversation of their own and is ticked off")
    void writesToOne() {
        var list = "/api/v1/outreach/"
                + api().post(at("/outreach"), "{}")
                        .json()
                        .path("outreach")
                        .path("id")
                        .asString();

        var written = api().post(list + "/people/" + loyal + "/letter", "{'text':'Hello Ana, we saw that it fails.'}");

        assertThat(written.status()).as("%s", written.json()).isEqualTo(200);
        var conversation = api().get("/api/v1/conversations/"
                        + written.json().path("conversation").asString())
                .json();
        assertThat(conversation.path("customer").path("id").asString()).isEqualTo(loyal);
        assertThat(conversation.path("messages").path(0).path("text").asString())
                .isEqualTo("Hello Ana, we saw that it fails.");
        assertThat(api().get(list).json().path("people").path(0).path("doneAt").isString())
                .isTrue();
        assertThat(api().post(list + "/people/" + UUID.randomUUID() + "/letter", "{'text':'x'}")
                        .status())
                .isEqualTo(404);
        assertThat(api().post(list + "/people/" + fresh + "/letter", "{'text':' '}")
                        .status())
                .isEqualTo(400);
    }

    private String customer(String name) {
        return api().post(
                        "/api/v1/customers",
                        "{'email':'%s-%s@outreach.test','name':'%s','traits':{'bank':'%s'}}"
                                .formatted(
                                        name.split(" ")[0].toLowerCase(java.util.Locale.ROOT), problem, name, problem))
                .json()
                .path("id")
                .asString();
    }

    private String at(String path) {
        return "/api/v1/problems/" + problem + path;
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
