package io.keepwell.notifications.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.team.Member;
import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Browser;
import io.keepwell.testing.WholeApplication;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Somebody lets their browser notify them. A browser under test has no push service: ours on this machine stands in
/// for it, and what it was sent is handed to the worker by the browser's tools. The worker itself is the real one.
@WholeApplication
@Tag("browser")
class PushPageTests {

    private static final String PASSWORD = "a long enough password";

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    private Member ben;

    @BeforeEach
    void ben() {
        ben = setup.member(UUID.randomUUID() + "@keepwell.test", "Ben", Role.AGENT, Locale.ENGLISH, PASSWORD);
    }

    @Test
    void isAskedOnAClickAndTheWorkerShowsWhatWasSent() throws Exception {
        var keys = new PushBrowser();
        try (var service = new PushService();
                var window = Browser.window(380, 760, ColorScheme.LIGHT, "en-GB")) {
            window.grantPermissions(List.of("notifications"));
            window.addInitScript(standIn(keys, service.endpoint("ben")));
            var page = settings(window);
            assertThat(page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)"))
                    .as("nothing happens before the click")
                    .isEqualTo(0);
            PlaywrightAssertions.assertThat(page.locator("#push .team-rows")).hasCount(0);

            page.locator("#push-allow button").focus();
            page.keyboard().press("Enter");

            PlaywrightAssertions.assertThat(page.locator(".alert-success")).containsText("notifies you from now on");
            PlaywrightAssertions.assertThat(page.locator("[data-push-here]")).isVisible();
            PlaywrightAssertions.assertThat(page.locator("#push-allow")).isHidden();
            assertThat(Browser.faults(page)).isEmpty();
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 380"))
                    .isTrue();

            page.locator("#push form[action$='/test'] button").click();
            var sent = await().atMost(Duration.ofSeconds(25))
                    .until(() -> service.taken("ben"), taken -> !taken.isEmpty())
                    .getFirst();
            deliver(page, new String(keys.read(sent.body()), StandardCharsets.UTF_8));
            page.waitForFunction("""
                    () => navigator.serviceWorker.ready.then((it) => it.getNotifications())
                        .then((shown) => shown.length === 1 && shown[0].title === 'This is how Keepwell tells you, Ben'
                            && shown[0].data === '/me/notifications')
                    """);

            signOut(page);
            assertThat(page.evaluate("localStorage.getItem('stand-in')")).isNull();
            assertThat(settings(window).locator("#push .team-rows").count()).isZero();
        }
    }

    @Test
    void isToldWhatToDoWhereItSaidNoBefore() {
        try (var window = Browser.window(1280, 800, ColorScheme.DARK, "en-GB")) {
            window.addInitScript("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })");
            var page = settings(window);

            PlaywrightAssertions.assertThat(page.locator("[data-push-says=denied]"))
                    .isVisible();
            PlaywrightAssertions.assertThat(page.locator("#push-allow")).isHidden();
            assertThat(Browser.faults(page)).isEmpty();
        }
    }

    /// A browser whose push service is ours.
    private static String standIn(PushBrowser keys, String endpoint) {
        return """
                const json = %s;
                const standIn = {
                  endpoint: json.endpoint,
                  toJSON: () => json,
                  unsubscribe: async () => localStorage.removeItem('stand-in') ?? true,
                };
                PushManager.prototype.getSubscription = async () => localStorage.getItem('stand-in') ? standIn : null;
                PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
                  if (!userVisibleOnly || atob(applicationServerKey.replaceAll('-', '+').replaceAll('_', '/')).length !== 65) {
                    throw new TypeError('not as browsers want it');
                  }
                  localStorage.setItem('stand-in', 'yes');
                  return standIn;
                };
                """.formatted(keys.subscription(endpoint).replace('\'', '"'));
    }

    private Page settings(BrowserContext window) {
        var page = window.newPage();
        page.navigate("http://127.0.0.1:" + port + "/sign-in");
        page.fill("input[name=email]", ben.email());
        page.fill("input[name=password]", PASSWORD);
        page.click("button[type=submit]");
        page.waitForURL(url -> !url.contains("/sign-in"));
        page.navigate("http://127.0.0.1:" + port + "/me/notifications");
        return page;
    }

    private static void signOut(Page page) {
        page.locator(".kw-top-end .kw-menu summary").click();
        page.locator("form[action='/sign-out'] button").click();
        page.waitForURL(url -> url.contains("/sign-in"));
    }

    private void deliver(Page page, String data) {
        var tools = page.context().newCDPSession(page);
        var registration = new AtomicReference<String>();
        tools.on(
                "ServiceWorker.workerRegistrationUpdated",
                event -> event.getAsJsonArray("registrations")
                        .forEach(it -> registration.set(
                                it.getAsJsonObject().get("registrationId").getAsString())));
        tools.send("ServiceWorker.enable");
        page.waitForCondition(() -> registration.get() != null);
        var message = new JsonObject();
        message.addProperty("origin", "http://127.0.0.1:" + port);
        message.addProperty("registrationId", registration.get());
        message.addProperty("data", data);
        tools.send("ServiceWorker.deliverPushMessage", message);
    }
}
