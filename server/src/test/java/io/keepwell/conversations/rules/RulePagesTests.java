package io.keepwell.conversations.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The editor of rules: made, tried, changed, taken away and brought back, by keyboard and without JavaScript.
@WholeApplication
@Tag("browser")
class RulePagesTests {

    @LocalServerPort
    int port;

    private String word;

    @BeforeEach
    void aLetter() {
        word = "w" + UUID.randomUUID().toString().substring(0, 8);
        new Api(base(), FreshInstallation.ADMIN_TOKEN)
                .post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s@example.org','name':'Ana'},'subject':'Hello','text':'About %s.'}"
                                .formatted(UUID.randomUUID(), word));
    }

    @Test
    void isMadeTriedAndTakenAwayByKeyboard() {
        try (var window = Browser.window(380, 900, ColorScheme.LIGHT, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(base() + "/settings/rules/new");
            page.fill("#name", "About " + word);
            page.selectOption("#event", "opened");
            page.selectOption("select[name=field]", "text");
            assertThat(page.inputValue("select[name=op]")).isEqualTo("contains");
            page.fill("input[name=found]", word);
            page.selectOption("select[name=deed]", "priority");
            page.fill("input[name=done]", "high");
            page.focus("button:has-text('One more step')");
            page.keyboard().press("Enter");
            assertThat(page.locator("select[name=deed]").count()).isEqualTo(2);

            page.focus("button:has-text('Try it')");
            page.keyboard().press("Enter");
            page.waitForSelector("#tried");
            assertThat(page.innerText("#tried")).startsWith("It would have acted once, in one conversation.");
            assertThat(page.innerText("#result")).contains("Subject or text contains " + word);
            clean(page);

            page.focus("button:has-text('Keep')");
            page.keyboard().press("Enter");
            page.waitForSelector(".rules-rows");
            assertThat(page.innerText(".rules-rows"))
                    .contains("About " + word, "a conversation is opened", "set the priority: high");
            clean(page);

            page.click("a:has-text('About " + word + "')");
            page.click("button:has-text('Take this rule away')");
            page.click("button:has-text('Undo')");
            assertThat(page.innerText("[role=status]")).contains("is back");
            page.click("a:has-text('About " + word + "')");
            page.click("button:has-text('Take this rule away')");
        }
    }

    @Test
    void worksWithoutJavaScript() {
        try (var plain = Browser.windowWithoutScripts()) {
            var page = Browser.signInAsAdministrator(plain, port);
            page.navigate(base() + "/settings/rules/new");
            page.fill("#name", "Plain " + word);
            page.selectOption("select[name=field] >> nth=0", "priority");
            page.fill("input[name=found] >> nth=0", "Urgent");
            page.selectOption("select[name=deed] >> nth=0", "tag");
            page.fill("input[name=done] >> nth=0", word);
            page.click("button:has-text('Keep')");

            assertThat(page.innerText(".rules-rows")).contains("Priority is urgent", "add the tag: " + word);
            page.click("a:has-text('Plain " + word + "')");
            page.click("button:has-text('Take this rule away')");
        }
    }

    private static void clean(Page page) {
        assertThat(Browser.faults(page)).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isTrue();
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }
}
