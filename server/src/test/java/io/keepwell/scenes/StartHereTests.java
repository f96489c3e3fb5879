package io.keepwell.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The simplest start of all.
@Tag("browser")
@WholeApplication
class StartHereTests {

    @LocalServerPort
    int port;

    @Test
    @DisplayName("38: addresses are pasted, one question is asked, and the people are invited")
    void asksAFewPeopleOneQuestion() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        try (var window = Browser.window(1280, 900, ColorScheme.LIGHT, "en-GB")) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(at("/surveys/start"));
            assertThat(page.inputValue("#question")).contains("recommend");
            page.fill("#people", "ana@" + mark + ".test\nBen Okafor, ben@" + mark + ".test\nnobody at all");
            if (page.isVisible("#company")) {
                page.fill("#company", "Pennyfold");
            }
            page.click("text=Show it to me first");
            page.waitForSelector("#people-wrong");
            assertThat(page.textContent("#people-wrong")).contains("Line 3");
            assertThat(page.inputValue("#people")).contains("nobody at all", "ben@" + mark);
            assertThat(Browser.faults(page)).isEmpty();

            page.fill("#people", "ana@" + mark + ".test\nBen Okafor, ben@" + mark + ".test");
            page.click("text=Show it to me first");
            page.waitForSelector("text=Ask these 2 people");
            assertThat(page.textContent(".su-sheet")).contains("recommend", "get back to you");
            assertThat(Browser.faults(page)).isEmpty();
            page.click("text=Ask these 2 people");
            page.waitForURL(url -> url.matches(".*/surveys/[0-9a-f-]{36}"));

            assertThat(page.textContent(".alert-success")).contains("2 people");
            var survey = page.url().substring(page.url().lastIndexOf('/') + 1);
            var waves = api().get("/api/v1/surveys/" + survey + "/waves").json();
            assertThat(waves.get(0).path("invited").asInt()).isEqualTo(2);
            assertThat(api().get("/api/v1/customers/email:ben@" + mark + ".test")
                            .json()
                            .path("name")
                            .asString())
                    .isEqualTo("Ben Okafor");
        }
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
