package io.keepwell.scenes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// From a complaint to its cause, and from the fix to the letter that nobody had to ask for.
@WholeApplication
@Tag("browser")
class ProblemTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("15, 17, 19, 21: a complaint is linked to its cause, and its customer is told of the fix unasked")
    void fromTheComplaintToTheLetter() {
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        values (:id, :address, 'Pennyfold support', now(), now())
                        """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@shop.test")
                .update();
        var api = new Api(url(""), FreshInstallation.ADMIN_TOKEN);
        var ana = complains(api, "Ana Ribeiro");
        var ben = complains(api, "Ben Okafor");
        var title = "The sync stops " + UUID.randomUUID();
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + ana));
            page.getByText("Link a problem").click();
            page.getByLabel("Or a new problem").fill(title);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Note it"))
                    .click();
            assertThat(page.locator("h1")).hasText(title);
            assertThat(page.locator(".pr-said")).containsText("Ana Ribeiro");
            page.getByLabel("Link a conversation by its number").fill(String.valueOf(ben));
            page.getByLabel("Link a conversation by its number").press("Enter");
            assertThat(page.locator(".pr-said")).containsText("Ben Okafor");
            assertThat(page.locator(".pr-figures")).containsText("2");
            Shots.take(page, "problem");
            assertThat(Browser.faults(page)).isEmpty();

            page.getByText("It is fixed").first().click();
            page.getByLabel("What we changed so that it does not happen again").fill("We check it every hour.");
            page.getByText("See the letter again").click();
            assertThat(page.locator(".pr-letter")).containsText("We check it every hour.");
            Shots.take(page, "problem-tell");
            assertThat(Browser.faults(page)).isEmpty();
            page.getByLabel("Minutes in which it can be taken back").fill("0");
            page.getByText("Tell 2 people").click();

            assertThat(page.locator(".pr-state")).containsText("Fixed");
            assertThat(page.locator(".pr-people")).containsText("2 told, 0 waiting to leave, 0 still to be told");
            Shots.take(page, "problem-fixed");
            assertThat(Browser.faults(page)).isEmpty();
            page.navigate(url("/inbox/" + ben));
            assertThat(page.locator(".kw-thread-pane")).containsText("We check it every hour.");
            page.navigate(url("/problems"));
            assertThat(page.locator(".pr-rows").filter(new Locator.FilterOptions().setHasText(title)))
                    .hasCount(1);
            Shots.take(page, "problems");
            assertThat(Browser.faults(page)).isEmpty();
        }
        try (var window = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/problems"));
            page.getByText(title).click();
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(380);
            assertThat(Browser.faults(page)).isEmpty();
        }
    }

    private long complains(Api api, String name) {
        return api.post("/api/v1/conversations", """
                        {'customer':{'email':'%s@scene.test','name':'%s'},'subject':'No sync since Monday',
                         'text':'My bank has not synced since Monday.','channel':'api'}
                        """.formatted(UUID.randomUUID(), name))
                .json()
                .get("number")
                .asLong();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
