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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Answering one after the other without the mouse: send and snooze, go on, and take it back from there.
@WholeApplication
@Tag("browser")
class SendingByKeyboardTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Api api;
    private String tag;
    private final List<Long> numbers = new ArrayList<>();

    @BeforeEach
    void threeWrite() {
        var mailbox = UUID.randomUUID();
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        values (:id, :address, 'Pennyfold support', now(), now())
                        """)
                .param("id", mailbox)
                .param("address", mailbox + "@shop.test")
                .update();
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        tag = "s" + UUID.randomUUID().toString().substring(0, 8);
        for (var name : List.of("Cleo", "Bela", "Ana")) {
            var made = api.post("/api/v1/conversations", """
                    {'customer':{'email':'%s@customers.test','name':'%s Ribeiro'},'subject':'Letter of %s','text':'How are you?','mailbox':'%s'}
                    """.formatted(UUID.randomUUID(), name, name, mailbox))
                    .json();
            api.patch("/api/v1/conversations/" + made.get("id").asString(), "{'tags':['%s']}".formatted(tag));
            numbers.addFirst(made.get("number").asLong());
        }
    }

    @AfterEach
    void staysAgain() {
        api.patch("/api/v1/inbox/preferences", "{'afterSending':'stay'}");
    }

    @Test
    void sendsAndSnoozesGoesOnAndTakesItBackFromThere() {
        api.patch("/api/v1/inbox/preferences", "{'afterSending':'next'}");
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(inbox(numbers.getFirst()));
            page.keyboard().press("r");
            page.keyboard().type("I ask the bank and tell you.");
            page.keyboard().press("Alt+s");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            assertThat(page.locator(".kw-send-fold[open]")).hasCount(1);
            assertThat(Browser.faults(page)).isEmpty();
            shoot(page, "menu");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");

            // the next one is there, and what was sent can be had back
            assertThat(page.locator(".kw-thread-title")).hasText("Letter of Bela");
            page.waitForURL(Pattern.compile(".*/inbox/" + numbers.get(1) + ".*"));
            assertThat(page.locator("#just-sent")).containsText("Your reply to Ana Ribeiro is on its way.");
            assertThat(Browser.faults(page)).isEmpty();
            shoot(page, "just-sent");
            page.keyboard().press("z");

            assertThat(page.locator(".kw-thread-title")).hasText("Letter of Ana");
            assertThat(page.locator("#editor-reply textarea")).hasValue("I ask the bank and tell you.");
            assertThat(page.locator("#snooze-strip")).hasCount(0);

            // once more, and this time to stay
            page.keyboard().press("r");
            page.keyboard().press("Alt+s");
            page.locator(".kw-send-choice input[value=stay]").check();
            page.locator("#editor-reply textarea").press("Control+Shift+Enter");
            assertThat(page.locator("#head-" + numbers.getFirst() + " .kw-fact").first())
                    .containsText("Solved");
            assertThat(page.locator(".kw-thread-title")).hasText("Letter of Ana");
        }
    }

    @Test
    void aCallIsWrittenDownKeepsItsPromiseAndIsTakenBack() {
        var id = api.get("/api/v1/conversations/" + numbers.getFirst())
                .json()
                .get("id")
                .asString();
        api.post("/api/v1/conversations/" + id + "/messages", "{'type':'note','text':'She prefers the phone.'}");
        api.post(
                "/api/v1/promises",
                "{'conversation':'%s','kind':'call','dueAt':'%s'}"
                        .formatted(id, Instant.now().plusSeconds(86_400)));
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(inbox(numbers.getFirst()));
            page.keyboard().press("c");
            assertThat(page.locator("#editor-call")).isVisible();
            assertThat(page.locator("#editor-call [name=keeps]")).isChecked();
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            for (int i = 0; i < 6; i++) {
                page.keyboard().press("Tab");
                if ((boolean) page.evaluate("document.activeElement.name === 'minutes'")) {
                    break;
                }
            }
            page.keyboard().type("7");
            page.keyboard().press("Tab");
            page.keyboard().type("Her cup came cracked; a new one is on its way.");
            assertThat(Browser.faults(page)).isEmpty();
            shoot(page, "call-form");
            page.keyboard().press("Control+Enter");

            var call = page.locator(".kw-letter-call");
            assertThat(call).containsText("Called Ana Ribeiro, 7 minutes");
            assertThat(page.locator("#editor-call [name=keeps]")).hasCount(0);
            assertThat(Browser.faults(page)).isEmpty();
            shoot(page, "call");
            call.locator("button").press("Enter");
            assertThat(page.locator(".kw-letter-call")).hasCount(0);
            assertThat(page.locator(".kw-letters")).containsText("noted a call and took it back");
            assertThat(page.locator("#editor-call [name=keeps]")).hasCount(1);
        }
        try (var narrow = Browser.window(380, 800, ColorScheme.DARK, "de-DE")) {
            var page = Browser.signInAsAdministrator(narrow, port);
            page.navigate(inbox(numbers.getFirst()) + "&write=call");
            assertThat(page.locator("#editor-call")).isVisible();
            page.locator("#editor-call input[name=reached][value=no]").check();
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(380);
            assertThat(Browser.faults(page)).isEmpty();
            shoot(page, "call-narrow");
            page.locator("#editor-call button[data-send]").click();
            assertThat(page.locator(".kw-letter-call")).hasCount(1);
            shoot(page, "call-narrow-kept");
        }
    }

    @Test
    void worksWithoutAScriptAndWhereThereIsLittleRoom() {
        try (var window = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(inbox(numbers.getFirst()));
            page.locator("#editor-reply textarea").fill("I ask the bank.");
            page.locator("[data-send-menu] > summary").click();
            page.locator(".kw-send-fold > summary").first().click();
            shoot(page, "narrow");
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(380);
            assertThat(Browser.faults(page)).isEmpty();
            page.locator(".kw-send-choice input[value=next]").check();
            page.locator("button[name=snooze][value=tomorrow]").click();
            assertThat(page.locator("#just-sent")).containsText("Ana Ribeiro");
            shoot(page, "narrow-just-sent");
            assertThat(Browser.faults(page)).isEmpty();
            var cookies = window.cookies();
            try (var plain = Browser.windowWithoutScripts()) {
                plain.addCookies(cookies);
                var bare = plain.newPage();
                bare.navigate(inbox(numbers.get(1)));
                bare.locator("#editor-reply textarea").fill("So do I.");
                bare.locator("[data-send-menu] > summary").click();
                bare.locator(".kw-send-fold > summary").first().click();
                bare.locator(".kw-send-choice input[value=list]").check();
                bare.locator("button[name=snooze][value=monday]").click();
                bare.waitForURL(Pattern.compile(".*/inbox\\?.*"));
                bare.navigate(inbox(numbers.get(1)));
                assertThat(bare.locator("#snooze-strip")).containsText("snoozed it until");
            }
        }
    }

    private String inbox(long number) {
        return "http://127.0.0.1:" + port + "/inbox/" + number + "?view=filter&tag=" + tag;
    }

    // Pictures for whoever wants to look: -Dkeepwell.shots=FOLDER
    private static void shoot(Page page, String name) {
        var folder = System.getProperty("keepwell.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, "sending-" + name + ".png")));
        }
    }
}
