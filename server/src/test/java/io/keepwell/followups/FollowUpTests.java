package io.keepwell.followups;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.ConversationHappened;
import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.ProblemHappened;
import io.keepwell.shared.Ids;
import io.keepwell.surveys.AskingPause;
import io.keepwell.surveys.Surveys;
import io.keepwell.team.Member;
import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Api;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Ana answers low, and Mara, who knows her, calls.
@WholeApplication
class FollowUpTests {

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

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
    Calendars calendars;

    @Autowired
    KeepwellSettings house;

    @Autowired
    Escalations escalations;

    @Autowired
    List<AskingPause> pauses;

    private Unhappy people;
    private Member mara;
    private UUID ana;

    @BeforeEach
    void anaIsKnownToMara() {
        people = Unhappy.asked(port, surveys, events, transaction, jdbc, clock);
        mara = member("Mara");
        ana = people.person("Ana Unhappy");
        talkedWith(ana, mara);
    }

    private Member member(String name) {
        return setup.member(
                UUID.randomUUID() + "@keepwell.test", name, Role.AGENT, Locale.ENGLISH, "a long enough password");
    }

    private String talkedWith(UUID customer, Member member) {
        var email = jdbc.sql("select value from customer_identifier where customer_id = :id and type = 'email'")
                .param("id", customer)
                .query(String.class)
                .single();
        var opened = api().post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'" + email + "'},'subject':'Hello','text':'Hello','channel':'api'}")
                .json();
        var id = opened.path("id").asString();
        assertThat(api().patch("/api/v1/conversations/" + id, "{'assignee':'" + member.id() + "'}")
                        .status())
                .isEqualTo(200);
        return id;
    }

    @Test
    @DisplayName(
            "30, 3.6.1, 3.6.3, 3.6.4: an answer of 4 makes a follow-up with an owner and a time; 3.2.5: and no more asking")
    void aLowAnswerIsFollowedUp() {
        var at = people.now();

        people.answers(ana, 4, "The printer ate my papers.", null, at);

        var it = only(ana);
        assertThat(it.path("state").asString()).isEqualTo("assigned");
        assertThat(it.path("owner").asString()).isEqualTo(mara.id().toString());
        assertThat(it.path("customer").asString()).isEqualTo(ana.toString());
        assertThat(it.path("mainReason").isNull()).isTrue();
        assertThat(it.path("elapsedHours").asDouble()).isLessThan(1);
        var calendar = calendars.usual().counting(house.zone());
        assertThat(calendar.between(at, Instant.parse(it.path("dueAt").asString())))
                .as("two business days of eight hours or whatever the team works")
                .isGreaterThan(Duration.ofHours(6));
        assertThat(whole(it).path("answers").get(0).path("words").asString()).contains("ate my papers");
        assertThat(paused(ana)).contains("follow-up-open");
        assertThat(timeline(ana)).contains("Needed a call from us");
    }

    @Test
    @DisplayName("3.6.1: the answer and its follow-up are both there, or neither")
    void bothOrNeither() {
        var answer = Ids.next();

        transaction.executeWithoutResult(status -> {
            people.publish(ana, answer, 3, "", null, people.now());
            status.setRollbackOnly();
        });

        assertThat(of(ana)).isEmpty();
        assertThat(jdbc.sql("select count(*) from survey_answer where id = :id")
                        .param("id", answer)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName(
            "3.6.1: further low answers attach to the open one, however many come at once, and only shorten its time")
    void oneOpenPerPerson() {
        var all = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.runAsync(() -> people.answers(ana, i, "again " + i, null)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();

        var it = only(ana);
        assertThat(whole(it).path("answers")).hasSize(6);
        var due = it.path("dueAt").asString();
        people.answers(ana, 0, "and again", null, people.now().plus(Duration.ofMinutes(5)));
        assertThat(only(ana).path("dueAt").asString()).isEqualTo(due);
    }

    @Test
    @DisplayName(
            "3.6.2: a middle score is followed up in angry words, and not in calm ones; the happy and the unknown are not")
    void toneCounts() {
        var calm = people.person("Carl Calm");
        people.answers(calm, 7, "Fine, thank you.", null);
        people.answers(ana, 7, "This is outrageous. I am furious and will cancel my contract.", null);
        var happy = people.person("Hanna Happy");
        people.answers(happy, 10, "This is outrageous. I am furious.", null);

        assertThat(of(calm)).isEmpty();
        assertThat(only(ana).path("origin").asString()).isEqualTo("tone");
        assertThat(of(happy)).isEmpty();
    }

    @Test
    @DisplayName("3.6.4: never the person who was rated, neither by itself nor by hand")
    void neverTheRated() {
        people.answers(ana, 2, "Mara was rude", mara.id());

        var it = only(ana);
        assertThat(it.path("state").asString()).isEqualTo("new");
        assertThat(it.path("owner").isNull()).isTrue();
        assertThat(put(it, "owner", "{'owner':'" + mara.id() + "'}").status()).isEqualTo(409);
        var ben = member("Ben");
        assertThat(put(it, "owner", "{'owner':'" + ben.id() + "'}").status()).isEqualTo(200);
        // rated in a further answer: it is handed over
        people.answers(ana, 1, "and Ben too", ben.id());
        assertThat(only(ana).path("owner").asString("")).isNotEqualTo(ben.id().toString());
    }

    @Test
    @DisplayName(
            "3.6.6, 31, 32, 33: each state follows from the one before; understood needs both answers and the gap; "
                    + "waiting needs a cause; the last step is taken back once")
    void goesThroughItsStates() {
        people.answers(ana, 4, "", null);
        var it = only(ana);
        assertThat(put(it, "waiting", "{}").status()).isEqualTo(409);
        assertThat(put(it, "closure", "{'reason':'recovered'}").status()).isEqualTo(409);

        tries(it, "phone", "no-answer");
        assertThat(state(ana)).isEqualTo("attempting");
        tries(it, "phone", "reached");
        assertThat(state(ana)).isEqualTo("contacted");
        assertThat(only(ana).path("contactedAt").isNull()).isFalse();

        assertThat(undo(it).status()).isEqualTo(200);
        assertThat(state(ana)).isEqualTo("attempting");
        assertThat(only(ana).path("contactedAt").isNull()).isTrue();
        assertThat(undo(it).status()).as("once").isEqualTo(409);
        tries(it, "phone", "reached");

        learns(it, "'mainReason':'It jams','reason':'did-not-work','wanted':'Papers','got':'Confetti'");
        assertThat(state(ana)).isEqualTo("contacted");
        learns(
                it,
                "'mainReason':'It jams','reason':'did-not-work','wouldHaveHelpedRefused':true,'wanted':'Papers','got':'Confetti','step':'daily-use'");
        assertThat(state(ana)).isEqualTo("understood");
        assertThat(only(ana).path("mainReason").asString()).isEqualTo("It jams");
        assertThat(put(it, "waiting", "{}").status()).as("needs a cause").isEqualTo(409);

        var problem = problem();
        assertThat(put(it, "cause", "{'problem':'" + problem + "'}").status()).isEqualTo(200);
        assertThat(put(it, "waiting", "{}").status()).isEqualTo(200);
        assertThat(put(it, "told", "{'message':'" + UUID.randomUUID() + "'}").status())
                .as("needs a message that was sent")
                .isEqualTo(400);
        assertThat(put(it, "told", "{'message':'" + sentTo(ana) + "'}").status())
                .isEqualTo(200);
        assertThat(put(it, "closure", "{'reason':'recovered'}").status()).isEqualTo(200);
        assertThat(problemState(problem))
                .as("3.6.9: the cause is not closed with it")
                .isEqualTo("reported");
        assertThat(undo(it).status()).isEqualTo(200);
        assertThat(state(ana)).isEqualTo("told");
        assertThat(api().get("/api/v1/problems/" + problem + "/exposures")
                        .json()
                        .toString())
                .contains(ana.toString());
    }

    @Test
    @DisplayName("3.6.7: unreachable takes three attempts over ten days on two channels")
    void unreachable() {
        people.answers(ana, 4, "", null);
        var it = only(ana);
        tries(it, "phone", "no-answer");
        tries(it, "phone", "no-answer");
        tries(it, "email", "left-message");
        assertThat(put(it, "closure", "{'reason':'unreachable'}").status()).isEqualTo(409);

        jdbc.sql("""
                        update follow_up_attempt set at = at - interval '10 days'
                         where id = (select id from follow_up_attempt where follow_up_id = :id::uuid order by at limit 1)
                        """).param("id", id(it)).update();

        assertThat(put(it, "closure", "{'reason':'unreachable'}").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("3.6.8: the next low score, a letter within 30 days and the cause coming back open it again")
    void opensAgain() {
        people.answers(ana, 4, "", null);
        var it = only(ana);
        understood(it);
        var problem = problem();
        put(it, "cause", "{'problem':'" + problem + "'}");
        put(it, "closure", "{'reason':'not-recovered'}");
        assertThat(state(ana)).isEqualTo("closed");

        people.answers(ana, 5, "still bad", null);
        assertThat(only(ana).path("id").asString()).isEqualTo(id(it));
        assertThat(state(ana)).isEqualTo("assigned");
        assertThat(only(ana).path("reopened").asInt()).isEqualTo(1);
        assertThat(only(ana).path("contactedAt").isNull()).isTrue();

        tries(it, "phone", "reached");
        learns(it, "'mainReasonRefused':true,'wouldHaveHelpedRefused':true,'wanted':'a','got':'b'");
        put(it, "closure", "{'reason':'not-recovered'}");
        transaction.executeWithoutResult(
                status -> events.publishEvent(new ProblemHappened(UUID.fromString(problem), "reopened", people.now())));
        assertThat(state(ana)).isEqualTo("waiting-on-product");

        put(it, "closure", "{'reason':'not-recovered'}");
        var conversation = talkedWith(ana, mara);
        jdbc.sql("update follow_up set conversation_id = :c::uuid where id = :id::uuid")
                .param("c", conversation)
                .param("id", id(it))
                .update();
        writes(conversation);
        assertThat(state(ana)).isEqualTo("assigned");
        put(it, "closure", "{'reason':'declined-contact'}");
        jdbc.sql("update follow_up set closed_at = closed_at - interval '31 days' where id = :id::uuid")
                .param("id", id(it))
                .update();
        writes(conversation);
        assertThat(state(ana)).as("after 30 days").isEqualTo("closed");
    }

    @Test
    @DisplayName(
            "3.6.5: half, whole and twice the time tell the owner, the manager and the head of product, each once, by "
                    + "the rules as of now")
    void isRaised() {
        people.answers(ana, 4, "", null);
        var it = only(ana);
        var manager = member("Manager");
        var head = member("Head");
        escalations.raiseAll();
        assertThat(raised(it)).isEmpty();

        // a rule of now, for what was open before
        api().put("/api/v1/follow-up-settings", settings(manager, head));
        began(it, "40 days", "30 days");
        escalations.raiseAll();
        escalations.raiseAll();

        assertThat(raised(it)).containsExactlyInAnyOrder("owner", "manager", "head");
        assertThat(told(mara)).contains("owner");
        assertThat(told(manager)).containsExactly("manager");
        assertThat(told(head)).containsExactly("head");
        assertThat(api().get("/api/v1/follow-ups?customer=" + ana + "&overdue=true")
                        .json()
                        .path("items"))
                .hasSize(1);
        api().put("/api/v1/follow-up-settings", settings(null, null));
    }

    @Test
    @DisplayName(
            "3.6.1: of two profiles that are one person with an open follow-up each, one stays; apart they have theirs again")
    void survivesMerges() {
        var twin = people.person("Ana Again");
        people.answers(ana, 4, "first", null);
        people.answers(twin, 3, "second", null);
        var mine = id(only(ana));
        var theirs = id(only(twin));

        var merge = api().post("/api/v1/customers/" + ana + "/merge", "{'with':'" + twin + "'}")
                .json();
        assertThat(merge.path("id").asString()).isNotBlank();
        assertThat(of(ana)).hasSize(1);
        assertThat(whole(only(ana)).path("answers")).hasSize(2);

        api().post("/api/v1/customers/merges/" + merge.path("id").asString() + "/undo", "{}");
        assertThat(id(only(ana))).isEqualTo(mine);
        assertThat(id(only(twin))).isEqualTo(theirs);
    }

    @Test
    @DisplayName(
            "34, 3.6.11: a better next score is a changed mind, with its evidence; so is staying, when somebody notes it")
    void mindsChange() {
        people.answers(ana, 4, "", null);
        var it = only(ana);
        people.answers(ana, 6, "", null);
        assertThat(minds(it)).as("within its band").isEmpty();
        people.answers(ana, 9, "", null);

        assertThat(minds(it)).containsExactly("score-rose");
        assertThat(api().post("/api/v1/follow-ups/" + id(it) + "/changed-minds", "{'evidence':' '}")
                        .status())
                .isEqualTo(400);
        api().post("/api/v1/follow-ups/" + id(it) + "/changed-minds", "{'evidence':'Withdrew cancellation 17'}");
        assertThat(minds(it)).containsExactly("score-rose", "stays");
        assertThat(timeline(ana)).contains("Changed their mind", "from 6 to 9", "cancellation 17");
    }

    private List<String> minds(JsonNode it) {
        return jdbc.sql("select kind from changed_mind where follow_up_id = :id::uuid order by at, id")
                .param("id", id(it))
                .query((row, n) -> row.getString(1))
                .list();
    }

    private String settings(@Nullable Member manager, @Nullable Member head) {
        return """
                {'manager':%s,'head':%s,'team':null,'calendar':null,'days':2,'valuableDays':1,'repeatHours':4,
                 'ownerPercent':50,'managerPercent':100,'headPercent':200}
                """.formatted(
                manager == null ? "null" : "'" + manager.id() + "'", head == null ? "null" : "'" + head.id() + "'");
    }

    private void began(JsonNode it, String ago, String dueAgo) {
        jdbc.sql("""
                        update follow_up
                           set started_at = started_at - cast(:ago as interval), due_at = started_at - cast(:due as interval)
                         where id = :id::uuid
                        """).param("ago", ago).param("due", dueAgo).param("id", id(it)).update();
    }

    private List<String> raised(JsonNode it) {
        return jdbc.sql("select level from follow_up_escalation where follow_up_id = :id::uuid")
                .param("id", id(it))
                .query((row, n) -> row.getString(1))
                .list();
    }

    private List<String> told(Member member) {
        return jdbc.sql(
                        "select detail from notification where member_id = :id and kind = 'follow-up' order by created_at, id")
                .param("id", member.id())
                .query((row, n) -> row.getString(1))
                .list();
    }

    private void understood(JsonNode it) {
        tries(it, "phone", "reached");
        learns(it, "'mainReasonRefused':true,'wouldHaveHelpedRefused':true,'wanted':'a','got':'b'");
        assertThat(state(ana)).isEqualTo("understood");
    }

    private String problem() {
        return api().post("/api/v1/problems", "{'title':'Paper jam " + UUID.randomUUID() + "'}")
                .json()
                .path("id")
                .asString();
    }

    private String problemState(String problem) {
        return api().get("/api/v1/problems/" + problem).json().path("state").asString();
    }

    /// A letter to a customer that has left.
    private String sentTo(UUID customer) {
        var message = Ids.next();
        jdbc.sql("""
                        insert into message (id, conversation_id, direction, type, author_name, text, sent_at, created_at,
                                             delivery_state, delivery_at)
                        select :id, id, 'out', 'message', 'Mara', 'It is fixed', :now, :now, 'sent', :now
                          from conversation where customer_id = :customer limit 1
                        """)
                .param("id", message)
                .param("customer", customer)
                .param("now", people.now().atOffset(ZoneOffset.UTC))
                .update();
        return message.toString();
    }

    private void writes(String conversation) {
        var message = Ids.next();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                            insert into message (id, conversation_id, direction, type, customer_id, author_name, text, sent_at,
                                                 created_at)
                            values (:id, :conversation::uuid, 'in', 'message', :customer, 'Ana', 'Still here', :now, :now)
                            """)
                    .param("id", message)
                    .param("conversation", conversation)
                    .param("customer", ana)
                    .param("now", people.now().atOffset(ZoneOffset.UTC))
                    .update();
            events.publishEvent(new ConversationHappened(
                    UUID.fromString(conversation), people.now(), null, new ConversationHappened.Said(message)));
        });
    }

    private void tries(JsonNode it, String channel, String outcome) {
        var answer = api().post(
                        "/api/v1/follow-ups/" + id(it) + "/attempts",
                        "{'channel':'" + channel + "','outcome':'" + outcome + "'}");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    }

    private void learns(JsonNode it, String fields) {
        var answer = put(it, "learned", "{" + fields + "}");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    }

    private Api.Answer put(JsonNode it, String what, String body) {
        return api().put("/api/v1/follow-ups/" + id(it) + "/" + what, body);
    }

    private Api.Answer undo(JsonNode it) {
        return api().post("/api/v1/follow-ups/" + id(it) + "/undoing", "{}");
    }

    private JsonNode whole(JsonNode it) {
        return api().get("/api/v1/follow-ups/" + id(it)).json();
    }

    private String state(UUID customer) {
        return only(customer).path("state").asString();
    }

    private JsonNode only(UUID customer) {
        var found = of(customer);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<JsonNode> of(UUID customer) {
        return StreamSupport.stream(
                        api().get("/api/v1/follow-ups?customer=" + customer)
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .toList();
    }

    private List<String> paused(UUID customer) {
        return pauses.stream()
                .map(it -> it.paused(List.of(customer)))
                .map(Map::values)
                .flatMap(java.util.Collection::stream)
                .toList();
    }

    private String timeline(UUID customer) {
        return api().get("/api/v1/customers/" + customer + "/timeline").json().toString();
    }

    private static String id(JsonNode it) {
        return it.path("id").asString();
    }

    private Api api() {
        return people.api();
    }
}
