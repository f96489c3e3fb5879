package io.keepwell.scenes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Two conversations of one person are joined by keyboard in a dialog, and it is taken back; webhooks have their page.
@WholeApplication
@Tag("browser")
class JoiningTests {

    @LocalServerPort
    int port;

    @Test
    void isJoinedByKeyboardAndTakenBack() {
        var first = open("Where is my parcel?");
        var second = open("My parcel again");
        try (var window = Browser.window(1440, 900, ColorScheme.LIGHT, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(base() + "/inbox/" + first.path("number").asLong());

            page.locator("summary[aria-label=More]").focus();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            var dialog = page.locator("dialog.kw-dialog-rearranging[open]");
            assertThat(dialog).isVisible();
            page.keyboard().type("#" + second.path("number").asLong());
            page.waitForResponse(
                    answer -> answer.url().contains("/merge?"),
                    () -> page.keyboard().press("Enter"));
            // the list of before stands there for a moment longer
            page.waitForTimeout(300);
            dialog.locator(".kw-join-found a").first().focus();
            page.keyboard().press("Enter");
            assertThat(dialog.locator(".kw-join-side")).hasCount(2);
            assertThat(Browser.faults(page)).isEmpty();
            dialog.locator("button.btn-primary").focus();
            page.keyboard().press("Enter");

            page.waitForURL(Pattern.compile(".*/inbox/" + second.path("number").asLong()));
            assertThat(page.locator(".kw-letters")).containsText("Where is my parcel?");
            page.navigate(base() + "/inbox/" + first.path("number").asLong());
            assertThat(page.url()).endsWith("/inbox/" + second.path("number").asLong());

            page.locator("#rearranged button").click();
            page.waitForURL(Pattern.compile(".*/inbox/" + first.path("number").asLong()));
            assertThat(page.locator(".kw-letters")).containsText("Where is my parcel?");
        }
    }

    @Test
    void thePagesAreCleanOnANarrowScreen() {
        var one = open("Narrow one");
        var two = open("Narrow two");
        var hook = api().post("/api/v1/webhooks", "{'url':'https://hooks.example/narrow'}")
                .json()
                .path("id")
                .asString();
        try (var window = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            var base = "/conversations/" + one.path("id").asString();
            clean(page, "/inbox/" + one.path("number").asLong());
            clean(page, base + "/merge");
            clean(page, base + "/merge?with=" + two.path("id").asString());
            clean(page, base + "/parting");
            clean(page, "/settings/webhooks");
            clean(page, "/settings/webhooks/" + hook);
        } finally {
            api().delete("/api/v1/webhooks/" + hook);
        }
    }

    private void clean(Page page, String path) {
        assertThat(page.navigate(base() + path).status()).as(path).isEqualTo(200);
        Shots.take(page, "joining" + path.replaceAll("[^a-z]+", "-"));
        assertThat(Browser.faults(page)).as(path).isEmpty();
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as(path)
                .isLessThanOrEqualTo(380);
    }

    private JsonNode open(String text) {
        return api().post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'pia@joining.test','name':'Pia Holm'},'subject':'Parcel','text':'" + text
                                + "'}")
                .json();
    }

    private Api api() {
        return new Api(base(), FreshInstallation.ADMIN_TOKEN);
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }
}
