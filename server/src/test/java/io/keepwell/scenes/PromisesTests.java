package io.keepwell.scenes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Capability 69, and the words of issue 3: a promise is made by a word, stands above the thread, and is kept or
/// broken.
@WholeApplication
@Tag("browser")
class PromisesTests {

    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private String conversation;
    private long number;

    @BeforeEach
    void anaAsks() {
        var opened = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s@promises.test','name':'Ana Ribeiro'},'subject':'My invoice',
                         'text':'Hello, can somebody explain my invoice to me?','channel':'api'}
                        """.formatted(UUID.randomUUID()))
                .json();
        conversation = opened.path("id").asString();
        number = opened.path("number").asLong();
    }

    @Test
    @DisplayName("A word in the composer becomes a promise, stands above the letters, and the next letter keeps it")
    void aPromiseIsMadeByAWordAndKeptByTheNextLetter() {
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + number));
            page.keyboard().press("r");
            page.keyboard().type("Dear Ana, I'll call you tomorrow at ten.");
            assertThat(page.locator(".kw-word-offer")).containsText("Promise a call tomorrow 10:00");
            page.keyboard().press("Alt+p");
            assertThat(page.locator("[data-offer]")).isChecked();
            Shots.take(page, "promise-offered");
            assertThat(Browser.faults(page)).isEmpty();
            page.keyboard().press("Control+Enter");

            assertThat(page.locator(".kw-promise")).containsText("Call Ana Ribeiro");
            assertThat(page.locator(".kw-promise")).containsText("tomorrow 10:00");
            assertThat(page.locator("#row-" + number + " .kw-clock")).containsText("10:00");
            assertThat(page.locator(".kw-word")).containsText("You promised Ana Ribeiro a call tomorrow 10:00.");
            assertThat(page.locator(".kw-word")).containsText("This keeps it");
            Shots.take(page, "promise-owed");
            assertThat(Browser.faults(page)).isEmpty();

            page.keyboard().press("r");
            page.keyboard().type("Dear Ana, as I said on the phone: all is well.");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".kw-promise-over")).containsText("kept");
            assertThat(page.locator("#row-" + number + " .kw-clock")).hasCount(0);
            assertThat(page.locator(".kw-word-row")).hasCount(0);
        }
    }

    @Test
    @DisplayName("A letter that is said not to keep a promise leaves it owed, and may promise more")
    void aLetterMayLeaveAPromiseOwed() {
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + number));
            page.keyboard().press("p");
            page.locator("#promise-menu-" + number + " select").selectOption("call");
            page.locator("#promise-menu-" + number + " button").click();
            assertThat(page.locator(".kw-promise")).containsText("Call Ana Ribeiro");

            page.keyboard().press("r");
            page.keyboard().type("Dear Ana, which number shall I call? We will write to you by the end of the week.");
            page.locator(".kw-word-offer [data-offer]").check();
            page.locator(".kw-word-row input[name=keeps]").uncheck();
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".kw-letters")).containsText("which number shall I call");
            assertThat(page.locator(".kw-promise")).hasCount(2);
        }
    }

    @Test
    @DisplayName("A broken promise says so, can be moved with a reason, and the customer is told")
    void aBrokenPromiseIsMovedWithAReason() {
        try (var window = Browser.window(380, 900, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + number));
            page.locator("#promise-menu-" + number + " summary").click();
            page.locator("#promise-menu-" + number + " select").selectOption("call");
            page.locator("#promise-menu-" + number + " button").click();
            page.locator(".kw-promise").waitFor();
            jdbc.sql("update task set due_at = now() - interval '1 minute' where subject_id = :id")
                    .param("id", UUID.fromString(conversation))
                    .update();

            assertThat(page.locator(".kw-promise-late")).containsText("still owed", SOON);
            assertThat(page.locator(".kw-word")).containsText("This makes it good");
            Shots.take(page, "promise-broken-380");
            assertThat(Browser.faults(page)).isEmpty();
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(380);

            page.locator(".kw-promise-late summary", new Page.LocatorOptions().setHasText("Move"))
                    .click();
            page.locator(".kw-promise-late form[action$=move] input[name=reason]")
                    .fill("the line was dead");
            page.locator(".kw-promise-late form[action$=move] button").click();
            assertThat(page.locator(".kw-promise:not(.kw-promise-late):not(.kw-promise-over)"))
                    .containsText("tomorrow 10:00");
            assertThat(page.locator("#editor-reply textarea")).hasValue(Pattern.compile(".*the line was dead.*"));

            page.navigate(url("/promises"));
            assertThat(page.locator(".promises-today")).containsText("broken");
            assertThat(page.locator("#part-broken + ul")).containsText("the line was dead");
            Shots.take(page, "promises-380");
            assertThat(Browser.faults(page)).isEmpty();
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(380);
            page.locator(".promises-counts .promises-bad").first().click();
            assertThat(page.locator("h1")).containsText("Broken today");
            assertThat(page.locator(".promises-rows")).containsText("Call Ana Ribeiro");
        }
        assertThat(jdbc.sql("select state from task where subject_id = :id order by made_at")
                        .param("id", UUID.fromString(conversation))
                        .query((row, n) -> row.getString(1))
                        .list())
                .containsExactly("broken", "open");
    }

    @Test
    @DisplayName("Capability 12: the customer's deadline and usable channel rule the work")
    void somebodyWithoutInternetIsCalledNotWrittenTo() {
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + number));
            page.keyboard().press("b");
            page.locator("#need-until-" + number).fill("2099-01-02T08:00");
            page.locator("#need-menu-" + number + " input[value=no-internet]").check();
            page.locator("#need-contact-" + number).fill("+49 30 1234");
            page.locator("#need-menu-" + number + " button").click();

            assertThat(page.locator("#need-menu-" + number + " summary")).containsText("Needs it by 2 January, 08:00");
            assertThat(page.locator(".kw-unread")).containsText("+49 30 1234");
            assertThat(page.locator("#editor-reply textarea")).isHidden();
            Shots.take(page, "no-internet");
            assertThat(Browser.faults(page)).isEmpty();
            page.locator(".kw-unread [data-anyway]").check();
            assertThat(page.locator("#editor-reply textarea")).isVisible();
        }
        var seen = api().get("/api/v1/conversations/" + conversation).json();
        assertThat(seen.path("usableChannels").get(0).asString()).isEqualTo("phone");
        assertThat(seen.path("reachAt").asString()).isEqualTo("+49 30 1234");
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
