package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.mail.Intake;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Spam from the door of mail to the view that lists it, and back.
@WholeApplication
class SpamTests {

    @LocalServerPort
    int port;

    @Autowired
    Intake intake;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SpamSweep sweep;

    private Api api;
    private String box;
    private String address;
    private final String key = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void aMailboxThatAcknowledges() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        address = "spam-" + key + "@shop.example";
        box = api.post(
                        "/api/v1/mailboxes",
                        "{'address': '%s', 'name': 'Pennyfold support', 'acknowledge': true}".formatted(address))
                .json()
                .path("id")
                .asString();
    }

    @Test
    void keepsMailOfABlockedSenderApartAndFilesItWhenSomebodySaysItIsNone() {
        var sender = "win@" + key + ".lottery.example";
        block("@" + key + ".lottery.example");

        var mail = arrives(sender, "You won", "");

        assertThat(customer(sender)).as("no customer is made").isZero();
        assertThat(conversations(sender)).isZero();
        assertThat(kept(mail).path("blocked").asBoolean()).isTrue();
        assertThat(kept(mail).path("subject").asString()).isEqualTo("You won");

        var released = api.post("/api/v1/spam/" + mail + "/release", "{}");

        assertThat(released.status()).isEqualTo(200);
        var conversation = api.get(
                "/api/v1/conversations/" + released.json().path("conversation").asString());
        assertThat(conversation.json().path("subject").asString()).isEqualTo("You won");
        assertThat(types(conversation.json())).as("it has just come").contains("acknowledgement");
        assertThat(api.post("/api/v1/spam/" + mail + "/release", "{}").status()).isEqualTo(404);
    }

    @Test
    void acknowledgesNobodyWhoseMailWasTakenForSpamForMoreThanAnHour() {
        var sender = "late@" + key + ".example";
        block(sender);
        var mail = arrives(sender, "Late", "");
        jdbc.sql("update raw_mail set received_at = received_at - interval '61 minutes' where id = :id")
                .param("id", mail)
                .update();

        var released = api.post("/api/v1/spam/" + mail + "/release", "{}").json();

        var conversation = api.get(
                        "/api/v1/conversations/" + released.path("conversation").asString())
                .json();
        assertThat(types(conversation)).containsExactly("message");
    }

    @Test
    void believesTheTopmostHeaderOfTheReceivingServerButNotAgainstSomebodyWhoTakesPart() {
        assertThat(api.get("/api/v1/mailboxes/" + box + "/spam-header").status())
                .isEqualTo(200);
        putHeader("X-Spam-Flag: YES");
        var sender = "ana@" + key + ".example";

        var flagged = arrives(sender, "Flagged", "X-Spam-Flag: yes\r\nX-Spam-Flag: no\r\n");
        var clean = arrives(sender, "Clean", "X-Spam-Flag: NO\r\nX-Spam-Flag: YES\r\n");

        assertThat(kept(flagged).path("blocked").asBoolean()).isFalse();
        assertThat(kept(clean).isMissingNode()).isTrue();
        var answer =
                arrives(sender, "Re: Clean", "X-Spam-Flag: YES\r\nIn-Reply-To: <" + key + "-Clean@example.org>\r\n");
        assertThat(kept(answer).isMissingNode())
                .as("a known author is believed")
                .isTrue();
    }

    @Test
    void takesAMarkedConversationOutOfEveryViewAndBackAgain() {
        var sender = "sold@" + key + ".example";
        arrives(sender, "Cheap things " + key, "");
        var id = ofSender(sender).path("items").get(0).path("id").asString();

        var marked = api.post("/api/v1/conversations/" + id + "/spam", "{'block': 'address'}");

        assertThat(marked.json().path("spamAt").isNull()).isFalse();
        assertThat(ofSender(sender).path("items")).isEmpty();
        assertThat(api.get("/api/v1/conversations?query=" + key).json().path("items"))
                .isEmpty();
        assertThat(api.get("/api/v1/conversations?spam=true&limit=200").json().toString())
                .contains(id);
        var next = arrives(sender, "More of it", "");
        assertThat(kept(next).path("blocked").asBoolean()).isTrue();

        api.delete("/api/v1/conversations/" + id + "/spam");

        assertThat(ofSender(sender).path("items")).hasSize(1);
        assertThat(api.get("/api/v1/conversations/" + id).json().path("state").asString())
                .isEqualTo("new");
    }

    @Test
    void refusesToBlockEverybodyAndOurselves() {
        assertThat(api.post("/api/v1/blocked-senders", "{'sender': 'gmail.com'}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/blocked-senders", "{'sender': '" + address + "'}")
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/blocked-senders", "{'sender': 'nonsense'}").status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("I7: spam is deleted after its time, and the same mail does not come back")
    void forgetsSpamAfterItsTime() {
        var sender = "old@" + key + ".example";
        arrives(sender, "Old", "");
        var id = ofSender(sender).path("items").get(0).path("id").asString();
        api.post("/api/v1/conversations/" + id + "/spam", "{}");
        jdbc.sql("update conversation set spam_at = now() - interval '31 days' where id = :id")
                .param("id", UUID.fromString(id))
                .update();

        sweep.run();

        assertThat(api.get("/api/v1/conversations/" + id).status()).isEqualTo(404);
        arrives(sender, "Old", "");
        assertThat(ofSender(sender).path("items")).isEmpty();
    }

    @Test
    @Tag("browser")
    void isMarkedByKeyListedReadAndTakenBackOnNarrowPagesToo() {
        var sender = "page@" + key + ".example";
        arrives(sender, "Buy " + key, "");
        var number = ofSender(sender).path("items").get(0).path("number").asLong();
        block("kept@" + key + ".example");
        arrives("kept@" + key + ".example", "Kept " + key, "");
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + number));
            page.keyboard().press("!");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("This is spam").setExact(true))
                    .click();
            PlaywrightAssertions.assertThat(page.getByText("Somebody called this spam."))
                    .isVisible();
            page.navigate(url("/inbox?view=spam"));
            PlaywrightAssertions.assertThat(page.locator("#row-" + number)).containsText("Buy " + key);
            assertThat(Browser.faults(page)).isEmpty();
            page.locator("#rows-apart a").click();
            page.locator(".mail-rows li", new Page.LocatorOptions().setHasText("Kept " + key))
                    .getByRole(AriaRole.LINK)
                    .click();
            PlaywrightAssertions.assertThat(page.locator(".mail-words")).containsText("Words.");
            assertThat(Browser.faults(page)).isEmpty();

            page.navigate(url("/inbox/" + number + "?view=spam"));
            PlaywrightAssertions.assertThat(page.getByText("Somebody called this spam."))
                    .isVisible();
            page.locator("#row-" + number + " .kw-pick").check();
            page.locator("#bulk")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Not spam"))
                    .click();
            PlaywrightAssertions.assertThat(page.locator("#row-" + number)).isHidden();
            page.navigate(url("/inbox/" + number));
            PlaywrightAssertions.assertThat(page.getByText("Somebody called this spam."))
                    .isHidden();
        }
        try (var narrow = Browser.window(380, 760, ColorScheme.DARK, "de-DE")) {
            var page = Browser.signInAsAdministrator(narrow, port);
            for (var path : new String[] {"/inbox?view=spam", "/inbox/spam", "/settings/blocked-senders"}) {
                page.navigate(url(path));
                assertThat(Browser.faults(page)).isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth <= 380"))
                        .isEqualTo(true);
            }
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private void block(String sender) {
        assertThat(api.post("/api/v1/blocked-senders", "{'sender': '" + sender + "'}")
                        .status())
                .isEqualTo(201);
    }

    private void putHeader(String line) {
        assertThat(api.put("/api/v1/mailboxes/" + box + "/spam-header", "{'header': '" + line + "'}")
                        .status())
                .isEqualTo(200);
    }

    private JsonNode kept(UUID mail) {
        for (var item : api.get("/api/v1/spam?limit=200").json().path("items")) {
            if (item.path("id").asString().equals(mail.toString())) {
                return item;
            }
        }
        return api.get("/api/v1/spam").json().path("missing");
    }

    private JsonNode ofSender(String sender) {
        return api.get("/api/v1/conversations?customer=email:" + sender).json();
    }

    private long customer(String sender) {
        return jdbc.sql("select count(*) from customer_identifier where type = 'email' and value = :sender")
                .param("sender", sender)
                .query(Long.class)
                .single();
    }

    private long conversations(String sender) {
        return jdbc.sql("select count(*) from participant where email = :sender")
                .param("sender", sender)
                .query(Long.class)
                .single();
    }

    private static List<String> types(JsonNode conversation) {
        return conversation
                .path("messages")
                .valueStream()
                .map(message -> message.path("type").asString())
                .toList();
    }

    private UUID arrives(String from, String subject, String headers) {
        var bytes = (headers
                        + """
                Return-Path: <%s>
                From: Somebody <%s>
                To: %s
                Subject: %s
                Message-ID: <%s-%s@example.org>
                Date: %s

                Words.
                """.formatted(
                                        from,
                                        from,
                                        address,
                                        subject,
                                        key,
                                        subject.replaceAll("[^A-Za-z]", ""),
                                        "Sat, 21 Nov 2026 10:00:00 +0000")
                                .replace("\n", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
        return intake.accept(UUID.fromString(box), bytes);
    }
}
