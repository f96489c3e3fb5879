package io.keepwell.mail;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.keepwell.testing.Browser;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@WholeApplication
@Import(FakeThreads.InPlace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxPagesTests {

    @LocalServerPort
    int port;

    @Autowired
    Intake intake;

    @Autowired
    MailboxKeeping mailboxes;

    private PostOffice office;

    @BeforeAll
    void openPostOffice() {
        office = PostOffice.open();
    }

    @AfterAll
    void closePostOffice() {
        office.close();
    }

    @Test
    void guessesServersSaysWhatIsWrongKeepsWhatWasTypedAndConnects() {
        var address = address();
        office.write("Ana", "ana@example.org", address, "Old news", "From last year.");
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/settings/mailboxes/new"));
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Pennyfold support");
            page.locator("#address").fill(address);
            page.locator("#address").blur();
            assertThat(page.locator("#imapHost")).hasValue("imap.shop.example");
            assertThat(page.locator("#imapUsername")).hasValue(address);
            assertThat(page.locator("#imapPort")).hasAttribute("placeholder", "993");

            page.locator("#imapHost").fill("127.0.0.1");
            page.locator("#imapPort").fill(String.valueOf(office.imapPort()));
            page.locator("#imapSecurity").selectOption("none");
            page.locator("#imapPassword").fill("wrong");
            page.locator("#smtpHost").fill("");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try the connection"))
                    .click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("did not accept the user name or the password");
            assertThat(page.locator("#imapPassword")).hasValue("wrong");
            shot(page, "mailbox-wrong-password");
            assertThat(Browser.faults(page)).isEmpty();

            page.locator("#imapPassword").fill(PostOffice.PASSWORD);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try the connection"))
                    .click();
            assertThat(page.locator("#outcome")).containsText("One mail lies there");

            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Connect").setExact(true))
                    .click();
            page.waitForURL("**/settings/mailboxes/*-*");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("Pennyfold support");
            assertThat(page.locator("#imapPassword")).hasValue("");
            shot(page, "mailbox");
            assertThat(Browser.faults(page)).isEmpty();

            page.navigate(url("/settings/mailboxes"));
            assertThat(page.locator(".mail-rows")).containsText(address);
            shot(page, "mailboxes");
            assertThat(Browser.faults(page)).isEmpty();
        }
    }

    @Test
    void showsMailWeCouldNotReadAndSaysWhatBecameOfAnotherTry() {
        var box = mailboxes.create(new MailboxDraft(
                address(),
                "Pennyfold support",
                null,
                null,
                null,
                false,
                Account.Existing.IGNORE,
                null,
                Account.AfterFetch.LEAVE));
        intake.accept(box.id(), "Subject: An odd letter\r\n\r\nWithout a sender.".getBytes(StandardCharsets.UTF_8));
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Unreadable mail"))
                    .first()
                    .click();
            assertThat(page.getByText("An odd letter")).isVisible();
            assertThat(page.getByText("It names no sender whom we could answer."))
                    .isVisible();
            shot(page, "quarantine");
            assertThat(Browser.faults(page)).isEmpty();

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"))
                    .first()
                    .click();

            assertThat(page.getByText("It still cannot be read. The original is kept."))
                    .isVisible();
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "shots", name + ".png"))
                .setFullPage(true));
    }

    private static String address() {
        return "b" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
    }
}
