package io.keepwell.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.problems.Areas;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is told to those a problem hits, on the status page too, and where it is linked.
@WholeApplication
class StatusFaceTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Areas areas;

    @Autowired
    StatusSetup setup;

    @Autowired
    Incidents incidents;

    private String title;
    private UUID problem;

    @BeforeEach
    void aCompanyHasAStatusPage() {
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        select :id, :address, 'Pennyfold support', now(), now()
                         where not exists (select 1 from mailbox)
                        """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@face.test")
                .update();
        setup.change(new StatusSettings(true, null, "Pennyfold", "", "#0f766e", null));
        var area = areas.create("Part " + UUID.randomUUID(), null);
        setup.show(area.id(), "", null, 0, true);
        title = "Nothing arrives " + UUID.randomUUID();
        problem = UUID.fromString(api().post(
                        "/api/v1/problems",
                        "{'title':'Worker dies','publicTitle':'%s','component':'%s'}".formatted(title, area.name()))
                .json()
                .path("id")
                .asString());
    }

    /// Other tests share this application and know of no status page.
    @AfterEach
    void thePageIsClosed() {
        incidents
                .ofProblem(problem)
                .filter(it -> !it.state().over())
                .ifPresent(it -> incidents.update(
                        it.id(),
                        new Incidents.Said("Over.", IncidentState.FIXED, null, Telling.nobody("The test is over."))));
        setup.change(new StatusSettings(false, null, "Pennyfold", "", "#0f766e", null));
    }

    @Test
    @DisplayName("what those who are hit are told stands on the status page too, and their letters say where")
    void saysItInPublicAndLinksIt() {
        var conversation = complaint();

        tell("announce", "{'text':'We know of it.','statusPage':true}");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> incidents.ofProblem(problem).isPresent());
        var incident = incidents.ofProblem(problem).orElseThrow();
        assertThat(incident.title()).isEqualTo(title);
        assertThat(incident.hits()).hasSize(1);
        var address = "/status/incidents/" + incident.number();
        assertThat(new Visitor(port).get(address).body())
                .contains(title, "We know of it.")
                .doesNotContain("Worker dies");
        Awaitility.await().atMost(PATIENCE).until(() -> notices(conversation).contains(address));
        assertThat(notices(conversation)).contains("Follow it here:");
        assertThat(Visitor.ofAdministrator(port)
                        .get("/problems/" + number() + "/update")
                        .body())
                .contains("Say it on the status page too", "Follow it here:");

        tell("fix", "{'whatChanged':'A new worker.','text':'It works.','holdMinutes':0,'statusPage':true}");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> incidents.ofProblem(problem).orElseThrow().state() == IncidentState.FIXED);
        assertThat(new Visitor(port).get(address).body()).contains("It works.", "A new worker.");

        tell("reopen", "{'reason':'Again','text':'It is back.','holdMinutes':0,'statusPage':true}");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> incidents.ofProblem(problem).orElseThrow().state() == IncidentState.INVESTIGATING);
        assertThat(incidents.ofProblem(problem).orElseThrow().number())
                .as("what came back goes on where it stood")
                .isEqualTo(incident.number());
    }

    @Test
    @DisplayName("what is taken back in its hold never stands there, and nothing does where nobody asked for it")
    void staysQuiet() {
        complaint();
        var held = api().post(
                        "/api/v1/problems/" + problem + "/announce",
                        "{'text':'We know of it.','holdMinutes':15,'statusPage':true}");
        assertThat(incidents.ofProblem(problem)).isEmpty();
        var broadcast = held.json().at("/broadcast/id").asString();
        assertThat(api().post("/api/v1/problems/broadcasts/" + broadcast + "/cancel", "{}")
                        .status())
                .isEqualTo(200);
        jdbc.sql("update broadcast set hold_until = made_at where id = :id")
                .param("id", UUID.fromString(broadcast))
                .update();

        var conversation = complaint();
        tell("announce", "{'text':'We know of it.'}");
        Awaitility.await().atMost(PATIENCE).until(() -> !notices(conversation).isEmpty());
        assertThat(notices(conversation)).doesNotContain("/status/");
        assertThat(incidents.ofProblem(problem)).isEmpty();
    }

    @Test
    @DisplayName("where nobody is hit yet it stands there at once; without a page it is refused")
    void saysItWithoutAnAudienceAndRefusesWithoutAPage() {
        tell("announce", "{'text':'We know of it.','statusPage':true}");
        assertThat(incidents.ofProblem(problem)).isPresent();

        setup.change(new StatusSettings(false, null, "Pennyfold", "", "#0f766e", null));
        assertThat(api().post("/api/v1/problems/" + problem + "/update", "{'text':'More.','statusPage':true}")
                        .status())
                .isEqualTo(409);
        assertThat(Visitor.ofAdministrator(port)
                        .get("/problems/" + number() + "/update")
                        .body())
                .doesNotContain("Say it on the status page too");
        setup.change(new StatusSettings(true, null, "Pennyfold", "", "#0f766e", null));
    }

    private void tell(String what, String body) {
        var answer = api().post("/api/v1/problems/" + problem + "/" + what, body);
        assertThat(answer.status()).as("%s", answer.json()).isLessThan(300);
    }

    private long number() {
        return api().get("/api/v1/problems/" + problem).json().path("number").asLong();
    }

    private String complaint() {
        var conversation = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s@face-customer.test','name':'Ana Abel'},'subject':'Nothing arrives',
                         'text':'It is broken.','channel':'api'}
                        """.formatted(UUID.randomUUID()))
                .json()
                .path("id")
                .asString();
        api().post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'" + conversation + "'}");
        return conversation;
    }

    private String notices(String conversation) {
        return String.join(
                "\n",
                jdbc.sql("select text from message where conversation_id = :id and type = 'notice'")
                        .param("id", UUID.fromString(conversation))
                        .query((row, n) -> row.getString("text"))
                        .list());
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
