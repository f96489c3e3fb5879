package io.keepwell.scenes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A macro by keyboard alone: written, found, looked at, run, and taken back.
@WholeApplication
@Tag("browser")
class MacroTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    void isFoundShownRunAndTakenBackByKeyboardAlone() {
        var api = new Api(url(""), FreshInstallation.ADMIN_TOKEN);
        var mailbox = UUID.randomUUID().toString();
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        values (cast(:id as uuid), :id || '@shop.test', 'Pennyfold support', now(), now())
                        """).param("id", mailbox).update();
        var made = api.post(
                "/api/v1/macros",
                "{'name':'Zurich refund','actions':{'text':'Hi {{customer.first_name}}, the money is on its way.',"
                        + "'send':true,'state':'pending','priority':'high','addTags':['refund']}}");
        assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
        var number = api.post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s@example.org','name':'Ana Ribeiro'},'subject':'Refund','text':'My money?','mailbox':'%s'}"
                                .formatted(UUID.randomUUID(), mailbox))
                .json()
                .get("number")
                .asLong();
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/settings/macros?edit=" + made.json().get("id").asString()));
            assertThat(page.locator("#macro-text")).hasValue("Hi {{customer.first_name}}, the money is on its way.");
            Shots.take(page, "macro-form");
            assertThat(Browser.faults(page)).isEmpty();
            page.locator("#macro-title").press("Enter");
            assertThat(page.locator(".kw-saved-done")).containsText("Zurich refund");
            assertThat(Browser.faults(page)).isEmpty();

            page.navigate(url("/inbox/" + number));
            page.keyboard().press("r");
            page.keyboard().type("Hello. ;zurich");
            assertThat(page.locator("#suggest [role=option]").first()).containsText("Macro");
            assertThat(page.locator(".kw-suggest-preview")).containsText("Sends the reply");
            page.keyboard().press("Enter");
            assertThat(page.locator("#macro-preview .kw-macro-words")).hasText("Hi Ana, the money is on its way.");
            assertThat(page.locator(".kw-macro-does")).containsText("Adds the tags refund.");
            Shots.take(page, "macro-preview");
            assertThat(Browser.faults(page)).isEmpty();
            page.keyboard().press("Enter");

            assertThat(page.locator(".kw-letter-out")).containsText("Hello. Hi Ana, the money is on its way.");
            assertThat(page.locator("#macro-run")).containsText("Zurich refund");
            assertThat(page.locator("#macro-run button")).isFocused();
            assertThat(api.get("/api/v1/conversations/" + number)
                            .json()
                            .get("state")
                            .asString())
                    .isEqualTo("pending");
            Shots.take(page, "macro-run");
            assertThat(Browser.faults(page)).isEmpty();
            page.keyboard().press("z");

            assertThat(page.locator("#macro-run")).hasCount(0);
            assertThat(page.locator("#editor-reply textarea[name=text]")).hasValue("Hello. ");
            var now = api.get("/api/v1/conversations/" + number).json();
            assertThat(now.get("state").asString()).isEqualTo("open");
            assertThat(now.get("priority").asString()).isEqualTo("normal");
            assertThat(now.get("tags")).isEmpty();
            isStoppedByWhatCameAndRunsAnyway(page, UUID.fromString(now.get("id").asString()));
        }
        try (var window = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/settings/macros?edit=new"));
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(380);
            assertThat(Browser.faults(page)).isEmpty();
        }
    }

    // ST6: the same as with a reply that is typed
    private void isStoppedByWhatCameAndRunsAnyway(Page page, UUID conversation) {
        page.locator("#editor-reply textarea[name=text]").press("End");
        page.keyboard().type(";zurich");
        assertThat(page.locator("#suggest [role=option]").first()).containsText("Macro");
        page.keyboard().press("Enter");
        assertThat(page.locator("#macro-preview")).isVisible();
        jdbc.sql("""
                        insert into message (id, conversation_id, direction, type, author_name, text, sent_at, created_at)
                        values (:id, :conversation, 'in', 'message', 'Ana Ribeiro', 'It has come.', now(), now())
                        """)
                .param("id", UUID.randomUUID())
                .param("conversation", conversation)
                .update();
        page.keyboard().press("Enter");
        assertThat(page.locator("#macro-preview [data-overtaken]")).containsText("It has come.");
        assertThat(page.locator("#macro-preview [name=anyway]")).isFocused();
        Shots.take(page, "macro-overtaken");
        assertThat(Browser.faults(page)).isEmpty();
        page.keyboard().press("Enter");
        assertThat(page.locator("#macro-run")).containsText("Zurich refund");
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
