package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The desk part of the API, as a script uses it.
@WholeApplication
class ConversationApiTests {

    @LocalServerPort
    int port;

    private Api api;
    private String email;

    @BeforeEach
    void aScriptHasAToken() {
        api = new Api(base(), FreshInstallation.ADMIN_TOKEN);
        email = "ana." + UUID.randomUUID() + "@example.org";
    }

    @Test
    void opensAnswersAndSolves() {
        var opened = open("Rent", "How do I export my data?");
        var id = opened.get("id").asString();
        assertThat(opened.get("state").asString()).isEqualTo("new");
        assertThat(opened.get("kind").asString()).isEqualTo("question");
        assertThat(opened.get("channel").asString()).isEqualTo("api");
        assertThat(opened.get("customer").get("email").asString()).isEqualTo(email);
        assertThat(opened.get("problem").isNull()).isTrue();

        assertThat(api.post(messages(id), "{'type':'reply','text':'Under Settings.'}")
                        .status())
                .isEqualTo(201);
        assertThat(api.post(messages(id), "{'type':'note','text':'She is new.'}")
                        .status())
                .isEqualTo(201);
        var solved = api.patch("/api/v1/conversations/" + id, "{'state':'solved','tags':['Export']}");

        assertThat(solved.status()).isEqualTo(200);
        assertThat(solved.json().get("state").asString()).isEqualTo("solved");
        assertThat(solved.json().get("assignee").asString()).isNotBlank();
        assertThat(solved.json().get("firstResponseAt").asString()).isNotBlank();
        assertThat(solved.json().get("tags").get(0).asString()).isEqualTo("export");
        var said = api.get("/api/v1/conversations/" + opened.get("number").asLong())
                .json()
                .get("messages");
        assertThat(said.valueStream().map(message -> message.get("type").asString()))
                .containsExactly("message", "message", "note");
        assertThat(said.valueStream().map(message -> message.get("direction").asString()))
                .containsExactly("in", "out", "out");
    }

    @Test
    @DisplayName("capability 10: a complaint without a cause is not solved, and the answer says why")
    void aComplaintNeedsItsCause() {
        var id = open("Broken", "The app is broken.").get("id").asString();

        var refused = api.patch("/api/v1/conversations/" + id, "{'state':'solved'}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("type").asString()).isEqualTo("/problems/cause-missing");

        var solved = api.patch("/api/v1/conversations/" + id, "{'state':'solved','cause':'triage'}");
        assertThat(solved.json().get("cause").asString()).isEqualTo("triage");
        assertThat(solved.json().get("state").asString()).isEqualTo("solved");
    }

    @Test
    void anAssigneeIsGivenAndTakenAway() {
        var id = open("Rent", "Hello").get("id").asString();
        var path = "/api/v1/conversations/" + id;

        var given = api.patch(path, "{'assignee':'" + FreshInstallation.ADMIN_EMAIL + "'}")
                .json();
        assertThat(given.get("assignee").isNull()).isFalse();
        assertThat(given.get("state").asString()).isEqualTo("open");
        assertThat(api.patch(path, "{'assignee':null}").json().get("assignee").isNull())
                .isTrue();
        assertThat(api.patch(path, "{'assignee':'nobody@example.org'}").status())
                .isEqualTo(400);
    }

    @Test
    void listsByCustomerAndGoesOnByCursor() {
        for (int i = 0; i < 5; i++) {
            open("Number " + i, "Hello");
        }
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page = api.get("/api/v1/conversations?customer=email:" + email + "&limit=2" + next)
                    .json();
            page.get("items").forEach(item -> seen.add(item.get("subject").asString()));
            next = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asString();
        } while (next != null);

        assertThat(seen).containsExactly("Number 4", "Number 3", "Number 2", "Number 1", "Number 0");
        assertThat(api.get("/api/v1/conversations?customer=email:nobody@example.org")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(api.get("/api/v1/conversations?limit=501").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/conversations?cursor=nonsense").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/conversations?state=done").status()).isEqualTo(400);
    }

    @Test
    void findsWords() {
        var word = "w" + UUID.randomUUID().toString().replace("-", "");
        var id = open("Rent", "It says " + word + " there.").get("id").asString();

        var found = api.get("/api/v1/conversations?query=" + word.substring(0, 20))
                .json()
                .get("items");

        assertThat(found.valueStream().map(item -> item.get("id").asString())).containsExactly(id);
    }

