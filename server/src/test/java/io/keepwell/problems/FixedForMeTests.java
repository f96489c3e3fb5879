package io.keepwell.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.customers.Customers;
import io.keepwell.customers.Traits;
import io.keepwell.shared.EmailAddress;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A fix that reaches customers at different times, and a look at the letter before anybody gets it.
@WholeApplication
class FixedForMeTests {

    @LocalServerPort
    int port;

    @Autowired
    Customers customers;

    @Autowired
    Traits traits;

    @Autowired
    FixReach reach;

    @Autowired
    NoticeSender sender;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private String problem;
    private UUID ana;
    private UUID ben;
    private UUID cora;

    @BeforeEach
    void threeOnDifferentVersions() {
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        select :id, :address, 'Pennyfold support', now(), now()
                         where not exists (select 1 from mailbox)
                        """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@shop.test")
                .update();
        problem = api().post("/api/v1/problems", "{'title':'App crashes'}")
                .json()
                .path("id")
                .asString();
        ana = hit("Ana Ribeiro", Map.of("app", "4.2", "region", "EU"));
        ben = hit("Ben Okafor", Map.of("app", "4.1.9", "region", "US"));
        cora = hit("Cora Lind", Map.of());
    }

    @Test
    @DisplayName(
            "3.7.7: whoever has the version is told, the others are owed it, and leave by themselves once they have it")
    void tellsWhomTheFixHasReached() {
        fix("{'has':{'all':[{'name':'app','operator':'at-least','value':'4.2'}]}}");

        await(() -> assertThat(states())
                .containsOnly(Map.entry(ana, "sent"), Map.entry(ben, "owed"), Map.entry(cora, "owed")));
        assertThat(notes(ben)).isZero();

        traits.set(ben, Map.of("app", "4.2.1"), clock.instant());

        await(() -> assertThat(states())
                .containsOnly(Map.entry(ana, "sent"), Map.entry(ben, "sent"), Map.entry(cora, "owed")));
        assertThat(notes(ben)).isEqualTo(1);

        // the release is there for all
        var broadcast = api().get(at("/broadcasts")).json().path(0).path("id").asString();
        assertThat(api().put("/api/v1/problems/broadcasts/" + broadcast + "/availability", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(deeds("fix.reach-changed")).singleElement().asString().contains("App crashes", "nobody waits");
        await(() -> assertThat(states().values()).containsOnly("sent"));
        assertThat(notes(cora)).isEqualTo(1);
        assertThat(notes(ana)).isEqualTo(1);
    }

    @Test
    @DisplayName("3.7.7: groups with a day each wait for theirs; whoever is in none has the fix")
    void tellsGroupsOnTheirDay() {
        var soon = clock.instant().plus(Duration.ofDays(3));
        fix("""
                {'groups':[{'who':{'all':[{'name':'region','operator':'is','value':'EU'}]},'from':'%s'},
                           {'who':{'all':[{'name':'region','operator':'is','value':'US'}]},'from':'%s'}]}
                """.formatted(soon, clock.instant().minusSeconds(60)));

        await(() -> assertThat(states())
                .containsOnly(Map.entry(ana, "owed"), Map.entry(ben, "sent"), Map.entry(cora, "sent")));
        assertThat(availableAt(ana)).isEqualTo(soon.truncatedTo(java.time.temporal.ChronoUnit.MICROS));

        // the day has come
        jdbc.sql("update notice set available_at = :at where customer_id = :ana and state = 'owed'")
                .param("at", Rows.at(clock.instant().minusSeconds(1)))
                .param("ana", ana)
                .update();
        await(() -> assertThat(states().values()).containsOnly("sent"));
    }

    @Test
    @DisplayName("3.7.7, 3.7.9: whoever waited for a fix that turned out to be none hears nothing of it")
    void reopeningCancelsWhatIsOwed() {
        fix("{'has':{'all':[{'name':'app','operator':'at-least','value':'4.2'}]}}");
        await(() -> assertThat(states()).containsEntry(ana, "sent").containsEntry(ben, "owed"));

        api().post(at("/reopen"), "{'reason':'It is back','text':'It has come back.','holdMinutes':0}");
        traits.set(ben, Map.of("app", "5"), clock.instant());
        reach.lookAgain();

        await(() -> assertThat(notes(ana)).isEqualTo(2));
        assertThat(notes(ben)).isZero();
    }

    @Test
    @DisplayName("3.7.7: what an event did not tell is found by looking again")
    void looksAgain() {
        fix("{'has':{'all':[{'name':'app','operator':'at-least','value':'4.2'}]}}");
        await(() -> assertThat(states()).containsEntry(ben, "owed"));
        jdbc.sql("update customer_trait set value = '\"4.3\"' where customer_id = :ben and name = 'app'")
                .param("ben", ben)
                .update();

        reach.lookAgain();

        await(() -> assertThat(states()).containsEntry(ben, "sent").containsEntry(cora, "owed"));
    }

    @Test
    @DisplayName("PR5: a test goes to whoever sends it, marked as one, and changes nothing in the ledger")
    void sendsATest() {
        int before = letters();
        var sent = api().post(
                        at("/test"),
                        "{'stage':'fixed','text':'It works again.','texts':{'de':'Es geht wieder.'},'whatChanged':'We look twice.'}");

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.json().path("sentence").asString()).contains(FreshInstallation.ADMIN_EMAIL);
        assertThat(letters() - before).isEqualTo(2);
        assertThat(deeds("notice.tried")).singleElement().asString().contains(FreshInstallation.ADMIN_EMAIL);
        assertThat(api().get(at("/notices")).json().path("items")).isEmpty();
        assertThat(api().get("/api/v1/problems/" + problem).json().path("state").asString())
                .isEqualTo("reported");
        assertThat(api().post(at("/test"), "{'stage':'fixed','text':' '}").status())
                .isEqualTo(400);
    }

    private List<String> deeds(String action) {
        return api().get("/api/v1/audit?subject=" + problem + "&action=" + action)
                .json()
                .path("items")
                .valueStream()
                .map(it -> it.path("sentence").asString())
                .toList();
    }

    @Test
    @DisplayName("Whatever is long comes in parts, each row once")
    void comesInParts() {
        fix("null");
        for (var list : List.of("/exposures", "/notices")) {
            var seen = new ArrayList<String>();
            String cursor = "";
            do {
                var part = api().get(at(list) + "?limit=2" + cursor).json();
                part.path("items")
                        .forEach(item -> seen.add(item.path("customer").asString()));
                cursor = part.path("next").isString()
                        ? "&cursor=" + part.path("next").asString()
                        : null;
            } while (cursor != null);
            assertThat(seen).containsExactlyInAnyOrder(ana.toString(), ben.toString(), cora.toString());
            assertThat(api().get(at(list) + "?cursor=nonsense").status()).isEqualTo(400);
        }
    }

    private void fix(String availability) {
        var answer = api().post(at("/fix"), """
                {'whatChanged':'We look twice.','text':'It works again.','holdMinutes':0,'availability':%s}
                """.formatted(availability));
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    }

    private UUID hit(String name, Map<String, String> known) {
        var id = customers
                .meet(new EmailAddress(UUID.randomUUID() + "@reach.test"), name, Locale.ENGLISH, clock.instant())
                .id();
        traits.set(id, known, clock.instant());
        assertThat(api().post(at("/exposures"), "{'customer':'%s'}".formatted(id))
                        .status())
                .isEqualTo(204);
        return id;
    }

    /// What lies in the outbox has left as far as the ledger goes: the mail server of the mailbox may be
    /// one that another test has stopped.
    private Map<UUID, String> states() {
        var states = new java.util.HashMap<UUID, String>();
        api().get(at("/notices")).json().path("items").forEach(item -> {
            var state = item.path("state").asString();
            states.put(UUID.fromString(item.path("customer").asString()), state.equals("sending") ? "sent" : state);
        });
        return states;
    }

    private @Nullable Instant availableAt(UUID customer) {
        return jdbc.sql("select available_at from notice where customer_id = :customer")
                .param("customer", customer)
                .query((row, n) -> Rows.instantOrNull(row, "available_at"))
                .single();
    }

    private int notes(UUID customer) {
        return jdbc.sql("""
                        select count(*)::int
                          from message m
                          join conversation c on c.id = m.conversation_id
                         where c.customer_id = :customer
                           and m.type = 'notice'
                        """).param("customer", customer).query(Integer.class).single();
    }

    private int letters() {
        return jdbc.sql("""
                        select count(*)::int
                          from letter
                         where recipient = :me
                           and cause_key like 'notice-trial:%'
                        """)
                .param("me", FreshInstallation.ADMIN_EMAIL)
                .query(Integer.class)
                .single();
    }

    /// Sends at once what may leave, which else a job does now and then.
    private void await(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            sender.sendAll();
            assertion.run();
        });
    }

    private String at(String path) {
        return "/api/v1/problems/" + problem + path;
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
