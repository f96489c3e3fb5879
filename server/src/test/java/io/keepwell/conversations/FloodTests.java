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
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Machines that write faster than anybody can read.
@WholeApplication
class FloodTests {

    private static final String AUTOMATIC = "Auto-Submitted: auto-generated\r\n";
    private static final int PER_HOUR = 30;

    @LocalServerPort
    int port;

    @Autowired
    Intake intake;

    @Autowired
    JdbcClient jdbc;

    private final String key = UUID.randomUUID().toString().substring(0, 8);
    private final String monitor = "monitor@" + key + ".example";
    private Api api;
    private String box;
    private String address;
    private int sent;

    @BeforeEach
    void aMailboxThatAcknowledges() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        address = "flood-" + key + "@shop.example";
        box = api.post(
                        "/api/v1/mailboxes",
                        "{'address': '%s', 'name': 'Pennyfold alarms', 'acknowledge': true}".formatted(address))
                .json()
                .path("id")
                .asString();
    }

    @AfterEach
    void nothingIsHeldForOthersToSee() {
        jdbc.sql("delete from raw_mail where mailbox_id = :box and state = 'spam'")
                .param("box", UUID.fromString(box))
                .update();
    }

    @Test
    @DisplayName("L5: automatic mail of one sender opens so many conversations an hour; the rest is held and told once")
    void holdsWhatComesTooFast() {
        for (int i = 0; i < PER_HOUR + 12; i++) {
            arrives(monitor, "Disk " + i + " is full", AUTOMATIC);
        }

        assertThat(conversations(monitor)).isEqualTo(PER_HOUR);
        assertThat(flood(monitor).path("mails").asInt()).isEqualTo(12);
        assertThat(flood(monitor).path("subject").asString()).isEqualTo("Disk 41 is full");
        assertThat(alerts()).as("one alert").isEqualTo(1);
        assertThat(health().path("held").asInt()).isGreaterThanOrEqualTo(12);
        assertThat(health().path("ok").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("L5: the same subject opens a third of that, whatever it is prefixed with")
    void holdsTheSameSubjectSooner() {
        for (int i = 0; i < 14; i++) {
            arrives(monitor, (i % 2 == 0 ? "" : "Re: ") + "Backup failed", AUTOMATIC);
        }

        assertThat(conversations(monitor)).isEqualTo(10);
        arrives(monitor, "Something else", AUTOMATIC);
        assertThat(conversations(monitor)).isEqualTo(11);
    }

    @Test
    @DisplayName("L5: many senders together are a flood too, such as lists that somebody signed the mailbox up for")
    void holdsManySendersTogether() {
        for (int i = 0; i < PER_HOUR * 10 + 8; i++) {
            arrives(
                    "news" + i + "@" + key + ".example",
                    "Welcome " + i,
                    "List-Id: <n" + i + "." + key + ".example>\r\n");
        }

        assertThat(jdbc.sql("select count(*) from conversation where mailbox_id = :box")
                        .param("box", UUID.fromString(box))
                        .query(Integer.class)
                        .single())
                .as("a token more every 12 seconds")
                .isBetween(PER_HOUR * 10, PER_HOUR * 10 + 4);
    }

    @Test
    @DisplayName("L5: what a person writes, and what belongs to a conversation, is never held")
    void neverHoldsPeopleNorAnswers() {
        for (int i = 0; i < PER_HOUR + 5; i++) {
            arrives("ana@" + key + ".example", "Question " + i, "");
        }
        assertThat(conversations("ana@" + key + ".example")).isEqualTo(PER_HOUR + 5);
        for (int i = 0; i < PER_HOUR + 1; i++) {
            arrives(monitor, "Alarm " + i, AUTOMATIC);
        }
        int letters = letters();

        arrives(monitor, "Re: Alarm 0", AUTOMATIC + "In-Reply-To: <" + id(PER_HOUR + 5) + ">\r\n");

        assertThat(flood(monitor).path("mails").asInt()).isEqualTo(1);
        assertThat(letters()).isEqualTo(letters + 1);
    }

    @Test
    @DisplayName("L5: nothing is lost: what is held is filed when somebody says so, and acknowledged by nobody")
    void filesWhatWasHeld() {
        for (int i = 0; i < PER_HOUR + 3; i++) {
            arrives(monitor, "Alarm " + i, AUTOMATIC);
        }

        var released =
                api.post("/api/v1/held-mail/release", "{'mailboxId': '%s', 'sender': '%s'}".formatted(box, monitor));

        assertThat(released.json().path("mails").asInt()).isEqualTo(3);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(conversations(monitor)).isEqualTo(PER_HOUR + 3));
        assertThat(flood(monitor).isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("L5: what is held waits however long it takes; what is called spam goes with the other spam")
    void isDeletedOnlyWhenItIsCalledSpam() {
        for (int i = 0; i < PER_HOUR + 2; i++) {
            arrives(monitor, "Alarm " + i, AUTOMATIC);
        }
        var held = "select count(*) from raw_mail where mailbox_id = :box and state = 'spam' and reason = :reason";
        assertThat(count(held, "FLOOD")).isEqualTo(2);

        var discarded =
                api.post("/api/v1/held-mail/spam", "{'mailboxId': '%s', 'sender': '%s'}".formatted(box, monitor));

        assertThat(discarded.json().path("mails").asInt()).isEqualTo(2);
        assertThat(count(held, "UNWANTED")).isEqualTo(2);
        assertThat(api.get("/api/v1/spam?limit=10")
                        .json()
                        .path("items")
                        .get(0)
                        .path("reason")
                        .asString())
                .isEqualTo("unwanted");
    }

    @Test
    @Tag("browser")
    void isSeenOnEveryPageAndDecidedOnOne() {
        for (int i = 0; i < PER_HOUR + 2; i++) {
            arrives(monitor, "Alarm " + i, AUTOMATIC);
        }
        try (var narrow = Browser.window(380, 760, ColorScheme.DARK, "de-DE")) {
            var page = Browser.signInAsAdministrator(narrow, port);
            page.navigate(url("/inbox/spam"));
            assertThat(Browser.faults(page)).isEmpty();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= 380"))
                    .isEqualTo(true);
        }
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/customers"));
            page.locator(".kw-strip a[href='/inbox/spam']").click();
            var row = page.locator(".mail-rows li", new Page.LocatorOptions().setHasText(monitor));
            PlaywrightAssertions.assertThat(row).containsText("2 mails");
            row.getByRole(AriaRole.LINK).click();
            PlaywrightAssertions.assertThat(page.locator(".mail-words")).containsText("Words.");
            assertThat(Browser.faults(page)).isEmpty();
            row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("File all 2"))
                    .click();
            PlaywrightAssertions.assertThat(page.locator(".alert-success")).isVisible();
            PlaywrightAssertions.assertThat(row).isHidden();
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private JsonNode flood(String sender) {
        for (var flood : api.get("/api/v1/held-mail").json().path("items")) {
            if (flood.path("sender").asString().equals(sender)) {
                return flood;
            }
        }
        return api.get("/api/v1/held-mail").json().path("none");
    }

    private JsonNode health() {
        return api.get("/healthz").json().findPath("floods");
    }

    private int alerts() {
        return jdbc.sql("""
                        select count(*)
                          from letter
                         where cause_key in (select 'flood:' || r.id || ':' || m.id
                                               from raw_mail r
                                              cross join team_member m
                                              where r.mailbox_id = :box
                                                and m.email = :admin)
                        """)
                .param("box", UUID.fromString(box))
                .param("admin", FreshInstallation.ADMIN_EMAIL)
                .query(Integer.class)
                .single();
    }

    private int conversations(String sender) {
        return jdbc.sql("select count(distinct conversation_id) from participant where email = :sender")
                .param("sender", sender)
                .query(Integer.class)
                .single();
    }

    private int letters() {
        return jdbc.sql("""
                        select count(*) from message m
                          join conversation c on c.id = m.conversation_id
                         where c.mailbox_id = :box
                        """)
                .param("box", UUID.fromString(box))
                .query(Integer.class)
                .single();
    }

    private int count(String sql, String reason) {
        return jdbc.sql(sql)
                .param("box", UUID.fromString(box))
                .param("reason", reason)
                .query(Integer.class)
                .single();
    }

    private String id(int n) {
        return key + "-" + n + "@example.org";
    }

    private void arrives(String sender, String subject, String headers) {
        var mail = "Return-Path: <" + sender + ">\r\nFrom: " + sender + "\r\nTo: " + address + "\r\nSubject: " + subject
                + "\r\nMessage-ID: <" + id(sent++) + ">\r\n" + headers + "\r\nWords.\r\n";
        intake.accept(UUID.fromString(box), mail.getBytes(StandardCharsets.UTF_8));
    }
}
