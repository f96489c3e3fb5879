package io.keepwell.scenes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Failing the same customer twice: somebody senior answers, with something concrete to say. And no silence
/// while a problem lasts.
@WholeApplication
@Tag("browser")
class RepeatAlarmSceneTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("20: the second complaint turns red on linking, with both times side by side, and asks for own words")
    void theSameTwice() {
        mailbox();
        var api = api();
        var ana = UUID.randomUUID() + "@scene.test";
        var title = "The sync stops " + UUID.randomUUID();
        var problem = problem(api, title);
        var first = complains(api, ana, "My bank has not synced since Monday.");
        api.post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'" + first + "'}");
        api.post(
                "/api/v1/problems/" + problem + "/fix",
                "{'whatChanged':'We renew the certificate by hand.','text':'It works again. We are very sorry for the trouble you had.','holdMinutes':0}");
        told(problem);
        var second = complains(api, ana, "It has stopped again, this is the second time.");

        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/problems/" + problem));
            page.getByLabel("Link a conversation by its number").fill(String.valueOf(second));
            page.getByLabel("Link a conversation by its number").press("Enter");
            assertThat(page.locator(".pr-said li")).hasCount(2);
            assertThat(page.locator(".ra-part")).containsText("Again");

            page.navigate(url("/inbox/" + second));
            var strip = page.locator("#repeat-alarm");
            assertThat(strip).containsText("has “" + title + "” again");
            assertThat(strip).containsText("My bank has not synced since Monday.");
            assertThat(strip).containsText("It has stopped again, this is the second time.");
            assertThat(strip).containsText("It works again.");
            assertThat(strip).containsText("We renew the certificate by hand.");
            Shots.take(page, "repeat-alarm");
            assertThat(Browser.faults(page)).isEmpty();

            page.getByLabel("What went wrong again").fill("The certificate ran out a second time.");
            page.getByLabel("What is different now").fill("It is renewed by the machine.");
            page.getByLabel("What we offer").fill("Two months for free.");
            var text = page.locator("#editor-reply textarea[name=text]");
            text.fill("Hello Ana. We are very sorry for the trouble you had. It is back.");
            page.locator("#editor-reply [data-send]").click();
            page.waitForFunction("() => document.body.innerText.includes('in your own words')");
            assertThat(text).hasValue("Hello Ana. We are very sorry for the trouble you had. It is back.");

            page.waitForFunction("() => !document.querySelector('#editor-reply form').dataset.busy");
            text.fill("Hello Ana. The certificate ran out twice, and that is on us. It renews itself from today.");
            page.locator("#editor-reply [data-send]").click();
            assertThat(page.locator(".kw-thread-pane")).containsText("It renews itself from today.");
            assertThat(page.locator("#repeat-alarm .ra-answers")).hasCount(1);
            page.navigate(url("/problems"));
            assertThat(page.locator(".ra-part")).containsText(title);
            Shots.take(page, "repeat-alarms");
            assertThat(Browser.faults(page)).isEmpty();
        }
        try (var window = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/inbox/" + second));
            page.locator("#repeat-alarm summary").click();
            assertThat(page.locator("#repeat-alarm")).containsText("The time before");
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(380);
            assertThat(Browser.faults(page)).isEmpty();
        }
    }

    @Test
    @DisplayName("14: a promised update that does not come turns the problem red, and posting one clears it")
    void noSilenceWhileItLasts() {
        mailbox();
        var api = api();
        var title = "The export is empty " + UUID.randomUUID();
        var problem = problem(api, title);
        var said = complains(api, UUID.randomUUID() + "@scene.test", "The export has no rows.");
        api.patch("/api/v1/problems/" + problem, "{'updateHours':4}");
        api.post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'" + said + "'}");
        api.post("/api/v1/problems/" + problem + "/announce", "{'text':'We know of it.'}");
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(url("/problems/" + problem));
            assertThat(page.locator("#update-late")).hasCount(0);
            jdbc.sql("""
                            update problem_episode
                               set update_due_at = update_due_at - interval '6 hours'
                             where problem_id = (select id from problem where number = :number)
                            """).param("number", problem).update();

            page.reload();
            assertThat(page.locator("#update-late")).containsText("2 hr late");
            assertThat(Browser.faults(page)).isEmpty();
            page.navigate(url("/problems?q=" + title.substring(title.length() - 36)));
            assertThat(page.locator(".pr-late")).containsText("2 hr late");
            Shots.take(page, "update-late");
            assertThat(Browser.faults(page)).isEmpty();

            api.post("/api/v1/problems/" + problem + "/update", "{'text':'We found it and test the repair.'}");
            page.reload();
            assertThat(page.locator("#problems")).containsText(title);
            assertThat(page.locator(".pr-late")).hasCount(0);
        }
    }

    private void told(long problem) {
        Awaitility.await("the letter")
                .atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("""
                        select exists (select 1
                                         from notice n
                                         join problem p on p.id = n.problem_id
                                        where p.number = :number
                                          and n.message_id is not null)
                        """)
                        .param("number", problem)
                        .query(Boolean.class)
                        .single());
    }

    private void mailbox() {
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        select :id, :address, 'Pennyfold support', now(), now()
                         where not exists (select 1 from mailbox)
                        """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@shop.test")
                .update();
    }

    private long problem(Api api, String title) {
        return api.post("/api/v1/problems", "{'title':'" + title + "'}")
                .json()
                .path("number")
                .asLong();
    }

    private long complains(Api api, String email, String text) {
        return api.post("/api/v1/conversations", """
                        {'customer':{'email':'%s','name':'Ana Ribeiro'},'subject':'No sync','text':'%s','channel':'api'}
                        """.formatted(email, text))
                .json()
                .path("number")
                .asLong();
    }

    private Api api() {
        return new Api(url(""), FreshInstallation.ADMIN_TOKEN);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
