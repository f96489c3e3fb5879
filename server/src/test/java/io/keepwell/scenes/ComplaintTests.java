package io.keepwell.scenes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What stands behind a complaint, said with the keyboard.
@WholeApplication
@Tag("browser")
class ComplaintTests {

    private static final String TOASTS = "#toasts .kw-toast";

    @LocalServerPort
    int port;

    @Test
    @DisplayName("17, 24: one key ties a complaint to its likeliest problem, and one marks what hurts")
    void isTiedToItsProblemByOneKey() {
        var word = "qua" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        var problem = post("/api/v1/problems", "{'title':'The " + word + " is empty'}", "id");
        var earlier = complains("Ben Okafor", "My " + word + " is empty, the whole " + word + ".");
        post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'" + earlier + "'}", "id");
        var complaint = complains("Ana Ribeiro", "Since Monday the " + word + " is empty. I lose an hour a day.");
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + complaint));
            var first = page.locator(".li-item").first();
            assertThat(first).containsText("The " + word + " is empty");
            assertThat(first).containsText("Ben Okafor");
            assertThat(first.locator(".li-why")).containsText(word);
            Shots.take(page, "complaint");
            assertThat(Browser.faults(page)).isEmpty();

            page.keyboard().press("1");
            assertThat(page.locator(TOASTS).last()).containsText("Linked.");
            assertThat(page.locator("[id^=problems-of-] p a").first()).hasText("The " + word + " is empty");
            assertThat(page.locator("[data-likely]")).hasCount(0);
            page.locator(TOASTS).last().getByText("Undo").click();
            assertThat(first).containsText("The " + word + " is empty");

            first.locator("button").first().focus();
            page.keyboard().press("Delete");
            assertThat(page.locator(TOASTS).last()).containsText("Learned from.");
            assertThat(page.locator(".li-panel")).not().containsText("The " + word + " is empty");
            page.locator(TOASTS).last().getByText("Undo").click();
            assertThat(first).containsText("The " + word + " is empty");

            // a triple click selects the paragraph, as a person does
            page.locator(".kw-letter-in .kw-words")
                    .first()
                    .click(new com.microsoft.playwright.Locator.ClickOptions().setClickCount(3));
            assertThat(page.locator("form[data-mark-menu]")).isVisible();
            page.keyboard().press("h");
            assertThat(page.locator(TOASTS).last()).containsText("Marked.");
            assertThat(page.locator(".in-marks")).containsText("I lose an hour a day");
            assertThat(page.locator("form[data-mark-menu]")).isHidden();

            page.keyboard().press("e");
            page.getByText("It was a one-off").click();
            page.getByText("It could not be found again").click();
            assertThat(Browser.faults(page)).isEmpty();
            page.getByText("A one-off: solve it").click();
            assertThat(page.locator(".so-justice")).containsText("How was it handled?");
            page.locator(".so-justice button").first().click();
            assertThat(page.locator(".so-justice button").first()).hasAttribute("aria-pressed", "true");
            Shots.take(page, "complaint-solved");
            assertThat(Browser.faults(page)).isEmpty();
            page.navigate(url("/problems/insight"));
            assertThat(page.locator(".in-list")).containsText("I lose an hour a day");
            Shots.take(page, "insight");
            assertThat(Browser.faults(page)).isEmpty();
        }
        try (var window = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/problems/insight"));
            assertThat(page.locator(".in-list")).containsText("I lose an hour a day");
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(380);
            assertThat(Browser.faults(page)).isEmpty();
        }
    }

    private String complains(String name, String text) {
        var id = post("/api/v1/conversations", """
                {'customer':{'email':'%s@scene.test','name':'%s'},'subject':'Empty','text':'%s','channel':'api'}
                """.formatted(UUID.randomUUID(), name, text), "id");
        api().patch("/api/v1/conversations/" + id, "{'kind':'complaint'}");
        return api().get("/api/v1/conversations/" + id).json().path("number").asString();
    }

    private String post(String path, String body, String field) {
        return api().post(path, body).json().path(field).asString("");
    }

    private Api api() {
        return new Api(url(""), FreshInstallation.ADMIN_TOKEN);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
