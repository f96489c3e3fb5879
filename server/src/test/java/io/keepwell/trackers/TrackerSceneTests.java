package io.keepwell.trackers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Somebody opens an issue for a problem; a developer closes it; nobody is told before a person says so.
@WholeApplication
@Tag("browser")
class TrackerSceneTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("PR13: connected, opened, done there, prepared here, and nothing in the mail room; clean for axe")
    void fromTheProblemToTheIssueAndBack() throws IOException {
        var api = new Api(url(""), FreshInstallation.ADMIN_TOKEN);
        var email = UUID.randomUUID() + "@tracker-scene.test";
        var conversation = api.post("/api/v1/conversations", """
                        {'customer':{'email':'%s','name':'Ana Ribeiro'},'subject':'Where are they?','text':'Nothing arrives.'}
                        """.formatted(email))
                .json()
                .path("id")
                .asString();
        var problem = api.post("/api/v1/problems", "{'title':'The sync stops at night'}")
                .json();
        var id = problem.path("id").asString();
        var at = "/problems/" + problem.path("number").asLong();
        api.post("/api/v1/problems/" + id + "/conversations", "{'conversation':'" + conversation + "'}");
        api.patch("/api/v1/problems/" + id, "{'serviceText':'Ana Ribeiro tried it twice.'}");
        var faults = new ArrayList<String>();
        String tracker = "";
        try (var forge = new Forge();
                var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/settings/trackers"));
            faults.addAll(Browser.faults(page));
            page.getByLabel("Page of the repository or project").fill(forge.github());
            page.getByLabel("Token").fill("wrong-token-of-mine");
            page.getByLabel("The server may lie in our own network").check();
            button(page, "Connect it");
            assertThat(page.locator(".invalid-feedback")).containsText("does not know the token");
            assertThat(page.getByLabel("Token")).hasValue("");
            page.getByLabel("Token").fill(Forge.TOKEN);
            button(page, "Connect it");
            assertThat(page.locator(".hook-secret")).containsText("Copy it now");
            var secret = page.locator("#secret-made").inputValue();
            var hook =
                    new Hook(url(URI.create(page.locator("#hook").inputValue()).getPath()), secret);
            faults.addAll(Browser.faults(page));
            tracker = jdbc.sql("select id::text from tracker_connection where base = :base")
                    .param("base", forge.base())
                    .query(String.class)
                    .single();

            page.navigate(url(at));
            page.getByText("Open an issue in GitHub").click();
            assertThat(page.getByLabel("Text")).hasValue(Pattern.compile("One person of one account"));
            page.getByLabel("With what service and product found").check();
            button(page, "Draft it anew");
            assertThat(page.getByLabel("Text")).hasValue(Pattern.compile("\\[a customer] tried it twice"));
            faults.addAll(Browser.faults(page));
            var draft = page.getByLabel("Text").inputValue();
            page.getByLabel("Text").fill(draft + "\nAsk " + email);
            button(page, "Open it in acme/app");
            assertThat(page.locator(".pr-alarm")).containsText("names a customer");
            faults.addAll(Browser.faults(page));
            page.getByLabel("Text").fill(draft);
            button(page, "Open it in acme/app");
            assertThat(page.locator("h1")).hasText("The sync stops at night");
            page.waitForCondition(
                    () -> api.get("/api/v1/problems/" + id + "/issues")
                            .json()
                            .at("/items/0/state")
                            .asString()
                            .equals("open"),
                    new Page.WaitForConditionOptions().setTimeout(60_000));
            page.navigate(url(at));
            assertThat(page.getByText("acme/app#1")).isVisible();
            faults.addAll(Browser.faults(page));

            var issue = forge.issues().getFirst();
            assertThat(issue.body()).doesNotContain("Ana", "Ribeiro", email);
            var closed = new Forge.Issue(
                    1,
                    issue.title(),
                    issue.body(),
                    "closed",
                    "completed",
                    issue.at().plusSeconds(600));
            hook.github(
                    "issue_comment",
                    Hook.comment(
                            forge, issue, "We ask again each hour.", closed.at().toString()));
            assertThat(hook.github("issues", Hook.issue(forge, "closed", closed)))
                    .isEqualTo(202);

            page.navigate(url(at));
            assertThat(page.locator("#tracker-done")).containsText("Nobody has been told.");
            faults.addAll(Browser.faults(page));
            page.locator("#tracker-done a").click();
            assertThat(page.getByLabel("What we changed so that it does not happen again"))
                    .hasValue("We ask again each hour.");
            assertThat(page.locator(".pr-done")).containsText("as a suggestion");
            faults.addAll(Browser.faults(page));
            assertThat(api.get("/api/v1/problems/" + id).json().path("state").asString())
                    .isEqualTo("reported");
            page.navigate(url("/mailroom?to=" + email));
            assertThat(page.locator("body")).not().containsText("The sync stops at night");
            assertThat(page.locator("body")).not().containsText("We ask again each hour.");
            assertThat(jdbc.sql("select count(*) from notice where problem_id = :id::uuid")
                            .param("id", id)
                            .query(Long.class)
                            .single())
                    .isZero();
            try (var narrow = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
                var small = Browser.signInAsAdministrator(narrow, port);
                for (var path : List.of(
                        "/settings/trackers",
                        "/settings/trackers/" + tracker,
                        at,
                        at + "/issues/new?texts=true",
                        "/problems")) {
                    small.navigate(url(path));
                    faults.addAll(Browser.faults(small));
                    assertThat((int) small.evaluate("document.documentElement.scrollWidth"))
                            .as(path)
                            .isLessThanOrEqualTo(380);
                }
            }
        } finally {
            api.delete("/api/v1/trackers/" + tracker);
        }
        assertThat(faults).isEmpty();
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
