package io.keepwell.scenes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.keepwell.testing.Browser;
import io.keepwell.testing.WholeApplication;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The places where a hand holds the window.
@WholeApplication
@Tag("browser")
class NarrowTests {

    @LocalServerPort
    int port;

    @Test
    @DisplayName("At 380 pixels the bar holds what fits, and the others open by touch and by key, each once")
    void everyPlaceIsReached() {
        for (var language : new String[] {"en-GB", "de-DE"}) {
            try (var window = Browser.window(380, 760, ColorScheme.DARK, language)) {
                var page = Browser.signInAsAdministrator(window, port);
                page.navigate("http://127.0.0.1:" + port + "/problems");
                var rail = page.locator(".kw-rail");
                int all = rail.locator("a.kw-place").count();
                assertThat(all).isGreaterThan(5);
                var places = rail.locator("li:visible");
                assertThat(places).hasCount(5);
                insideOf(380, rail.locator(".kw-place:visible"));
                assertThat((boolean) page.evaluate("matchMedia('(width < 768px)').matches"
                                + " && document.querySelector('.kw-rail').scrollWidth <= 380"))
                        .isTrue();

                var more = rail.locator(".kw-more summary");
                more.focus();
                page.keyboard().press("Enter");
                assertThat(places).hasCount(all + 1);
                insideOf(380, rail.locator(".kw-place:visible"));
                Shots.take(page, "narrow-places");
                assertThat(Browser.faults(page)).isEmpty();
                // what was opened comes next
                page.keyboard().press("Tab");
                assertThat((String) page.evaluate("document.activeElement.closest('li').className"))
                        .isEqualTo("kw-rest");
                page.keyboard().press("Escape");
                assertThat(places).hasCount(5);
                assertThat(more).isFocused();

                more.click();
                rail.locator("a[href='/settings']").click();
                page.waitForURL("**/settings");
                assertThat(places).hasCount(5);
                assertThat(rail.locator(".kw-rest a[aria-current=page]")).hasAttribute("href", "/settings");
            }
        }
    }

    private static void insideOf(int width, Locator places) {
        assertThat(places.all()).allSatisfy(place -> {
            var box = place.boundingBox();
            assertThat(box.x).isNotNegative();
            assertThat(box.x + box.width).isLessThanOrEqualTo(width);
            assertThat(box.height).isGreaterThanOrEqualTo(44);
        });
    }
}
