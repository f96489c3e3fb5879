package io.keepwell.conversations;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The list of the inbox as somebody uses it who never touches the mouse.
@WholeApplication
@Tag("browser")
class InboxByKeyboardTests {

    @LocalServerPort
    int port;

    private Api api;
    private String tag;
    private final List<Long> numbers = new ArrayList<>();

    @BeforeEach
    void fiveConversations() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        tag = "k" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 5; i++) {
            var made = api.post("/api/v1/conversations", """
                    {'customer':{'email':'%s@customers.test','name':'Ana %d'},'subject':'Letter %d','text':'How are you?','channel':'api'}
                    """.formatted(UUID.randomUUID(), i, i))
                    .json();
            api.patch(
                    "/api/v1/conversations/" + made.get("id").asString(),
                    "{'tags':['%s'],'kind':'%s'}".formatted(tag, i == 2 ? "complaint" : "question"));
            numbers.addFirst(made.get("number").asLong());
        }
    }

    @Test
    void picksSolvesAndTakesItBackByKeys() {
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/inbox?view=filter&tag=" + tag);
            page.keyboard().press("j");
            assertThat(page.locator(".kw-thread-title")).hasText("Letter 4");
            page.keyboard().press("x");
            assertThat(page.locator("[data-picked]")).hasText("1 picked");
            page.keyboard().press("j");
            page.keyboard().press("j");
            assertThat(page.locator(".kw-thread-title")).hasText("Letter 2");
            page.keyboard().press("Shift+X");
            assertThat(page.locator("[data-picked]")).hasText("3 picked");
            assertThat(Browser.faults(page)).isEmpty();
            shoot(page, "picked");

            page.keyboard().press("e");

            // the complaint has no cause: it is named and stays
            assertThat(page.locator("#batch .kw-batch-words")).containsText("2 conversations changed");
            assertThat(page.locator("#batch .kw-batch-left")).containsText("Ana 2");
            assertThat(page.locator("#rows [data-row]")).hasCount(3);
            assertThat(Browser.faults(page)).isEmpty();
            shoot(page, "report");

            page.keyboard().press("z");
            assertThat(page.locator("#batch .kw-batch-words")).containsText("2 conversations are as they were");
            assertThat(page.locator("#rows [data-row]")).hasCount(5);
        }
    }

    @Test
    void selectionAndPlaceStayWhenSomethingElseChanges() {
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/inbox?view=filter&tag=" + tag);
            page.locator("#row-" + numbers.get(1) + " .kw-pick").check();
            page.locator("#row-" + numbers.get(3) + " .kw-pick").check();

            var other = api.get("/api/v1/conversations/" + numbers.get(1)).json();
            api.patch("/api/v1/conversations/" + other.get("id").asString(), "{'priority':'urgent'}");

            assertThat(page.locator("#row-" + numbers.get(1) + " .kw-priority-urgent"))
                    .isVisible();
            assertThat(page.locator("#row-" + numbers.get(1) + " .kw-pick")).isChecked();
            assertThat(page.locator("[data-picked]")).hasText("2 picked");
            page.locator("[data-pick-all]").click();
            assertThat(page.locator("[data-picked]")).hasText("All 5 that match");
            page.keyboard().press("Escape");
            assertThat(page.locator("[data-picked]")).hasText("");
        }
    }

    @Test
    void keepsTheListWhileItsConversationsAreOpened() {
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/inbox/" + numbers.getFirst() + "?view=filter&tag=" + tag);
            var current = page.locator("#rows [aria-current=true]");
            assertThat(current).hasId("open-" + numbers.getFirst());

            for (int i : new int[] {1, 2}) {
                page.waitForRequest(
                        asked -> "stays".equals(asked.headers().get("keepwell-list")),
                        () -> page.locator("#open-" + numbers.get(i)).click());
                assertThat(page.locator(".kw-thread-title")).hasText("Letter " + (4 - i));
                assertThat(current).hasId("open-" + numbers.get(i));
            }

            assertThat(page.locator("#rows [data-row]")).hasCount(5);
            page.goBack();
            page.goBack();
            assertThat(page.locator(".kw-thread-title")).hasText("Letter 4");
            assertThat(current).hasId("open-" + numbers.getFirst());
            var other = api.get("/api/v1/conversations/" + numbers.get(3)).json();
            api.patch("/api/v1/conversations/" + other.get("id").asString(), "{'priority':'urgent'}");
            assertThat(page.locator("#row-" + numbers.get(3) + " .kw-priority-urgent"))
                    .isVisible();
        }
    }

    @Test
    void goesToViewsSnoozesAndBringsBack() {
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/inbox/" + numbers.getFirst() + "?view=filter&tag=" + tag);
            page.keyboard().press("s");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            assertThat(page.locator("#snooze-strip")).containsText("snoozed it until");
            assertThat(Browser.faults(page)).isEmpty();
            shoot(page, "snoozed");

            page.keyboard().press("g");
            page.keyboard().press("z");
            page.waitForURL(Pattern.compile(".*view=snoozed.*"));
            assertThat(page.locator("#row-" + numbers.getFirst())).containsText("until");
            page.locator("#open-" + numbers.getFirst()).click();
            page.locator("#snooze-strip button").click();
            assertThat(page.locator("#snooze-strip")).hasCount(0);
        }
    }

    @Test
    void narrowsAndKeepsWhereThereIsLittleRoom() {
        try (var window = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/inbox");
            page.keyboard().press("f");
            page.locator("#narrow-tag").fill(tag);
            page.locator("#narrow-kind").selectOption("complaint");
            assertThat(Browser.faults(page)).isEmpty();
            shoot(page, "narrow");
            page.keyboard().press("Tab");
            page.locator("form[data-narrow] button[type=submit]").click();

            assertThat(page.locator("#narrowed")).containsText("1 conversation");
            assertThat(page.locator("#rows [data-row]")).hasCount(1);
            page.locator("#rows .kw-pick").check();
            assertThat(page.locator("#bulk")).isVisible();
            shoot(page, "narrow-picked");
            assertThat(sticksOut(page)).isFalse();
            assertThat(Browser.faults(page)).isEmpty();
            page.locator("#narrowed summary").click();
            page.locator("#keep-name").fill("Burning " + tag);
            page.locator(".kw-keep-sheet button").click();
            page.waitForURL(Pattern.compile(".*view=kept-.*"));
            assertThat(page.locator("#narrowed")).containsText("Burning " + tag);
            page.navigate("http://127.0.0.1:" + port + "/inbox/views");
            assertThat(Browser.faults(page)).isEmpty();
            assertThat(sticksOut(page)).isFalse();
            shoot(page, "views");
        }
    }

    private static boolean sticksOut(Page page) {
        return (int) page.evaluate("document.documentElement.scrollWidth") > 380;
    }

    // Pictures for whoever wants to look: -Dkeepwell.shots=FOLDER
    private static void shoot(Page page, String name) {
        var folder = System.getProperty("keepwell.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, "inbox-list-" + name + ".png")));
        }
    }
}
