package io.keepwell.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.TeamMail;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.PostOffice;
import io.keepwell.testing.WholeApplication;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Somebody asks for everything, and then to be forgotten.
@WholeApplication
class ErasureTests {

    private static final String US = "forget@erasure.test";
    private static final String THEM = "quirina.zabel@erasure-person.test";
    private static final String NAME = "Quirina Zabelstein";
    private static final String WORD = "xylophonfabrik";
    private static final String FILE = "Mietvertragsentwurf";
    private static final Duration SOON = Duration.ofSeconds(45);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    KeepwellSettings settings;

    @Autowired
    TeamMail mail;

    @Autowired
    TransactionTemplate transaction;

    private Api api;

    @BeforeEach
    void aScriptHasAToken() {
        api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    @Test
    @DisplayName(
            "I7: who is forgotten is found nowhere, in no row and no file; the mailbox does not bring them back, and figures stay")
    void forgetsAPersonWithoutATrace() throws Exception {
        try (var office = PostOffice.open(US)) {
            api.post("/api/v1/mailboxes", """
                    {'address':'%s','name':'Forgetful help','acknowledge':true,'existing':'ignore',
                     'imap':{'host':'127.0.0.1','port':%d,'username':'%s','password':'secret','security':'none'},
                     'smtp':{'host':'127.0.0.1','port':%d,'username':null,'password':null,'security':'none'}}
                    """.formatted(US, office.imapPort(), US, office.smtpPort()));
            office.send(letter(), THEM, US);
            office.await(THEM, SOON, mail -> true);
            var id = customer();
            var conversation = api.get("/api/v1/conversations?customer=" + id)
                    .json()
                    .get("items")
                    .get(0)
                    .get("id")
                    .asString();
            api.post(
                    "/api/v1/conversations/" + conversation + "/messages",
                    "{'type':'reply','text':'Dear " + NAME + ", about the " + WORD + ".'}");
            office.await(THEM, SOON, mail -> PostOffice.text(mail).contains(WORD));
            api.post(
                    "/api/v1/conversations/" + conversation + "/messages",
                    "{'type':'note','text':'" + NAME + " sounds worried.'}");
            api.post("/api/v1/customers/" + id + "/notes", "{'text':'" + NAME + " works at the " + WORD + "'}");
            api.patch(
                    "/api/v1/customers/" + id, "{'externalId':'" + WORD + "-7','traits':{'works at':'" + WORD + "'}}");
            api.put("/api/v1/customers/" + id + "/consents/surveys", "{'allowed':false}");
            Awaitility.await().atMost(SOON).until(() -> settled(id));
            // what lies about a conversation elsewhere
            jdbc.sql("""
                            insert into later_reply (id, conversation_id, member_id, text, due_at, state, created_at, changed_at)
                            select gen_random_uuid(), c.id, m.id, :text, now() + interval '1 day', 'waiting', now(), now()
                              from conversation c, (select id from team_member limit 1) m where c.id = :id::uuid
                            """)
                    .param("text", "Later: the " + WORD)
                    .param("id", conversation)
                    .update();
            jdbc.sql("""
                            insert into rearrangement (id, kind, source_id, target_id, at, source_before, target_before,
                                                       target_after)
                            values (gen_random_uuid(), 'move', :id::uuid, :id::uuid, now(), to_jsonb(:text::text), '1', '1')
                            """).param("text", THEM).param("id", conversation).update();
            jdbc.sql("""
                            insert into webhook_event (id, type, subject_id, occurred_at, data, created_at)
                            values (gen_random_uuid(), 'message.created', :id::uuid, now(), :text, now())
                            """)
                    .param("text", "{'text':'" + WORD + "'}")
                    .param("id", conversation)
                    .update();
            whatRulesFoundAndWhatTheTeamWasTold(conversation);
            whatWasSaidOfTheirComplaint(conversation);

            var archive = export(id);
            assertThat(archive.keySet())
                    .contains("customer.json", "notes.json")
                    .anyMatch(name -> name.endsWith(FILE + ".txt"))
                    .anyMatch(name -> name.endsWith(".eml"));
            assertThat(String.join("\n", archive.values())).contains(THEM, NAME, WORD);

            var before = figures();
            ageFiles();
            assertThat(api.delete("/api/v1/customers/" + id).status()).isEqualTo(400);
            var erased = api.delete("/api/v1/customers/" + id + "?erase=true");

            assertThat(erased.status()).as("%s", erased.json()).isEqualTo(200);
            assertThat(erased.json().get("conversations").asInt()).isOne();
            assertThat(erased.json().get("messages").asInt()).isEqualTo(4);
            assertThat(erased.json().get("files").asInt()).isOne();
            assertThat(foundInRows()).isEmpty();
            assertThat(foundInFiles()).isEmpty();
            assertThat(figures()).isEqualTo(before);
            assertThat(api.get("/api/v1/conversations/" + conversation)
                            .json()
                            .get("state")
                            .asString())
                    .isEqualTo("closed");

            // the same mail still lies on the server, and once more under another number
            office.send(again(office), THEM, US);
            office.write("Somebody Else", "else@erasure.test", US, "After that", "Hello");
            office.await("else@erasure.test", SOON, mail -> true);
            assertThat(api.get("/api/v1/customers/email:" + THEM).status()).isEqualTo(404);
            assertThat(api.get("/api/v1/customers/" + id).json().get("name").asString())
                    .isEqualTo("Erased person");
        }
    }

    /// How it ended, where they were when they wrote, and what they answered when it was fixed.
    private void whatWasSaidOfTheirComplaint(String conversation) {
        var ended = api.patch(
                "/api/v1/conversations/" + conversation,
                "{'kind':'complaint','cause':'one-off','oneOff':{'reason':'chance','words':'Only at the " + WORD
                        + "'}}");
        assertThat(ended.status()).isEqualTo(200);
        jdbc.sql("""
                        insert into messenger_context (message_id, conversation_id, url, title, facts, at)
                        select id, conversation_id, 'https://app.test/' || :word, :word, jsonb_build_object('plan', :word), now()
                          from message
                         where conversation_id = :id::uuid
                         order by created_at, id
                         limit 1
                        """).param("word", WORD).param("id", conversation).update();
        var problem = api.post("/api/v1/problems", "{'title':'It is gone'}")
                .json()
                .get("id")
                .asString();
        api.post(
                "/api/v1/problems/" + problem + "/conversations",
                "{'conversation':'" + conversation + "','reason':'Says " + NAME + "'}");
        api.post(
                "/api/v1/problems/" + problem + "/fix",
                "{'whatChanged':'We look twice.','text':'It is back.','holdMinutes':15}");
        jdbc.sql("""
                        insert into notice_answer (notice_id, works, words, at)
                        select id, false, :words, now() from notice where problem_id = :problem::uuid
                        """)
                .param("words", "Not at the " + WORD)
                .param("problem", problem)
                .update();
    }

    private void whatRulesFoundAndWhatTheTeamWasTold(String conversation) {
        jdbc.sql("""
                        with r as (
                            insert into rule (id, name, position, active, event, content, changed_at, removed_at)
                            values (gen_random_uuid(), 'Erasure', 1, false, 'opened', '{}', now(), now())
                            returning id
                        ), j as (
                            insert into rule_job (id, cause, conversation_id, event, value, at, not_before, done_at)
                            values (gen_random_uuid(), 'erasure', :id::uuid, 'tagged', :word, now(), now(), now())
                        )
                        insert into rule_log (id, rule_id, version, cause, conversation_id, at, outcome, matched, deeds, reason)
                        select gen_random_uuid(), id, 1, 'erasure', :id::uuid, now(), 'refused',
                               jsonb_build_array(jsonb_build_object('condition', '{}'::jsonb, 'met', true, 'found', :word)),
                               '[]', :word
                          from r
                        """).param("id", conversation).param("word", WORD).update();
        var round = jdbc.sql("""
                        insert into notification_round (id, member_id, conversation_id, since, due_at, settled_at)
                        select gen_random_uuid(), id, :id::uuid, now(), now(), now() from team_member limit 1
                        returning id
                        """).param("id", conversation).query(String.class).single();
        transaction.executeWithoutResult(status -> mail.send(new TeamMail.Message(
                "notification:" + round,
                new EmailAddress(FreshInstallation.ADMIN_EMAIL),
                "Mara",
                NAME + " wrote about the " + WORD,
                "Look.",
                Locale.ENGLISH)));
        jdbc.sql("""
                        with b as (
                            insert into conversation_batch (id, member_id, at, deed, value, total, state)
                            select gen_random_uuid(), id, now(), 'merge', :id, 1, 'done' from team_member limit 1
                            returning id
                        )
                        insert into conversation_batch_item (batch_id, conversation_id, outcome, reason)
                        select id, :id::uuid, 'refused', :words from b
                        """)
                .param("id", conversation)
                .param("words", "This conversation is with " + NAME)
                .update();
    }

    private MimeMessage letter() throws MessagingException, IOException {
        var mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setFrom(new InternetAddress(THEM, NAME, "UTF-8"));
        mail.setRecipients(jakarta.mail.Message.RecipientType.TO, US);
        mail.setSubject("About the " + WORD, "UTF-8");
        var text = new MimeBodyPart();
        text.setText("Hello,\n\nwhat about the " + WORD + "?\n\n" + NAME, "UTF-8");
        var file = new MimeBodyPart();
        file.setText("The draft of " + NAME + " for the " + WORD, "UTF-8");
        file.setDisposition("attachment");
        file.setFileName(FILE + ".txt");
        mail.setContent(new MimeMultipart(text, file));
        return mail;
    }

    private static MimeMessage again(PostOffice office) throws MessagingException {
        var mail = office.inbox(US).getFirst();
        return new MimeMessage(mail) {
            @Override
            public void saveChanges() {
                // the very same bytes
            }
        };
    }

    private String customer() {
        return api.get("/api/v1/customers/email:" + THEM).json().get("id").asString();
    }

    private boolean settled(String id) {
        return jdbc.sql("""
                        select not exists(select 1 from message m join conversation c on c.id = m.conversation_id
                                           where c.customer_id = :id::uuid
                                             and m.delivery_state in ('queued', 'sending', 'handing-over'))
                        """).param("id", id).query(Boolean.class).single();
    }

    private Map<String, String> export(String id) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/customers/" + id + "/export"))
                .header("Authorization", "Bearer " + FreshInstallation.ADMIN_TOKEN)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            var entries = new LinkedHashMap<String, String>();
            try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return entries;
        }
    }

    /// What reports count: how many conversations, messages and answers there are, and how long they took.
    private List<Map<String, @Nullable Object>> figures() {
        return jdbc.sql("""
                        select (select count(*) from conversation) as conversations,
                               (select count(*) from message) as messages,
                               (select sum(extract(epoch from first_response_at - created_at)) from conversation) as answered,
                               (select count(*) from customer) as customers,
                               (select count(*) from raw_mail) as mails,
                               (select count(*) from letter) as letters
                        """).query().listOfRows();
    }

    private List<String> foundInRows() {
        var found = new ArrayList<String>();
        var tables = jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
                .query((row, n) -> row.getString(1))
                .list();
        for (var table : tables) {
            for (var needle : needles()) {
                var hits = jdbc.sql("select count(*) from \"" + table + "\" t where t::text ilike '%' || :needle || '%'"
                                // bytes are shown in hex
                                + " or t::text ilike '%' || :hex || '%'")
                        .param("needle", needle)
                        .param("hex", java.util.HexFormat.of().formatHex(needle.getBytes(StandardCharsets.UTF_8)))
                        .query(Long.class)
                        .single();
                if (hits > 0) {
                    found.add(table + ": " + needle);
                }
            }
        }
        return found;
    }

    private List<String> foundInFiles() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(blobs())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
                needles().stream()
                        .filter(needle -> text.contains(needle.toLowerCase(Locale.ROOT)))
                        .forEach(needle -> found.add(file.getFileName() + ": " + needle));
            }
        }
        return found;
    }

    private static List<String> needles() {
        return List.of(THEM, NAME, "Quirina", WORD, FILE, "sounds worried");
    }

    // Files of the last minutes are left to the next collection; these came in an hour ago.
    private void ageFiles() throws IOException {
        try (var files = Files.walk(blobs())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
            }
        }
    }

    private Path blobs() {
        return settings.data().toAbsolutePath().resolve("blobs");
    }
}
