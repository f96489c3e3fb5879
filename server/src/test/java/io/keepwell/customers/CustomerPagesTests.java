package io.keepwell.customers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The person behind a letter, in the browser: how they sound, what is remembered of them, and their page.
@WholeApplication
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CustomerPagesTests {

    @LocalServerPort
    int port;

    private long number;
    private String customer = "";

    @BeforeAll
    void someoneWritesForTheThirdTime() {
        complain("Charged twice", "I was charged twice.");
        complain("Charged twice again", "It happened again.");
        var last = complain(
                "And again",
                "This is the third time and it is unacceptable.\n\nMy daughter Ada started school in May.\n\nI will cancel my account.");
        number = last.get("number").asLong();
        customer = last.get("customer").get("id").asString();
    }

    @Test
    @DisplayName(
            "Capability 6: above the letters stands who this is, what went wrong before and how it sounds, with the words")
    void theLineAboveTheLetters() {
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + number));
            var above = page.locator(".ab");
            assertThat(above.locator(".ab-facts")).containsText("2 complaints before");
            assertThat(above).containsText("sounds angry");
            assertThat(above).containsText("speaks of leaving");

            above.locator("summary").focus();
            page.keyboard().press("Enter");
            assertThat(above.locator("mark").first()).hasText("unacceptable");
            assertThat(above.locator(".ab-complaints li")).hasCount(2);
            assertThat(Browser.faults(page)).isEmpty();

            // a mark is kept and shown
            var right = above.locator(".ab-heard button[value=true]").first();
            right.click();
            assertThat(page.locator(".ab-heard button[value=true]").first()).hasAttribute("aria-pressed", "true");
            assertThat(api().get("/api/v1/tone/figures")
                            .json()
                            .get(0)
                            .get("right")
                            .asInt())
                    .isPositive();
        }
    }

    @Test
    @DisplayName("Capability 58: remembered by a key or from a selection, shown first, taken away and taken back")
    void remembersWithTheKeyboard() {
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + number));
            page.locator(".kw-letters").focus();
            page.keyboard().press("i");
            var field = page.locator("#pane-note-text");
            assertThat(field).isFocused();
            field.fill("Prefers the phone after six");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("#person-notes .cu-note-text").first()).hasText("Prefers the phone after six");
            assertThat(page.locator(".kw-toast")).containsText("Remembered.");

            // words that are selected in a letter come along, with the letter as their source
            page.evaluate("""
                    () => {
                      const words = [...document.querySelectorAll('.kw-letter-in .kw-words')].at(-1);
                      const at = words.textContent.indexOf('My daughter');
                      const range = document.createRange();
                      const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
                      let node = walker.nextNode();
                      let past = 0;
                      while (past + node.length <= at) { past += node.length; node = walker.nextNode(); }
                      range.setStart(node, at - past);
                      range.setEnd(node, Math.min(node.length, at - past + 38));
                      document.getSelection().removeAllRanges();
                      document.getSelection().addRange(range);
                    }
                    """);
            page.locator("[data-note-pick]").click();
            assertThat(field).hasValue("My daughter Ada started school in May.");
            page.keyboard().press("Control+Enter");
            var notes = page.locator("#person-notes .cu-note-text");
            assertThat(notes).hasCount(2);
            var kept =
                    api().get("/api/v1/customers/" + customer + "/notes").json().get("items");
            assertThat(kept.valueStream().anyMatch(note -> !note.get("message").isNull()))
                    .isTrue();

            page.locator("#person-notes .kw-menu > summary").first().click();
            page.locator("#person-notes .kw-menu[open] button").click();
            assertThat(notes).hasCount(1);
            page.locator(".kw-toast button").last().click();
            assertThat(notes).hasCount(2);
        }
    }

    @Test
    @DisplayName("Every page of a customer is clean for axe and fits 380 pixels")
    void thePagesAreAccessible() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {1440, 380}) {
                if (scheme == ColorScheme.DARK && width == 380) {
                    continue;
                }
                try (var window = Browser.window(width, 900, scheme, "en-GB")) {
                    var page = Browser.signInAsAdministrator(window, port);
                    var all = new SoftAssertions();
                    var base = "/customers/" + customer;
                    for (var path : List.of(
                            "/customers",
                            base,
                            base + "/conversations",
                            base + "/notes",
                            base + "/known",
                            base + "/merge?q=a",
                            base + "/erasure",
                            "/settings/tone?try=This+is+unacceptable")) {
                        page.navigate(url(path));
                        all.assertThat(Browser.faults(page))
                                .as(path + " " + scheme + " " + width)
                                .isEmpty();
                        all.assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                                .as(path + " at " + width)
                                .isLessThanOrEqualTo(width);
                        shot(page, path, scheme, width);
                    }
                    all.assertAll();
                }
            }
        }
    }

    @Test
    void thePageSaysWhatWeDidAndWhatTheySaid() {
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + number));
            page.locator(".kw-person-name a").click();
            assertThat(page.locator("h1")).hasText("Nadia Kaur");
            assertThat(page.locator("blockquote").first()).containsText("third time");
            page.navigate(url("/customers/" + customer + "?kind=letter"));
            assertThat(page.locator(".cu-entry")).hasCount(3);
            page.navigate(url("/customers?q=nadia"));
            assertThat(page.locator(".cu-person-name").first()).hasText("Nadia Kaur");
        }
    }

    private static void shot(Page page, String path, ColorScheme scheme, int width) {
        var folder = System.getProperty("keepwell.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(java.nio.file.Path.of(
                            folder,
                            path.replaceAll("[0-9a-f-]{36}", "x").replaceAll("[^a-z]+", "-") + scheme + width + ".png"))
                    .setFullPage(true));
        }
    }

    private JsonNode complain(String subject, String text) {
        var answer = api().post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'nadia@person.test','name':'Nadia Kaur'},'subject':'" + subject
                                + "','text':'" + text.replace("\n", "\\n") + "','channel':'api'}");
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(201);
        api().patch("/api/v1/conversations/" + answer.json().get("id").asString(), "{'kind':'complaint'}");
        return answer.json();
    }

    private Api api() {
        return new Api(url(""), FreshInstallation.ADMIN_TOKEN);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
