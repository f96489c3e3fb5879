package io.keepwell.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.Visitor;
import io.keepwell.testing.WholeApplication;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Files of other desks, as small as they can be and in the shapes those desks document.
@WholeApplication
class ImportTests {

    private static final String ZENDESK = """
            {"tickets": [
              {"id": 35436, "subject": "My printer is on fire", "status": "solved", "priority": "high",
               "requester_id": 20978392, "assignee_id": 235323, "tags": ["printer", "Urgent"],
               "created_at": "2024-07-20T22:55:29Z", "updated_at": "2024-07-22T08:00:00Z",
               "comments": [
                 {"id": 1, "author_id": 20978392, "plain_body": "The smoke is very colorful.", "public": true,
                  "created_at": "2024-07-20T22:55:29Z", "attachments": [{"file_name": "smoke.jpg"}]},
                 {"id": 2, "author_id": 235323, "html_body": "<p>Please <b>unplug</b> it.</p><script>x</script>",
                  "public": true, "created_at": "2024-07-20T23:10:00Z"},
                 {"id": 3, "author_id": 235323, "body": "Third one this week.", "public": false,
                  "created_at": "2024-07-20T23:12:00Z"}]},
              {"id": 35437, "subject": "No requester", "status": "open", "created_at": "2024-07-21T10:00:00Z",
               "comments": []}],
             "users": [{"id": 20978392, "name": "Zoe Printer", "email": "zoe@zendesk.example", "role": "end-user"},
                       {"id": 235323, "name": "Agent Smith", "email": "admin@keepwell.test", "role": "agent"}]}
            """;

    private static final String SCOUT = """
            {"_embedded": {"conversations": [
              {"id": 10, "number": 12, "subject": "I need help", "status": "active", "createdAt": "2023-03-01T09:00:00Z",
               "primaryCustomer": {"id": 1, "first": "Vera", "last": "Scout", "email": "vera@%1$s.example"},
               "tags": [{"id": 5, "tag": "vip"}],
               "_embedded": {"threads": [
                 {"id": 101, "type": "message", "body": "Let me look.", "createdAt": "2023-03-01T10:00:00Z",
                  "createdBy": {"type": "user", "first": "Max", "last": "Mint", "email": "max@other.example"}},
                 {"id": 100, "type": "customer", "body": "<p>It is broken.</p>", "createdAt": "2023-03-01T09:00:00Z",
                  "createdBy": {"type": "customer", "first": "Vera", "last": "Scout", "email": "vera@%1$s.example"}},
                 {"id": 102, "type": "lineitem", "body": "", "createdAt": "2023-03-01T10:00:01Z"},
                 {"id": 103, "type": "note", "body": "Ask Kim.", "createdAt": "2023-03-01T10:05:00Z",
                  "createdBy": {"type": "user", "first": "Max", "last": "Mint", "email": "max@other.example"}}]}}]}}
            """;

    private static final String CHATWOOT = """
            {"data": {"payload": [
              {"id": 7, "status": "resolved", "created_at": 1700000000, "labels": ["billing"],
               "additional_attributes": {"mail_subject": "Invoice"},
               "meta": {"sender": {"id": 3, "name": "Cleo", "email": "cleo@chatwoot.example"},
                        "assignee": {"email": "admin@keepwell.test"}},
               "messages": [
                 {"id": 71, "content": "Where is my invoice?", "message_type": 0, "private": false,
                  "created_at": 1700000000, "sender": {"name": "Cleo", "email": "cleo@chatwoot.example"}},
                 {"id": 72, "content": "Assigned to Ana", "message_type": 2, "created_at": 1700000001},
                 {"id": 73, "content": "Here it is.", "message_type": 1, "private": false, "created_at": 1700000100,
                  "sender": {"name": "Ana", "type": "user"}}]}],
             "meta": {"all_count": 1}}}
            """;

    private static final String CSV = """
            conversation;at;customer;customer name;direction;subject;text;state;tags
            A1;2022-05-01 09:00;tess@csv.example;Tess;in;Order;"Where is it?
            Second line; with a semicolon";closed;a,b
            A1;2022-05-01T10:00:00Z;tess@csv.example;;out;;On its way.;;
            A2;yesterday;tess@csv.example;;in;;Broken;;
            A3;2022-05-02 09:00;nobody;;in;;Broken;;
            A4;2022-05-03 09:00;tess@csv.example;;in;;Fine;gone;
            """;

