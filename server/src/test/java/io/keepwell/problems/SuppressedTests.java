package io.keepwell.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who must not be told stands in the ledger all the same, with the reason.
@WholeApplication
class SuppressedTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    NoticeSender sender;

    private String problem;
    private long number;

    @BeforeEach
    void aProblemHitsPeople() {
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        select :id, :address, 'Pennyfold support', now(), now()
                         where not exists (select 1 from mailbox)
                        """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@shop.test")
                .update();
        var made = api().post("/api/v1/problems", "{'title':'No sync'}").json();
        problem = "/api/v1/problems/" + made.path("id").asString();
        number = made.path("number").asLong();
    }

    @Test
    @DisplayName("3.7.6: who opted out or was erased, before it was sent off or while it was held, hears nothing and"
            + " stands as suppressed with the reason, in the ledger and on the page, at every stage")
    void nobodyIsLeftOutInSilence() {
        var told = hit("Ana Ribeiro");
        var optedOut = hit("Ben Okafor");
        var reporter = hit("Cora Lind");
        var erased = hit("Dora Holm");
        var later = hit("Emil Berg");
        var forgotten = hit("Finn Lund");
        wantsNone(optedOut);
        // whoever wrote of it is asked no less than others whether they want to hear of it
        wantsNone(reporter);
        var conversation = api().post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s'},'subject':'No sync','text':'It stopped.','channel':'api'}"
                                .formatted(email("Cora Lind")))
                .json()
                .path("id")
                .asString();
        api().post(problem + "/conversations", "{'conversation':'" + conversation + "'}");
        erase(erased);

        api().post(problem + "/announce", "{'text':'We know of it.'}");
        sender.sendAll();
        assertThat(ledger("known"))
                .containsEntry(told, "sent null")
                .containsEntry(optedOut, "suppressed opted-out")
                .containsEntry(reporter, "suppressed opted-out")
                .containsEntry(later, "sent null")
                .containsEntry(forgotten, "sent null");
        assertThat(ledger("known").getOrDefault(erased, "suppressed erased")).isEqualTo("suppressed erased");

        var held = api().post(
                        problem + "/fix", "{'whatChanged':'We look twice.','text':'It works again.','holdMinutes':15}")
                .json()
                .path("broadcast")
                .path("id")
                .asString();
        wantsNone(later);
        erase(forgotten);
        jdbc.sql("update broadcast set hold_until = now() - interval '1 second' where id = :id")
                .param("id", UUID.fromString(held))
                .update();
        sender.sendAll();

        assertThat(ledger("fixed"))
                .containsEntry(told, "sent null")
                .containsEntry(optedOut, "suppressed opted-out")
                .containsEntry(reporter, "suppressed opted-out")
                .containsEntry(later, "suppressed opted-out")
                .containsEntry(forgotten, "suppressed erased");
        assertThat(letters(optedOut)).isZero();
        assertThat(letters(reporter)).isZero();
        assertThat(letters(erased)).isZero();
        assertThat(letters(told)).isEqualTo(2);
        assertThat(letters(later)).isEqualTo(1);
        assertThat(Visitor.ofAdministrator(port).get("/problems/" + number).body())
                .contains("Ben Okafor", "wants no news of problems", "asked to be forgotten");
    }

    private String hit(String name) {
        var id = api().post("/api/v1/customers", "{'email':'%s','name':'%s'}".formatted(email(name), name))
                .json()
                .path("id")
                .asString();
        api().post(problem + "/exposures", "{'customer':'" + id + "'}");
        return id;
    }

    private String email(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "." + number + "@suppressed.test";
    }

    private void wantsNone(String customer) {
        assertThat(api().put("/api/v1/customers/" + customer + "/consents/service-notices", "{'allowed':false}")
                        .status())
                .isEqualTo(200);
    }

    private void erase(String customer) {
        assertThat(api().delete("/api/v1/customers/" + customer + "?erase=true").status())
                .isEqualTo(200);
    }

    private Map<String, String> ledger(String stage) {
        var rows = new TreeMap<String, String>();
        api().get(problem + "/notices?limit=500").json().path("items").forEach(row -> {
            if (row.path("stage").asString().equals(stage)) {
                rows.put(
                        row.path("customer").asString(),
                        row.path("state").asString().replaceFirst("sending|delivered|uncertain|failed", "sent") + " "
                                + row.path("reason").asString("null"));
            }
        });
        return rows;
    }

    private int letters(String customer) {
        return jdbc.sql("""
                        select count(*)::int
                          from message m
                          join conversation c on c.id = m.conversation_id
                         where c.customer_id = :customer::uuid
                           and m.type = 'notice'
                        """).param("customer", customer).query(Integer.class).single();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
