package io.keepwell.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.customers.Consents;
import io.keepwell.customers.Customers;
import io.keepwell.shared.EmailAddress;
import io.keepwell.testing.Api;
import io.keepwell.testing.Browser;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The page of a wave, and the page that stops surveys.
@WholeApplication
@Tag("browser")
class WavePageTests {

    @LocalServerPort
    int port;

    @Autowired
    Customers customers;

    @Autowired
    Consents consents;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @BeforeEach
    void thereIsAMailbox() {
        jdbc.sql("""
            insert into mailbox (id, address, name, connected_at, created_at)
            select :id, :address, 'Pennyfold support', now(), now()
             where not exists (select 1 from mailbox where active)
            """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@page.test")
                .update();
    }

    @Test
    @DisplayName("3.2.3: the page says who was asked, who not and why, and opens each number to its people")
    void saysWhoAndWhyNot() {
        var key = UUID.randomUUID().toString().substring(0, 8);
        var quiet = customer("Quinn Silent " + key);
        customer("Ana Asked " + key);
        consents.choose(quiet, Consents.Topic.SURVEYS, false, Consents.By.CUSTOMER);
        var api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        var survey = api.post(
                        "/api/v1/surveys", "{'type':'nps','name':'Spring','channel':'email','privacy':'identified'}")
                .json()
                .path("id")
                .asString();
        var wave = api.post(
                "/api/v1/surveys/" + survey + "/waves",
                "{'customers':['%s','email:new-%s@page.test']}".formatted(quiet, key));
        assertThat(wave.status()).as(wave.json().toString()).isEqualTo(201);
        assertThat(wave.json().path("invited").asInt()).isEqualTo(1);
        assertThat(wave.json().path("suppressed").asInt()).isEqualTo(1);
        try (var window = Browser.window()) {
            var page = Browser.signInAsAdministrator(window, port);
            page.navigate("http://127.0.0.1:" + port + "/surveys/" + survey + "/waves/"
                    + wave.json().path("id").asString());

            assertThat(page.textContent("main")).contains("1 person is asked of 2 who were meant.");
            assertThat(Browser.faults(page)).isEmpty();
            page.click(".wv-shares a:has-text('wants no surveys')");
            page.waitForURL(url -> url.contains("state=suppressed"));
            assertThat(page.textContent(".wv-people"))
                    .contains("Quinn Silent " + key)
                    .doesNotContain("new-" + key);
        }
    }

    private UUID customer(String name) {
        return customers
                .meet(new EmailAddress(UUID.randomUUID() + "@page.test"), name, null, clock.instant())
                .id();
    }
}
