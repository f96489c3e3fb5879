package io.keepwell.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.customers.TraitRule.About;
import io.keepwell.customers.TraitRule.Condition;
import io.keepwell.customers.TraitRule.Operator;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// What is known of customers by name, and who is meant by rules over it.
@WholeApplication
class TraitsTests {

    @LocalServerPort
    int port;

    @Autowired
    Traits traits;

    @Autowired
    CustomerMerges merges;

    @Autowired
    Clock clock;

    private Api api;
    private String key;

    @BeforeEach
    void aScriptHasAToken() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        key = UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void aProgramTakesCustomersInAndChangesThem() {
        var made = api.post("/api/v1/customers", """
                {'externalId':'u-%1$s','name':'Ana %1$s','email':'ana.%1$s@example.org','account':'Harbour %1$s',
                 'traits':{'bank':'Nordbank','seats':12,'beta':true,'devices':['iOS','web']}}""".formatted(key));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("account").get("name").asString()).isEqualTo("Harbour " + key);
        assertThat(made.json().get("traits").toString())
                .isEqualTo("{\"bank\":\"Nordbank\",\"beta\":true,\"devices\":[\"iOS\",\"web\"],\"seats\":12}");
        var id = made.json().get("id").asString();

        // the same again, by the id alone: what is absent stays, null removes
        var again = api.post("/api/v1/customers", "{'externalId':'u-" + key + "','traits':{'seats':13,'beta':null}}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("id").asString()).isEqualTo(id);
        assertThat(again.json().get("name").asString()).isEqualTo("Ana " + key);
        assertThat(again.json().get("traits").get("seats").asInt()).isEqualTo(13);
        assertThat(again.json().get("traits").has("beta")).isFalse();

        var patched = api.patch("/api/v1/customers/" + id, "{'traits':{'plan':'plus'},'account':'Quay " + key + "'}");
        assertThat(patched.json().get("traits").get("plan").asString()).isEqualTo("plus");
        assertThat(patched.json().get("account").get("name").asString()).isEqualTo("Quay " + key);
        assertThat(api.get("/api/v1/customers?query=ana." + key)
                        .json()
                        .get("items")
                        .get(0)
                        .get("traits")
                        .get("bank")
                        .asString())
                .isEqualTo("Nordbank");
        assertThat(api.get("/api/v1/audit?subject=" + id).json().toString()).doesNotContain("Nordbank");
    }

    @Test
    void twoCustomersAreNeverMadeOneByAnEntry() {
        customer("{'externalId':'a-" + key + "'}");
        customer("{'email':'b." + key + "@example.org'}");

        assertThat(api.post("/api/v1/customers", "{'externalId':'a-" + key + "','email':'b." + key + "@example.org'}")
                        .status())
                .isEqualTo(409);
        assertThat(api.post("/api/v1/customers", "{'name':'Nobody'}").status()).isEqualTo(400);
    }

    @Test
    void badInputIsRefusedInWords() {
        assertThat(refused("{'traits':{'address':{'city':'Porto'}}}")).contains("traits.address");
        assertThat(refused("{'traits':{'':'x'}}")).contains("traits");
        assertThat(refused("{'traits':{'long':'" + "x".repeat(301) + "'}}")).contains("300");
        assertThat(refused("{'shoeSize':44}")).isNotEmpty();
        assertThat(match("{'all':[]}").get("status").asInt()).isEqualTo(400);
        assertThat(match("{'all':[{'name':'bank','operator':'is','value':'x'},{'name':'bank','operator':'like'}]}")
                        .toString())
                .contains("all[1].operator")
                .contains("at-least");
        assertThat(match("{'all':[{'about':'tenure','operator':'at-least','value':'long'}]}")
                        .toString())
                .contains("all[0].value");
    }

