package io.keepwell.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Customers as a script sees them: their life, what is known and remembered of them, and two profiles of one person.
@WholeApplication
class CustomerApiTests {

    @LocalServerPort
    int port;

    private Api api;
    private String key;

    @BeforeEach
    void aScriptHasAToken() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        key = UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    @DisplayName("Capability 8: question, order question and complaint of one person show as one timeline")
    void everythingOfAPersonIsOneTimeline() {
        var email = "ana." + key + "@example.org";
        var first = write(email, "Ana", "Do you ship to Porto?");
        reply(first, "We do.");
        write(email, "Ana", "Where is my order?");
        write(email, "Ana", "It arrived broken.");
        var path = "/api/v1/customers/email:" + email + "/timeline";

        var all = api.get(path).json().get("items");
        assertThat(all.valueStream().map(entry -> entry.get("kind").asString()))
                .containsExactly("letter", "letter", "answer", "letter");
        assertThat(all.get(0).get("text").asString()).isEqualTo("It arrived broken.");
        assertThat(api.get(path + "?kind=answer").json().get("items")).hasSize(1);
        assertThat(api.get(path + "?kind=nonsense").json().get("items")).isEmpty();

        // page by page nothing is missed and nothing comes twice
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = api.get(path + "?limit=1" + cursor).json();
            page.get("items").forEach(entry -> seen.add(entry.get("id").asString()));
            cursor = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asString();
        } while (cursor != null);
        assertThat(seen)
                .containsExactlyElementsOf(all.valueStream()
                        .map(entry -> entry.get("id").asString())
                        .toList());
    }

    @Test
    void whatIsKnownIsChangedAndTheAuditLogNamesFieldsOnly() {
        var email = "ben." + key + "@example.org";
        write(email, "Ben", "Hello");
        var id = customer(email).get("id").asString();

        var changed = api.patch(
                "/api/v1/customers/" + id,
                "{'name':'Benedikt " + key + "','locale':'de-AT','externalId':'u-" + key + "','addresses':['" + email
                        + "','ben2." + key + "@example.org']}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("name").asString()).isEqualTo("Benedikt " + key);
        assertThat(changed.json().get("locale").asString()).isEqualTo("de-AT");
        assertThat(customer("ben2." + key + "@example.org").get("id").asString())
                .isEqualTo(id);
        assertThat(api.get("/api/v1/customers/external:u-" + key).status()).isEqualTo(200);
        assertThat(api.patch("/api/v1/customers/" + id, "{'locale':'%%'}").status())
                .isEqualTo(400);
        assertThat(api.patch("/api/v1/customers/" + id, "{'shoeSize':44}").status())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/audit?subject=" + id).json().toString())
                .contains("customer.changed")
                .doesNotContain(key);

        write("other." + key + "@example.org", "Other", "Hello");
        var taken = api.patch("/api/v1/customers/" + id, "{'addresses':['other." + key + "@example.org']}");
        assertThat(taken.status()).isEqualTo(409);
    }

    @Test
    @DisplayName("Two profiles become one and two again; the old id resolves all the while")
    void mergesAndSeparates() {
        var work = "cleo.work." + key + "@example.org";
        var home = "cleo.home." + key + "@example.org";
        var older = write(work, "Cleo", "From the office");
        var newer = write(home, "Cleo", "From home");
        var survivor = customer(work).get("id").asString();
        var merged = customer(home).get("id").asString();
        remember(merged, "Has a dog called " + key);

        var preview = api.get("/api/v1/customers/" + merged + "/merge?with=" + survivor)
                .json();
        assertThat(preview.get("survivor").asString()).isEqualTo(survivor);
        assertThat(preview.get("moves").get("conversation").asInt()).isOne();
        assertThat(preview.get("moves").get("note").asInt()).isOne();

        var merge = api.post("/api/v1/customers/" + merged + "/merge", "{'with':'" + survivor + "'}")
                .json();
        assertThat(merge.get("survivor").asString()).isEqualTo(survivor);
        assertThat(customer(home).get("id").asString()).isEqualTo(survivor);
        assertThat(api.get("/api/v1/customers/" + merged).json().get("id").asString())
                .isEqualTo(survivor);
        assertThat(api.get("/api/v1/conversations?customer=" + survivor).json().get("items"))
                .hasSize(2);
        assertThat(notes(survivor)).hasSize(1);

        var during = write(home, "Cleo", "Written meanwhile");
        var undone = api.post("/api/v1/customers/merges/" + merge.get("id").asString() + "/undo", "{}");
        assertThat(undone.json().get("undone").asBoolean()).isTrue();
        assertThat(customer(home).get("id").asString()).isEqualTo(merged);
        assertThat(customerOf(older)).isEqualTo(survivor);
        assertThat(customerOf(newer)).isEqualTo(merged);
        assertThat(customerOf(during)).isEqualTo(survivor);
        assertThat(notes(merged)).hasSize(1);
        assertThat(api.post("/api/v1/customers/merges/" + merge.get("id").asString() + "/undo", "{}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void theOneWithTheUserIdSurvivesAndTwoUserIdsAreNoOnePerson() {
        var one = "dora.one." + key + "@example.org";
        var two = "dora.two." + key + "@example.org";
        write(one, "Dora", "First");
        write(two, "Dora", "Second");
        var newer = customer(two).get("id").asString();
        api.patch("/api/v1/customers/" + newer, "{'externalId':'d-" + key + "'}");

        assertThat(api.get("/api/v1/customers/email:" + one + "/merge?with=email:" + two)
                        .json()
                        .get("survivor")
                        .asString())
                .isEqualTo(newer);
        api.patch("/api/v1/customers/email:" + one, "{'externalId':'e-" + key + "'}");
        assertThat(api.post("/api/v1/customers/email:" + one + "/merge", "{'with':'email:" + two + "'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName(
            "Capability 58: a note has its source and its day; sensitive ones are closed, and opening them is audited")
    void notesAreRemembered() {
        var email = "emil." + key + "@example.org";
        write(email, "Emil", "Hello");
        var id = customer(email).get("id").asString();
        var path = "/api/v1/customers/" + id + "/notes";

        api.post(path, "{'text':'Prefers the phone','source':'phone','saidOn':'2026-05-04'}");
        var secret =
                api.post(path, "{'text':'Is ill " + key + "','sensitive':true}").json();

        var listed = api.get(path).json().get("items");
        assertThat(listed).hasSize(2);
        assertThat(listed.toString()).contains("Prefers the phone").doesNotContain("Is ill");
        assertThat(api.get(path + "/" + secret.get("id").asString())
                        .json()
                        .get("text")
                        .asString())
                .startsWith("Is ill");
        assertThat(api.post(path, "{'text':'  '}").status()).isEqualTo(400);
        assertThat(api.post(path, "{'text':'Later','saidOn':'2999-01-01'}").status())
                .isEqualTo(400);

        assertThat(api.delete(path + "/" + secret.get("id").asString()).status())
                .isEqualTo(204);
        assertThat(notes(id)).hasSize(1);
        assertThat(api.post(path + "/" + secret.get("id").asString() + "/return", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(notes(id)).hasSize(2);
        assertThat(api.get("/api/v1/audit?subject=" + id).json().toString())
                .contains("remembered.opened", "remembered.removed", "remembered.restored")
                .doesNotContain(key);
    }

    private JsonNode write(String email, String name, String text) {
        var answer = api.post(
                "/api/v1/conversations",
                "{'customer':{'email':'" + email + "','name':'" + name + "'},'subject':'A matter','text':'" + text
                        + "','channel':'api'}");
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(201);
        return answer.json();
    }

    private void reply(JsonNode conversation, String text) {
        api.post(
                "/api/v1/conversations/" + conversation.get("id").asString() + "/messages",
                "{'type':'reply','text':'" + text + "'}");
    }

    private void remember(String customer, String text) {
        assertThat(api.post("/api/v1/customers/" + customer + "/notes", "{'text':'" + text + "'}")
                        .status())
                .isEqualTo(201);
    }

    private JsonNode notes(String customer) {
        return api.get("/api/v1/customers/" + customer + "/notes").json().get("items");
    }

    private JsonNode customer(String email) {
        return api.get("/api/v1/customers/email:" + email).json();
    }

    private String customerOf(JsonNode conversation) {
        return api.get("/api/v1/conversations/" + conversation.get("id").asString())
                .json()
                .get("customer")
                .get("id")
                .asString();
    }
}
