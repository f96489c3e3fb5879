package io.keepwell.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Browser;
import io.keepwell.testing.WholeApplication;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Somebody writes a survey in two languages and looks at it before anybody else does.
@Tag("browser")
@WholeApplication
class SurveyWritingTests {

    @LocalServerPort
    int port;

    private BrowserContext window;
    private final String name = "Spring " + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void open() {
        window = Browser.window(1280, 900, ColorScheme.LIGHT, "en-GB");
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    @DisplayName("29: an NPS is written in two languages, seen as customers will see it, and started")
    void writesInTwoLanguages() {
        var page = Browser.signInAsAdministrator(window, port);
        page.navigate(at("/surveys/new"));
        page.fill("#name", name);
        page.fill("#question", "Would you recommend Pennyfold to a neighbour?");
        assertThat(Browser.faults(page)).isEmpty();
        page.click("text=Write it");
        page.waitForURL(url -> url.matches(".*/surveys/[0-9a-f-]{36}"));
        var survey = page.url();
        assertThat(Browser.faults(page)).isEmpty();

        page.navigate(survey + "/words?language=de");
        page.fill("[name='de:subject']", "Eine Frage aus der Nachbarschaft");
        page.fill("[name^='de:questions'][name$='.ask'] >> nth=0", "Würden Sie uns nebenan empfehlen?");
        assertThat(Browser.faults(page)).isEmpty();
        page.click("form.su-words button[type=submit]");
        page.waitForSelector(".alert-success");

        page.navigate(survey + "/preview?language=de");
        assertThat(page.textContent(".su-previews"))
                .contains(
                        "Eine Frage aus der Nachbarschaft", "Würden Sie uns nebenan empfehlen?", "Sehr wahrscheinlich")
                .doesNotContain("neighbour");
        page.navigate(survey + "/preview?language=en&name=Kim");
        assertThat(page.textContent(".su-previews")).contains("Kim", "recommend Pennyfold to a neighbour");
        assertThat(Browser.faults(page)).isEmpty();
        page.click(".su-previews a >> text=9");
        page.waitForSelector(".su-picked");
        assertThat(page.textContent("[role=note]")).contains("counts");

        page.navigate(survey);
        page.click("button[value=active]");
        page.waitForSelector(".alert-success");
        page.click("text=Ask people now");
        page.waitForSelector("input[name=meant][value=people]");
        page.check("input[name=meant][value=people]");
        page.fill("textarea[name=people]", "Ana Ribeiro, ana@" + UUID.randomUUID() + ".test");
        page.click("text=How many are they?");
        page.waitForSelector("text=One person is meant.");
        assertThat(Browser.faults(page)).isEmpty();
        page.click("text=Ask this person");
        page.waitForURL(url -> url.contains("/waves/"));

        page.navigate(survey);
        assertThat(page.textContent(".su-waves")).contains("sent by hand");
        page.navigate(at("/surveys"));
        assertThat(page.textContent(".su-list")).contains(name);
        assertThat(Browser.faults(page)).isEmpty();
    }

    @Test
    void whatIsWrongStandsBesideItsFieldAndEverythingTypedIsKept() {
        var page = Browser.signInAsAdministrator(window, port);
        page.navigate(at("/surveys/new"));
        page.fill("#name", name);
        page.click("text=Write it");
        page.waitForURL(url -> url.matches(".*/surveys/[0-9a-f-]{36}"));
        page.navigate(page.url() + "/edit");

        page.check("input[name=follows][value=calendar]");
        page.fill("#everyDays", "3");
        page.fill("#priority", "7");
        page.check("input[name=meant][value=rule]");
        page.selectOption("select[name=rule0-what]", "tenure");
        page.selectOption("select[name=rule0-operator]", "at-least");
        page.fill("input[name=rule0-value]", "365");
        page.click("button[type=submit]:has-text('Save')");
        page.waitForSelector(".alert-danger");

        assertThat(page.textContent("#everyDays-wrong")).contains("7 to 730");
        assertThat(page.inputValue("#priority")).isEqualTo("7");
        assertThat(page.inputValue("input[name=rule0-value]")).isEqualTo("365");
        assertThat(Browser.faults(page)).isEmpty();

        page.fill("#everyDays", "30");
        page.click("button[type=submit]:has-text('Save')");
        page.waitForSelector(".alert-success");
        assertThat(page.textContent(".su-facts")).contains("every 30 days", "Days as a customer at least 365");
    }

    @Test
    void everythingFitsANarrowDarkWindow() {
        try (var narrow = Browser.window(380, 800, ColorScheme.DARK, "en-GB")) {
            var page = Browser.signInAsAdministrator(narrow, port);
            page.navigate(at("/surveys/new"));
            page.fill("#name", name);
            page.click("text=Write it");
            page.waitForURL(url -> url.matches(".*/surveys/[0-9a-f-]{36}"));
            var survey = page.url().substring(page.url().indexOf("/surveys/"));
            for (var path : List.of(
                    survey,
                    survey + "/edit",
                    survey + "/words",
                    survey + "/send",
                    survey + "/preview",
                    "/settings/asking",
                    "/customers/segments/new")) {
                page.navigate(at(path));
                assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                        .as(path)
                        .isLessThanOrEqualTo(380);
                assertThat(Browser.faults(page)).as(path).isEmpty();
            }
        }
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
