package io.keepwell.customers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Everything known of a customer, in the browser: facts by name, and what they want to hear.
@WholeApplication
@Tag("browser")
class KnownPageTests {

    @LocalServerPort
    int port;

    @Test
    void factsAndWishesAreChangedByHandAndTakenBack() {
        var base = "http://127.0.0.1:" + port;
        var email = "kai." + UUID.randomUUID() + "@example.org";
        var id = new Api(base, FreshInstallation.ADMIN_TOKEN)
                .post(
                        "/api/v1/customers",
                        "{'email':'" + email + "','name':'Kai','traits':{'bank':'Elbbank','seats':3}}")
                .json()
                .get("id")
                .asString();
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate(base + "/customers/" + id + "/known");
            var facts = page.locator("section[aria-labelledby=traits-title]");
            assertThat(facts).containsText("Elbbank");
            facts.locator("a.btn").click();
            assertThat(Browser.faults(page)).isEmpty();

            // what was typed stays when it is refused
            page.getByLabel("bank").fill("Nordbank");
            page.getByLabel("Value").fill("4.8.2");
            page.locator("main button.btn-primary").click();
            assertThat(page.locator("[role=alert]")).containsText("name");
            assertThat(page.getByLabel("bank")).hasValue("Nordbank");
            page.locator("#trait-new-name").fill("app_version");
            page.getByLabel("seats").fill("");
            page.locator("main button.btn-primary").click();
            assertThat(facts).containsText("Nordbank");
            assertThat(facts).containsText("4.8.2");
            assertThat(facts).not().containsText("seats");

            var wishes = page.locator(".cu-consents li").nth(1);
            wishes.locator("button").click();
            assertThat(wishes).containsText("they want none");
            assertThat(Browser.faults(page)).isEmpty();
            page.locator("form[action$=undo] button").first().click();
            assertThat(wishes).containsText("they are told");
        }
    }
}
