package io.keepwell.problems.likely;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.likeness.Complaint;
import io.keepwell.problems.likeness.Signals;
import io.keepwell.problems.likeness.Suggestions;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The likeliest problems of a complaint, as a program asks for them.
@WholeApplication
class LikelyTests {

    @LocalServerPort
    int port;

    @Autowired
    LikelyStore store;

    @Autowired
    LikelyNews news;

    @Autowired
    KeepwellSettings settings;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    // words that no other test uses, so that only what is told here is alike
    private final String sync = word();
    private final String bank = word();
    private final String card = word();

    private String syncing;
    private String paying;
    private String ana;
    private String ben;

    @BeforeEach
    void twoProblemsAreKnown() {
        syncing = problem("Nothing comes from " + bank);
        paying = problem("The " + card + " is declined abroad");
        ana = complains("The " + sync + " stopped", "My " + bank + " has not sent anything since Monday.");
        ben = complains("My " + card, "Abroad my " + card + " is declined in every shop.");
        link(syncing, ana);
        link(paying, ben);
    }

    @Test
    @DisplayName("17: a new complaint names its likeliest problem first, because of an earlier one that is alike")
    void namesTheLikeliestWithItsReasons() {
        var cora = complains("Still nothing", "The " + sync + " with " + bank + " does nothing since Tuesday.");

        var likely = likely(cora);

        assertThat(likely.getFirst().path("problem").asString()).isEqualTo(syncing);
        assertThat(problems(cora)).doesNotContain(paying).hasSizeLessThanOrEqualTo(5);
        var because = likely.getFirst().path("because").path(0);
        assertThat(because.path("conversation").asString()).isEqualTo(ana);
        assertThat(strings(because.path("words"))).contains(sync, bank);
        assertThat(strings(likely.getFirst().path("named"))).contains(bank);
    }

    @Test
    @DisplayName("17: what was confirmed counts in the very next answer, and no more once it is taken back")
    void learnsAtOnce() {
        var rare = word();
        var cora = complains("Strange", "It says " + rare + " on the screen.");
        var dora = complains("Odd", "Since today I read " + rare + " everywhere.");
        assertThat(problems(dora)).doesNotContain(paying);

        link(paying, cora);
        assertThat(problems(dora)).startsWith(paying);

        assertThat(api().delete("/api/v1/problems/" + paying + "/conversations/" + cora)
                        .status())
                .isEqualTo(204);
        assertThat(problems(dora)).doesNotContain(paying);
    }

