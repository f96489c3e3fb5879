package io.keepwell.problems.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Needs and pain points: sentences of customers that somebody marked.
@WholeApplication
class InsightTests {

    @LocalServerPort
    int port;

    private final String area = "Export " + UUID.randomUUID();
    private final String wish = "Could I export " + UUID.randomUUID() + " as a table?";
    private String conversation;

    @BeforeEach
    void somebodyWrites() {
        conversation = api().post("/api/v1/conversations", """
                        {'customer':{'email':'%s@insight.test','name':'Ana Ribeiro'},'subject':'Export',
                         'text':'Hello.\\n\\n%s\\nIt takes me an hour a week.','channel':'api'}
                        """.formatted(UUID.randomUUID(), wish))
                .json()
                .path("id")
                .asString();
    }

    @Test
    @DisplayName("24: a marked sentence stands in the list with a link back and counts for its part of the product")
    void standsInTheListWithALinkBack() {
        var visitor = Visitor.ofAdministrator(port);
        visitor.get("/inbox/" + number());
        var answer = visitor.post(
                "/conversations/" + conversation + "/insight", "kind", "need", "words", wish, "area", area);
        assertThat(answer.statusCode()).isEqualTo(303);
        mark("pain-point", "It takes me  an hour a week.");

        var list = visitor.get("/problems/insight").body();
        assertThat(list).contains(wish, "/inbox/" + number() + "#m-", "Ana Ribeiro", area);
        var counted = count();
        assertThat(counted.path("needs").asLong()).isEqualTo(1);
        assertThat(counted.path("painPoints").asLong()).isEqualTo(1);
        assertThat(counted.path("customers").asLong()).isEqualTo(1);
        assertThat(visitor.get("/problems/insight?kind=need&area="
                                + counted.path("component").asString())
                        .body())
                .contains(wish)
                .doesNotContain("an hour a week");
        assertThat(visitor.get("/problems").body()).contains("/problems/insight");
    }

    @Test
    @DisplayName("24: the same words are marked once, and the mark is taken back")
    void isMarkedOnceAndTakenBack() {
        var made = mark("need", wish).path("id").asString();
        assertThat(mark("need", wish).path("id").asString()).isEqualTo(made);
        assertThat(count().path("needs").asLong()).isEqualTo(1);

        assertThat(api().delete("/api/v1/insight/" + made).status()).isEqualTo(204);
        assertThat(api().delete("/api/v1/insight/" + made).status()).isEqualTo(404);
        assertThat(count().isMissingNode()).isTrue();
    }

    @Test
    void marksOnlyWhatTheCustomerWrote() {
        var refused = api().post(at(), "{'kind':'need','words':'I never wrote this'}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").path(0).path("field").asString())
                .isEqualTo("words");
        assertThat(api().post(at(), "{'kind':'wish','words':'Hello.'}").status())
                .isEqualTo(400);
        assertThat(api().post(at(), "{'kind':'need'}").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("Whoever is forgotten still counts, without a word of theirs")
    void isForgottenButCounted() {
        mark("need", wish);
        var customer = api().get("/api/v1/conversations/" + conversation)
                .json()
                .path("customer")
                .path("id")
                .asString();
        assertThat(api().delete("/api/v1/customers/" + customer + "?erase=true").status())
                .isLessThan(300);

        assertThat(count().path("needs").asLong()).isEqualTo(1);
        assertThat(api().get("/api/v1/insight?limit=500").json().toString()).doesNotContain(wish);
    }

    private JsonNode mark(String kind, String words) {
        var answer = api().post(at(), "{'kind':'%s','words':'%s','component':'%s'}".formatted(kind, words, area));
        assertThat(answer.status()).isEqualTo(201);
        return answer.json();
    }

    private JsonNode count() {
        for (var count : api().get("/api/v1/insight/counts").json()) {
            if (count.path("name").asString("").equals(area)) {
                return count;
            }
        }
        return api().get("/api/v1/insight/counts").json().path("nothing");
    }

    private String at() {
        return "/api/v1/conversations/" + conversation + "/insight";
    }

    private long number() {
        return api().get("/api/v1/conversations/" + conversation)
                .json()
                .path("number")
                .asLong();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
