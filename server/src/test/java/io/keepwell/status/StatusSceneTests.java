package io.keepwell.status;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.platform.Blobs;
import io.keepwell.testing.Browser;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A company opens its status page, somebody asks to be told, something breaks, and is fixed.
@WholeApplication
@Tag("browser")
class StatusSceneTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Blobs blobs;

    @Autowired
    StatusMails mails;

    @Autowired
    StatusSetup setup;

    @Test
    @DisplayName(
            "3.10: asked, confirmed, published, told, fixed and told again; every page clean for axe, wide and at 380")
    void fromTheFirstLetterToTheLast() {
        var mailbox = UUID.randomUUID();
        jdbc.sql("""
            insert into mailbox (id, address, name, connected_at, created_at)
            values (:id, :address, 'Pennyfold support', now(), now())
            """)
                .param("id", mailbox)
                .param("address", UUID.randomUUID() + "@status-scene.test")
                .update();
        var part = "Cards " + UUID.randomUUID();
        jdbc.sql("insert into problem_area (id, name, created_at) values (:id, :name, now())")
                .param("id", UUID.randomUUID())
                .param("name", part)
                .update();
        var email = UUID.randomUUID() + "@status-reader.test";
        var title = "Cards are refused " + UUID.randomUUID();
        var faults = new ArrayList<String>();
        try (var ours = Browser.window();
                var theirs = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var agent = Browser.signInAsAdministrator(ours, port);
            agent.navigate(url("/settings/status"));
            agent.getByLabel("On a status page here").check();
            agent.getByLabel("Name of the company").fill("Pennyfold");
            agent.getByLabel("Letters to subscribers leave from").selectOption(mailbox.toString());
            agent.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Keep it").setExact(true))
                    .first()
                    .click();
            var row = agent.locator("form.in-set", new Page.LocatorOptions().setHasText(part));
            row.getByLabel("Shown").check();
            row.locator("button").click();
            assertThat(agent.getByRole(AriaRole.STATUS).first()).containsText("That is kept.");
            faults.addAll(Browser.faults(agent));

            var reader = theirs.newPage();
            reader.navigate(url("/status"));
            assertThat(reader.locator("h1")).hasText("Everything works");
            faults.addAll(look(reader));
            reader.getByText("Be told by mail").click();
            reader.getByLabel("Your e-mail address").fill(email);
            faults.addAll(look(reader));
            reader.getByText("Send me the letter").click();
            assertThat(reader.locator("h1")).hasText("Look into your mail");
            reader.navigate(url(link(email, "/status/confirm/")));
            faults.addAll(look(reader));
            reader.getByText("Yes, tell me").click();
            assertThat(reader.getByRole(AriaRole.STATUS)).containsText("From now on we tell you");
            faults.addAll(look(reader));

            agent.navigate(url("/incidents/new"));
            agent.getByLabel("Title, for everybody").fill(title);
            agent.getByLabel(part).selectOption("major");
            assertThat(agent.locator(".in-telling")).containsText("Yes, ");
            faults.addAll(Browser.faults(agent));
            agent.getByText("Publish it").click();
            assertThat(agent.locator("h1")).hasText(title);
            faults.addAll(Browser.faults(agent));
            mails.writeAll();
            agent.waitForCondition(() -> sent(email) == 2);
            agent.navigate(url("/mailroom?to=" + email));
            assertThat(agent.locator(".kw-room-box")).containsText(title);
            reader.navigate(url("/status"));
            assertThat(reader.locator(".st-banner h1")).hasText("Something is out of order");
            assertThat(reader.locator(".st-story").first()).containsText("Looking into it");
            faults.addAll(look(reader));

            agent.navigate(url("/incidents"));
            faults.addAll(Browser.faults(agent));
            agent.getByText(title).click();
            agent.getByLabel("How far it has come").selectOption("fixed");
            agent.getByText("Say it", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(agent.locator(".in-head")).containsText("Fixed");
            mails.writeAll();
            agent.waitForCondition(() -> sent(email) == 3);
            reader.navigate(url("/status"));
            assertThat(reader.locator(".st-banner h1")).hasText("Everything works");
            reader.getByText(title).first().click();
            assertThat(reader.locator(".st-posts")).containsText("everything works again");
            faults.addAll(look(reader));
            reader.navigate(url("/status/history"));
            faults.addAll(look(reader));
            reader.navigate(url(link(email, "/status/stop/")));
            faults.addAll(look(reader));
            reader.getByText("Stop the letters").click();
            assertThat(reader.locator("h1")).hasText("You get no more letters");
        }
        try (var ours = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var agent = Browser.signInAsAdministrator(ours, port);
            for (var path : List.of("/settings/status", "/incidents", "/incidents/new?kind=maintenance")) {
                agent.navigate(url(path));
                faults.addAll(look(agent));
            }
            agent.navigate(url("/incidents"));
            agent.getByText(title).click();
            faults.addAll(look(agent));
        }
        setup.change(new StatusSettings(false, null, "Pennyfold", "", "#0f766e", null));
        assertThat(faults).isEmpty();
    }

    private static List<String> look(Page page) {
        var name = page.url().replaceFirst(".*?//[^/]*", "").replaceAll("[^a-z]+", "-");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "shots", "status" + name + ".png"))
                .setFullPage(true));
        var faults = new ArrayList<>(Browser.faults(page));
        int width = (int) page.evaluate("document.documentElement.scrollWidth");
        if (width > 380) {
            faults.add(page.url() + " is " + width + " wide");
        }
        return faults;
    }

    private int sent(String email) {
        return jdbc.sql("select count(*) from letter where recipient = :email and in_mail_room")
                .param("email", email)
                .query(Integer.class)
                .single();
    }

    private String link(String email, String path) {
        var blob = jdbc.sql(
                        "select blob from letter where recipient = :email order by created_at desc, id desc limit 1")
                .param("email", email)
                .query((row, n) -> row.getString(1))
                .single();
        try (var in = blobs.open(blob)) {
            var text = PostOffice.text(new MimeMessage(Session.getInstance(new Properties()), in));
            return text.substring(text.indexOf(path)).split("\\s", 2)[0];
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
