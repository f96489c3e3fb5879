package io.keepwell.scenes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Answering, with the keyboard alone, and with a colleague at another desk.
@WholeApplication
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritingTests {

    private static final String JONAS = "jonas.writing@keepwell.test";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private String mailbox;

    @BeforeAll
    void jonasJoins() {
        jdbc.sql("""
                        insert into team_member (id, email, name, role, locale, password_hash, created_at)
                        select gen_random_uuid(), :email, 'Jonas Wrightson', 'AGENT', 'en', password_hash, now()
                          from team_member
                         where email = :admin
                        """)
                .param("email", JONAS)
                .param("admin", FreshInstallation.ADMIN_EMAIL)
                .update();
        mailbox = UUID.randomUUID().toString();
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        values (cast(:id as uuid), :id || '@shop.test', 'Pennyfold support', now(), now())
                        """).param("id", mailbox).update();
        api().post(
                        "/api/v1/saved-replies",
                        "{'name':'Export of data','scope':'all','texts':{'en':'Hi {{customer.first_name}}, under Settings, Export.'}}");
    }

    @Test
    void anAnswerIsFoundSentTakenBackAndPutOffByKeyboardAlone() {
        var conversation = open("How do I export my data?");
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + conversation.get("number").asLong()));
            page.keyboard().press("r");
            page.keyboard().type(";exp");
            assertThat(page.locator("#suggest [role=option]").first()).containsText("Export of data");
            assertThat(page.locator(".kw-suggest-preview")).containsText("Hi Ana, under Settings, Export.");
            Shots.take(page, "writing-saved-reply");
            assertThat(Browser.faults(page)).isEmpty();
            page.keyboard().press("Enter");
            assertThat(reply(page)).hasValue("Hi Ana, under Settings, Export.");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".kw-letter-out")).containsText("under Settings, Export.");

            page.locator(".kw-delivery-queued button").press("Enter");
            assertThat(reply(page)).hasValue("Hi Ana, under Settings, Export.");

            page.locator(".kw-send-more").press("Enter");
            page.locator(".kw-send-fold summary", has("Send later")).press("Enter");
            page.locator(".kw-send-sheet button[name=later]", has("Tomorrow morning"))
                    .press("Enter");
            assertThat(page.locator(".kw-later-says")).containsText("leaves");
            Shots.take(page, "writing-later");
            assertThat(Browser.faults(page)).isEmpty();

            page.keyboard().press("n");
            page.keyboard().type("@jonas w");
            assertThat(page.locator("#suggest [role=option]").first()).containsText("Jonas Wrightson");
            page.keyboard().press("Tab");
            page.keyboard().type("please look");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".kw-letter-note")).containsText("@Jonas Wrightson please look");

            page.locator(".kw-later-acts button", has("Take back")).press("Enter");
            assertThat(reply(page)).hasValue("Hi Ana, under Settings, Export.");
            assertThat(page.locator(".kw-later")).hasCount(0);
        }
        assertThat(unseenMentions(conversation)).isEqualTo(1);
    }

    @Test
    @DisplayName("ST6: colleagues see each other, and what one sends stops the other")
    void twoAtOneConversation() {
        var conversation = open("Where is my invoice?");
        var address = url("/inbox/" + conversation.get("number").asLong());
        try (var maras = Browser.window();
                var jonas = Browser.window(380, 800, ColorScheme.LIGHT, "en-GB")) {
            var page = Browser.signInAsAdministrator(maras, port);
            page.navigate(address);
            var other = jonas.newPage();
            other.navigate(url("/sign-in"));
            other.fill("input[name=email]", JONAS);
            other.fill("input[name=password]", FreshInstallation.ADMIN_PASSWORD);
            other.click("button[type=submit]");
            other.waitForURL(to -> !to.contains("/sign-in"));
            other.navigate(address);

            assertThat(page.locator(".kw-presence")).containsText("Jonas Wrightson looks at this too");
            assertThat(other.locator(".kw-presence")).not().isEmpty();
            reply(other).fill("It is attached.");
            assertThat(page.locator(".kw-presence")).containsText("Jonas Wrightson is writing");
            reply(page).fill("I will look.");
            Shots.take(other, "writing-narrow");
            assertThat(Browser.faults(other)).isEmpty();
            assertThat((int) other.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(380);
            other.locator("#editor-reply [data-send]").click();
            assertThat(page.locator(".kw-letter-out")).containsText("It is attached.");

            reply(page).press("Control+Enter");
            assertThat(page.locator("[data-overtaken]")).containsText("Jonas Wrightson has answered");
            assertThat(reply(page)).hasValue("I will look.");
            Shots.take(page, "writing-overtaken");
            assertThat(Browser.faults(page)).isEmpty();
            page.keyboard().press("Enter");
            assertThat(page.locator(".kw-letter-out").last()).containsText("I will look.");
            other.close();
            assertThat(page.locator(".kw-presence")).isEmpty();
        }
    }

    @Test
    void filesGoWithTheLetterAndOneThatIsTooLargeSaysWhatToDo() {
        var conversation = open("May I have the prices?");
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + conversation.get("number").asLong()));
            reply(page).fill("Here they are.");
            var files = page.locator("#editor-reply input[type=file]");
            files.setInputFiles(new FilePayload("prices.txt", "text/plain", "1 Euro".getBytes(StandardCharsets.UTF_8)));
            assertThat(page.locator(".kw-kept-file input[name=kept]")).isChecked();
            files.setInputFiles(new FilePayload("film.mp4", "video/mp4", new byte[26 * 1024 * 1024]));
            assertThat(page.locator(".kw-kept-failed")).containsText("25 MB");
            assertThat(reply(page)).hasValue("Here they are.");
            page.locator(".kw-kept-failed button").press("Enter");

            reply(page).press("Control+Enter");
            assertThat(page.locator(".kw-letter-out .kw-file")).containsText("prices.txt");
            assertThat(page.locator(".kw-kept-file")).hasCount(0);
            page.locator(".kw-delivery-queued button").press("Enter");
            assertThat(page.locator(".kw-kept-file")).containsText("prices.txt");
        }
    }

    private JsonNode open(String text) {
        var made = api().post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s@example.org','name':'Ana Ribeiro'},'mailbox':'%s','locale':'en','subject':'%s','text':'%s'}"
                                .formatted(UUID.randomUUID(), mailbox, text, text));
        assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
        return made.json();
    }

    private int unseenMentions(JsonNode conversation) {
        return jdbc.sql("""
                        select count(*)
                          from conversation_mention
                         where conversation_id = :id
                           and seen_at is null
                        """)
                .param("id", UUID.fromString(conversation.get("id").asString()))
                .query(Integer.class)
                .single();
    }

    private static Locator reply(Page page) {
        return page.locator("#editor-reply textarea");
    }

    private static Page.LocatorOptions has(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
