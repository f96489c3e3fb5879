package io.keepwell.messenger;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Browser;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Be the customer in one window and the agent in another.
@WholeApplication
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessengerSceneTests {

    private static final String US = "help@messenger-scene.test";
    private static final LocatorAssertions.ContainsTextOptions LATER =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    private static final Duration SOON = Duration.ofSeconds(45);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    PostOffice office;
    HostPage host;
    MessengerDeskForTests desk;

    @BeforeAll
    void aCompanyHasAMessenger() {
        office = PostOffice.open(US);
        host = new HostPage(port);
        desk = MessengerDeskForTests.open(port, office, US, host.origin());
    }

    @AfterAll
    void close() {
        host.close();
        office.close();
    }

    @Test
    @DisplayName("Capabilities 1 and 2: a message from the app is in the inbox within seconds, with page and customer"
            + " known; the answer appears live, and goes on by mail in the same thread once they have left")
    void theConversationGoesBothWaysAndOnByMail() {
        known("scene-1", "ana@scene-customer.test", "Ana Ribeiro");
        try (var theirs = Browser.window(1200, 800, ColorScheme.LIGHT, "en-GB");
                var ours = Browser.window()) {
            var agent = Browser.signInAsAdministrator(ours, port);
            agent.navigate(desk.base + "/inbox");
            var customer = open(theirs, "/accounts/7?tab=all");

            write(customer, "The export of my receipts is empty since this morning.");
            assertThat(line(customer, "acknowledgement")).containsText("Ana");

            // known, and with the page, before the agent has done anything
            var row = agent.locator("[data-row]", new Page.LocatorOptions().setHasText("The export of my receipts"));
            row.first().click();
            assertThat(agent.locator(".kw-person-name")).containsText("Ana Ribeiro");
            assertThat(agent.locator("#messenger-where")).containsText("Accounts · Pennyfold");
            assertThat(agent.locator("#messenger-where a").first())
                    .hasAttribute("href", host.origin() + "/accounts/7?tab=all");
            assertThat(agent.locator("#messenger-presence")).containsText("has the messenger open");

            answer(agent, "I am on it. Please try again in a minute.");
            var answered = line(customer, "theirs")
                    .filter(new Locator.FilterOptions().setHasText("Please try again in a minute."));
            // it can be taken back for some seconds before it leaves
            assertThat(answered).containsText("I am on it.", LATER);
            assertThat(agent.locator(".kw-delivery").last()).containsText("Delivered", LATER);

            // she leaves, and the next answer is a letter
            customer.close();
            away("scene-1");
            answer(agent, "It works again: the file was locked.");
        }
        var letter = office.await(
                "ana@scene-customer.test", SOON, mail -> PostOffice.text(mail).contains("the file was locked"));
        assertThat(PostOffice.text(letter)).contains("The export of my receipts");
        office.answer(letter, "Ana Ribeiro", "ana@scene-customer.test", "Yes, it does. Thank you for the quick help.");
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(desk.api()
                                .get("/api/v1/conversations?customer=external:scene-1")
                                .json()
                                .path("items"))
                        .hasSize(1)
                        .allSatisfy(
                                it -> assertThat(it.path("channel").asString()).isEqualTo("messenger")));
        try (var theirs = Browser.window(1200, 800, ColorScheme.LIGHT, "en-GB")) {
            var customer = open(theirs, "/");
            in(customer, ".launch").click();
            in(customer, ".row").click();
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                customer.reload();
                in(customer, ".launch").click();
                in(customer, ".row").click();
                in(customer, ".line").first().waitFor();
                assertThat(in(customer, ".log").innerText()).contains("Thank you for the quick help");
            });
        }
        assertThat(office.inbox("ana@scene-customer.test").stream()
                        .filter(mail -> PostOffice.text(mail).contains("the file was locked"))
                        .filter(mail -> !PostOffice.text(mail).contains("Thank you for the quick help")))
                .hasSize(1);
    }

    @Test
    @DisplayName("What is written offline is kept over a reload and sent once, when the net is back")
    void whatIsWrittenOfflineIsSentOnce() {
        known("scene-2", "ben@scene-customer.test", "Ben Okafor");
        try (var theirs = Browser.window(1200, 800, ColorScheme.LIGHT, "en-GB")) {
            var customer = open(theirs, "/");
            in(customer, ".launch").click();
            // every request is lost on its way, and the answer to the first that gets through as well
            theirs.setOffline(true);
            in(customer, "textarea").fill("Written in a tunnel.");
            in(customer, "textarea").press("Enter");
            assertThat(in(customer, ".line.pending")).containsText("Kept, is sent by itself");
            in(customer, "textarea").fill("Half a sen");
            theirs.setOffline(false);
            theirs.route("**/messenger/v1/messages", route -> {
                route.fetch();
                route.abort();
            });
            assertThat(in(customer, ".line.pending")).containsText("Kept, is sent by itself");
            Awaitility.await().atMost(SOON).until(() -> said("Written in a tunnel.") == 1);
            theirs.unroute("**/messenger/v1/messages");
            customer.reload();
            in(customer, ".launch").click();
            in(customer, ".row").first().click();
            assertThat(in(customer, ".line.mine")).hasCount(1);
            assertThat(in(customer, ".line.pending")).hasCount(0);
        }
        assertThat(said("Written in a tunnel.")).isOne();
    }

    @Test
    @DisplayName("The open messenger is clean for axe, light and dark, wide and at 380 pixels, and by keyboard alone")
    void theMessengerIsForEverybody() {
        var faults = new ArrayList<String>();
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {1200, 380}) {
                known("scene-3", "cleo@scene-customer.test", "Cleo Martin");
                try (var theirs = Browser.window(width, 760, scheme, "en-GB")) {
                    var customer = open(theirs, "/");
                    var name = scheme + " " + width;
                    // by keyboard: to the button, in, written, and out again to where they were
                    customer.locator("main button").focus();
                    customer.keyboard().press("Tab");
                    customer.keyboard().press("Enter");
                    in(customer, ".panel").waitFor();
                    faults.addAll(look(customer, "messenger-home-" + name));
                    if (in(customer, ".row").count() == 0) {
                        assertThat(in(customer, "textarea")).isFocused();
                        customer.keyboard().type("Where is my card? https://pennyfold.test/cards");
                        customer.keyboard().press("Enter");
                    } else {
                        in(customer, ".row").first().click();
                    }
                    line(customer, "acknowledgement").waitFor();
                    faults.addAll(look(customer, "messenger-thread-" + name));
                    for (int i = 0; i < 12; i++) {
                        customer.keyboard().press("Tab");
                        assertThat((boolean)
                                        customer.evaluate("document.activeElement.localName === 'keepwell-messenger'"))
                                .as("focus stays within the dialog")
                                .isTrue();
                    }
                    customer.keyboard().press("Escape");
                    assertThat(in(customer, ".panel")).isHidden();
                    assertThat(in(customer, ".launch")).isFocused();
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("It speaks the language of the page, and stands right to left where the page does")
    void speaksTheLanguageOfThePage() {
        host.tag("data-key=\"" + desk.key + "\"");
        host.html("lang=\"de\"");
        try (var theirs = Browser.window(1200, 760, ColorScheme.LIGHT, "de-DE")) {
            var customer = theirs.newPage();
            customer.navigate(host.origin() + "/");
            assertThat(in(customer, ".launch")).hasAttribute("aria-label", "Hilfe und Nachrichten");
            in(customer, ".launch").click();
            assertThat(in(customer, ".hint")).containsText("einen Brief");
            look(customer, "messenger-guest-de");
            customer.evaluate("document.documentElement.dir = 'rtl'");
            assertThat(in(customer, ".frame")).hasAttribute("dir", "rtl");
            look(customer, "messenger-guest-rtl");
            var box = in(customer, ".panel").boundingBox();
            assertThat(box.x).isLessThan(100);
        } finally {
            host.html("lang=\"en\"");
        }
    }

    private void known(String userId, String email, String name) {
        host.tag("data-key=\"%s\" data-jwt=\"%s\"".formatted(desk.key, desk.jwtOf(userId, email, name)));
    }

    private Page open(BrowserContext window, String path) {
        var page = window.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                System.out.println("console: " + message.text());
            }
        });
        page.navigate(host.origin() + path);
        in(page, ".launch").waitFor();
        return page;
    }

    private static Locator in(Page page, String selector) {
        return page.locator("keepwell-messenger " + selector);
    }

    private static Locator line(Page page, String kind) {
        return in(page, ".line." + kind);
    }

    private static void write(Page customer, String words) {
        in(customer, ".launch").click();
        in(customer, "textarea").fill(words);
        in(customer, "textarea").press("Enter");
        assertThat(in(customer, ".line.mine").last()).containsText(words);
    }

    private static void answer(Page agent, String words) {
        agent.locator("#editor-reply textarea").fill(words);
        agent.locator("#editor-reply textarea").press("Control+Enter");
        assertThat(agent.locator(".kw-letters")).containsText(words);
    }

    private static java.util.List<String> look(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(
                        "target",
                        "shots",
                        name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + ".png")));
        return Browser.faults(page).stream().map(fault -> name + ": " + fault).toList();
    }

    private void away(String userId) {
        jdbc.sql("""
            update messenger_person set seen_at = seen_at - interval '3 minutes'
             where customer_id = (select customer_id from customer_identifier
                                   where type = 'external' and value = :id)
            """).param("id", userId).update();
    }

    private long said(String words) {
        return jdbc.sql("select count(*) from message where text = :words")
                .param("words", words)
                .query(Long.class)
                .single();
    }
}
