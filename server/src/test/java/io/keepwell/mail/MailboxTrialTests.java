package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.mail.MailboxTestReport.State;
import io.keepwell.mail.wire.DnsRecords;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

@WholeApplication
@Import({FakeThreads.InPlace.class, MailboxTrialTests.Names.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxTrialTests {

    /// The names that there are in these tests.
    @TestConfiguration
    static class Names {

        private static final Map<String, List<String>> TEXTS = Map.of(
                "shop.example", List.of("google-site-verification=x", "v=spf1 a ~all"),
                "_dmarc.shop.example", List.of("v=DMARC1; p=none; rua=mailto:dmarc@shop.example"));

        @Bean
        @Primary
        DnsRecords namesOfTests() {
            return name -> TEXTS.getOrDefault(name, List.of());
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    FakeThreads threads;

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
    void sendsItselfAMailAndSaysHowItCameWithoutMakingAConversationOfIt() {
        var box = mailbox();
        assertThat(test(box).path("step").asString()).isEqualTo("never");

        assertThat(api.post("/api/v1/mailboxes/" + box + "/test", "{}").status())
                .isEqualTo(202);

        var result = Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> test(box), one -> one.path("step").asString().equals("done"));
        assertThat(result.path("seconds").asDouble()).isBetween(0.0, 30.0);
        assertThat(states(result))
                .containsEntry("arrival", "GOOD")
                .containsEntry("plus", "GOOD")
                .containsEntry("id", "GOOD")
                .containsEntry("authserv", "BAD")
                .containsEntry("spf", "GOOD")
                .containsEntry("dkim", "BAD")
                .containsEntry("dmarc", "WEAK");
        assertThat(threads.of(UUID.fromString(box))).isEmpty();
        var address = api.get("/api/v1/mailboxes/" + box).json().path("address").asString();
        assertThat(office.inbox(address)).as("it tidies up").isEmpty();
    }

    @Test
    void needsBothServers() {
        var box = api.post("/api/v1/mailboxes", "{'address': '%s', 'name': 'Support'}".formatted(address()))
                .json()
                .path("id")
                .asString();

        assertThat(api.post("/api/v1/mailboxes/" + box + "/test", "{}").status())
                .isEqualTo(400);
    }

    @Test
    void namesWhatDegradesAndTheRecordToPaste() {
        var lines = MailboxTestReport.of(new MailboxTestFacts(
                "shop.example",
                "microsoft",
                2_300L,
                false,
                false,
                "x@outlook.com",
                "mx.shop.example",
                "softfail",
                null,
                "fail",
                "shop.onmicrosoft.com",
                List.of("v=spf1 mx ~all"),
                List.of()));

        assertThat(line(lines, "plus").words()).contains("number in the subject");
        assertThat(line(lines, "id").words()).contains("x@outlook.com").contains("plus address");
        assertThat(line(lines, "authserv").state()).isEqualTo(State.GOOD);
        assertThat(line(lines, "spf").record()).isEqualTo("v=spf1 mx include:spf.protection.outlook.com ~all");
        assertThat(line(lines, "dkim").words()).contains("shop.onmicrosoft.com, not by shop.example");
        assertThat(line(lines, "dmarc").recordName()).isEqualTo("_dmarc.shop.example");
        assertThat(line(lines, "dmarc").record()).startsWith("v=DMARC1; p=none");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        var lines = MailboxTestReport.of(facts(null, null));

        assertThat(line(lines, "arrival").state()).isEqualTo(State.BAD);
        assertThat(line(lines, "spf").state()).isEqualTo(State.UNKNOWN);
        assertThat(lines).extracting(MailboxTestReport.Line::check).containsExactly("arrival", "spf", "dmarc");
    }

    @Test
    void refusesTwoSpfRecordsAndProposesOneWhereThereIsNone() {
        assertThat(line(MailboxTestReport.of(facts(1L, List.of("v=spf1 a -all", "v=spf1 mx -all"))), "spf")
                        .words())
                .contains("2 SPF records");
        assertThat(line(MailboxTestReport.of(facts(1L, List.of())), "spf").record())
                .isEqualTo("v=spf1 mx a:smtp.shop.example ~all");
    }

    @Test
    @Tag("browser")
    void showsItsProgressAndItsResultOnAPageThatIsNarrowToo() {
        var box = mailbox();
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/settings/mailboxes/" + box);
            assertThat(Browser.faults(page)).isEmpty();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Test this mailbox"))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Begin the test"))
                    .click();
            PlaywrightAssertions.assertThat(page.locator("#test"))
                    .containsText(
                            "An address with a plus arrives",
                            new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                    .setTimeout(40_000));
            assertThat(Browser.faults(page)).isEmpty();
        }
        try (var narrow = Browser.window(380, 760, ColorScheme.DARK, "de-DE")) {
            var page = Browser.signInAsAdministrator(narrow, port);
            for (var path : new String[] {"/settings/mailboxes/" + box + "/test", "/settings/mailboxes/" + box}) {
                page.navigate("http://127.0.0.1:" + port + path);
                assertThat(Browser.faults(page)).isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth <= 380"))
                        .as(path)
                        .isEqualTo(true);
            }
        }
    }

    private static MailboxTestFacts facts(@Nullable Long millis, @Nullable List<String> spf) {
        return new MailboxTestFacts(
                "shop.example", "smtp.shop.example", millis, true, true, null, null, null, null, null, null, spf, null);
    }

    private static MailboxTestReport.Line line(List<MailboxTestReport.Line> lines, String check) {
        return lines.stream()
                .filter(line -> line.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> states(JsonNode result) {
        return result.path("checks")
                .valueStream()
                .collect(java.util.stream.Collectors.toMap(
                        line -> line.path("check").asString(),
                        line -> line.path("state").asString()));
    }

    private JsonNode test(String box) {
        return api.get("/api/v1/mailboxes/" + box + "/test").json();
    }

    private String mailbox() {
        var address = address();
        office.inbox(address);
        return api.post("/api/v1/mailboxes", """
                {'address': '%s', 'name': 'Pennyfold support',
                 'imap': {'host': '127.0.0.1', 'port': %d, 'username': '%s', 'password': '%s', 'security': 'none'},
                 'smtp': {'host': '127.0.0.1', 'port': %d, 'security': 'none'}}
                """.formatted(
                                address, office.imapPort(), address, PostOffice.PASSWORD, office.smtpPort()))
                .json()
                .path("id")
                .asString();
    }

    private static String address() {
        return "t" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
    }
}
