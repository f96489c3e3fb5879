package io.keepwell.customers.relationship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@WholeApplication
class RelationshipTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    @DisplayName("37: the line of a customer bends after an angry letter, a problem and a broken promise, and says why")
    void bendsAfterEach() {
        var conversation = api().post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'bend@line.test','name':'Bea Bend'},'subject':'Late again',"
                                + "'text':'This is a disgrace. I am furious and I will cancel.','channel':'api'}")
                .json();
        var customer = conversation.at("/customer/id").asString();
        var afterLetter = points(customer);
        assertThat(afterLetter).hasSize(1);
        assertThat(afterLetter.get(0).path("words").asString()).contains("furious");
        assertThat(afterLetter.get(0).path("level").asDouble()).isNegative();

        var problem = api().post("/api/v1/problems", "{'title':'Letters of the line are late'}")
                .json()
                .path("id")
                .asString();
        api().post(
                        "/api/v1/problems/" + problem + "/conversations",
                        "{'conversation':'" + conversation.path("id").asString() + "'}");
        var afterProblem = points(customer);
        assertThat(afterProblem).hasSize(2);
        assertThat(afterProblem.get(1).path("title").asString()).contains("Letters of the line are late");

        jdbc.sql("""
                insert into task (id, cause_key, kind, promised, what, customer_id, made_at, due_at, state, broken_at)
                values (:id, :cause, 'call', true, 'Call Bea', :customer, now() - interval '2 days',
                        now() - interval '1 day', 'broken', now() - interval '1 day')
                """)
                .param("id", UUID.randomUUID())
                .param("cause", "line-" + customer)
                .param("customer", UUID.fromString(customer))
                .update();
        var afterPromise = points(customer);
        assertThat(afterPromise).hasSize(3);
        assertThat(afterPromise.findValues("title"))
                .anySatisfy(title -> assertThat(title.asString()).contains("promised call"));
        double sum = 0;
        for (var point : afterPromise) {
            sum += point.path("weight").asDouble();
        }
        assertThat(sum).isCloseTo(-0.7 - 0.25 - 0.3, within(0.21));

        var page = Visitor.ofAdministrator(port).get("/customers/" + customer).body();
        assertThat(page)
                .contains("How it went between us")
                .contains("cu-dot-down")
                .contains("furious");
    }

    @Test
    @DisplayName("37: an administrator switches it off, and it is gone from page and API; nobody else can")
    void canBeSwitchedOff() {
        var customer = api().post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'off@line.test'},'subject':'No','text':'I am furious.','channel':'api'}")
                .json()
                .at("/customer/id")
                .asString();
        assertThat(points(customer)).isNotEmpty();
        assertThat(api().put("/api/v1/relationship-settings", "{'drawn':false}").status())
                .isEqualTo(200);
        try {
            assertThat(points(customer)).isEmpty();
            assertThat(Visitor.ofAdministrator(port)
                            .get("/customers/" + customer)
                            .body())
                    .doesNotContain("How it went between us");
            assertThat(api().get("/api/v1/audit?limit=20").json().toString()).contains("relationship-line.changed");
        } finally {
            api().put("/api/v1/relationship-settings", "{'drawn':true}");
        }
        assertThat(api().put("/api/v1/relationship-settings", "{}").status()).isEqualTo(400);
    }

    private JsonNode points(String customer) {
        return api().get("/api/v1/customers/" + customer + "/relationship")
                .json()
                .path("points");
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }
}
