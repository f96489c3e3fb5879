package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Mail to a customer that a person stopped, and what else their page tells.
@WholeApplication
class StoppedMailTests {

    @LocalServerPort
    int port;

    @Autowired
    Intake intake;

    @Autowired
    JdbcClient jdbc;

    private final String key = UUID.randomUUID().toString().substring(0, 8);
    private final String ana = "ana." + key + "@example.org";
    private Api api;
    private UUID box;
    private String customer;
    private String conversation;

    @BeforeEach
    void anaWrites() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        box = UUID.randomUUID();
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        values (:id, :address, 'Pennyfold', now(), now())
                        """).param("id", box).param("address", box + "@shop.test").update();
        writes("Export");
        var found = api.get("/api/v1/conversations?customer=email:" + ana)
                .json()
                .path("items")
                .get(0);
        conversation = found.path("id").asString();
        customer = found.path("customer").path("id").asString();
    }

    @Test
    @DisplayName("L7: what a person stopped stays stopped until a person says otherwise, and every letter says so")
    void staysStoppedUntilAPersonSaysOtherwise() {
        assertThat(stop("She wants to be called").status()).isEqualTo(201);

        var stopped = api.get("/api/v1/suppressions?address=" + ana)
                .json()
                .path("items")
                .get(0);
        assertThat(stopped.path("byHand").asBoolean()).isTrue();
        assertThat(stopped.path("reason").asString()).isEqualTo("She wants to be called");
        assertThat(Visitor.ofAdministrator(port).get("/customers/" + customer).body())
                .contains("She wants to be called", ana);

        var reply = api.post("/api/v1/conversations/" + conversation + "/messages", "{'type':'reply','text':'Hello'}")
                .json()
                .path("id")
                .asString();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> delivery(reply).equals("suppressed"));

        writes("Again");
        assertThat(api.get("/api/v1/suppressions?address=" + ana).json().path("items"))
                .hasSize(1);

        assertThat(api.delete("/api/v1/suppressions/" + ana).status()).isEqualTo(204);
        assertThat(api.get("/api/v1/suppressions?address=" + ana).json().path("items"))
                .isEmpty();
    }

    @Test
    @DisplayName("What was promised and what became of it stands in the timeline of the customer")
    void promisesAreInTheTimeline() {
        var due = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        var promise = api.post(
                        "/api/v1/promises",
                        "{'conversation':'%s','kind':'call','what':'','dueAt':'%s'}".formatted(conversation, due))
                .json()
                .path("id")
                .asString();
        api.post("/api/v1/promises/" + promise + "/keep", "{}");

        var entries = api.get("/api/v1/customers/" + customer + "/timeline?kind=promise")
                .json()
                .path("items");

        assertThat(entries.valueStream().map(entry -> entry.path("title").asString()))
                .hasSize(2)
                .anySatisfy(title -> assertThat(title).startsWith("Promise kept: Call"))
                .anySatisfy(title -> assertThat(title).contains("promised: Call"));
        assertThat(entries.get(0).path("href").asString()).startsWith("/inbox/");
    }

    @Test
    @Tag("browser")
    void isStoppedAndLetGoAgainOnThePageOfTheCustomer() {
        try (var window = Browser.window(380, 760, ColorScheme.LIGHT, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/customers/" + customer + "/known");
            page.getByLabel("Why mail to " + ana + " is stopped").fill("Call instead");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop mail to " + ana))
                    .click();
            PlaywrightAssertions.assertThat(page.locator("#mail")).containsText("Call instead");
            assertThat(Browser.faults(page)).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= 380"))
                    .isEqualTo(true);

            page.navigate("http://127.0.0.1:" + port + "/customers/" + customer);
            PlaywrightAssertions.assertThat(page.getByText("Mail is stopped to"))
                    .isVisible();
            assertThat(Browser.faults(page)).isEmpty();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send to " + ana + " again"))
                    .click();
            PlaywrightAssertions.assertThat(page.locator("#mail")).containsText("Mail goes there.");
        }
    }

    private Api.Answer stop(String reason) {
        return api.post("/api/v1/suppressions", "{'address':'%s','reason':'%s'}".formatted(ana, reason));
    }

    private String delivery(String message) {
        return api.get("/api/v1/conversations/" + conversation)
                .json()
                .path("messages")
                .valueStream()
                .filter(it -> it.path("id").asString().equals(message))
                .map(it -> it.path("delivery").path("state").asString())
                .findFirst()
                .orElse("");
    }

    private void writes(String subject) {
        var mail = "Return-Path: <" + ana + ">\r\nFrom: Ana Ribeiro <" + ana + ">\r\nTo: " + box
                + "@shop.test\r\nSubject: " + subject + "\r\nMessage-ID: <" + UUID.randomUUID()
                + "@example.org>\r\n\r\nHow?\r\n";
        intake.accept(box, mail.getBytes(StandardCharsets.UTF_8));
    }
}
