package io.keepwell.problems.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Figures on complaints of March 2021, a month that is only in this test. What is true of it was counted by hand:
///
/// | who  | began        | answered     | promised   | cause         | told of the fix   | besides                   |
/// |------|--------------|--------------|------------|---------------|-------------------|---------------------------|
/// | Ana  | 1 Mar, 00:30 | before       | yes        | sync, fixed   | 10 Mar            | reports it again, 11 Mar  |
/// | Ben  | 2 Mar        | later        | yes        | sync, fixed   | 10 Mar            | wrote again on 5 Mar      |
/// | Cora | 4 Mar        | yes          | nothing    | of another letter of hers that was joined to it         ||
/// | Dora | 6 Mar        | no           | not due    | merged into one that is open       |                         ||
/// | Ana  | 11 Mar       | no           | nothing    | sync, fixed   | before she wrote  |                           |
/// | Emil | 12 Mar       | no           | nothing    | a one-off     |                   |                           |
/// | Fay  | 13 Mar       | no           | nothing    | nobody said   |                   |                           |
///
/// A question, spam, and what began at half past midnight on 1 April are none of March.
@WholeApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FigureTests {

    private static final String MARCH = "from=2021-03-01&to=2021-04-01";
    private static final String FAR = "2100-01-01T00:00:00Z";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private final Map<String, String> people = new HashMap<>();

    @BeforeAll
    void aMonthLongAgo() {
        var sync = problem("Sync stands still");
        var fees = problem("Fees are wrong");
        var exports = problem("Exports are empty");
        var folded = problem("Fees are shown twice");

        var ana = complaint("Ana Abel", "2021-02-28T23:30:00Z", "2021-03-01T08:00:00Z", "2021-03-01T09:00:00Z", sync);
        var ben = complaint("Ben Braun", "2021-03-02T10:00:00Z", "2021-03-03T12:00:00Z", "2021-03-03T09:00:00Z", sync);
        letter(ben, "2021-03-05T10:00:00Z");
        var cora = complaint("Cora Cruz", "2021-03-04T10:00:00Z", "2021-03-04T12:00:00Z", null, null);
        var also = complaint("Cora Cruz", "2021-03-05T10:00:00Z", null, null, sync);
        api().post("/api/v1/conversations/" + also + "/merge", "{'into':'" + cora + "'}");
        var dora = complaint("Dora Dahl", "2021-03-06T10:00:00Z", null, FAR, folded);
        complaint("Ana Abel", "2021-03-11T10:00:00Z", null, null, sync);
        var emil = complaint("Emil Ek", "2021-03-12T10:00:00Z", null, null, null);
        api().put("/api/v1/conversations/" + emil + "/one-off", "{'reason':'chance'}");
        var fay = complaint("Fay Frey", "2021-03-13T10:00:00Z", null, null, null);
        complaint("Gus Gray", "2021-03-31T22:30:00Z", null, null, null);
        var question = complaint("Hal Hart", "2021-03-08T10:00:00Z", null, null, null);
        api().patch("/api/v1/conversations/" + question, "{'kind':'question'}");
        var spam = complaint("Ida Ibsen", "2021-03-09T10:00:00Z", null, null, null);
        run("update conversation set spam_at = created_at where id = :id", "id", UUID.fromString(spam));

        api().post("/api/v1/problems/" + folded + "/merge", "{'into':'" + fees + "'}");
        fixed(sync, "2021-03-10T10:00:00Z", "2021-03-20T10:00:00Z");
        fixed(exports, "2021-03-15T10:00:00Z", null);
        run(
                "update problem set service_text = 'Nothing arrives', product_text = 'A queue was full' where id = :id",
                "id",
                UUID.fromString(sync));
        told(sync, "Ana Abel", true);
        told(sync, "Ben Braun", null);
        told(sync, "Cora Cruz", null);

        run("update problem_link set linked_by = (select id from team_member order by created_at limit 1)"
                + " where problem_id in (select id from problem where title in"
                + " ('Sync stands still', 'Fees are shown twice'))");
        offered(ana, fees, sync);
        offered(ben, sync);
        offered(dora, sync);
        offered(emil, sync, fees);
        offered(fay, exports);
    }

    @Test
    @DisplayName("16: answered before the promise, of all complaints of the month as the workspace counts its days")
    void answeredBeforeThePromise() {
        var figure = figure("answered-before-promise");

        assertParts(figure, "{\"before\":1,\"late\":1,\"unpromised\":4,\"not-due\":1}", 7, 1);
        assertThat(figure.at("/total/share").asDouble()).isCloseTo(1 / 7.0, within(1e-9));
        // Wilson for 1 of 7, worked out by hand
        assertThat(figure.at("/total/low").asDouble()).isCloseTo(0.0257, within(0.0001));
        assertThat(figure.at("/total/high").asDouble()).isCloseTo(0.5131, within(0.0001));
        assertThat(figure.at("/total/small").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("16: told without asking, where nobody wrote again before they were told")
    void toldWithoutAsking() {
        assertParts(
                figure("told-without-asking"),
                "{\"unasked\":1,\"asked\":2,\"untold\":1,\"open\":1,\"without\":2}",
                7,
                1);
        assertThat(names("told-without-asking", "unasked")).containsExactly("Ana Abel");
        assertThat(names("told-without-asking", "asked")).containsExactly("Cora Cruz", "Ben Braun");
    }

    @Test
    @DisplayName("3.8: fixes that did not hold, and who was hit again after being told")
    void whatCameBack() {
        assertParts(figure("came-back"), "{\"back\":1,\"held\":1,\"young\":0}", 2, 1);
        assertThat(rows("came-back", "back").get(0).path("title").asString()).isEqualTo("Sync stands still");
        assertParts(figure("hit-again"), "{\"again\":1,\"held\":2,\"young\":0}", 3, 1);
        assertThat(names("hit-again", "again")).containsExactly("Ana Abel");
    }

    @Test
    @DisplayName("25: fixed by all three, by month, with who took part in each")
    void fixedByAllThree() {
        var figure = figure("all-three");

        assertParts(figure, "{\"confirmed\":4,\"silent\":0,\"fewer\":0,\"open\":1,\"without\":2}", 7, 4);
        var row = rows("all-three", "confirmed").get(0);
        assertThat(row.path("hadTheirSay").toString()).isEqualTo("[\"service\",\"product\",\"customer\"]");
        assertThat(row.path("tookPart").toString()).contains("ADMINISTRATOR");
    }

    @Test
    @DisplayName("18, 25: without an answer it counts once everybody has been silent for 14 days, shown apart")
    void silenceCountsApart() {
        run(
                "update notice_answer set works = false where notice_id in (select id from notice where reason = 'figures')");
        try {
            assertParts(
                    figure("all-three"), "{\"confirmed\":0,\"silent\":0,\"fewer\":4,\"open\":1,\"without\":2}", 7, 0);
            run("delete from notice_answer where notice_id in (select id from notice where reason = 'figures')");
            assertParts(
                    figure("all-three"), "{\"confirmed\":0,\"silent\":4,\"fewer\":0,\"open\":1,\"without\":2}", 7, 4);
            assertThat(rows("all-three", "silent").get(0).path("hadTheirSay").toString())
                    .isEqualTo("[\"service\",\"product\",\"customer-silent\"]");
        } finally {
            run("""
                    insert into notice_answer (notice_id, works, at)
                    select id, true, changed_at from notice where reason = 'figures' and customer_id = :ana
                    on conflict (notice_id) do update set works = true
                    """, "ana", UUID.fromString(people.get("Ana Abel")));
        }
    }

    @Test
    @DisplayName("4.3: how often one of the suggested problems was taken")
    void suggestionsTaken() {
        assertParts(
                figure("suggestion-taken"),
                "{\"first\":1,\"among\":1,\"other\":1,\"one-off\":1,\"undecided\":1}",
                4,
                2);
        assertThat(names("suggestion-taken", "undecided")).containsExactly("Fay Frey");
    }

    @Test
    @DisplayName("months are those of the workspace, a cut one is marked, and none at all divides nothing")
    void months() {
        var months = api().get("/api/v1/complaint-figures/answered-before-promise?from=2021-02-15&to=2021-04-11")
                .json()
                .path("months");
        assertThat(months).hasSize(3);
        assertThat(months.get(0).path("n").asLong()).isZero();
        assertThat(months.get(0).path("share").isNull()).isTrue();
        assertThat(months.get(0).path("incomplete").asBoolean()).isTrue();
        assertThat(months.get(1).path("month").asString()).isEqualTo("2021-03-01");
        assertThat(months.get(1).path("n").asLong()).isEqualTo(7);
        assertThat(months.get(1).path("incomplete").asBoolean()).isFalse();
        assertThat(months.get(2).path("n").asLong()).isEqualTo(1);
        assertThat(months.get(2).path("incomplete").asBoolean()).isTrue();
        assertThat(api().get("/api/v1/complaint-figures/gossip").status()).isEqualTo(400);
        assertThat(api().get("/api/v1/complaint-figures/all-three/rows?part=gossip")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void rowsComeInPartsAndAsTables() {
        var path = "/api/v1/complaint-figures/answered-before-promise/rows?limit=4&" + MARCH;
        var newest = api().get(path).json();
        var older =
                api().get(path + "&cursor=" + newest.path("next").asString()).json();
        assertThat(newest.path("items")).hasSize(4);
        assertThat(older.path("items")).hasSize(3);
        assertThat(older.path("next").isNull()).isTrue();
        assertThat(api().get(path + "&cursor=elsewhere").status()).isEqualTo(400);

        var visitor = Visitor.ofAdministrator(port);
        var march = "from=2021-03-01&until=2021-03-31";
        assertThat(visitor.get("/problems/figures/table.csv?figure=told-without-asking&" + march)
                        .body())
                .contains("month,incomplete,n,share,low,high,unasked,asked,untold,open,without", ",1,2,1,1,2");
        assertThat(visitor.get("/problems/figures/rows.csv?figure=all-three&part=confirmed&" + march)
                        .body())
                .contains("Ana Abel", "service product customer");
        assertThat(visitor.get("/problems").body()).contains("Two pleasant surprises", "Told without asking");
        assertThat(visitor.get("/reports").body()).contains("Two pleasant surprises");
        assertThat(visitor.get("/problems/figures?from=2021-06-01&until=2021-06-30")
                        .body())
                .contains("No complaint began in this time.", "Nothing was fixed in this time.")
                .doesNotContain("NaN");
    }

    @Test
    @Tag("browser")
    @DisplayName("16: the figure opens to the names behind it")
    void opensToTheNames() {
        try (var window = Browser.window(380, 800, ColorScheme.LIGHT, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/problems");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All figures on complaints"))
                    .click();
            page.waitForSelector("#told-without-asking");
            page.getByLabel("From").fill("2021-03-01");
            page.getByLabel("Until and with").fill("2021-03-31");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Show").setExact(true))
                    .click();
            page.waitForSelector("#told-without-asking .fig-share:has-text('14.3 %')");
            assertThat(page.locator("#told-without-asking").innerText())
                    .contains("1 of 7 complaints", "Not enough yet to rely on");
            assertThat(Browser.faults(page)).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(380);

            page.locator("#told-without-asking .fig-parts a")
                    .filter(new Locator.FilterOptions().setHasText("1 told without asking"))
                    .click();
            page.waitForSelector("h1:has-text('told without asking')");
            assertThat(page.locator("tbody").innerText()).contains("Ana Abel").doesNotContain("Ben Braun");
            assertThat(Browser.faults(page)).isEmpty();
        }
    }

    private static void assertParts(JsonNode figure, String parts, long n, long kept) {
        assertThat(figure.at("/total/parts").toString()).isEqualTo(parts);
        assertThat(figure.at("/total/n").asLong()).isEqualTo(n);
        assertThat(figure.at("/total/kept").asLong()).isEqualTo(kept);
        assertThat(figure.path("definition").asString()).isNotBlank();
        assertThat(figure.path("months")).hasSize(1);
        assertThat(figure.at("/months/0/parts").toString()).isEqualTo(parts);
    }

    private JsonNode figure(String word) {
        return api().get("/api/v1/complaint-figures/" + word + "?" + MARCH).json();
    }

    private JsonNode rows(String word, String part) {
        return api().get("/api/v1/complaint-figures/" + word + "/rows?part=" + part + "&" + MARCH)
                .json()
                .path("items");
    }

    private java.util.List<String> names(String word, String part) {
        return rows(word, part)
                .valueStream()
                .map(row -> row.path("name").asString())
                .toList();
    }

    private String problem(String title) {
        return api().post("/api/v1/problems", "{'title':'" + title + "'}")
                .json()
                .path("id")
                .asString();
    }

    private String complaint(
            String name, String began, @Nullable String answered, @Nullable String promised, @Nullable String problem) {
        var made = api().post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s@figures.test','name':'%s'},'subject':'Of March','text':'It fails.'}"
                                .formatted(name.split(" ")[0].toLowerCase(java.util.Locale.ROOT), name))
                .json();
        var id = made.path("id").asString();
        people.put(name, made.at("/customer/id").asString());
        api().patch("/api/v1/conversations/" + id, "{'kind':'complaint'}");
        if (problem != null) {
            api().post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'" + id + "'}");
        }
        jdbc.sql("""
                        update conversation
                           set created_at = :began, first_response_at = :answered, promised_at = :promised
                         where id = :id
                        """)
                .param("began", at(began))
                .param("answered", answered == null ? null : at(answered))
                .param("promised", promised == null ? null : at(promised))
                .param("id", UUID.fromString(id))
                .update();
        jdbc.sql("update message set created_at = :began where conversation_id = :id")
                .param("began", at(began))
                .param("id", UUID.fromString(id))
                .update();
        return id;
    }

    private void letter(String conversation, String at) {
        jdbc.sql("""
                        insert into message (id, conversation_id, direction, type, author_name, text, sent_at, created_at)
                        values (:id, :conversation, 'in', 'message', 'Ben Braun', 'Any news?', :at, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("conversation", UUID.fromString(conversation))
                .param("at", at(at))
                .update();
    }

    private void fixed(String problem, String at, @Nullable String again) {
        jdbc.sql("""
                        update problem_episode set opened_at = :at, fixed_at = :at, what_changed = 'A larger queue'
                         where problem_id = :id
                        """).param("id", UUID.fromString(problem)).param("at", at(at)).update();
        if (again != null) {
            jdbc.sql("insert into problem_episode (problem_id, number, opened_at) values (:id, 2, :again)")
                    .param("id", UUID.fromString(problem))
                    .param("again", at(again))
                    .update();
        }
        jdbc.sql("update problem set state = :state, episode = :episode where id = :id")
                .param("id", UUID.fromString(problem))
                .param("state", again == null ? "fixed" : "confirmed")
                .param("episode", again == null ? 1 : 2)
                .update();
    }

    private void told(String problem, String name, @Nullable Boolean works) {
        var notice = UUID.randomUUID();
        var on = at("2021-03-10T12:00:00Z");
        jdbc.sql("""
                        insert into notice (id, problem_id, episode, stage, customer_id, state, reason, created_at, changed_at)
                        values (:id, :problem, 1, 'fixed', :customer, 'delivered', 'figures', :on, :on)
                        """)
                .param("id", notice)
                .param("problem", UUID.fromString(problem))
                .param("customer", UUID.fromString(people.get(name)))
                .param("on", on)
                .update();
        if (works != null) {
            jdbc.sql("insert into notice_answer (notice_id, works, at) values (:id, :works, :on)")
                    .param("id", notice)
                    .param("works", works)
                    .param("on", on)
                    .update();
        }
    }

    private void offered(String conversation, String... problems) {
        jdbc.sql(
                        "insert into problem_offer (conversation_id, problems, at) values (:id, cast(:problems as uuid[]), :at)")
                .param("id", UUID.fromString(conversation))
                .param("problems", "{" + String.join(",", problems) + "}")
                .param("at", at("2021-03-01T00:00:00Z"))
                .update();
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    private void run(String sql, String name, Object value) {
        jdbc.sql(sql).param(name, value).update();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    private static OffsetDateTime at(String instant) {
        return Instant.parse(instant).atOffset(ZoneOffset.UTC);
    }
}
