package io.keepwell.trackers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A problem and its issue elsewhere, from the connection to the news that it is done.
@WholeApplication
class TrackersTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Forge forge;
    private Api api;
    private String tracker;
    private Hook hook;
    private String problem;

    @BeforeEach
    void aRepositoryIsConnected() throws IOException {
        forge = new Forge();
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        var made = connect("github", forge.github(), Forge.TOKEN, true);
        assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
        tracker = made.json().path("id").asString();
        hook = hook(made.json());
        problem = api.post("/api/v1/problems", "{'title':'Sync is late'}")
                .json()
                .path("id")
                .asString();
    }

    @AfterEach
    void nothingIsConnected() {
        api.delete("/api/v1/trackers/" + tracker);
        forge.close();
    }

    @Test
    @DisplayName("a connection is tried first; the token is never given out, and lies encrypted")
    void aTokenIsNeverGivenOut() {
        var wrong = connect("github", forge.github() + "-other", Forge.TOKEN, true);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/errors/0/field").asString()).isEqualTo("url");
        var denied = connect("gitlab", forge.gitlab(), "not-the-token", true);
        assertThat(denied.json().at("/errors/0/field").asString()).isEqualTo("token");
        assertThat(denied.json().at("/errors/0/message").asString()).contains("does not know the token");
        assertThat(connect("github", forge.github(), Forge.TOKEN, true).status())
                .isEqualTo(409);

        var seen = api.get("/api/v1/trackers/" + tracker).json();

        assertThat(seen.toString()).doesNotContain(Forge.TOKEN, "whsec_");
        assertThat(seen.path("secret").isNull()).isTrue();
        assertThat(api.get("/api/v1/audit?limit=50").json().toString())
                .contains("tracker.connected")
                .doesNotContain(Forge.TOKEN, "whsec_");
        assertThat(rows("select encode(token, 'escape') from tracker_connection"))
                .noneMatch(row -> row.contains(Forge.TOKEN));
        forge.next(401, "{\"message\":\"Bad credentials\"}");
        var tested = api.post("/api/v1/trackers/" + tracker + "/test", "{}").json();
        assertThat(tested.path("good").asBoolean()).isFalse();
        assertThat(tested.path("sentence").asString()).contains("Make a new one there");
        assertThat(api.post("/api/v1/trackers/" + tracker + "/test", "{}")
                        .json()
                        .path("good")
                        .asBoolean())
                .isTrue();
    }

    @Test
    @DisplayName("a private address is refused unless allowed, and a token goes to no other server unasked")
    void staysWithinBounds() throws IOException {
        assertThat(connect("gitlab", forge.gitlab(), Forge.TOKEN, false).json().toString())
                .contains("https");
        var https = forge.gitlab().replace("http:", "https:");
        assertThat(connect("gitlab", https, Forge.TOKEN, false).json().toString())
                .contains("private network");
        int before = forge.calls().size();
        try (var other = new Forge()) {
            var moved = api.patch("/api/v1/trackers/" + tracker, "{'url':'" + other.github() + "'}");
            assertThat(moved.status()).isEqualTo(400);
            assertThat(moved.json().at("/errors/0/field").asString()).isEqualTo("token");
            assertThat(other.calls()).isEmpty();
        }
        assertThat(forge.calls()).hasSize(before);
    }

    @Test
    @DisplayName("of a customer nothing is in an issue: no field of theirs, however the team has named them")
    void nothingOfCustomersLeaves() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var email = "quirin." + mark + "@tracker-customer.test";
        var conversation = api.post("/api/v1/conversations", """
                        {'customer':{'email':'%s','name':'Quirin Zabelmeier'},'subject':'Subject of %s','text':'Letter of %s'}
                        """.formatted(email, mark, mark))
                .json();
        var customer = conversation.at("/customer/id").asString();
        api.patch("/api/v1/customers/" + customer, """
                {'externalId':'user-%s','account':'Zabel Works %s','traits':{'street':'Lane %s','iban':'DE89 3704 0044 0532 0130 00'}}
                """.formatted(mark, mark, mark));
        api.post("/api/v1/customers/" + customer + "/notes", "{'text':'Note of " + mark + "'}");
        api.post(
                "/api/v1/problems/" + problem + "/conversations",
                "{'conversation':'" + conversation.path("id").asString() + "'}");
        api.patch("/api/v1/problems/" + problem, """
                {'title':'Sync is late for Quirin Zabelmeier','serviceText':'Zabelmeiers account: %s, user-%s, QUIRIN ZABELMEIER, call +49 30 123456-78',
                 'productText':'Quirin pays from DE89 3704 0044 0532 0130 00 and sees error 5021 at 2026-11-22 10:42',
                 'workaround':'Write to %s'}
                """.formatted(email, mark, email));
        var secrets = everythingOf(customer);
        assertThat(secrets)
                .contains(email, "Quirin Zabelmeier", "user-" + mark, "Subject of " + mark, "Note of " + mark);

        var draft = api.get("/api/v1/problems/" + problem + "/issues/draft?texts=true")
                .json();

        var text = draft.path("title").asString() + "\n" + draft.path("text").asString();
        assertThat(text)
                .contains("error 5021 at 2026-11-22 10:42", "One person of one account is hit", "One wrote to us")
                .doesNotContainIgnoringCase("quirin")
                .doesNotContainIgnoringCase("zabelmeier")
                .doesNotContain("DE89", "+49");
        assertThat(secrets).noneMatch(text::contains);
        for (var named : List.of(email, "quirin zabelmeier", "user-" + mark)) {
            var refused = api.post(
                    "/api/v1/problems/" + problem + "/issues",
                    "{'tracker':'" + tracker + "','title':'Sync','text':'It hits " + named + " too'}");
            assertThat(refused.status()).as(named).isEqualTo(400);
            assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("text");
        }
        api.patch("/api/v1/problems/" + problem, "{'title':'Subject of " + mark + "'}");
        open();
        assertThat(forge.issues())
                .singleElement()
                .satisfies(issue ->
                        assertThat(secrets).noneMatch(secret -> (issue.title() + issue.body()).contains(secret)));
    }

    /// All words that lie about somebody in any table of customers, conversations and letters.
    private List<String> everythingOf(String customer) {
        return rows("""
                select value from customer_identifier where customer_id = '%1$s'
                 union all select name from customer where id = '%1$s'
                 union all select a.name from account a join customer c on c.account_id = a.id where c.id = '%1$s'
                 union all select text from customer_note where customer_id = '%1$s'
                 union all select value #>> '{}' from customer_trait where customer_id = '%1$s'
                 union all select subject from conversation where customer_id = '%1$s'
                 union all select m.text from message m join conversation c on c.id = m.conversation_id
                            where c.customer_id = '%1$s' and m.text <> ''
                """.formatted(customer));
    }

    @Test
    @DisplayName("an issue is opened once, with a mark, however often the same is ordered")
    void opensOnce() {
        var order = UUID.randomUUID();
        var body = "{'tracker':'" + tracker + "','order':'" + order + "','title':'Sync is late','text':'Words'}";
        api.post("/api/v1/problems/" + problem + "/issues", body);
        api.post("/api/v1/problems/" + problem + "/issues", body);

        await().atMost(SOON).until(() -> state(order.toString()).equals("open"));
        assertThat(forge.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.body())
                        .startsWith("Words")
                        .contains("<!-- keepwell problem=" + problem + " order=" + order + " -->"));
        var issue = issues().path("items").get(0);
        assertThat(issue.path("url").asString()).isEqualTo(forge.github() + "/issues/1");
        assertThat(issue.path("heardAt").isNull()).isFalse();
    }

    @Test
    @DisplayName("a tracker that asks to wait is waited for; a no is told with its cure, and tried again by a person")
    void goesOnAfterANo() {
        forge.next(403, "{\"message\":\"You have exceeded a secondary rate limit\"}", "Retry-After", "1");
        var patient = open();
        assertThat(forge.posts()).isEqualTo(2);
        assertThat(forge.issues()).hasSize(1);

        forge.next(422, "{\"message\":\"Validation Failed\",\"errors\":[{\"field\":\"title\"}]}");
        var failed = order();
        await().atMost(SOON).until(() -> state(failed).equals("failed"));
        assertThat(item(failed).path("trouble").asString()).isEqualTo("invalid");
        assertThat(item(failed).path("troubleDetail").asString()).contains("Validation Failed", "title");
        api.post("/api/v1/problems/" + problem + "/issues/" + failed + "/retry", "{}");
        await().atMost(SOON).until(() -> state(failed).equals("open"));
        assertThat(forge.issues()).hasSize(2);
        assertThat(state(patient)).isEqualTo("open");
    }

    @Test
    @DisplayName("PR13: done in the tracker prepares the fix and sends nothing; opened again takes it back")
    void doneElsewherePreparesTheFix() {
        reported();
        var leaving = leaving();
        open();
        var issue = forge.issues().getFirst();
        var closed = at(issue, "closed", "completed", 10);

        assertThat(hook.github(
                        "issue_comment",
                        Hook.comment(
                                forge, issue, "We ask twice now.", closed.at().toString())))
                .isEqualTo(202);
        assertThat(hook.github("issues", Hook.issue(forge, "closed", closed))).isEqualTo(202);

        assertThat(issues().path("doneSince").asString()).isEqualTo(closed.at().toString());
        assertThat(issues().path("suggestion").asString()).isEqualTo("We ask twice now.");
        var now = api.get("/api/v1/problems/" + problem).json();
        assertThat(now.path("state").asString()).isEqualTo("reported");
        assertThat(api.get("/api/v1/problems/" + problem + "/notices").json().path("items"))
                .isEmpty();
        assertThat(leaving()).isEqualTo(leaving);

        assertThat(hook.github("issues", Hook.issue(forge, "reopened", at(issue, "open", "reopened", 20))))
                .isEqualTo(202);

        assertThat(issues().path("doneSince").isNull()).isTrue();
        assertThat(state(issues().path("items").get(0).path("id").asString())).isEqualTo("open");
        assertThat(leaving()).isEqualTo(leaving);
    }

    @Test
    @DisplayName("whoever answers for the problem is told that its fix can be prepared, once for each time it is done")
    void theOwnerIsTold() {
        api.patch("/api/v1/problems/" + problem, "{'owner':'" + FreshInstallation.ADMIN_EMAIL + "'}");
        open();
        var issue = forge.issues().getFirst();
        hook.github("issues", Hook.issue(forge, "closed", at(issue, "closed", "completed", 10)));
        hook.github("issues", Hook.issue(forge, "labeled", at(issue, "closed", "completed", 10)));
        assertThat(told()).isOne();

        hook.github("issues", Hook.issue(forge, "reopened", at(issue, "open", "reopened", 20)));
        hook.github("issues", Hook.issue(forge, "closed", at(issue, "closed", "completed", 30)));

        assertThat(api.get("/api/v1/notifications?limit=20").json().toString())
                .contains("The tracker says that “Sync is late” is done: prepare the fix");
    }

    private long told() {
        return rows("select id::text from notification where kind = 'tracker-done' and problem_id = '%s'"
                        .formatted(problem))
                .size();
    }

    @Test
    @DisplayName("closed as not planned is not done, and one issue of two is not all")
    void onlyDoneIsDone() {
        open();
        open();
        var one = forge.issues().getFirst();
        var two = forge.issues().getLast();
        hook.github("issues", Hook.issue(forge, "closed", at(one, "closed", "completed", 10)));
        assertThat(issues().path("doneSince").isNull()).isTrue();
        hook.github("issues", Hook.issue(forge, "closed", at(two, "closed", "not_planned", 11)));
        assertThat(issues().path("doneSince").isNull()).isFalse();
        hook.github("issues", Hook.issue(forge, "closed", at(one, "closed", "not_planned", 12)));
        assertThat(issues().path("doneSince").isNull()).isTrue();
    }

    @Test
    @DisplayName("forged, altered, repeated and late calls change nothing; what is unknown is passed over")
    void believesOnlyTheTracker() {
        open();
        var issue = forge.issues().getFirst();
        var closing = Hook.issue(forge, "closed", at(issue, "closed", "completed", 10));
        var id = UUID.randomUUID().toString();

        assertThat(hook.github("issues", closing, id, "sha256=" + "0".repeat(64)))
                .isEqualTo(401);
        assertThat(hook.github("issues", closing.replace("Sync", "Sink"), id, hook.sign(closing)))
                .isEqualTo(401);
        assertThat(hook.send(closing, "X-GitHub-Event", "issues")).isEqualTo(401);
        assertThat(issues().path("doneSince").isNull()).isTrue();
        assertThat(api.get("/api/v1/trackers/" + tracker)
                        .json()
                        .path("refusedAt")
                        .isNull())
                .isFalse();

        assertThat(hook.github("issues", closing, id, hook.sign(closing))).isEqualTo(202);
        assertThat(issues().path("doneSince").isNull()).isFalse();
        hook.github("issues", Hook.issue(forge, "reopened", at(issue, "open", "reopened", 20)));
        // the same again: under its own id, and under another one
        assertThat(hook.github("issues", closing, id, hook.sign(closing))).isEqualTo(202);
        assertThat(hook.github("issues", closing)).isEqualTo(202);
        // and older than what we know
        assertThat(hook.github("issues", Hook.issue(forge, "closed", at(issue, "closed", "completed", 15))))
                .isEqualTo(202);
        assertThat(issues().path("doneSince").isNull()).isTrue();

        assertThat(hook.github("ping", "{\"zen\":\"Keep it logically awesome.\"}"))
                .isEqualTo(202);
        assertThat(hook.github("star", "{\"action\":\"created\"}")).isEqualTo(202);
        assertThat(hook.github("issues", "{")).isEqualTo(400);
        assertThat(hook.github("issues", "x".repeat(2 * 1024 * 1024 + 1))).isEqualTo(413);
        assertThat(new Hook("http://127.0.0.1:" + port + "/trackers/hooks/nobodyknowsthis", "x")
                        .github("issues", closing))
                .isEqualTo(404);
        api.patch("/api/v1/trackers/" + tracker, "{'active':false}");
        assertThat(hook.github("ping", "{}")).isEqualTo(404);
    }

    @Test
    @DisplayName("an issue that is there is linked by its address, asked for, and let go; one elsewhere is not")
    void linksWhatIsThere() {
        long number = forge.put("There before", "");
        var at = "/api/v1/problems/" + problem + "/issues";
        assertThat(api.post(at, "{'url':'https://github.com/acme/app/issues/1'}")
                        .json()
                        .toString())
                .contains("not connected");
        assertThat(api.post(at, "{'url':'" + forge.github() + "/issues/77'}").status())
                .isEqualTo(400);

        var linked = api.post(at, "{'url':'" + forge.github() + "/issues/" + number + "'}");

        assertThat(linked.status()).isEqualTo(201);
        assertThat(linked.json().path("title").asString()).isEqualTo("There before");
        assertThat(api.post(at, "{'url':'" + forge.github() + "/issues/" + number + "'}")
                        .json()
                        .toString())
                .contains("linked with this problem already");
        var id = linked.json().path("id").asString();
        forge.next(200, Forge.json(forge.github(at(forge.issues().getFirst(), "closed", "completed", 5))));
        assertThat(api.post(at + "/" + id + "/refresh", "{}")
                        .json()
                        .path("done")
                        .asBoolean())
                .isTrue();
        forge.next(404, "{\"message\":\"Not Found\"}");
        var gone = api.post(at + "/" + id + "/refresh", "{}").json();
        assertThat(gone.path("trouble").asString()).isEqualTo("not-found");
        assertThat(api.delete(at + "/" + id).status()).isEqualTo(204);
        assertThat(issues().path("items")).isEmpty();
        assertThat(issues().path("doneSince").isNull()).isTrue();
        assertThat(forge.posts()).isZero();
    }

    @Test
    @DisplayName("GitLab: opened, closed by a commit, told by an older server with its secret")
    void aGitLabTellsToo() {
        var made = connect("gitlab", forge.gitlab(), Forge.TOKEN, true);
        var gitlab = made.json().path("id").asString();
        try {
            var theirs = hook(made.json());
            api.post("/api/v1/problems/" + problem + "/issues", "{'tracker':'" + gitlab + "'}");
            await().atMost(SOON)
                    .until(() -> issues().at("/items/0/state").asString().equals("open"));
            var project = "\"project\":{\"id\":" + Forge.ID + ",\"default_branch\":\"main\"}";
            assertThat(theirs.gitlab(
                            "Push Hook",
                            "{\"object_kind\":\"push\",\"ref\":\"refs/heads/main\"," + project
                                    + ",\"commits\":[{\"message\":\"Ask the bank twice\\n\\nCloses #1\"}]}"))
                    .isEqualTo(202);
            var closed = "{\"object_kind\":\"issue\"," + project
                    + ",\"object_attributes\":{\"iid\":1,\"title\":\"Sync is late\",\"state\":\"closed\",\"action\":\"close\",\"url\":\""
                    + forge.gitlab()
                    + "/-/issues/1\",\"updated_at\":\"2026-02-01 08:00:00 UTC\",\"closed_at\":\"2026-02-01 08:00:00 UTC\"}}";
            assertThat(theirs.gitlab("Issue Hook", closed)).isEqualTo(202);

            assertThat(issues().path("doneSince").asString()).isEqualTo("2026-02-01T08:00:00Z");
            assertThat(issues().path("suggestion").asString()).isEqualTo("Ask the bank twice");
            assertThat(theirs.send(closed, "X-Gitlab-Token", "whsec_wrong")).isEqualTo(401);
        } finally {
            api.delete("/api/v1/trackers/" + gitlab);
        }
    }

    private Api.Answer connect(String kind, String url, String token, boolean privateNetwork) {
        return api.post(
                "/api/v1/trackers",
                "{'kind':'" + kind + "','url':'" + url + "','token':'" + token + "','privateNetwork':" + privateNetwork
                        + "}");
    }

    private Hook hook(JsonNode made) {
        var path = URI.create(made.path("hook").asString()).getPath();
        return new Hook("http://127.0.0.1:" + port + path, made.path("secret").asString());
    }

    /// An issue as it is some minutes after it was opened.
    private static Forge.Issue at(Forge.Issue it, String state, String reason, int minutes) {
        return new Forge.Issue(
                it.number(), it.title(), it.body(), state, reason, it.at().plusSeconds(60L * minutes));
    }

    private void reported() {
        var conversation = api.post("/api/v1/conversations", """
                        {'customer':{'email':'%s@trackers.test','name':'Ana'},'subject':'Late','text':'It is late.'}
                        """.formatted(UUID.randomUUID()))
                .json()
                .path("id")
                .asString();
        api.post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'" + conversation + "'}");
    }

    private String order() {
        return api.post("/api/v1/problems/" + problem + "/issues", "{'tracker':'" + tracker + "'}")
                .json()
                .path("id")
                .asString();
    }

    private String open() {
        var id = order();
        await().atMost(SOON).until(() -> state(id).equals("open"));
        return id;
    }

    private JsonNode issues() {
        return api.get("/api/v1/problems/" + problem + "/issues").json();
    }

    private JsonNode item(String id) {
        return issues().path("items")
                .valueStream()
                .filter(it -> it.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String state(String id) {
        return item(id).path("state").asString();
    }

    /// What is on its way to anybody who is hit by this problem.
    private List<String> leaving() {
        return rows("""
                select m.id::text from message m join problem_link l on l.conversation_id = m.conversation_id
                 where l.problem_id = '%1$s' and m.direction = 'out'
                 union all select id::text from notice where problem_id = '%1$s'
                 union all select id::text from broadcast where problem_id = '%1$s'
                 order by 1
                """.formatted(problem));
    }

    private List<String> rows(String sql) {
        return jdbc.sql(sql).query((row, n) -> row.getString(1)).list();
    }
}
