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

/// The extra mile: written down where it was gone, and seen before somebody is failed once too often.
@WholeApplication
@Tag("browser")
class GestureSceneTests {

    @LocalServerPort
    int port;

    @Test
    @DisplayName("11: a gesture from a conversation stands on the customer's timeline and in the team's list")
    void goesTheExtraMile() {
        var papers = "Drove the papers over " + UUID.randomUUID();
        var ana = complains(UUID.randomUUID() + "@extra-mile.test");
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + ana.number()));
            page.getByText("Write down a gesture").click();
            var form = page.locator("#gesture-add-" + ana.number());
            assertThat(form.getByLabel("What you call it")).isHidden();
            form.getByLabel("What it is").selectOption("extra-service");
            form.getByLabel("What you did").fill(papers);
            form.getByLabel("What it costs us").fill("12.50");
            form.getByText("Write it down").click();
            var panel = page.locator("#gestures-" + ana.number() + " .ge-list");
            assertThat(panel).containsText(papers);
            assertThat(panel).containsText("12.50");
            assertThat(page.locator(".kw-letters")).containsText("went the extra mile: an extra service");
            Shots.take(page, "gesture");
            assertThat(Browser.faults(page)).isEmpty();

            page.navigate(url("/customers/" + ana.customer()));
            assertThat(page.locator(".cu-life")).containsText(papers);
            page.navigate(url("/gestures?customer=" + ana.customer()));
            var row = page.locator(".ge-list li");
            assertThat(row).hasCount(1);
            assertThat(row).containsText(papers);
            row.getByText("Correct or take back").click();
            Shots.take(page, "gestures");
            page.navigate(url("/gestures/mix"));
            assertThat(page.locator(".ge-share")).containsText("something other than money");
            Shots.take(page, "gestures-mix");
            assertThat(Browser.faults(page)).isEmpty();
        }
        try (var window = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            for (var path : new String[] {"/gestures?customer=" + ana.customer(), "/gestures/mix"}) {
                page.navigate(url(path));
                assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                        .as(path)
                        .isLessThanOrEqualTo(380);
                assertThat(Browser.faults(page)).as(path).isEmpty();
            }
        }
    }

    @Test
    @DisplayName(
            "57: above the limit the agent is warned before they answer, with what happened, and on the customer's page")
    void warnsBeforeTheyAreFailedOnceMore() {
        var email = UUID.randomUUID() + "@borne-scene.test";
        for (int i = 0; i < 4; i++) {
            var before = complains(email);
            api().put(
                            "/api/v1/conversations/" + before.number() + "/one-off",
                            "{'reason':'handling','words':'We forgot them.'}");
        }
        var ana = complains(email);
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + ana.number()));
            var warning = page.locator(".bo-warning");
            assertThat(warning).containsText("Ana Ribeiro has borne 4 failures in 12 months.");
            assertThat(page.locator(".ab-borne")).containsText("has borne 4 failures");
            assertThat(page.locator(".bo-failures")).isHidden();
            warning.getByText("What happened").click();
            page.keyboard().press("Enter");
            assertThat(page.locator(".bo-failures li")).hasCount(4);
            assertThat(page.locator(".bo-failures")).containsText("happened once");
            Shots.take(page, "failures-borne");
            assertThat(Browser.faults(page)).isEmpty();

            page.navigate(url("/customers/" + ana.customer()));
            assertThat(page.locator("#borne")).containsText("has borne 4 failures in 12 months.");
            assertThat(page.locator("#borne li")).hasCount(4);
            Shots.take(page, "failures-borne-customer");
            assertThat(Browser.faults(page)).isEmpty();
        }
    }

    private record Written(long number, String customer) {}

    private Written complains(String email) {
        var id = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s','name':'Ana Ribeiro'},'subject':'Nobody answered',
                         'text':'I have been waiting for days.','channel':'api'}
                        """.formatted(email))
                .json()
                .path("id")
                .asString();
        api().patch("/api/v1/conversations/" + id, "{'kind':'complaint'}");
        var written = api().get("/api/v1/conversations/" + id).json();
        return new Written(
                written.path("number").asLong(),
                written.path("customer").path("id").asString());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