    @Test
    @DisplayName(
            "R13: of each trait the newest time wins; what is set later for earlier changes nothing, nor does it bring back")
    void theNewestTimeWins() {
        var id = customer("{'externalId':'" + key + "'}");
        var now = clock.instant();
        traits.set(id, Map.of("plan", "plus"), now.minusSeconds(60));
        traits.set(id, Map.of("plan", "free"), now.minusSeconds(120));
        assertThat(value(id, "plan")).isEqualTo("plus");

        // at equal times the one that came last
        traits.set(id, Map.of("plan", "team"), now.minusSeconds(60));
        assertThat(value(id, "plan")).isEqualTo("team");

        var gone = new HashMap<String, @Nullable Object>();
        gone.put("plan", null);
        traits.set(id, gone, now.minusSeconds(30));
        traits.set(id, Map.of("plan", "plus"), now.minusSeconds(40));
        assertThat(value(id, "plan")).isNull();

        // a clock that is wrong does not hold on for ever
        traits.set(id, Map.of("plan", "future"), now.plus(Duration.ofDays(400)));
        traits.set(id, Map.of("plan", "now"), clock.instant());
        assertThat(value(id, "plan")).isEqualTo("now");
    }

    @Test
    void rulesMeanWhomTheySay() {
        var ana = customer("""
                {'externalId':'ana-%1$s','account':'Harbour Works %1$s',
                 'traits':{'k':'%1$s','bank':'Nordbank','app':'4.8.2','seats':12,'since':'2026-03-01T10:00:00Z','tags':['a','b']}}""".formatted(key));
        var ben = customer("""
                {'externalId':'ben-%1$s',
                 'traits':{'k':'%1$s','bank':'Elbbank','app':'4.10.0','seats':'7','since':'2026-03-02','vip':true}}""".formatted(key));
        api.patch("/api/v1/customers/" + ben, "{'locale':'de-AT'}");
        var both = List.of(ana, ben);

        assertThat(meant("bank", Operator.IS, "Nordbank")).containsExactly(ana);
        assertThat(meant("bank", Operator.IS_NOT, "Nordbank")).containsExactly(ben);
        assertThat(meant("bank", Operator.CONTAINS, "BANK")).isEqualTo(both);
        assertThat(meant("tags", Operator.CONTAINS, "b")).containsExactly(ana);
        assertThat(meant("vip", Operator.IS, true)).containsExactly(ben);
        assertThat(meant("vip", Operator.IS, "true")).containsExactly(ben);
        assertThat(meant("vip", Operator.KNOWN, null)).containsExactly(ben);
        assertThat(meant("vip", Operator.UNKNOWN, null)).containsExactly(ana);
        assertThat(meant("vip", Operator.IS_NOT, true)).containsExactly(ana);
        // a number and its text are the same
        assertThat(meant("seats", Operator.IS, 7)).containsExactly(ben);
        assertThat(meant("seats", Operator.AT_LEAST, 7)).isEqualTo(both);
        assertThat(meant("seats", Operator.AT_MOST, "11")).containsExactly(ben);
        // versions by their parts
        assertThat(meant("app", Operator.AT_LEAST, "4.9")).containsExactly(ben);
        assertThat(meant("app", Operator.AT_LEAST, "4.8.2.0")).isEqualTo(both);
        assertThat(meant("app", Operator.AT_MOST, "4.8")).containsExactly(ana);
        assertThat(meant("app", Operator.AT_LEAST, "Nordbank")).isEmpty();
        // days by the calendar
        assertThat(meant("since", Operator.AT_LEAST, "2026-03-02")).containsExactly(ben);
        assertThat(meant("since", Operator.AT_MOST, "2026-03-01")).containsExactly(ana);
        // all else
        assertThat(meant(new Condition(About.ACCOUNT, null, Operator.CONTAINS, "harbour")))
                .containsExactly(ana);
        assertThat(meant(new Condition(About.LANGUAGE, null, Operator.IS, "de")))
                .containsExactly(ben);
        assertThat(meant(new Condition(About.LANGUAGE, null, Operator.IS_NOT, "de")))
                .containsExactly(ana);
        assertThat(meant(new Condition(About.TENURE, null, Operator.AT_MOST, 1)))
                .isEqualTo(both);
        assertThat(meant(new Condition(About.TENURE, null, Operator.AT_LEAST, 1)))
                .isEmpty();
        // and for one of them, and as a program says it
        assertThat(traits.matches(TraitRule.is("k", key), ana)).isTrue();
        assertThat(traits.matches(TraitRule.is("k", "another"), ana)).isFalse();
        assertThat(traits.count(TraitRule.is("k", key))).isEqualTo(2);
        var said = match(
                "{'all':[{'name':'k','operator':'is','value':'" + key + "'},{'about':'language','operator':'known'}]}");
        assertThat(said.get("ids").get(0).asString()).isEqualTo(ben.toString());
        assertThat(said.get("inWords").asString()).isEqualTo("k is " + shown(key) + " · Language is known");
        assertThat(traits.names()).contains("bank", "app");
    }

