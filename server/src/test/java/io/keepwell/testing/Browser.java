package io.keepwell.testing;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one browser of a test run: Chromium of this machine, without a window.
public final class Browser {

    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private static com.microsoft.playwright.@Nullable Browser browser;

    private Browser() {}

    /// A fresh window without cookies.
    ///
    /// @param width  pixels
    /// @param height pixels
    /// @param scheme light or dark
    /// @param locale language the browser asks for, such as `en-GB`
    public static synchronized BrowserContext window(int width, int height, ColorScheme scheme, String locale) {
        return window(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale(locale)
                .setTimezoneId("Europe/Berlin"));
    }

    /// A fresh wide, light, English window.
    public static BrowserContext window() {
        return window(1440, 900, ColorScheme.LIGHT, "en-GB");
    }

    /// A fresh window of somebody who lets no script run.
    public static synchronized BrowserContext windowWithoutScripts() {
        return window(new com.microsoft.playwright.Browser.NewContextOptions()
                .setJavaScriptEnabled(false)
                .setLocale("en-GB"));
    }

    private static BrowserContext window(com.microsoft.playwright.Browser.NewContextOptions options) {
        var context = browser().newContext(options);
        context.setDefaultTimeout(15_000);
        return (BrowserContext) Proxy.newProxyInstance(
                Browser.class.getClassLoader(), new Class<?>[] {BrowserContext.class}, (self, method, given) -> {
                    try {
                        if (method.getName().equals("close")) {
                            leave(context);
                        }
                        return method.invoke(context, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /// Chromium 156 now and then never answers the closing of a window that is on its way to another page, and the
    /// driver waits for that without bound: so a window arrives somewhere before it is closed.
    private static void leave(BrowserContext context) {
        for (var page : context.pages()) {
            page.navigate("about:blank");
        }
    }

    /// Signs the first administrator in and returns the page that is shown then.
    public static Page signInAsAdministrator(BrowserContext window, int port) {
        var page = window.newPage();
        page.navigate("http://127.0.0.1:" + port + "/sign-in");
        page.fill("input[name=email]", FreshInstallation.ADMIN_EMAIL);
        page.fill("input[name=password]", FreshInstallation.ADMIN_PASSWORD);
        page.click("button[type=submit]");
        page.waitForURL(url -> !url.contains("/sign-in"));
        return page;
    }

    /// What axe finds wrong with the page by WCAG 2.2 A and AA and its best practices, a line each; empty when clean.
    public static List<String> faults(Page page) {
        return new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> rule.getId() + ": " + rule.getHelp() + " " + node.getTarget() + " "
                                        + node.getHtml()))
                        .toList();
    }

    private static com.microsoft.playwright.Browser browser() {
        var running = browser;
        if (running == null) {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            running = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium())
                            .setHeadless(true)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
            browser = running;
        }
        return running;
    }

    private static Path chromium() {
        return Stream.concat(Optional.ofNullable(System.getenv("KEEPWELL_TEST_CHROMIUM")).stream(), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Browser tests need Chromium: apt-get install chromium, or name it in KEEPWELL_TEST_CHROMIUM"));
    }
}
