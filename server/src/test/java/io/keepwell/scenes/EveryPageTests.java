package io.keepwell.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Every page that a link leads to: answers, clean for axe, nothing sticking out, no error on the console; wide and
/// narrow, light and dark.
@WholeApplication
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class EveryPageTests {

    @LocalServerPort
    int port;

    @BeforeAll
    void somethingToSee() {
        var api = new Api(base(), FreshInstallation.ADMIN_TOKEN);
        api.post("/api/v1/mailboxes", """
                {'address':'pages@pages.test','name':'Pages','acknowledge':false,'existing':'ignore'}
                """);
        api.post("/api/v1/conversations", """
                {'customer':{'email':'cleo@pages.test','name':'Cleo Dumont'},'subject':'A question about pages',
                 'text':'Hello, how many pages are there?','channel':'api'}
                """);
    }

    @Test
    void wideAndLight() {
        look(1440, ColorScheme.LIGHT);
    }

    @Test
    void wideAndDark() {
        look(1440, ColorScheme.DARK);
    }

    @Test
    void narrowAndLight() {
        look(380, ColorScheme.LIGHT);
    }

    private void look(int width, ColorScheme scheme) {
        try (var window = Browser.window(width, 900, scheme, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            var complaints = new ArrayList<String>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(page.url() + ": " + message.text());
                }
            });
            var all = new SoftAssertions();
            int seen = Crawler.each(page, base(), (path, answer) -> look(page, path, answer, width, scheme, all));
            assertThat(seen).isGreaterThan(8);
            all.assertThat(complaints).as("errors on the console").isEmpty();
            all.assertAll();
        }
    }

    private static void look(
            Page page, String path, Response answer, int width, ColorScheme scheme, SoftAssertions all) {
        all.assertThat(answer.status()).as(path).isEqualTo(200);
        Shots.take(
                page,
                "page" + path.replaceAll("[^a-z0-9]+", "-") + "-"
                        + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
        all.assertThat(page.locator("h1").count()).as("headings of " + path).isEqualTo(1);
        all.assertThat(Browser.faults(page))
                .as(path + " " + scheme + " " + width)
                .isEmpty();
        all.assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("nothing of " + path + " sticks out at " + width)
                .isLessThanOrEqualTo(width);
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }
}
