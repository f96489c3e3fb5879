package io.keepwell.followups;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.surveys.Surveys;
import io.keepwell.testing.Browser;
import io.keepwell.testing.WholeApplication;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Somebody calls Ana, asks the two questions, and what helps her becomes an idea.
@WholeApplication
@Tag("browser")
class FollowUpSceneTests {

    @LocalServerPort
    int port;

    @Autowired
    Surveys surveys;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Test
    @DisplayName("30 to 33: taken, called, understood by the two named questions, and tied to an idea she supports")
    void isCalled() {
        var people = Unhappy.asked(port, surveys, events, transaction, jdbc, clock);
        var ana = people.person("Ana Ribeiro");
        var words = "The printer ate my papers " + UUID.randomUUID();
        people.answers(ana, 4, words, null);
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/follow-ups?customer=" + ana));
            var row = page.locator(".fu-row");
            assertThat(row).hasCount(1);
            assertThat(row).containsText(words);
            assertThat(row).containsText("4 of 10");
            shot(page, "follow-ups");
            assertThat(Browser.faults(page)).isEmpty();
            row.locator("button:has-text('I will call')").click();

            page.waitForURL(url -> url.matches(".*/follow-ups/[0-9a-f-]{36}"));
            var own = page.url();
            page.selectOption("#outcome", "left-message");
            page.fill("#note", "Will call back");
            page.fill("#at", "2090-01-01T10:00");
            page.click("text=Keep this attempt");
            assertThat(page.locator("[role=alert]")).containsText("That time lies ahead");
            assertThat(page.locator("#note")).hasValue("Will call back");
            page.fill("#at", "");
            page.selectOption("#outcome", "reached");
            page.click("text=Keep this attempt");

            page.fill("#main-reason", "It jams every Monday");
            page.selectOption(
                    "#reason", new com.microsoft.playwright.options.SelectOption().setLabel("It did not work"));
            page.fill("#would-have-helped", "A second tray");
            page.fill("#wanted", "My papers by nine");
            page.fill("#got", "Confetti");
            page.click("text=Keep what we learned");
            assertThat(page.locator(".kw-page-head")).containsText("Understood");
            var idea = "A second tray " + UUID.randomUUID();
            page.fill("#new-idea", idea);
            page.click("text=It waits for this");
            assertThat(page.locator(".kw-page-head")).containsText("Waiting on product");
            shot(page, "follow-up");
            assertThat(Browser.faults(page)).isEmpty();

            page.click("text=" + idea);
            assertThat(page.locator(".fu-list")).containsText("Ana Ribeiro");
            assertThat(page.locator(".fu-list")).containsText("A second tray");
            page.fill("#ship-changed", "Every printer has two trays now.");
            page.click("text=Show me the letters");
            assertThat(page.locator(".fu-letter")).containsText("Hello Ana");
            assertThat(page.locator(".fu-letter")).containsText("two trays now");
            shot(page, "idea");
            assertThat(Browser.faults(page)).isEmpty();

            page.navigate(url("/customers/" + ana));
            assertThat(page.locator("#follow-ups-of-customer")).containsText("Confetti");
            shot(page, "follow-up-customer");
            for (var path : List.of("/follow-ups/report", "/settings/follow-ups", "/ideas", "/follow-ups/new")) {
                page.navigate(url(path));
                shot(page, path.replace('/', '-'));
                assertThat(Browser.faults(page)).as(path).isEmpty();
            }
            narrow(own);
        }
    }

    private void narrow(String own) {
        try (var window = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            for (var path : List.of(
                    own,
                    url("/follow-ups?view=all"),
                    url("/follow-ups/report"),
                    url("/settings/follow-ups"),
                    url("/ideas"))) {
                page.navigate(path);
                assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                        .as(path)
                        .isLessThanOrEqualTo(380);
                assertThat(Browser.faults(page)).as(path).isEmpty();
                shot(page, "narrow" + path.replaceAll("[^a-z]+", "-"));
            }
        }
    }

    /// A picture, for whoever wants to look.
    private static void shot(Page page, String name) {
        var folder = System.getProperty("keepwell.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, name + ".png"))
                    .setFullPage(true));
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
