package io.keepwell.scenes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The main job, from a customer's mail client through a real mail server to the agent's browser and back.
@WholeApplication
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DayOfServiceTests {

    private static final String US = "help@daily.test";
    private static final Duration SOON = Duration.ofSeconds(45);

    @LocalServerPort
    int port;

    PostOffice office;

    @BeforeAll
    void connectMailbox() {
        office = PostOffice.open(US);
        var mailbox = api().post("/api/v1/mailboxes", """
                {'address':'%s','name':'Daily help','acknowledge':true,'existing':'ignore',
                 'imap':{'host':'127.0.0.1','port':%d,'username':'%s','password':'secret','security':'none'},
                 'smtp':{'host':'127.0.0.1','port':%d,'username':null,'password':null,'security':'none'}}
                """.formatted(US, office.imapPort(), US, office.smtpPort()));
        assertThat(mailbox.status()).as("%s", mailbox.json()).isEqualTo(201);
    }

    @AfterAll
    void closeOffice() {
        office.close();
    }

    @Test
    @DisplayName(
            "Capabilities 2, 3, 4, 7: a complaint is acknowledged with an apology, answered by a person, and goes on in one thread")
    void aCustomerWritesIsAcknowledgedAndAHumanAnswers() {
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox"));
            var question = office.write(
                    "Ana Silva",
                    "ana@customer.test",
                    US,
                    "My order arrived broken",
                    "Hello,\n\nmy order arrived broken, for the second time. I am really disappointed.\n\nAna");

            // she holds an acknowledgement within seconds
            var acknowledgement = office.await("ana@customer.test", SOON, mail -> true);
            var words = PostOffice.text(acknowledgement);
            assertThat(words).contains("Ana").containsIgnoringCase("sorry");
            assertThat(PostOffice.header(acknowledgement, "Auto-Submitted")).startsWith("auto-replied");
            assertThat(PostOffice.header(acknowledgement, "In-Reply-To"))
                    .isEqualTo(PostOffice.header(question, "Message-ID"));

            // the agent sees her without reloading, opens the letter and answers with the keyboard
            var row = page.locator("[data-row]", new Page.LocatorOptions().setHasText("My order arrived broken"));
            row.first().waitFor();
            row.first().click();
            assertThat(page.locator("h1").first()).containsText("My order arrived broken");
            assertThat(page.locator(".kw-thread-pane")).containsText("Acknowledged after");
            page.keyboard().press("r");
            page.locator("#editor-reply textarea").fill("Dear Ana, I am sorry. A new one leaves today.");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".kw-letters")).containsText("A new one leaves today.");

            // a person answered, by name, in the thread of her mail client
            var reply = office.await(
                    "ana@customer.test", SOON, mail -> PostOffice.text(mail).contains("A new one leaves today."));
            assertThat(PostOffice.header(reply, "From")).doesNotStartWith(US).contains(US);
            assertThat(PostOffice.header(reply, "References")).contains(PostOffice.header(question, "Message-ID"));
            assertThat(PostOffice.header(reply, "Auto-Submitted")).isEmpty();

            // her answer lands in the same conversation, on the page, without reloading
            office.answer(reply, "Ana Silva", "ana@customer.test", "Thank you, that was quick.");
            assertThat(page.locator(".kw-letters")).containsText("Thank you, that was quick.");
        }
        var conversations = api().get("/api/v1/conversations?customer=email:ana@customer.test")
                .json()
                .path("items");
        assertThat(conversations).hasSize(1);
        var conversation = conversations.get(0);
        assertThat(conversation.path("kind").asString()).isEqualTo("complaint");
        assertThat(conversation.path("firstResponseAt").isNull()).isFalse();
        var messages = api().get(
                        "/api/v1/conversations/" + conversation.path("id").asString())
                .json()
                .path("messages");
        assertThat(messages)
                .extracting(message -> message.path("direction").asString() + " "
                        + message.path("type").asString())
                .containsExactly("in message", "out acknowledgement", "out message", "in message");
    }

    @Test
    @DisplayName("Capability 4: a plain question gets no apology, and a German one gets German")
    void answersInTheCustomersLanguage() {
        office.write(
                "Jonas Weber",
                "jonas@kunde.test",
                US,
                "Frage zur Rechnung",
                "Guten Tag,\n\nwo finde ich bitte meine Rechnung für den letzten Monat? Ich habe im Konto schon nachgesehen.\n\nViele Grüße\nJonas Weber");

        var words = PostOffice.text(office.await("jonas@kunde.test", SOON, mail -> true));
        assertThat(words).contains("Guten Tag").doesNotContainIgnoringCase("entschuldig");
    }

    @Test
    @DisplayName("The inbox is clean for axe and usable at 380 pixels, light and dark")
    void theInboxIsAccessible() {
        office.write("Ben Ito", "ben@customer.test", US, "A question about exports", "Hello, can I export my data?");
        office.await("ben@customer.test", SOON, mail -> true);
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {1440, 380}) {
                try (var window = Browser.window(width, 900, scheme, "en-GB")) {
                    var page = Browser.signInAsAdministrator(window, port);
                    page.navigate(url("/inbox"));
                    clean(page, window, "inbox", scheme, width);
                    page.locator("[data-row]").first().click();
                    page.locator(".kw-letters").waitFor();
                    clean(page, window, "conversation", scheme, width);
                }
            }
        }
    }

    private void clean(Page page, BrowserContext window, String name, ColorScheme scheme, int width) {
        page.waitForLoadState();
        Shots.take(page, name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width);
        assertThat(Browser.faults(page)).as(name + " " + scheme + " " + width).isEmpty();
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("nothing sticks out at " + width)
                .isLessThanOrEqualTo(width);
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
