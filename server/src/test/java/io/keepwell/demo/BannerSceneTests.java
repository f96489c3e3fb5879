package io.keepwell.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/// Two customers of Pennyfold in two windows of its app, while the desk tells of the trouble with Nordbank.
@WholeApplication
@Tag("browser")
@TestPropertySource(properties = {"keepwell.demo=true", "keepwell.test.scene=banner"})
// dozens of letters are written here, which other tests of the demo do not expect
@DirtiesContext
class BannerSceneTests {

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName(
            "13: a customer with Nordbank sees at once and at the next page load that we know, one with another bank"
                    + " does not; an update replaces it, it is put away, and the fix is told")
    void whoeverHasTheTroubledBankIsTold() {
        var api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        var problem = "/api/v1/problems/"
                + jdbc.sql("select number from problem where title like 'Nordbank%'")
                        .query(Long.class)
                        .single();
        try (var one = Browser.window(1200, 800, ColorScheme.LIGHT, "en-GB");
                var other = Browser.window(380, 760, ColorScheme.DARK, "de-DE")) {
            var nord = open(one.newPage(), customer(true));
            var elsewhere = open(other.newPage(), customer(false));
            assertThat(cards(nord)).hasCount(0);

            var told = api.post(
                    problem + "/announce",
                    "{'text':'Nordbank refuses our new certificate. Your money is where it was.','texts':{'de':'Nordbank weist"
                            + " uns ab.'}}");
            assertThat(told.status()).as("%s", told.json()).isBetween(200, 202);

            // the page that is open, without a reload
            assertThat(cards(nord)).containsText("Your money is where it was.", SOON);
            load(nord);
            assertThat(cards(nord)).containsText("Nordbank: no new transactions");
            assertThat(cards(nord)).containsText("We have known about it since");
            assertThat(cards(nord)).containsText("Transactions can be brought in as a CSV file");
            load(elsewhere);
            assertThat(cards(elsewhere)).hasCount(0);
            load(open(elsewhere, "nobody"));
            assertThat(cards(elsewhere)).hasCount(0);
            assertThat(faults(nord, "banner-wide")).isEmpty();

            api.post(problem + "/update", "{'text':'The new certificate arrives tomorrow.'}");
            assertThat(cards(nord)).containsText("arrives tomorrow", SOON);
            assertThat(cards(nord)).hasCount(1);
            cards(nord).locator("button").click();
            assertThat(cards(nord)).hasCount(0);
            load(nord);
            assertThat(cards(nord)).hasCount(0);

            api.post(
                    problem + "/fix",
                    "{'text':'New transactions arrive again.','whatChanged':'We renew certificates a month ahead.','holdMinutes':0}");
            assertThat(cards(nord)).containsText("We renew certificates a month ahead.", SOON);
            load(nord);
            assertThat(cards(nord)).containsText("Fixed since");
            load(elsewhere);
            assertThat(cards(elsewhere)).hasCount(0);

            // narrow and dark, and in the messenger too
            var narrow = open(elsewhere, customer(true));
            assertThat(cards(narrow)).containsText("New transactions arrive again.");
            assertThat(cards(narrow)).containsText("Behoben seit");
            assertThat(cards(narrow)).containsText("Was wir geändert haben:");
            assertThat(faults(narrow, "banner-narrow")).isEmpty();
            narrow.evaluate("document.documentElement.dir = 'rtl'");
            assertThat(narrow.locator("keepwell-messenger .frame")).hasAttribute("dir", "rtl");
            var card = cards(narrow).boundingBox();
            assertThat(card.x).isNotNegative();
            assertThat(card.x + card.width).isLessThanOrEqualTo(380);
            assertThat(cards(narrow).locator("button").boundingBox().x).isLessThan(card.x + card.width / 2);
            assertThat(faults(narrow, "banner-rtl")).isEmpty();
            narrow.evaluate("document.documentElement.dir = 'ltr'");
            narrow.locator("keepwell-messenger .launch").click();
            assertThat(narrow.locator("keepwell-messenger .panel")).isVisible();
            assertThat(cards(narrow)).isHidden();
        }
    }

    /// Somebody the page lets one be.
    private String customer(boolean troubled) {
        try (var window = Browser.window()) {
            var page = window.newPage();
            page.navigate(at(""));
            return page.locator("#as option").all().stream()
                    .filter(option -> option.textContent().contains(" · "))
                    .filter(option -> option.textContent().contains("Nordbank") == troubled)
                    .map(option -> option.getAttribute("value"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String at(String query) {
        return "http://127.0.0.1:" + port + "/demo/app" + query;
    }

    private Page open(Page page, String external) {
        page.waitForResponse(
                answer -> answer.url().endsWith("/messenger/v1/sessions"), () -> page.navigate(at("?as=" + external)));
        return page;
    }

    private static void load(Page page) {
        page.waitForResponse(answer -> answer.url().endsWith("/messenger/v1/sessions"), page::reload);
    }

    private static Locator cards(Page page) {
        return page.locator("keepwell-messenger .news .card");
    }

    private static List<String> faults(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "shots", name + ".png")));
        return Browser.faults(page);
    }
}