    private static final String MBOX = """
            From ana@mbox.example Mon Mar  4 10:00:00 2024
            From: Ana <ana@mbox.example>
            To: support@imports.test
            Subject: Re: Your parcel
            Message-ID: <two@mbox.example>
            References: <one@mbox.example>
            In-Reply-To: <one@mbox.example>
            Date: Mon, 4 Mar 2024 10:00:00 +0000

            Thank you.
            >From here on all is well.

            From support@imports.test Mon Mar  4 09:00:00 2024
            From: Shop <support@imports.test>
            To: ana@mbox.example
            Subject: Your parcel
            Message-ID: <one@mbox.example>
            Date: Mon, 4 Mar 2024 09:00:00 +0000

            It left today.

            From nobody Mon Mar  4 11:00:00 2024
            To: support@imports.test
            Subject: Nobody

            Nothing.
            """;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Test
    void ticketsComeWithTheirDatesPeopleAndNotes() {
        var looked = looked("zendesk", ZENDESK, null);
        assertThat(looked.path("conversations").asInt()).isEqualTo(1);
        assertThat(looked.path("messages").asInt()).isEqualTo(3);
        assertThat(looked.path("people").asInt()).isEqualTo(1);
        assertThat(looked.path("troubles").asInt()).isEqualTo(1);
        assertThat(count("select count(*) from customer_identifier where value = 'zoe@zendesk.example'"))
                .as("looking changes nothing")
                .isZero();

        taken(looked);

        var ticket = only("zoe@zendesk.example");
        assertThat(ticket.path("subject").asString()).isEqualTo("My printer is on fire");
        assertThat(ticket.path("createdAt").asString()).isEqualTo("2024-07-20T22:55:29Z");
        assertThat(ticket.path("state").asString()).isEqualTo("solved");
        assertThat(ticket.path("priority").asString()).isEqualTo("high");
        assertThat(ticket.path("firstResponseAt").asString()).isEqualTo("2024-07-20T23:10:00Z");
        assertThat(ticket.path("tags").valueStream().map(JsonNode::asString)).containsExactly("printer", "urgent");
        var messages = ticket.path("messages");
        assertThat(messages.valueStream().map(message -> message.path("type").asString()))
                .containsExactly("message", "message", "note");
        assertThat(messages.path(0).path("text").asString())
                .contains("smoke is very colorful")
                .contains("[smoke.jpg]");
        assertThat(messages.path(1).path("html").asString())
                .contains("<b>unplug</b>")
                .doesNotContain("script");
        assertThat(messages.path(1).path("direction").asString()).isEqualTo("out");
        assertThat(leaving(ticket)).as("nothing is sent").isZero();
        assertThat(trouble(looked)).contains("ticket 35437").contains("Nobody says who asked");
    }

    @Test
    void whatCameBeforeDoesNotComeAgainAndWhatIsNewIsAdded() {
        taken(looked("helpscout", SCOUT.formatted("again"), null));
        var again = looked("helpscout", SCOUT.formatted("again"), null);
        assertThat(again.path("conversations").asInt()).isZero();
        assertThat(again.path("messages").asInt()).isZero();
        assertThat(again.path("known").asInt()).isEqualTo(3);
        taken(again);
        assertThat(only("vera@again.example").path("messages").size()).isEqualTo(3);

        var longer = SCOUT.formatted("again")
                .replace(
                        "{\"id\": 102,",
                        "{\"id\": 104, \"type\": \"customer\", \"body\": \"Any news?\", \"createdAt\": \"2023-03-02T10:00:00Z\"}, {\"id\": 102,");
        taken(looked("helpscout", longer, null));
        var conversation = only("vera@again.example");
        assertThat(conversation.path("messages").size()).isEqualTo(4);
        assertThat(conversation.path("messages").path(3).path("text").asString())
                .isEqualTo("Any news?");
        assertThat(conversation.path("state").asString()).isEqualTo("open");
        assertThat(conversation.path("messages").path(1).path("author").asString())
                .isEqualTo("Max Mint");
    }