    @Test
    void aRuleSurvivesItsJson() {
        var rule = new TraitRule(List.of(
                new Condition(About.TRAIT, "seats", Operator.AT_LEAST, 12),
                new Condition(About.LANGUAGE, null, Operator.KNOWN, null)));

        assertThat(TraitRule.of(rule.json())).isEqualTo(rule);
        assertThatThrownBy(() -> new TraitRule(List.of())).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> new Condition(About.ACCOUNT, null, Operator.AT_LEAST, "x"))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void whatIsTypedIsWhatIsShown() {
        for (var value :
                List.of("Nordbank", "12", " padded ", "true", "4.8.2", "2.5", "01067", true, new BigDecimal("-3.5"))) {
            assertThat(TraitValues.typed(TraitValues.shown(value))).isEqualTo(value);
        }
    }

    @Test
    @DisplayName("A merge takes the newer of each trait; its undo leaves both as they were, but for what came since")
    void mergesAndSeparatesExactly() {
        var now = clock.instant();
        var survivor = customer("{'externalId':'s-" + key + "'}");
        var merged = customer("{'email':'m." + key + "@example.org'}");
        traits.set(survivor, Map.of("bank", "Nordbank", "plan", "plus", "only", "here"), now.minusSeconds(500));
        traits.set(merged, Map.of("bank", "Elbbank", "region", "AT", "late", "x"), now.minusSeconds(300));
        traits.set(merged, Map.of("plan", "free"), now.minusSeconds(900));
        var before = List.of(traits.of(survivor), traits.of(merged));

        var merge = merges.merge(survivor, merged);

        assertThat(value(survivor, "bank")).isEqualTo("Elbbank");
        assertThat(value(survivor, "plan")).isEqualTo("plus");
        assertThat(value(survivor, "region")).isEqualTo("AT");
        assertThat(traits.of(merged)).isEqualTo(traits.of(survivor));
        assertThat(traits.matching(TraitRule.is("bank", "Elbbank")))
                .contains(survivor)
                .doesNotContain(merged);

        merges.undo(merge.id());
        assertThat(List.of(traits.of(survivor), traits.of(merged))).isEqualTo(before);

        var next = merges.merge(survivor, merged);
        traits.set(survivor, Map.of("region", "CH"), now.minusSeconds(10));
        merges.undo(next.id());
        assertThat(value(survivor, "region")).isEqualTo("CH");
        assertThat(value(survivor, "bank")).isEqualTo("Nordbank");
        assertThat(traits.of(merged)).isEqualTo(before.get(1));
    }

    private List<UUID> meant(String trait, Operator operator, @Nullable Object value) {
        return meant(new Condition(About.TRAIT, trait, operator, value));
    }

    private List<UUID> meant(Condition condition) {
        return traits.matching(
                new TraitRule(Arrays.asList(new Condition(About.TRAIT, "k", Operator.IS, key), condition)));
    }

    private static String shown(String text) {
        return TraitValues.shown(text);
    }

    private @Nullable Object value(UUID customer, String name) {
        return traits.of(customer).stream()
                .filter(trait -> trait.name().equals(name))
                .map(Traits.Trait::value)
                .findFirst()
                .orElse(null);
    }

    private UUID customer(String body) {
        var made = api.post("/api/v1/customers", body);
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return UUID.fromString(made.json().get("id").asString());
    }

    private String refused(String changes) {
        var id = api.post("/api/v1/customers", "{'externalId':'r-" + UUID.randomUUID() + "'}")
                .json()
                .get("id")
                .asString();
        var answer = api.patch("/api/v1/customers/" + id, changes);
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().toString();
    }

    private JsonNode match(String rule) {
        return api.post("/api/v1/customers/matching", rule).json();
    }
}
