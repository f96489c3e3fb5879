package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What people do on the page, form by form, and what comes of it.
@WholeApplication
class DeskPagesTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Api api;
    private Visitor visitor;
    private UUID mailbox;

    @BeforeEach
    void anAdministratorIsSignedIn() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        visitor = Visitor.ofAdministrator(port);
        mailbox = UUID.randomUUID();
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        values (:id, :address, 'Pennyfold support', now(), now())
                        """)
                .param("id", mailbox)
                .param("address", mailbox + "@shop.test")
                .update();
    }

    @Test
    void aReplyLeadsBackToTheConversationAndCanBeTakenBack() {
        var conversation = open("Where is my export?");
        var id = conversation.get("id").asString();
        visitor.get("/inbox/" + conversation.get("number").asLong());

        var answer = visitor.post("/conversations/" + id + "/replies", "text", "Under Settings.");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElse(""))
                .endsWith("/inbox/" + conversation.get("number").asLong());
        var reply = messages(id).get(1);
        assertThat(reply.get("text").asString()).isEqualTo("Under Settings.");
        assertThat(reply.get("delivery").get("state").asString()).isEqualTo("queued");
        assertThat(visitor.post("/messages/" + reply.get("id").asString() + "/sending", "_method", "delete")
                        .statusCode())
                .isEqualTo(303);
        assertThat(messages(id).get(1).get("delivery").get("state").asString()).isEqualTo("cancelled");
        assertThat(visitor.get("/inbox/" + conversation.get("number").asLong()).body())
                .contains(">Under Settings.</textarea>");
    }

    @Test
    void aScriptGetsNoPageAndARefusalInWords() {
        var id = open("The app is broken.").get("id").asString();

        var refused = script("/conversations/" + id + "/state", "state=solved");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("is a complaint", "cause-missing");
        var done = script("/conversations/" + id + "/triage", "solve=true");
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(api.get("/api/v1/conversations/" + id).json().get("state").asString())
                .isEqualTo("solved");
    }

    @Test
    @DisplayName("ST6: a reply that somebody has overtaken is stopped with their name, and kept as a draft")
    void aReplyThatWasOvertakenIsADraft() {
        var conversation = open("Where is my export?");
        var id = conversation.get("id").asString();
        var seen = messages(id).get(0).get("id").asString();
        var jonas = UUID.randomUUID();
        jdbc.sql("""
                        insert into team_member (id, email, name, role, locale, created_at)
                        values (:id, :email, 'Jonas Brandt', 'AGENT', 'en', now())
                        """)
                .param("id", jonas)
                .param("email", jonas + "@keepwell.test")
                .update();
        jdbc.sql("""
                        insert into message (id, conversation_id, direction, type, member_id, author_name, text, sent_at, created_at)
                        values (gen_random_uuid(), :conversation, 'out', 'message', :jonas, 'Jonas Brandt', 'Here.', now(), now())
                        """)
                .param("conversation", UUID.fromString(id))
                .param("jonas", jonas)
                .update();

        var stopped = script("/conversations/" + id + "/replies", "text=Me+too&seen=" + seen);

        assertThat(stopped.statusCode()).isEqualTo(409);
        assertThat(stopped.body()).contains("Jonas Brandt has answered");
        assertThat(messages(id)).hasSize(2);
        assertThat(visitor.get("/inbox/" + conversation.get("number").asLong()).body())
                .contains(">Me too</textarea>");
    }

    @Test
    void everyActionOfTheHeadWorks() {
        var id = open("Hello").get("id").asString();
        var me = api.get("/api/v1/me").json().get("id").asString();

        assertThat(script("/conversations/" + id + "/kind", "kind=request").statusCode())
                .isEqualTo(204);
        assertThat(script("/conversations/" + id + "/assignee", "assignee=" + me)
                        .statusCode())
                .isEqualTo(204);
        assertThat(script("/conversations/" + id + "/team", "team=").statusCode())
                .isEqualTo(204);
        assertThat(script("/conversations/" + id + "/tags", "tags=Bank%2C+export")
                        .statusCode())
                .isEqualTo(204);
        assertThat(script("/conversations/" + id + "/notes", "text=Careful").statusCode())
                .isEqualTo(204);

        var changed = api.get("/api/v1/conversations/" + id).json();
        assertThat(changed.get("kind").asString()).isEqualTo("request");
        assertThat(changed.get("assignee").asString()).isEqualTo(me);
        assertThat(changed.get("tags")).hasSize(2);
        assertThat(changed.get("messages").get(1).get("type").asString()).isEqualTo("note");
    }

    @Test
    void filesGoWithAReplyAndAreSavedNotShown() {
        var id = open("Hello").get("id").asString();
        var boundary = "frontier";
        var body = """
                --frontier\r
                Content-Disposition: form-data; name="type"\r
                \r
                reply\r
                --frontier\r
                Content-Disposition: form-data; name="text"\r
                \r
                Here it is.\r
                --frontier\r
                Content-Disposition: form-data; name="attachments"; filename="plan <b>.html"\r
                Content-Type: text/html\r
                \r
                <script>alert(1)</script>\r
                --frontier--\r
                """;
        var written = visitor.send(visitor.request("/api/v1/conversations/" + id + "/messages")
                .header("Authorization", "Bearer " + FreshInstallation.ADMIN_TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(written.statusCode()).isEqualTo(201);
        var file = messages(id).get(1).get("attachments").get(0);
        assertThat(file.get("size").asLong()).isEqualTo(25);

        var download = visitor.get("/attachments/" + file.get("id").asString());

        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(header(download, "Content-Disposition")).startsWith("attachment;");
        assertThat(header(download, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(download, "Content-Security-Policy")).contains("sandbox");
        assertThat(visitor.get("/attachments/" + file.get("id").asString() + "/inline")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aLetterIsFramedWithoutScriptsAndWithItsOwnImages() {
        var id = open("Hello").get("id").asString();
        var message = UUID.fromString(messages(id).get(0).get("id").asString());
        jdbc.sql("update message set html = '<p>Hi <img src=\"cid:logo@x\"><img src=\"cid:gone\"></p>' where id = :id")
                .param("id", message)
                .update();
        jdbc.sql("""
                        insert into attachment (id, message_id, position, name, content_type, size, blob, content_id, inline)
                        values (:id, :id, 0, 'logo.png', 'image/png', 1, 'x', 'logo@x', true)
                        """).param("id", message).update();

        var body = visitor.get("/messages/" + message + "/body");

        assertThat(body.body()).contains("/attachments/" + message + "/inline").doesNotContain("cid:");
        assertThat(header(body, "Content-Security-Policy"))
                .contains("default-src 'none'", "sandbox", "frame-ancestors 'self'")
                .doesNotContain("script");
    }

    @Test
    @DisplayName("capability 4: the page shows the apology for a complaint alone, and edited words reach the next mail")
    void wordsAreEditedWithThePreviewBesideThem() {
        var page = visitor.get("/settings/acknowledgement?mailbox=" + mailbox + "&language=en")
                .body();
        assertThat(letter(page, "to-question")).doesNotContain("sorry");
        assertThat(letter(page, "to-complaint")).contains("We are sorry");

        var tried = post("preview", "We regret this deeply.");
        assertThat(letter(tried.body(), "to-complaint")).contains("We regret this deeply.");
        assertThat(api.get(acknowledgement())
                        .json()
                        .at("/texts/en/apology/edited")
                        .asBoolean())
                .isFalse();

        assertThat(post("keep", "We regret this deeply.").statusCode()).isEqualTo(302);
        assertThat(api.get(acknowledgement())
                        .json()
                        .at("/previews/en/complaint/text")
                        .asString())
                .contains("We regret this deeply.");

        var wrong = post("keep", "Sorry, {promised time}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("Nothing is called promised time here.", "Sorry, {promised time}</textarea>");
    }

    @Test
    void acknowledgingIsSwitchedOnByWhoeverHasSeenThePreview() {
        var path = "/settings/acknowledgement/" + mailbox + "/switch";
        visitor.get("/settings/acknowledgement?mailbox=" + mailbox);

        assertThat(visitor.post(path, "language", "en", "on", "true").statusCode())
                .isEqualTo(400);
        assertThat(visitor.post(path, "language", "en", "on", "true", "seen", "true")
                        .statusCode())
                .isEqualTo(302);
        assertThat(api.get(acknowledgement()).json().get("acknowledge").asBoolean())
                .isTrue();
        assertThat(api.get(acknowledgement()).json().get("previewSeenAt").isNull())
                .isFalse();

        assertThat(api.patch(acknowledgement(), "{'acknowledge':false,'answerWithinMinutes':60,'informal':['en']}")
                        .json()
                        .at("/previews/en/question/text")
                        .asString())
                .startsWith("Hi Ana,");
        assertThat(api.patch(acknowledgement(), "{'hours':['9 to 5','','','','','','']}")
                        .status())
                .isEqualTo(400);
    }

    private HttpResponse<String> post(String then, String apology) {
        return visitor.post(
                "/settings/acknowledgement/" + mailbox,
                "language",
                "en",
                "then",
                then,
                "zone",
                "Europe/Berlin",
                "hours",
                "09:00-17:00",
                "hours",
                "",
                "hours",
                "",
                "hours",
                "",
                "hours",
                "",
                "hours",
                "",
                "hours",
                "",
                "holidays",
                "2026-12-25",
                "minutes",
                "240",
                "answeringName",
                "Mara",
                "company",
                "Pennyfold",
                "text.apology",
                apology);
    }

    private static String letter(String page, String id) {
        var from = page.indexOf("id=\"" + id + "\"");
        return page.substring(from, page.indexOf("</article>", from));
    }

    private HttpResponse<String> script(String path, String form) {
        var page = visitor.get("/me").body();
        var token = Pattern.compile("data-csrf-token=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        return visitor.send(visitor.request(path)
                .header("Accept", "application/problem+json, text/html;q=0.9")
                .header("X-CSRF-TOKEN", token.group(1))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private JsonNode open(String text) {
        return api.post(
                        "/api/v1/conversations",
                        "{'customer':{'email':'%s@example.org','name':'Ana'},'subject':'Rent','text':'%s','mailbox':'%s'}"
                                .formatted(UUID.randomUUID(), text, mailbox))
                .json();
    }

    private JsonNode messages(String id) {
        return api.get("/api/v1/conversations/" + id).json().get("messages");
    }

    private String acknowledgement() {
        return "/api/v1/mailboxes/" + mailbox + "/acknowledgement";
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