    @Test
    void theOtherDesksAreUnderstoodToo() {
        taken(looked("freescout", SCOUT.formatted("freescout"), null));
        assertThat(only("vera@freescout.example").path("messages").size()).isEqualTo(3);

        taken(looked("chatwoot", CHATWOOT, null));
        var chat = only("cleo@chatwoot.example");
        assertThat(chat.path("subject").asString()).isEqualTo("Invoice");
        assertThat(chat.path("state").asString()).isEqualTo("closed");
        assertThat(chat.path("createdAt").asString()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(chat.path("messages")
                        .valueStream()
                        .map(message -> message.path("direction").asString()))
                .containsExactly("in", "out");
    }

    @Test
    void aTableSaysWhichLinesAreWrong() {
        var looked = looked("csv", "\ufeff" + CSV, null);
        taken(looked);

        var order = only("tess@csv.example");
        assertThat(order.path("messages").size()).isEqualTo(2);
        assertThat(order.path("messages").path(0).path("text").asString())
                .isEqualTo("Where is it?\nSecond line; with a semicolon");
        assertThat(order.path("messages").path(0).path("createdAt").asString())
                .as("in the zone of the workspace")
                .isEqualTo("2022-05-01T07:00:00Z");
        assertThat(trouble(looked))
                .contains("line 4")
                .contains("\"yesterday\" is no time")
                .contains("\"nobody\" is no e-mail address")
                .contains("state is \"gone\"");
        var file = Visitor.ofAdministrator(port)
                .get("/settings/imports/" + looked.path("id").asString() + "/troubles/file");
        assertThat(file.body()).startsWith("place,message").contains("\"line 4\"");
    }

    @Test
    void mailKeepsItsThreadsAndItsSides() {
        var mailbox = UUID.fromString(
                api().post("/api/v1/mailboxes", """
                {'address':'support@imports.test','name':'Imports'}
                """).json().path("id").asString());

        taken(looked("mbox", MBOX, mailbox));

        var parcel = only("ana@mbox.example");
        assertThat(parcel.path("messages")
                        .valueStream()
                        .map(message -> message.path("direction").asString()))
                .containsExactly("out", "in");
        assertThat(parcel.path("messages").path(1).path("text").asString())
                .contains("From here on all is well.")
                .doesNotContain(">From");
        assertThat(parcel.path("state").asString()).isEqualTo("closed");
        var again = looked("mbox", MBOX, mailbox);
        assertThat(again.path("messages").asInt()).isZero();
    }

    @Test
    void whatIsNoSuchFileIsRefusedInWords() {
        assertThat(looked("zendesk", "not json at all", null).path("failure").asString())
                .startsWith("This is no JSON, or not whole: line 1");
        assertThat(looked("chatwoot", "{\"data\": {\"payload\": []}}", null)
                        .path("failure")
                        .asString())
                .contains("There is no conversation in this file");
        assertThat(looked("csv", "a,b\n1,2\n", null).path("failure").asString())
                .contains("Missing: conversation, at, customer, text");
        assertThat(give("word", "x", null).path("errors").toString()).contains("There is no kind of file");
        assertThat(give("mbox", "From x\n", null).path("errors").toString()).contains("Choose the mailbox");
    }

    @Test
    void aHugeMailFileIsReadLineByLine() throws IOException, InterruptedException {
        var text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("From x\n\nbody ").append(i).append("\n\n");
        }
        var items = new ArrayList<Long>();
        new MboxReader(new NoMail(), java.util.Set.of(), java.time.Instant.EPOCH)
                .read(() -> new ByteArrayInputStream(text.toString().getBytes(UTF_8)), 990, new Reader.Listener() {
                    @Override
                    public void told(long item, Told told) {
                        items.add(item);
                    }

                    @Override
                    public void trouble(long item, Trouble trouble) {
                        items.add(item);
                    }
                });
        assertThat(items)
                .as("goes on where it was")
                .containsExactly(990L, 991L, 992L, 993L, 994L, 995L, 996L, 997L, 998L, 999L);
    }

    /// Reads no mail, so that every one is trouble.
    private static final class NoMail implements io.keepwell.mail.PastMail {

        @Override
        public java.util.Optional<Read> read(byte[] bytes, java.time.Instant otherwise) {
            return java.util.Optional.empty();
        }

        @Override
        public void remember(UUID mailbox, UUID thread, String messageId, boolean inbound, java.time.Instant at) {}
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    private JsonNode give(String format, String file, @Nullable UUID mailbox) {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/imports?format=" + format
                                    + "&name=test" + (mailbox == null ? "" : "&mailbox=" + mailbox)))
                            .header("Authorization", "Bearer " + FreshInstallation.ADMIN_TOKEN)
                            .header("Content-Type", "application/octet-stream")
                            .POST(HttpRequest.BodyPublishers.ofString(file))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode looked(String format, String file, @Nullable UUID mailbox) {
        var given = give(format, file, mailbox);
        return await(given.path("id").asString(), List.of("examined", "failed"));
    }

    private void taken(JsonNode looked) {
        var id = looked.path("id").asString();
        assertThat(api().post("/api/v1/imports/" + id + "/start", "{}").status())
                .isEqualTo(200);
        var done = await(id, List.of("done", "failed"));
        assertThat(done.path("state").asString()).as("%s", done).isEqualTo("done");
        assertThat(Visitor.ofAdministrator(port).get("/settings/imports/" + id).statusCode())
                .isEqualTo(200);
    }

    private JsonNode await(String id, List<String> states) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> api().get("/api/v1/imports/" + id).json(),
                        run -> states.contains(run.path("state").asString()));
    }

    private String trouble(JsonNode run) {
        return api().get("/api/v1/imports/" + run.path("id").asString() + "/troubles")
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("place").asString() + ": "
                        + item.path("message").asString())
                .toList()
                .toString();
    }

    private JsonNode only(String customer) {
        var items = api().get("/api/v1/conversations?customer=email:" + customer)
                .json()
                .path("items");
        assertThat(items.size()).as("%s", items).isEqualTo(1);
        return api().get("/api/v1/conversations/" + items.path(0).path("id").asString())
                .json();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /// What leaves because of a conversation, to its customer, its team or a webhook: other classes share the outbox.
    private long leaving(JsonNode conversation) {
        return jdbc.sql("""
                        select count(*) from outbox where subject_id in (
                            select id from letter where thread_id = :conversation
                            union all select id from message where conversation_id = :conversation
                            union all select p.id from push_message p join notification n on n.id = p.subject_id
                                where n.conversation_id = :conversation
                            union all select d.id from webhook_delivery d join webhook_event e on e.id = d.event_id
                                where e.subject_id = :conversation)
                        """)
                .param("conversation", UUID.fromString(conversation.path("id").asString()))
                .query(Long.class)
                .single();
    }
}
