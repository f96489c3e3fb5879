package io.keepwell.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.team.Member;
import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whom a repeat alarm concerns, by its grade.
@WholeApplication
class RepeatOccasionsTests {

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    @Autowired
    JdbcClient jdbc;

    private Member owner;
    private Member manager;
    private Member senior;
    private String part;
    private String ana;
    private String problem;

    @BeforeEach
    void anaHadItBefore() {
        owner = member("Olga");
        manager = member("Mara");
        senior = member("Sanne");
        asks(senior.id(), manager.id());
        part = "Part " + UUID.randomUUID();
        ana = UUID.randomUUID() + "@occasions.test";
        problem = notes(part, owner.id());
        link(problem, writes(ana));
        over(problem);
    }

    @AfterEach
    void theDefaultsAgain() {
        asks(null, null);
    }

    @Test
    @DisplayName(
            "3.8.6: of red hear at once whoever answers for the problem and the manager, each once; somebody senior has it")
    void tellsOfRed() {
        var again = writes(ana);
        link(problem, again);

        assertThat(repeats(owner)).containsExactly(again);
        assertThat(repeats(manager)).containsExactly(again);
        // it is theirs, which they hear by that
        assertThat(repeats(senior)).isEmpty();
        assertThat(assignee(again)).isEqualTo(senior.id().toString());

        // linked once more to the same, it is the same alarm; and worse is no news, for they have it
        api().post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'" + again + "'}");
        assertThat(repeats(owner)).hasSize(1);
        assertThat(repeats(manager)).hasSize(1);
    }

    @Test
    @DisplayName(
            "3.8.6: whoever is both hears it once; where nobody answers for the problem, its part of the product's owner does")
    void tellsNobodyTwice() {
        asks(senior.id(), owner.id());
        var again = writes(ana);
        link(problem, again);
        assertThat(repeats(owner)).containsExactly(again);
        assertThat(times(owner)).isEqualTo(1);

        var ofArea = notes(part, null);
        jdbc.sql("update problem_area set owner_id = :owner where name = :name")
                .param("owner", manager.id())
                .param("name", part)
                .update();
        var ben = UUID.randomUUID() + "@occasions.test";
        link(ofArea, writes(ben));
        over(ofArea);
        var bens = writes(ben);
        link(ofArea, bens);
        assertThat(repeats(manager)).containsExactly(bens);
    }

    @Test
    @DisplayName("3.8.3, 3.8.6: amber is seen and tells nobody, takes it from nobody; it rings once it turns red")
    void amberTellsNobody() {
        var sibling = notes(part, owner.id());
        var again = writes(ana);
        link(sibling, again);

        assertThat(grade(again)).isEqualTo("amber");
        assertThat(repeats(owner)).isEmpty();
        assertThat(repeats(manager)).isEmpty();
        assertThat(assignee(again)).isEmpty();

        // the two turn out to be one
        over(sibling);
        api().post("/api/v1/problems/" + sibling + "/merge", "{'into':'" + problem + "'}");
        assertThat(grade(again)).isEqualTo("red");
        assertThat(repeats(owner)).containsExactly(again);
        assertThat(repeats(manager)).containsExactly(again);
        assertThat(assignee(again)).isEqualTo(senior.id().toString());
    }

    @Test
    @DisplayName("3.8.3: dark red tells the same people; nobody is told of one whose conversation is over")
    void tellsOfDarkRed() {
        // the fix did not work for them
        jdbc.sql("""
                        insert into notice_answer (notice_id, works, at)
                        select id, false, now() from notice where problem_id = :problem
                        """).param("problem", UUID.fromString(problem)).update();
        var again = writes(ana);
        link(problem, again);
        assertThat(grade(again)).isEqualTo("dark-red");
        assertThat(repeats(owner)).containsExactly(again);
        assertThat(repeats(manager)).containsExactly(again);

        var late = writes(ana);
        api().patch("/api/v1/conversations/" + late, "{'cause':'triage','state':'solved'}");
        link(problem, late);
        assertThat(grade(late)).isNotEmpty();
        assertThat(repeats(owner)).containsExactly(again);
    }

    private Member member(String name) {
        return setup.member(
                UUID.randomUUID() + "@keepwell.test",
                name,
                Role.PRODUCT_MANAGER,
                Locale.ENGLISH,
                "a long enough password");
    }

    private void asks(@Nullable UUID senior, @Nullable UUID manager) {
        var asked = api().put(
                        "/api/v1/problem-settings",
                        "{'senior':%s,'manager':%s,'valueTrait':%s}"
                                .formatted(json(senior), json(manager), json(valueTrait())));
        assertThat(asked.status()).as("%s", asked.json()).isEqualTo(200);
    }

    private @Nullable String valueTrait() {
        var known = api().get("/api/v1/problem-settings").json().path("valueTrait");
        return known.isString() ? known.asString() : null;
    }

    private static String json(@Nullable Object value) {
        return value == null ? "null" : "'" + value + "'";
    }

    private String notes(String part, @Nullable UUID owner) {
        return api().post(
                        "/api/v1/problems",
                        "{'title':'The sync stops','component':'%s','owner':%s}".formatted(part, json(owner)))
                .json()
                .path("id")
                .asString();
    }

    private String writes(String email) {
        return api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s','name':'Ana Ribeiro'},'subject':'It does not sync','text':'My bank does not sync.',
                         'channel':'api'}
                        """.formatted(email))
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

    /// They were told that it is fixed. The letter itself is not what matters here, so it is held for ever.
    private void over(String problem) {
        api().post(
                        "/api/v1/problems/" + problem + "/fix",
                        "{'whatChanged':'We check it.','text':'It works again.','holdMinutes':15}");
        jdbc.sql("update notice set state = 'sent' where problem_id = :problem")
                .param("problem", UUID.fromString(problem))
                .update();
    }

    private String grade(String conversation) {
        return api().get("/api/v1/conversations/" + conversation + "/repeat-alarms")
                .json()
                .path("items")
                .path(0)
                .path("grade")
                .asString("");
    }

    private String assignee(String conversation) {
        return api().get("/api/v1/conversations/" + conversation)
                .json()
                .path("assignee")
                .asString("");
    }

    private List<String> repeats(Member member) {
        return jdbc.sql("select conversation_id from notification where member_id = :member and kind = 'repeat'")
                .param("member", member.id())
                .query((row, n) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }

    private int times(Member member) {
        return jdbc.sql(
                        "select coalesce(sum(times), 0)::int from notification where member_id = :member and kind = 'repeat'")
                .param("member", member.id())
                .query(Integer.class)
                .single();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
