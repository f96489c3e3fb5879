package io.keepwell.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// Being the customer in the mail room, by script and by page.
@WholeApplication
@TestPropertySource(properties = "keepwell.demo=true")
class MailRoomSceneTests {

    @LocalServerPort
    int port;

    private Api api;
    private String email;

    @BeforeEach
    void somebodyNew() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        email = "dora." + UUID.randomUUID() + "@example.org";
    }

    @Test
    @DisplayName("capabilities 2, 3, 7: acknowledged at once, answered by a person, answered back in the same thread")
    void theWholeSceneStaysInOneConversation() {
        var conversation = write("Receipts", "The photo of my receipt is gone. Can you help?");

        var acknowledgement = letter("acknowledgement");
        assertThat(acknowledgement.get("conversation").asString()).isEqualTo(conversation);
        assertThat(acknowledgement.get("text").asString()).contains("Dora").contains("Receipts");

        api.post("/api/v1/conversations/" + conversation + "/messages", "{'type':'reply','text':'Found it, Dora.'}");
        var reply = letter("reply");
        assertThat(reply.get("text").asString()).contains("Found it, Dora.");
        assertThat(reply.get("replyTo").asString()).startsWith("help+").endsWith("@pennyfold.test");

        var answered = api.post(
                "/api/v1/mailroom/messages",
                "{'letter':'" + reply.get("id").asString() + "','text':'Wonderful, thank you.'}");
        assertThat(answered.status()).isEqualTo(201);
        assertThat(answered.json().get("conversation").asString()).isEqualTo(conversation);
        var said = api.get("/api/v1/conversations/" + conversation).json().get("messages");
        assertThat(said.valueStream()
                        .map(message -> message.get("direction").asString() + " "
                                + message.get("type").asString()))
                .containsExactly("in message", "out acknowledgement", "out message", "in message");
    }

    @Test
    void thePageShowsBothSidesAndTakesAnAnswer() {
        write("Sync", "Is the sync with Havenbank slow today?");
        letter("acknowledgement");
        var visitor = Visitor.ofAdministrator(port);

        var page = visitor.get("/mailroom?to=" + URLEncoder.encode(email, StandardCharsets.UTF_8))
                .body();
        assertThat(page)
                .contains("Is the sync with Havenbank slow today?")
                .contains("Message-ID:")
                .contains("Nothing leaves this machine.");
        var id = page.replaceFirst("(?s).*name=\"letter\" value=\"([^\"]+)\".*", "$1");
        var empty = visitor.post("/mailroom/messages", "letter", id, "text", " ");
        assertThat(empty.statusCode()).isEqualTo(400);

        var sent = visitor.post("/mailroom/messages", "letter", id, "text", "It has just arrived.");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(visitor.get(sent.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("It has just arrived.");
    }

    @Test
    void nobodyWritesWithoutAnAddressOrWords() {
        var nobody = api.post("/api/v1/mailroom/messages", "{'from':{'email':'nobody'},'subject':'x','text':'y'}");
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.json().get("errors").get(0).get("field").asString()).isEqualTo("email");

        var silent = api.post("/api/v1/mailroom/messages", "{'from':{'email':'" + email + "'},'subject':'x'}");
        assertThat(silent.status()).isEqualTo(400);
    }

    @Test
    void theLettersOfThePastLieThereInPages() {
        var first = api.get("/api/v1/mailroom?limit=5").json();
        assertThat(first.get("items").size()).isEqualTo(5);

        var second = api.get(
                        "/api/v1/mailroom?limit=5&cursor=" + first.get("next").asString())
                .json();
        assertThat(second.get("items").size()).isEqualTo(5);
        assertThat(second.get("items").get(0).get("id"))
                .isNotEqualTo(first.get("items").get(4).get("id"));
    }

    private String write(String subject, String text) {
        var written = api.post(
                "/api/v1/mailroom/messages",
                "{'from':{'email':'" + email + "','name':'Dora Ahlberg'},'subject':'" + subject + "','text':'" + text
                        + "'}");
        assertThat(written.status()).isEqualTo(201);
        return written.json().get("conversation").asString();
    }

    private JsonNode letter(String kind) {
        return until(letter -> letter.get("kind").asString().equals(kind));
    }

    private JsonNode until(Predicate<JsonNode> wanted) {
        for (int tries = 0; tries < 120; tries++) {
            var found = api.get("/api/v1/mailroom?to=" + email)
                    .json()
                    .get("items")
                    .valueStream()
                    .filter(wanted)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(250).toNanos());
        }
        throw new AssertionError("no such letter came to " + email);
    }
}
