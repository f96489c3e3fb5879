package io.keepwell.followups;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.ConversationHappened;
import io.keepwell.surveys.Surveys;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Ana and Ben want a second tray, and hear when there is one.
@WholeApplication
class IdeaTests {

    @LocalServerPort
    int port;

    @Autowired
    Surveys surveys;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    IdeaSender sender;

    @Autowired
    FollowUpReport report;

    private Unhappy people;
    private UUID ana;
    private String idea;

    @BeforeEach
    void anIdea() {
        people = Unhappy.asked(port, surveys, events, transaction, jdbc, clock);
        ana = people.person("Ana Wants");
        idea = people.api()
                .post("/api/v1/ideas", "{'title':'A second tray " + UUID.randomUUID() + "'}")
                .json()
                .path("id")
                .asString();
    }

    @Test
    @DisplayName("32, 34: whoever says what would have helped supports the idea; when it ships each is told once, in "
            + "person, and the follow-up is told once the letter has left")
    void supportersAreToldOnce() {
        people.answers(ana, 3, "", null);
        var followUp = waiting();
        var ben = people.person("Ben Wants");
        post("/supporters", "{'customer':'" + ben + "'}");
        post("/supporters", "{'customer':'" + ben + "','words':'Two trays please'}");
        assertThat(get("").path("supporters").asInt()).isEqualTo(2);
        assertThat(get("/supporters").toString()).contains("A second tray, please", "Two trays please");

        assertThat(people.api()
                        .patch("/api/v1/ideas/" + idea, "{'state':'shipped'}")
                        .status())
                .as("not without telling them")
                .isEqualTo(400);
        var preview = post("/shipment", "{'whatChanged':'There are two trays.'}");
        assertThat(preview.path("people").asInt()).isEqualTo(2);
        assertThat(preview.path("letters").toString())
                .contains("Hello Ana", "There are two trays.", "A second tray, please");
        assertThat(get("").path("state").asString()).isEqualTo("open");
        assertThat(people.api()
                        .post("/api/v1/ideas/" + idea + "/shipment", "{'whatChanged':'Two.','people':5}")
                        .status())
                .isEqualTo(409);

        var all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> people.api()
                        .post(
                                "/api/v1/ideas/" + idea + "/shipment",
                                "{'whatChanged':'There are two trays.','people':2}")))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();
        sender.sendAll();
        sender.sendAll();

        assertThat(get("").path("state").asString()).isEqualTo("shipped");
        var notices = jdbc.sql("select state from idea_notice where idea_id = :idea::uuid")
                .param("idea", idea)
                .query((row, n) -> row.getString(1))
                .list();
        assertThat(notices)
                .hasSize(2)
                .allMatch(state -> List.of("written", "no-way", "queued").contains(state));
        assertThat(post("/shipment", "{'whatChanged':'There are two trays.'}")
                        .path("people")
                        .asInt())
                .as("nobody twice")
                .isZero();

        left(followUp);
        assertThat(state(followUp)).isEqualTo("told");
    }

    @Test
    @DisplayName("3.6.10, 31, 33: the figures count with their denominators and intervals, and open to their people")
    void figures() {
        people.answers(ana, 3, "", null);
        waiting();
        var carl = people.person("Carl Waits");
        people.answers(carl, 2, "", null);

        var before = people.api().get("/api/v1/follow-up-report").json();
        assertThat(before.path("figures")).hasSize(4);
        var share = before.path("figures").get(1);
        assertThat(share.path("figure").asString()).isEqualTo("both-answers");
        assertThat(share.path("n").asLong()).isPositive();
        assertThat(share.path("low").asDouble()).isLessThan(share.path("high").asDouble());
        assertThat(before.path("reasons").toString()).contains("It did not work");
        assertThat(before.path("steps").toString()).contains("Daily use");
        assertThat(before.path("keptContacted").isNull()).as("no data yet").isTrue();
        var one = report.of(FollowUpFilter.ALL.ofCustomer(ana));
        assertThat(one.shares().get(1).of().count()).isEqualTo(1);
        assertThat(one.median().n()).isEqualTo(1);
        assertThat(one.median().low()).as("too few").isNull();
        assertThat(report.of(FollowUpFilter.ALL.ofCustomer(carl)).median().n()).isZero();
        people.answers(ana, 8, "", null);
        assertThat(report.of(FollowUpFilter.ALL.ofCustomer(ana))
                        .shares()
                        .get(3)
                        .of()
                        .count())
                .as("a higher next score")
                .isEqualTo(1);
    }

    /// Ana's follow-up, understood and waiting for the idea.
    private String waiting() {
        var id = people.api()
                .get("/api/v1/follow-ups?customer=" + ana)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString();
        var path = "/api/v1/follow-ups/" + id;
        people.api().post(path + "/attempts", "{'channel':'phone','outcome':'reached'}");
        people.api().put(path + "/learned", """
                        {'mainReason':'It jams','reason':'did-not-work','wouldHaveHelped':'A second tray, please',
                         'wanted':'Papers','got':'Confetti','step':'daily-use'}
                        """);
        people.api().put(path + "/cause", "{'idea':'" + idea + "'}");
        people.api().put(path + "/waiting", "{}");
        assertThat(state(id)).isEqualTo("waiting-on-product");
        return id;
    }

    /// The letter to Ana leaves.
    private void left(String followUp) {
        var message = jdbc.sql("""
                        select coalesce(message_id, '00000000-0000-0000-0000-000000000000') from idea_notice
                         where idea_id = :idea::uuid and customer_id = :ana
                        """)
                .param("idea", idea)
                .param("ana", ana)
                .query((row, n) -> row.getObject(1, UUID.class))
                .single();
        if (message.equals(new UUID(0, 0)) || state(followUp).equals("told")) {
            // without a mailbox in this installation nothing leaves: the letter is made up
            message = madeUp(message);
        }
        var conversation = jdbc.sql("select conversation_id from message where id = :id")
                .param("id", message)
                .query((row, n) -> row.getObject(1, UUID.class))
                .single();
        var sent = message;
        transaction.executeWithoutResult(status -> events.publishEvent(new ConversationHappened(
                conversation, people.now(), null, new ConversationHappened.Delivered(sent, "sent"))));
    }

    private UUID madeUp(UUID known) {
        if (!known.equals(new UUID(0, 0))) {
            return known;
        }
        var conversation = UUID.fromString(people.api()
                .post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'" + UUID.randomUUID()
                                + "@unhappy.test'},'subject':'Tray','text':'Tray','channel':'api'}")
                .json()
                .path("id")
                .asString());
        var message = io.keepwell.shared.Ids.next();
        jdbc.sql("""
                        insert into message (id, conversation_id, direction, type, author_name, text, sent_at, created_at,
                                             delivery_state, delivery_at)
                        values (:id, :conversation, 'out', 'notice', 'Us', 'Two trays', :now, :now, 'sent', :now)
                        """)
                .param("id", message)
                .param("conversation", conversation)
                .param("now", people.now().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update idea_notice set message_id = :id where idea_id = :idea::uuid and customer_id = :ana")
                .param("id", message)
                .param("idea", idea)
                .param("ana", ana)
                .update();
        return message;
    }

    private String state(String followUp) {
        return people.api()
                .get("/api/v1/follow-ups/" + followUp)
                .json()
                .path("followUp")
                .path("state")
                .asString();
    }

    private JsonNode get(String path) {
        return people.api().get("/api/v1/ideas/" + idea + path).json();
    }

    private JsonNode post(String path, String body) {
        return people.api().post("/api/v1/ideas/" + idea + path, body).json();
    }
}
