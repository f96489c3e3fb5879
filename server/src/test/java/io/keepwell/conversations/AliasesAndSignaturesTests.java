package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.mail.Intake;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// From which address an answer goes out, and what stands under it.
@WholeApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AliasesAndSignaturesTests {

    @LocalServerPort
    int port;

    @Autowired
    Intake intake;

    private PostOffice office;
    private Api api;

    @BeforeAll
    void open() {
        office = PostOffice.open();
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    @AfterAll
    void close() {
        office.close();
    }

    @Test
    @DisplayName(
            "L3, T1: a further address counts as ours, answers go out from it, and its plus address finds the thread")
    void answersFromTheAddressThatTheCustomerWroteTo() throws Exception {
        var key = UUID.randomUUID().toString().substring(0, 8);
        var box = mailbox(key);
        var alias = "sales-" + key + "@shop.example";
        assertThat(api.put("/api/v1/mailboxes/" + box + "/aliases", "{'addresses': ['" + alias + "']}")
                        .status())
                .isEqualTo(200);
        var ana = "ana-" + key + "@example.org";

        arrives(box, ana, alias, "Prices", "<" + key + "1@example.org>");

        var acknowledged = office.await(ana, Duration.ofSeconds(20), mail -> true);
        assertThat(PostOffice.header(acknowledged, "From")).contains(alias);
        var conversation = conversation(ana);
        reply(conversation, "Here they are.");
        var letter = letter(ana, "Here they are.");
        assertThat(PostOffice.header(letter, "From")).contains(alias);
        var answerTo = PostOffice.header(letter, "Reply-To").replaceAll("(?s).*<(.*)>.*", "$1");
        assertThat(answerTo).startsWith("sales-" + key + "+");

        arrives(box, ana, answerTo, "No reference at all", "<" + key + "2@example.org>");

        assertThat(api.get("/api/v1/conversations?customer=email:" + ana).json().path("items"))
                .hasSize(1);
        assertThat(api.put("/api/v1/mailboxes/" + mailbox("x" + key) + "/aliases", "{'addresses': ['" + alias + "']}")
                        .status())
                .as("an address belongs to one mailbox")
                .isEqualTo(400);
    }

    @Test
    void putsTheSignatureOfTheLanguageUnderAReplyInTextAndHtml() throws Exception {
        var key = UUID.randomUUID().toString().substring(0, 8);
        var box = mailbox(key);
        var put = api.put(
                "/api/v1/mailboxes/" + box + "/signatures/en",
                "{'text': '{{agent.name}}, Pennyfold', 'html': '<b>{{agent.name}}</b><script>x()</script>'}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(api.put("/api/v1/mailboxes/" + box + "/signatures/xx", "{'text': 'x'}")
                        .status())
                .isEqualTo(400);
        var ana = "bea-" + key + "@example.org";
        arrives(box, ana, "help-" + key + "@shop.example", "Export", "<" + key + "@example.org>");

        reply(conversation(ana), "Press the button.");

        var letter = letter(ana, "Press the button.");
        var text = PostOffice.text(letter);
        assertThat(text).containsPattern("Press the button\\.\\n\\n-- \\n.+, Pennyfold\\n");
        var raw = new java.io.ByteArrayOutputStream();
        letter.writeTo(raw);
        assertThat(raw.toString(StandardCharsets.UTF_8)).contains("<b>").doesNotContain("script");
    }

    @Test
    @Tag("browser")
    void areSetOnAPageAndShownInTheComposer() {
        var key = UUID.randomUUID().toString().substring(0, 8);
        var box = mailbox(key);
        var ana = "cleo-" + key + "@example.org";
        arrives(box, ana, "help-" + key + "@shop.example", "Export", "<" + key + "@example.org>");
        try (var window = Browser.window(380, 760, ColorScheme.LIGHT, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/settings/mailboxes/" + box + "/writing");
            page.locator("#text-en").fill("{{agent.first_name}} of Pennyfold");
            page.locator("#addresses").fill("info-" + key + "@shop.example");
            page.locator("form.mail-form button[type=submit]").click();
            PlaywrightAssertions.assertThat(page.locator(".alert-success")).isVisible();
            assertThat(Browser.faults(page)).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= 380"))
                    .isEqualTo(true);

            var number = api.get("/api/v1/conversations/" + conversation(ana))
                    .json()
                    .path("number")
                    .asLong();
            page.navigate("http://127.0.0.1:" + port + "/inbox/" + number);
            PlaywrightAssertions.assertThat(page.locator(".kw-signature")).containsText("of Pennyfold");
            assertThat(Browser.faults(page)).isEmpty();
        }
    }

    private String conversation(String customer) {
        return api.get("/api/v1/conversations?customer=email:" + customer)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString();
    }

    private void reply(String conversation, String text) {
        assertThat(api.post(
                                "/api/v1/conversations/" + conversation + "/messages",
                                "{'type': 'reply', 'text': '" + text + "'}")
                        .status())
                .isEqualTo(201);
    }

    private MimeMessage letter(String to, String words) {
        return office.await(
                to, Duration.ofSeconds(20), mail -> PostOffice.text(mail).contains(words));
    }

    private void arrives(String box, String from, String to, String subject, String id) {
        intake.accept(
                UUID.fromString(box),
                """
                Return-Path: <%s>
                From: Ana <%s>
                To: %s
                Subject: %s
                Message-ID: %s
                Date: Sat, 21 Nov 2026 10:00:00 +0000

                How do I export my data, and what does it cost?
                """.formatted(from, from, to, subject, id).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private String mailbox(String key) {
        return api.post("/api/v1/mailboxes", """
                {'address': 'help-%s@shop.example', 'name': 'Pennyfold support', 'acknowledge': true,
                 'smtp': {'host': '127.0.0.1', 'port': %d, 'security': 'none'}}
                """.formatted(key, office.smtpPort()))
                .json()
                .path("id")
                .asString();
    }
}