    @Test
    @DisplayName("17: what was refused is not suggested for it again, until that is taken back")
    void refusesAndAllows() {
        var cora = complains("Nothing", "Nothing from " + bank + ".");
        assertThat(problems(cora)).contains(syncing);

        var refused = api().post(
                        "/api/v1/conversations/" + cora + "/likely-problems/refusals", "{'problem':'" + syncing + "'}");
        assertThat(refused.status()).isEqualTo(204);
        assertThat(problems(cora)).doesNotContain(syncing);

        assertThat(api().delete("/api/v1/conversations/" + cora + "/likely-problems/refusals/" + syncing)
                        .status())
                .isEqualTo(204);
        assertThat(problems(cora)).contains(syncing);
        assertThat(api().post("/api/v1/conversations/" + cora + "/likely-problems/refusals", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("17: a refusal outlives a restart, and so does what was learned")
    void readsEverythingAgainAfterARestart() {
        var cora = complains("Nothing", "Nothing from " + bank + ", no " + sync + ".");
        api().post("/api/v1/conversations/" + cora + "/likely-problems/refusals", "{'problem':'" + syncing + "'}");
        var complaint = store.complaint(complainsId("Again", "No " + sync + " with " + bank + "."))
                .orElseThrow();
        var refused = ofSyncing(complaint);
        assertThat(refused.because())
                .extracting(alike -> alike.example().toString())
                .containsExactly(ana);

        api().delete("/api/v1/conversations/" + cora + "/likely-problems/refusals/" + syncing);
        assertThat(ofSyncing(complaint).score()).isGreaterThan(refused.score());
    }

    /// As one learns who starts anew. What other tests have told of may be as near to a complaint that was refused.
    @Test
    @DisplayName("4.3: what somebody is shown before they choose is remembered, and no more once they have")
    void remembersWhatWasShown() {
        var cora = complains("Nothing", "Nothing from " + bank + ", no " + sync + ".");
        assertThat(api().patch("/api/v1/conversations/" + cora, "{'kind':'complaint'}")
                        .status())
                .isEqualTo(200);
        var visitor = Visitor.ofAdministrator(port);

        assertThat(visitor.get("/conversations/" + cora + "/likely").statusCode())
                .isEqualTo(200);
        assertThat(shown(cora)).startsWith(syncing);

        link(paying, cora);
        visitor.get("/conversations/" + cora + "/likely");
        assertThat(shown(cora)).startsWith(syncing);
    }

    private List<String> shown(String conversation) {
        return jdbc.sql("""
                        select problem::text
                          from problem_offer o cross join unnest(o.problems) with ordinality as p (problem, place)
                         where o.conversation_id = :id
                         order by place
                        """)
                .param("id", UUID.fromString(conversation))
                .query((row, n) -> row.getString(1))
                .list();
    }

    private Suggestions.Suggestion ofSyncing(Complaint complaint) {
        return new Learned(store, news, settings, clock)
                .now().suggest(complaint, 1_000).likeliest().stream()
                        .filter(one -> one.problem().equals(UUID.fromString(syncing)))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    @DisplayName("3.7.13: what was learned of a problem goes with it into another, and back")
    void followsAMerge() {
        var cora = complains("Nothing", "Nothing from " + bank + ".");
        assertThat(problems(cora)).contains(syncing);

        api().post("/api/v1/problems/" + syncing + "/merge", "{'into':'" + paying + "'}");
        assertThat(problems(cora)).startsWith(paying).doesNotContain(syncing);

        api().post("/api/v1/problems/" + syncing + "/unmerge", "{}");
        assertThat(problems(cora)).contains(syncing).doesNotContain(paying);
    }

    @Test
    @DisplayName("Whoever is forgotten is no reason any more")
    void forgetsWhoAsksForIt() {
        var rare = word();
        var cora = complains("Strange", "It says " + rare + ".");
        link(paying, cora);
        var dora = complains("Odd", "I read " + rare + ".");
        assertThat(problems(dora)).startsWith(paying);

        var customer = api().get("/api/v1/conversations/" + cora)
                .json()
                .path("customer")
                .path("id")
                .asString();
        assertThat(api().delete("/api/v1/customers/" + customer + "?erase=true").status())
                .isLessThan(300);

        assertThat(problems(dora)).doesNotContain(paying);
    }

    @Test
    void cutsWhatIsNotTheirsAndFindsErrorCodes() {
        var complaint = OwnWords.complaint(Locale.GERMAN, "Fehler 4102", """
                Nichts geht mehr, Fehler-Code: E-17.

                --
                Ana Ribeiro, Telefon 030 1234
                """);
        assertThat(complaint.text()).isEqualTo("Nichts geht mehr, Fehler-Code: E-17.");
        assertThat(complaint.signals().of(Signals.Kind.ERROR_CODE)).containsExactlyInAnyOrder("4102", "e-17");
    }

    private List<String> problems(String conversation) {
        return likely(conversation).stream()
                .map(it -> it.path("problem").asString())
                .toList();
    }

    private List<JsonNode> likely(String conversation) {
        var answer = api().get("/api/v1/conversations/" + conversation + "/likely-problems");
        assertThat(answer.status()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("items").spliterator(), false)
                .toList();
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private String problem(String title) {
        return api().post("/api/v1/problems", "{'title':'" + title + "'}")
                .json()
                .path("id")
                .asString();
    }

    private UUID complainsId(String subject, String text) {
        return UUID.fromString(complains(subject, text));
    }

    private String complains(String subject, String text) {
        return api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s@likely.test'},'subject':'%s','text':'%s','channel':'api'}
                        """.formatted(UUID.randomUUID(), subject, text))
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

    // letters alone, and no ending that a stemmer would take away
    private static String word() {
        return "q" + UUID.randomUUID().toString().replaceAll("[^a-f]", "").concat("bo") + "k";
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
