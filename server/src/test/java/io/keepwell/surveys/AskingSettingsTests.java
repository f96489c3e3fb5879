package io.keepwell.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// How often people are asked is set by administrators.
@WholeApplication
class AskingSettingsTests {

    private static final String PATH = "/api/v1/asking-settings";
    private static final String USUAL =
            "{'anyPauseDays':14,'relationshipPauseDays':90,'accountCap':null,'countUnconfirmed':false}";

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    @Autowired
    AskingRules rules;

    @AfterEach
    void asUsual() {
        api().put(PATH, USUAL);
    }

    @Test
    @DisplayName("3.2.2, 3.3.5: 14 and 90 days, and what nobody confirmed does not count, unless somebody says so")
    void holdsWhatWasSet() {
        api().put(PATH, USUAL);
        var usual = api().get(PATH).json();
        assertThat(usual.path("anyPauseDays").asInt()).isEqualTo(14);
        assertThat(usual.path("relationshipPauseDays").asInt()).isEqualTo(90);
        assertThat(usual.path("countUnconfirmed").asBoolean()).isFalse();

        var visitor = Visitor.ofAdministrator(port);
        assertThat(visitor.get("/settings/asking").body()).contains("may be nobody");
        visitor.post("/settings/asking", "anyPauseDays", "7", "relationshipPauseDays", "60", "accountCap", "3");
        assertThat(rules.now()).isEqualTo(new AskingSettings(7, 60, 3, false));
    }

    @Test
    void whatIsOutOfBoundsIsSaidBesideItsFieldAndKept() {
        var visitor = Visitor.ofAdministrator(port);
        visitor.get("/settings/asking");
        var page = visitor.post("/settings/asking", "anyPauseDays", "two", "relationshipPauseDays", "60")
                .body();
        assertThat(page).contains("anyPauseDays-wrong", "value=\"two\"", "value=\"60\"");
        assertThat(api().put(PATH, "{'anyPauseDays':0,'relationshipPauseDays':90,'countUnconfirmed':false}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void onlyAdministratorsSetIt() {
        var password = "a long enough password";
        var ben = setup.member(UUID.randomUUID() + "@keepwell.test", "Ben", Role.AGENT, Locale.ENGLISH, password);
        var visitor = Visitor.signedIn(port, ben.email(), password);
        assertThat(visitor.get("/settings/asking").statusCode()).isEqualTo(403);
        assertThat(visitor.get("/surveys/new").statusCode()).isEqualTo(200);
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
