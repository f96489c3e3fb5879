package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.team.Role;
import io.keepwell.team.TeamSetup;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WholeApplication
class DeparturesTests {

    @LocalServerPort
    int port;

    @Autowired
    TeamSetup setup;

    @Autowired
    Conversations conversations;

    @Test
    @DisplayName("ST4: whoever leaves gives back what waited for them; the team stays")
    void givesBackWhatWaitedForTheOneWhoLeaves() {
        var api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        var ben = setup.member(UUID.randomUUID() + "@keepwell.test", "Ben", Role.AGENT, Locale.ENGLISH, null);
        var team = setup.team("Support " + UUID.randomUUID(), List.of(ben.id()));
        var waiting = begin(api);
        var solved = begin(api);
        for (var id : List.of(waiting, solved)) {
            conversations.assignee(id, ben.id());
            conversations.team(id, team.id());
        }
        conversations.state(solved, ConversationState.SOLVED);

        api.patch("/api/v1/members/" + ben.id(), "{'active':false}");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(conversations.get(waiting).assignee()).isNull());
        assertThat(conversations.get(waiting).team()).isEqualTo(team.id());
        assertThat(conversations.get(solved).assignee()).isEqualTo(ben.id());
    }

    private static UUID begin(Api api) {
        var made = api.post("/api/v1/conversations", """
                {'customer':{'email':'%s@customers.test','name':'Ana'},'subject':'Hello','text':'How are you?','channel':'api'}
                """.formatted(UUID.randomUUID()));
        return UUID.fromString(made.json().path("id").asString());
    }
}
