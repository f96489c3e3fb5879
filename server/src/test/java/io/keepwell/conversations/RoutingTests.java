package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.RoutingStore.Seat;
import io.keepwell.team.Member;
import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who gets what comes in, on the whole application.
@WholeApplication
class RoutingTests {

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    @Autowired
    Conversations conversations;

    @Autowired
    Routing routing;

    @Autowired
    JdbcClient jdbc;

    private Api api;
    private Member ben;
    private Member cleo;
    private UUID team;

    @BeforeEach
    void aTeamOfTwo() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        ben = setup.member(UUID.randomUUID() + "@keepwell.test", "Ben", Role.AGENT, Locale.ENGLISH, null);
        cleo = setup.member(UUID.randomUUID() + "@keepwell.test", "Cleo", Role.AGENT, Locale.ENGLISH, null);
        team = setup.team("Team " + UUID.randomUUID(), List.of(ben.id(), cleo.id()))
                .id();
    }

    @Test
    void givesInTurnAndLeavesWhatNobodyHasRoomFor() {
        set("round-robin", 1, 2);
        var ids = waiting(4);

        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(assignees(ids))
                        .containsExactlyInAnyOrder(
                                Optional.of(ben.id()),
                                Optional.of(cleo.id()),
                                Optional.of(cleo.id()),
                                Optional.empty()));
        // ST1: what is given is open
        assertThat(ids.stream().filter(id -> conversations.get(id).assignee() != null))
                .allMatch(id -> conversations.get(id).state() == ConversationState.OPEN);

        // Ben solves his: there is room again
        var his = ids.stream()
                .filter(id -> ben.id().equals(conversations.get(id).assignee()))
                .findFirst()
                .orElseThrow();
        conversations.state(his, ConversationState.SOLVED);
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(assignees(ids)).doesNotContain(Optional.empty()));
    }

    @Test
    void neverFillsAPlaceTwiceHoweverManyComeAtOnce() throws Exception {
        set("balanced", 3, 4);
        var ids = waiting(12);
        try (var pool = Executors.newFixedThreadPool(8)) {
            var tasks = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 24; i++) {
                tasks.add(() -> routing.route(team));
            }
            for (var done : pool.invokeAll(tasks)) {
                done.get();
            }
        }
        routing.route(team);

        assertThat(count(ids, ben)).isEqualTo(3);
        assertThat(count(ids, cleo)).isEqualTo(4);
    }

    @Test
    void nothingIsGivenToWhoeverIsAway() {
        assertThat(api.put("/api/v1/members/" + ben.id() + "/absence", "{'until':null}")
                        .status())
                .isEqualTo(204);
        set("round-robin", null, null);
        var ids = waiting(2);

        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(assignees(ids)).containsOnly(Optional.of(cleo.id())));
        assertThat(api.get("/api/v1/absences").json().get("items").toString())
                .contains(ben.id().toString());
        api.delete("/api/v1/members/" + ben.id() + "/absence");
        assertThat(api.get("/api/v1/absences").json().get("items").toString())
                .doesNotContain(ben.id().toString());
    }

    @Test
    @DisplayName("ST4: whoever leaves the team gives back what is its own, and somebody else of it gets that")
    void whoLeavesTheTeamGivesBackWhatIsItsOwn() {
        var id = waiting(1).getFirst();
        conversations.assignee(id, ben.id());
        set("round-robin", null, null);

        api.patch("/api/v1/teams/" + team, "{'members':['%s']}".formatted(cleo.id()));

        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(conversations.get(id).assignee()).isEqualTo(cleo.id()));
        assertThat(conversations.get(id).team()).isEqualTo(team);
    }

    @Test
    void aMailboxBringsItsTeamAndIsSetOnThePage() {
        var mailbox = UUID.randomUUID();
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        values (:id, :address, 'Routing', now(), now())
                        """)
                .param("id", mailbox)
                .param("address", mailbox + "@shop.test")
                .update();
        var admin = Visitor.ofAdministrator(port);
        admin.get("/settings/routing");
        assertThat(admin.post(
                                "/settings/routing/" + team,
                                "method",
                                "balanced",
                                "mailbox",
                                mailbox.toString(),
                                "capacity-" + ben.id(),
                                "0",
                                "capacity-" + cleo.id(),
                                "")
                        .statusCode())
                .isEqualTo(302);

        var id = open(mailbox);

        assertThat(conversations.get(id).team()).isEqualTo(team);
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(conversations.get(id).assignee()).isEqualTo(cleo.id()));
        assertThat(admin.get("/settings/routing").body()).contains("1 conversation waits");
        assertThat(admin.get("/settings/audit").body()).contains("gives out what comes in");
        admin.get("/inbox/handover/" + cleo.id());
        assertThat(admin.post("/inbox/handover/" + cleo.id())
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .contains("/inbox/bulk/");
        assertThat(admin.post("/settings/people/" + cleo.id() + "/absence", "until", "")
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.get("/settings/people").body()).contains("Hand over what waits for Cleo");
        admin.post("/me/absence", "until", "2090-01-01T10:00");
        assertThat(admin.get("/me").body()).contains("Away until");
        admin.post("/me/absence/end");
    }

    @Test
    void whoeverIsFullestRelativeToTheirRoomComesLast() {
        var a = UUID.randomUUID();
        var b = UUID.randomUUID();
        var seats = new Seats("balanced", null, List.of(new Seat(a, 10, 4), new Seat(b, 2, 0)));

        assertThat(seats.take(null)).contains(b);
        assertThat(seats.take(null)).contains(a);
        assertThat(seats.take(null)).contains(b);
        assertThat(seats.take(null)).contains(a);
        // who gave it back does not get it again by themselves
        assertThat(seats.take(a)).isEmpty();
    }

    private void set(String method, @Nullable Integer bens, @Nullable Integer cleos) {
        assertThat(api.put(
                                "/api/v1/teams/" + team + "/routing",
                                "{'method':'%s','capacity':{'%s':%s,'%s':%s}}"
                                        .formatted(method, ben.id(), bens, cleo.id(), cleos))
                        .status())
                .isEqualTo(200);
    }

    private List<UUID> waiting(int count) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            ids.add(open(null));
        }
        ids.forEach(id -> conversations.team(id, team));
        return ids;
    }

    private List<Optional<UUID>> assignees(List<UUID> ids) {
        return ids.stream()
                .map(id -> Optional.ofNullable(conversations.get(id).assignee()))
                .toList();
    }

    private long count(List<UUID> ids, Member member) {
        return ids.stream()
                .filter(id -> member.id().equals(conversations.get(id).assignee()))
                .count();
    }

    private UUID open(@Nullable UUID mailbox) {
        var made = api.post("/api/v1/conversations", """
                {'customer':{'email':'%s@customers.test','name':'Ana'},'subject':'Hello','text':'How are you?','channel':'api'%s}
                """.formatted(
                        UUID.randomUUID(), mailbox == null ? "" : ",'mailbox':'" + mailbox + "'"));
        return UUID.fromString(made.json().path("id").asString());
    }
}
