package io.keepwell.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.customers.Consents.By;
import io.keepwell.customers.Consents.Choice;
import io.keepwell.customers.Consents.Topic;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What customers want to hear from us.
@WholeApplication
class ConsentsTests {

    @LocalServerPort
    int port;

    @Autowired
    Consents consents;

    @Autowired
    CustomerMerges merges;

    @Autowired
    CustomerErasure erasure;

    private Api api;
    private String key;

    @BeforeEach
    void aScriptHasAToken() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        key = UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    @DisplayName("Opting out of one topic leaves the others; since when and by whom is known")
    void eachTopicStandsByItself() {
        var id = customer("one");
        var path = "/api/v1/customers/" + id + "/consents";
        assertThat(api.get(path).json().get("items"))
                .hasSize(3)
                .allMatch(it -> it.get("allowed").asBoolean() && it.get("since").isNull());

        var out = api.put(path + "/marketing", "{'allowed':false,'byCustomer':true}");
        assertThat(out.status()).isEqualTo(200);
        assertThat(out.json().get("allowed").asBoolean()).isFalse();
        assertThat(out.json().get("by").asString()).isEqualTo("customer");
        assertThat(out.json().get("since").isNull()).isFalse();
        assertThat(consents.allows(id, Topic.MARKETING)).isFalse();
        assertThat(consents.allows(id, Topic.SURVEYS)).isTrue();
        assertThat(consents.allows(id, Topic.SERVICE_NOTICES)).isTrue();

        // the same word twice is one
        assertThat(consents.choose(id, Topic.MARKETING, false, By.TEAM)).isEmpty();
        assertThat(api.put(path + "/marketing", "{'allowed':true}")
                        .json()
                        .get("by")
                        .asString())
                .isEqualTo("team");
        assertThat(api.put(path + "/pigeons", "{'allowed':true}").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/customers/" + id + "/timeline?kind=consent")
                        .json()
                        .get("items"))
                .hasSize(2);
        assertThat(api.get("/api/v1/audit?subject=" + id).json().toString())
                .contains("customer.opted-out")
                .contains("customer.opted-in");
    }

    @Test
    @DisplayName("R21: of two profiles that become one the stricter word holds, and two again have their own")
    void aMergeKeepsTheStricter() {
        var survivor = customer("strict");
        var merged = customer("lax");
        consents.choose(merged, Topic.SERVICE_NOTICES, false, By.CUSTOMER);
        consents.choose(survivor, Topic.SURVEYS, false, By.TEAM);
        consents.choose(merged, Topic.SURVEYS, false, By.CUSTOMER);
        var before = List.of(consents.of(survivor), consents.of(merged));

        var merge = merges.merge(survivor, merged);
        var id = merge.survivor();
        assertThat(consents.of(id)).extracting(Choice::allowed).containsExactly(false, false, true);
        assertThat(consents.optedOut(Topic.SERVICE_NOTICES, List.of(survivor, merged, customer("other"))))
                .isEqualTo(Set.of(survivor, merged));

        merges.undo(merge.id());
        assertThat(List.of(consents.of(survivor), consents.of(merged))).isEqualTo(before);
        assertThat(consents.optedOut(Topic.SERVICE_NOTICES, List.of(survivor, merged)))
                .isEqualTo(Set.of(merged));

        // asked again while they are one, the word holds for the one
        var next = merges.merge(survivor, merged);
        consents.choose(next.survivor(), Topic.SERVICE_NOTICES, true, By.CUSTOMER);
        assertThat(consents.allows(next.survivor(), Topic.SERVICE_NOTICES)).isTrue();
    }

    @Test
    void nothingIsLeftOfWhoIsForgotten() {
        var id = customer("gone");
        consents.choose(id, Topic.SURVEYS, false, By.TEAM);

        erasure.erase(id);

        assertThat(consents.of(id)).allMatch(choice -> choice.since() == null);
        assertThat(api.put("/api/v1/customers/" + id + "/consents/surveys", "{'allowed':false}")
                        .status())
                .isEqualTo(409);
    }

    private UUID customer(String name) {
        var made = api.post("/api/v1/customers", "{'email':'" + name + "." + key + "@example.org'}");
        return UUID.fromString(made.json().get("id").asString());
    }
}
