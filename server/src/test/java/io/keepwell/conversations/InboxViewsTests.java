package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Views: what they hold, how they are kept and shared, and where the list goes on.
@WholeApplication
class InboxViewsTests {

    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TeamSetup setup;

    private Api api;
    private Visitor admin;
    private String tag;

    @BeforeEach
    void somebodyIsSignedIn() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        admin = Visitor.ofAdministrator(port);
        tag = "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void aListIsNarrowedByTheAddressAndKept() {
        long urgent = open("urgent");
        long calm = open("low");
        admin.get("/inbox/views");

        var narrowed = admin.get("/inbox?view=filter&tag=" + tag + "&priority=high,urgent&nonsense=1&team=nobody");
        assertThat(narrowed.body())
                .contains("row-" + urgent + "\"", "1 conversation")
                .doesNotContain("row-" + calm + "\"");

        var kept = admin.post(
                "/inbox/views",
                "name",
                "Burning " + tag,
                "audience",
                "me",
                "filter",
                "priority=high%2Curgent&tag=" + tag);
        var address = kept.headers().firstValue("Location").orElseThrow();
        assertThat(address).contains("/inbox?view=kept-");
        var body = admin.get(address.substring(address.indexOf("/inbox"))).body();
        assertThat(body).contains("row-" + urgent + "\"", "Burning " + tag).doesNotContain("row-" + calm + "\"");
    }

    @Test
    void aDeletedViewIsHadBack() {
        var id = api.post(
                        "/api/v1/views",
                        "{'name':'%s','audience':'everybody','filter':{'tag':'%s'}}".formatted(tag, tag))
                .json()
                .get("id")
                .asString();
        admin.get("/inbox/views");

        var gone = admin.post("/inbox/views/" + id + "/deletion");
        assertThat(gone.statusCode()).isEqualTo(302);
        assertThat(admin.get("/inbox/views").body()).contains("is gone", "/restoration");
        assertThat(api.get("/api/v1/views/" + id).status()).isEqualTo(404);
        admin.post("/inbox/views/" + id + "/restoration");
        assertThat(api.get("/api/v1/views/" + id).json().get("name").asString()).isEqualTo(tag);
        assertThat(admin.get("/settings/audit").body()).contains("deleted the view " + tag);
    }

    @Test
    void aViewIsSeenByThoseItIsSharedWith() {
        var ben = member("Ben");
        var cleo = member("Cleo");
        var team = setup.team("Team " + tag, List.of(ben.id()));
        keep("me", "'me'");
        keep("te", "'team','team':'" + team.id() + "'");
        keep("ev", "'everybody'");

        assertThat(Visitor.signedIn(port, ben.email(), PASSWORD).get("/inbox").body())
                .contains(tag + " te", tag + " ev")
                .doesNotContain(tag + " me");
        var cleos = Visitor.signedIn(port, cleo.email(), PASSWORD);
        assertThat(cleos.get("/inbox").body()).contains(tag + " ev").doesNotContain(tag + " te", tag + " me");
        var shared = api.get("/api/v1/views?limit=500")
                .json()
                .get("items")
                .valueStream()
                .filter(view -> view.get("name").asString().equals(tag + " ev"))
                .findFirst()
                .orElseThrow();
        cleos.get("/inbox/views");
        assertThat(cleos.post("/inbox/views/" + shared.get("id").asString() + "/deletion")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void programsAreToldWhatTheyGotWrong() {
        var answer = api.post("/api/v1/views", "{'name':'x','filter':{'colour':'red'}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("colour");
    }

    @Test
    void theListGoesOnWhereItEnded() {
        var last = 0L;
        for (int i = 0; i < 3; i++) {
            last = open("low");
        }
        var rows = jdbc.sql("select id, last_message_at from conversation where number = :n")
                .param("n", last)
                .query((row, n) -> RowPlace.cursor(
                        row.getTimestamp("last_message_at").toInstant(), row.getObject("id", UUID.class)))
                .single();

        var body = admin.get("/inbox?view=filter&tag=" + tag + "&after=" + rows).body();

        assertThat(body).contains("row-" + (last - 1) + "\"", "Back to the top").doesNotContain("row-" + last + "\"");
        assertThat(admin.get("/inbox?after=nonsense").statusCode()).isEqualTo(200);
    }

    @Test
    void everyOrderAndEveryCriterionIsAnswered() {
        var all = "state=any&kind=complaint,none&priority=low&assignee=me&team=mine&mailbox=" + UUID.randomUUID()
                + "&tag=a,b&customer=ana&language=de&waiting=4&due=24&text=hello";
        for (var order : ListOrder.values()) {
            assertThat(admin.get("/inbox?view=filter&" + all + "&order=" + order.word())
                            .statusCode())
                    .isEqualTo(200);
        }
        for (var view : InboxFilter.View.values()) {
            assertThat(admin.get("/inbox?view=" + view.key()).statusCode()).isEqualTo(200);
        }
    }

    private void keep(String name, String audience) {
        var body = "{'name':'%s %s','audience':%s,'filter':{'tag':'%s'}}".formatted(tag, name, audience, tag);
        assertThat(api.post("/api/v1/views", body).status()).isEqualTo(201);
    }

    private io.keepwell.team.Member member(String name) {
        return setup.member(UUID.randomUUID() + "@keepwell.test", name, Role.AGENT, Locale.ENGLISH, PASSWORD);
    }

    private long open(String priority) {
        var made = api.post("/api/v1/conversations", """
                {'customer':{'email':'%s@customers.test','name':'Ana'},'subject':'Hello','text':'How are you?','channel':'api'}
                """.formatted(UUID.randomUUID()))
                .json();
        api.patch(
                "/api/v1/conversations/" + made.get("id").asString(),
                "{'priority':'%s','tags':['%s']}".formatted(priority, tag));
        return made.get("number").asLong();
    }
}
