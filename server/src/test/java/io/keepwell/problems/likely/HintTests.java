package io.keepwell.problems.likely;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A problem that nobody has named yet, seen by who complains of it.
@WholeApplication
class HintTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private final String word =
            "q" + UUID.randomUUID().toString().replaceAll("[^a-f]", "").concat("bo") + "k";
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void twoAccountsComplainOfTheLike() {
        complains();
        complains();
    }

    @Test
    @DisplayName("4.2.4: three accounts within 48 hours make a hint, which opens a new problem with all of them")
    void opensANewProblemWithItsConversations() {
        assertThat(hints()).doesNotContain(complaints.getFirst());
        var newest = complains();
        assertThat(hints()).contains(complaints);

        var visitor = Visitor.ofAdministrator(port);
        var number = api().get("/api/v1/conversations/" + newest)
                .json()
                .path("number")
                .asLong();
        assertThat(visitor.get("/conversations/" + newest + "/likely").body()).contains("A new problem?");
        assertThat(visitor.get("/problems/hints").body()).contains("#" + number, "3 accounts complain");
        var form = visitor.get("/problems/new?conversation=" + complaints.get(0) + "&conversation=" + newest)
                .body();
        assertThat(form).contains("value=\"" + complaints.get(0) + "\" checked", word);

        var title = "Nothing of " + word;
        var answer = visitor.post(
                "/problems/new",
                "title",
                title,
                "conversation",
                complaints.get(0),
                "conversation",
                complaints.get(1),
                "conversation",
                newest);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(visitor.get("/problems?q=" + word).body()).contains(title);
        assertThat(api().get("/api/v1/conversations/" + newest)
                        .json()
                        .path("cause")
                        .asString())
                .isEqualTo("open");
        assertThat(hints()).doesNotContain(newest);
    }

    @Test
    void isDismissedAndBroughtBack() {
        complains();
        assertThat(hints()).contains(complaints);
        var subjects = String.join("','", complaints);
        assertThat(api().post(
                                "/api/v1/problems/hints/dismissals",
                                "{'kind':'conversation','subjects':['" + subjects + "']}")
                        .status())
                .isEqualTo(204);
        assertThat(hints()).doesNotContain(complaints.getFirst());
        assertThat(api().delete("/api/v1/problems/hints/dismissals?kind=conversation&subjects="
                                + String.join(",", complaints))
                        .status())
                .isEqualTo(204);
        assertThat(hints()).contains(complaints);
        assertThat(api().post("/api/v1/problems/hints/dismissals", "{'kind':'else','subjects':['" + subjects + "']}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName(
            "4.2.4: more people than chance explains complain of a problem within a day: it says so, is quiet for a day"
                    + " when dismissed, and is brought back")
    void saysWhatSpikes() {
        var past = UUID.fromString(problem());
        var crowd = problem();
        // complaints have been counted for long enough to know what is usual
        link(past.toString(), complaints.getFirst());
        jdbc.sql("update conversation set created_at = created_at - interval '70 days' where id = :id")
                .param("id", UUID.fromString(complaints.getFirst()))
                .update();
        try {
            for (int i = 0; i < 4; i++) {
                link(crowd, complains());
            }
            assertThat(spike(crowd).path("count").asInt()).isEqualTo(4);
            assertThat(spike(crowd).path("accounts").asInt()).isEqualTo(4);
            assertThat(spike(crowd).path("expected").asDouble()).isLessThan(1);
            assertThat(spike(past.toString()).isMissingNode()).isTrue();
            assertThat(Visitor.ofAdministrator(port).get("/problems/hints").body())
                    .contains("The crowd of " + word);

            var subject = "{'kind':'problem','subjects':['" + crowd + "']}";
            assertThat(api().post("/api/v1/problems/hints/dismissals", subject).status())
                    .isEqualTo(204);
            assertThat(spike(crowd).isMissingNode()).isTrue();
            api().delete("/api/v1/problems/hints/dismissals?kind=problem&subjects=" + crowd);
            assertThat(spike(crowd).path("count").asInt()).isEqualTo(4);
        } finally {
            // others' problems are not to spike because of this one
            api().delete("/api/v1/problems/" + past + "/conversations/" + complaints.getFirst());
        }
    }

    private JsonNode spike(String problem) {
        hints();
        return api().get("/api/v1/problems/hints")
                .json()
                .path("spikes")
                .valueStream()
                .filter(it -> it.toString().contains(problem))
                .findFirst()
                .orElseGet(() -> JsonNodeFactory.instance.missingNode());
    }

    private String problem() {
        return api().post("/api/v1/problems", "{'title':'The crowd of " + word + "'}")
                .json()
                .path("id")
                .asString();
    }

    private void link(String problem, String conversation) {
        assertThat(api().post(
                                "/api/v1/problems/" + problem + "/conversations",
                                "{'conversation':'" + conversation + "'}")
                        .status())
                .isEqualTo(201);
    }

    private String hints() {
        // what was found is kept for a minute, until somebody dismisses something or takes that back
        api().delete("/api/v1/problems/hints/dismissals?kind=problem&subjects=" + UUID.randomUUID());
        return api().get("/api/v1/problems/hints").json().path("newProblems").toString();
    }

    private String complains() {
        var made = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s@hints.test'},'subject':'%s','text':'%s: %s.',
                         'channel':'api'}
                        """.formatted(UUID.randomUUID(), word, word, word + word))
                .json()
                .path("id")
                .asString();
        api().patch("/api/v1/conversations/" + made, "{'kind':'complaint'}");
        complaints.add(made);
        return made;
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
