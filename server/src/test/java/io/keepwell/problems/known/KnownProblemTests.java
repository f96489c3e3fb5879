package io.keepwell.problems.known;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.conversations.Channel;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.Opening;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// What somebody reads and what an agent finds, when they write of a problem that we know of.
@WholeApplication
// how sure it is depends on what else is known: the problems of other tests would be part of it
@TestPropertySource(properties = "keepwell.test.scene=known-problems")
@DirtiesContext
class KnownProblemTests {

    private static final String SAID = "We wait for a new certificate.";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Conversations conversations;

    // words that no other test uses, so that only what is told here is alike
    private final String sync = word();
    private final String bank = word();
    private final UUID mailbox = UUID.randomUUID();
    private String problem;
    private String ben;

    @BeforeEach
    void aProblemIsKnown() {
        jdbc.sql("""
                        insert into mailbox (id, address, name, acknowledge, connected_at, created_at)
                        values (:id, :address, 'Pennyfold support', true, now(), now())
                        """)
                .param("id", mailbox)
                .param("address", UUID.randomUUID() + "@known.test")
                .update();
        problem = api().post(
                        "/api/v1/problems",
                        "{'title':'Certificate of %s','publicTitle':'No news from %s'}".formatted(bank, bank))
                .json()
                .path("id")
                .asString();
        ben = person("Ben Braun");
        var first = writes(ben, "The " + sync + " stopped", "This is wrong: my " + bank + " " + sync + " is broken.");
        api().post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'" + first + "'}");
        set("{'named':true,'least':0.5}");
        learned(first);
    }

    @AfterEach
    void asItWas() {
        set("{'named':true,'least':0.9}");
        jdbc.sql("update mailbox set acknowledge = false where id = :id")
                .param("id", mailbox)
                .update();
    }

    @Test
    @DisplayName("3: the acknowledgement of a complaint names the known problem, since when, and what was said of it")
    void namesTheProblem() {
        var before = complains(person("Ana Abel"), Locale.ENGLISH);
        assertThat(acknowledged(before))
                .as("nothing was said in public yet")
                .contains("has reached us")
                .doesNotContain("No news from");

        announce();
        var after = complains(person("Cora Cruz"), Locale.ENGLISH);
        assertThat(acknowledged(after))
                .contains("Dear Cora,", "a problem that we already know of: No news from " + bank, "since", SAID)
                .doesNotContain("Certificate of");
        var dora = person("Dora Dahl");
        api().post("/api/v1/problems/" + problem + "/exposures", "{'customer':'" + dora + "'}");
        assertThat(acknowledged(writes(dora, "Frage", "Das ist falsch und kaputt.", Locale.GERMAN)))
                .contains("Falls es um „No news from " + bank + "“ geht: Davon wissen wir seit dem", "Uhr", SAID);
        assertThat(api().get("/api/v1/conversations/" + after + "/known-problems")
                        .json()
                        .at("/items/0/text")
                        .asString())
                .isEqualTo(SAID);

        api().post(
                        "/api/v1/problems/" + problem + "/fix",
                        "{'whatChanged':'A new certificate','text':'It works.','holdMinutes':0}");
        assertThat(acknowledged(complains(person("Emil Ek"), Locale.ENGLISH)))
                .as("what is fixed is no trouble we know of")
                .doesNotContain("No news from");
    }

    @Test
    @DisplayName("3: never a wrong promise: not of what is like nothing, and with an \"if\" to whom it hits")
    void promisesNothingItDoesNotKnow() {
        announce();
        var other = writes(person("Fay Frey"), "Wrong sum", "This is wrong: " + word() + " " + word() + " is broken.");
        assertThat(acknowledged(other)).doesNotContain("No news from");

        var mine = writes(ben, "Something else", "This is wrong: " + word() + " " + word() + " is broken.");
        assertThat(acknowledged(mine)).contains("If this is about “No news from " + bank + "”", SAID);

        set("{'named':false,'least':0.5}");
        assertThat(acknowledged(complains(person("Gus Gray"), Locale.ENGLISH))).doesNotContain("No news from");
        assertThat(acknowledged(writes(ben, "And else", "This is wrong and broken: " + word())))
                .doesNotContain("No news from");
    }

    @Test
    @DisplayName("3: the setting says on or off, is audited, and shows what would be named before anybody reads it")
    void isSetSeenAndAudited() {
        announce();
        var complaint = "{'text':'My " + bank + " " + sync + " is broken.','language':'en'}";
        var trial =
                api().post("/api/v1/known-problem-settings/trials", complaint).json();
        assertThat(trial.path("verdict").asString()).isEqualTo("named");
        assertThat(trial.path("problem").asString()).isEqualTo(problem);
        assertThat(trial.path("words").asString()).isEqualTo(SAID);
        assertThat(api().post("/api/v1/known-problem-settings/trials", "{'text':'" + word() + "'}")
                        .json()
                        .path("verdict")
                        .asString())
                .isNotEqualTo("named");
        assertThat(api().put("/api/v1/known-problem-settings", "{'named':true,'least':0.2}")
                        .status())
                .isEqualTo(400);

        var visitor = Visitor.ofAdministrator(port);
        assertThat(visitor.get("/settings/known-problems?text=" + bank + "+" + sync + "+is+broken")
                        .body())
                .contains("Acknowledgements name known problems.", "This would be named.", SAID);
        assertThat(visitor.get("/settings/acknowledgement?mailbox=" + mailbox).body())
                .contains(
                        "She complains of a problem you know of",
                        "Bookings shown twice",
                        "Named only where it is sure");
        set("{'named':false,'least':0.7}");
        assertThat(visitor.get("/settings/known-problems").body()).contains("Acknowledgements name no problems.");
        assertThat(visitor.get("/settings/acknowledgement?mailbox=" + mailbox).body())
                .contains("Switched off: nobody reads this");
        assertThat(visitor.get("/settings/audit").body()).contains("had acknowledgements name no problems.");
    }

    @Test
    @Tag("browser")
    @DisplayName("5: what we know stands under the answer, and one click puts it in")
    void standsUnderTheAnswer() {
        announce();
        var number = api().get("/api/v1/conversations/" + complains(person("Hal Hart"), Locale.ENGLISH))
                .json()
                .path("number")
                .asLong();
        try (var window = Browser.window(1280, 800, ColorScheme.LIGHT, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/inbox/" + number);
            page.waitForSelector("#known-" + number);
            page.fill("#editor-reply textarea", "Hello Hal,");
            page.locator("#known-" + number + " summary").first().click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Put it into the answer"))
                    .click();
            page.waitForFunction("text => document.querySelector('#editor-reply textarea').value.includes(text)", SAID);
            assertThat(page.inputValue("#editor-reply textarea")).isEqualTo("Hello Hal,\n\n" + SAID);
            assertThat(Browser.faults(page)).isEmpty();
        }
    }

    private void announce() {
        assertThat(api().post("/api/v1/problems/" + problem + "/announce", "{'text':'" + SAID + "'}")
                        .status())
                .isLessThan(300);
    }

    private void set(String settings) {
        assertThat(api().put("/api/v1/known-problem-settings", settings).status())
                .isEqualTo(200);
    }

    private String person(String name) {
        return api().post(
                        "/api/v1/customers",
                        "{'name':'%s','email':'%s@known-customer.test'}".formatted(name, UUID.randomUUID()))
                .json()
                .path("id")
                .asString();
    }

    private String complains(String who, Locale locale) {
        return writes(who, "Again the " + sync, "This is wrong: my " + bank + " " + sync + " is broken.", locale);
    }

    private String writes(String who, String subject, String text) {
        return writes(who, subject, text, Locale.ENGLISH);
    }

    private String writes(String who, String subject, String text, Locale locale) {
        var opened = conversations.open(new Opening(UUID.fromString(who), Channel.API, mailbox, subject, text, locale));
        assertThat(opened.kind()).as("kind of %s", text).isNotNull();
        return opened.id().toString();
    }

    // asking catches up with what was confirmed, which an acknowledgement never waits for
    private void learned(String conversation) {
        assertThat(api().get("/api/v1/conversations/" + conversation + "/likely-problems")
                        .status())
                .isEqualTo(200);
    }

    private String acknowledged(String conversation) {
        for (JsonNode message :
                api().get("/api/v1/conversations/" + conversation).json().path("messages")) {
            if (message.path("type").asString().equals("acknowledgement")) {
                return message.path("text").asString();
            }
        }
        throw new AssertionError("Not acknowledged");
    }

    // letters alone, and no ending that a stemmer would take away
    private static String word() {
        return "q" + UUID.randomUUID().toString().replaceAll("[^a-f]", "").concat("bo") + "k";
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