    @Test
    void theSameKeyGetsTheSameAnswerAndAnotherRequestIsRefused() {
        var key = UUID.randomUUID().toString();
        var body = "{'customer':{'email':'" + email + "','name':'Ana'},'subject':'Once','text':'Hello'}";

        var first = api.post("/api/v1/conversations", body, "Idempotency-Key", key);
        var second = api.post("/api/v1/conversations", body, "Idempotency-Key", key);
        var other = api.post("/api/v1/conversations", body.replace("Hello", "Bye"), "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(409);
        assertThat(api.get("/api/v1/conversations?customer=email:" + email)
                        .json()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        var id = open("Rent", "Hello").get("id").asString();

        var post =
                api.post("/api/v1/conversations", "{'customer':{'email':'" + email + "'},'text':'x','colour':'red'}");
        assertThat(post.status()).isEqualTo(400);
        assertThat(post.json().get("errors").get(0).get("field").asString()).isEqualTo("colour");
        var patch = api.patch("/api/v1/conversations/" + id, "{'colour':'red'}");
        assertThat(patch.status()).isEqualTo(400);
        assertThat(patch.json().get("errors").get(0).get("field").asString()).isEqualTo("colour");
        assertThat(api.patch("/api/v1/conversations/" + id, "{'state':'done'}").status())
                .isEqualTo(400);
        assertThat(api.post(messages(id), "{'type':'shout','text':'x'}").status())
                .isEqualTo(400);
        assertThat(api.post(messages(id), "{'type':'reply','text':' '}").status())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/conversations/999999999").status()).isEqualTo(404);
        assertThat(new Api(base(), "wrong").get("/api/v1/conversations").status())
                .isEqualTo(401);
    }

    @Test
    void namesCustomersByAddressToo() {
        open("Rent", "Hello");

        var customer = api.get("/api/v1/customers/email:" + email).json();
        assertThat(customer.get("name").asString()).isEqualTo("Ana Ribeiro");
        assertThat(customer.get("account").get("name").asString()).isEqualTo("Ana Ribeiro");
        assertThat(api.get("/api/v1/customers?query=" + email).json().get("items"))
                .hasSize(1);
        assertThat(api.get("/api/v1/customers/external:nobody").status()).isEqualTo(404);
    }

    @Test
    void describesItselfWhole() {
        var description = api.get("/api/openapi.json").json();

        var nameless = new ArrayList<String>();
        var paths = new HashSet<String>();
        description.get("paths").properties().forEach(path -> {
            paths.add(path.getKey());
            path.getValue().properties().forEach(operation -> {
                if (operation.getValue().path("summary").asString("").isBlank()) {
                    nameless.add(operation.getKey() + " " + path.getKey());
                }
            });
        });
        assertThat(nameless).as("operations without a summary").isEmpty();
        assertThat(paths)
                .contains(
                        "/api/v1/conversations",
                        "/api/v1/conversations/{id}",
                        "/api/v1/conversations/{id}/messages",
                        "/api/v1/customers",
                        "/api/v1/customers/{id}",
                        "/api/v1/attachments/{id}");
        assertThat(description.at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
    }

    @Test
    void aTokenThatReadsDoesNotWrite() {
        var id = open("Rent", "Hello").get("id").asString();
        var token = api.post("/api/v1/tokens", "{'name':'reports','scope':'read','days':1}")
                .json()
                .get("token")
                .asString();
        var reader = new Api(base(), token);

        assertThat(reader.get("/api/v1/conversations/" + id).status()).isEqualTo(200);
        assertThat(reader.patch("/api/v1/conversations/" + id, "{'state':'solved'}")
                        .status())
                .isEqualTo(403);
        assertThat(reader.post(messages(id), "{'type':'note','text':'x'}").status())
                .isEqualTo(403);
    }

    @Test
    void readingHoldsNoConnection() {
        var id = open("Rent", "Hello").get("id").asString();

        for (int i = 0; i < 25; i++) { // more often than there are connections
            assertThat(api.get("/api/v1/conversations/" + id).status()).isEqualTo(200);
            assertThat(api.get("/api/v1/conversations?customer=email:" + email).status())
                    .isEqualTo(200);
        }
    }

    private JsonNode open(String subject, String text) {
        var answer = api.post(
                "/api/v1/conversations",
                "{'customer':{'email':'%s','name':'Ana Ribeiro'},'subject':'%s','text':'%s','channel':'api'}"
                        .formatted(email, subject, text));
        assertThat(answer.status()).isEqualTo(201);
        return answer.json();
    }

    private static String messages(String id) {
        return "/api/v1/conversations/" + id + "/messages";
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }
}
