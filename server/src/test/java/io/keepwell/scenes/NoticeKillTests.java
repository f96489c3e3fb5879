package io.keepwell.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.KeepwellProcess;
import io.keepwell.testing.PostOffice;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Many people are told of a problem, and others by the status page, while the process is killed, at a random moment:
/// while letters are written, or while they leave. The long form, with a hundred kills, is `io.keepwell.bench.Telling`.
@Tag("process")
class NoticeKillTests {

    private static final String US = "told@shop.test";
    private static final int PEOPLE = 40;
    private static final int REPORTERS = 3;
    private static final int READERS = 12;

    /// So many connections to one mail server are open at most.
    private static final int ABREAST = 4;

    @Test
    @DisplayName(
            "3.7.16, PR11, 3.10.9: killed at a random moment while many are told, everybody is told once, by the status"
                    + " page too; and a letter that comes back counts")
    void everybodyOnce() throws SQLException, InterruptedException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        try (var office = PostOffice.open(US);
                var keepwell = KeepwellProcess.start()) {
            var problem = prepared(office, keepwell);
            keepwell.api()
                    .post(
                            "/api/v1/problems/" + problem + "/fix",
                            "{'whatChanged':'We look twice.','text':'It works again.','holdMinutes':0}");
            keepwell.api().post("/api/v1/status/incidents", "{'title':'No sync','state':'watching'}");
            // while the letters are written, or while they leave
            killOnce(keepwell, random, random.nextBoolean() ? "state <> 'queued'" : "state = 'sent'");

            Awaitility.await("seed " + seed)
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> count(keepwell, "state in ('queued', 'sending')") == 0);
            var notices = notices(keepwell, problem);
            assertThat(notices).as("seed %d", seed).hasSize(PEOPLE + REPORTERS);
            assertThat(notices).extracting(NoticeKillTests::customer).doesNotHaveDuplicates();
            assertThat(notices).extracting(NoticeKillTests::state).isSubsetOf("sent", "uncertain");
            var uncertain = notices.stream()
                    .filter(notice -> state(notice).equals("uncertain"))
                    .toList();
            assertThat(uncertain).as("seed %d", seed).hasSizeLessThanOrEqualTo(ABREAST);
            // what nobody can know a person looks up, and sends again what did not arrive
            for (var notice : uncertain) {
                if (office.inbox(address(keepwell, notice)).isEmpty()) {
                    assertThat(keepwell.api()
                                    .post(
                                            "/api/v1/problems/notices/"
                                                    + notice.path("id").asString() + "/try-again",
                                            "{}")
                                    .status())
                            .isEqualTo(200);
                }
            }
            Awaitility.await("seed " + seed)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> count(keepwell, "state in ('queued', 'sending')") == 0);
            for (int i = 0; i < PEOPLE + REPORTERS; i++) {
                assertThat(office.inbox(person(i)))
                        .as("seed %d, person %d", seed, i)
                        .hasSize(1);
            }
            readersOnce(office, keepwell, seed, ABREAST - uncertain.size());
            comesBack(office, keepwell);
        }
    }

    /// 3.10: whoever reads the status page has one letter, or at most one of which nobody knows whether it arrived.
    private static void readersOnce(PostOffice office, KeepwellProcess keepwell, long seed, int uncertainAtMost)
            throws SQLException {
        Awaitility.await("seed " + seed)
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        number(keepwell, "select count(*) from status_mail where state in ('queued', 'sending')") == 0);
        assertThat(number(keepwell, "select count(*) from status_mail")).isEqualTo(READERS);
        assertThat(number(keepwell, "select count(*) from status_mail where state not in ('sent', 'uncertain')"))
                .as("seed %d", seed)
                .isZero();
        assertThat(number(keepwell, "select count(*) from status_mail where state = 'uncertain'"))
                .as("seed %d", seed)
                .isLessThanOrEqualTo(uncertainAtMost);
        for (int i = 0; i < READERS; i++) {
            assertThat(office.inbox(reader(i)))
                    .as("seed %d, reader %d", seed, i)
                    .hasSizeBetween(number(keepwell, """
                                    select count(*) from status_mail m join status_subscriber s on s.id = m.subscriber_id
                                     where m.state = 'sent' and s.email = '%s'
                                    """.formatted(reader(i))), 1);
        }
    }

    /// 3.10.9: a server that takes a letter and reports later that nobody is there counts against the subscription.
    private static void comesBack(PostOffice office, KeepwellProcess keepwell) {
        int which = IntStream.range(0, READERS)
                .filter(i -> !office.inbox(reader(i)).isEmpty())
                .findFirst()
                .orElseThrow();
        var letter = office.inbox(reader(which)).getFirst();
        var envelope = PostOffice.header(letter, "Return-Path").replaceAll("[<>]", "");
        try {
            office.send(
                    new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(
                                    report(envelope, reader(which)).getBytes(StandardCharsets.UTF_8))),
                    "mailer-daemon@mx.test",
                    envelope);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
        Awaitility.await("the report")
                .atMost(Duration.ofSeconds(45))
                .until(() ->
                        number(keepwell, "select bounces from status_subscriber where email = '" + reader(which) + "'")
                                == 1);
        assertThat(keepwell.api().get("/api/v1/conversations").json().toString())
                .as("a report opens nothing")
                .doesNotContain("Undelivered");
    }

    private static String report(String envelope, String recipient) {
        return """
                From: MAILER-DAEMON@mx.test
                To: %s
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                I am sorry.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.test

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 no such user

                --b--
                """.formatted(envelope, recipient).replace("\n", "\r\n");
    }

    private static String prepared(PostOffice office, KeepwellProcess keepwell) throws SQLException {
        var api = keepwell.api();
        assertThat(api.post("/api/v1/mailboxes", """
                                {'address':'%s','name':'Shop','acknowledge':false,'existing':'ignore',
                                 'imap':{'host':'127.0.0.1','port':%d,'username':'%s','password':'secret','security':'none'},
                                 'smtp':{'host':'127.0.0.1','port':%d,'username':null,'password':null,'security':'none'}}
                                """.formatted(US, office.imapPort(), US, office.smtpPort()))
                        .status())
                .isEqualTo(201);
        api.patch("/api/v1/status", "{'enabled':true,'company':'Shop'}");
        var problem = api.post("/api/v1/problems", "{'title':'No sync'}")
                .json()
                .path("id")
                .asString();
        for (int i = 0; i < PEOPLE; i++) {
            api.post(
                    "/api/v1/customers",
                    "{'email':'%s','name':'Ana Ribeiro','traits':{'bank':'Nordbank'}}".formatted(person(i)));
        }
        for (int i = PEOPLE; i < PEOPLE + REPORTERS; i++) {
            var conversation = api.post(
                            "/api/v1/conversations",
                            "{'customer':{'email':'%s'},'subject':'No sync','text':'Nothing.'}".formatted(person(i)))
                    .json()
                    .path("id")
                    .asString();
            api.post("/api/v1/problems/" + problem + "/conversations", "{'conversation':'%s'}".formatted(conversation));
        }
        api.put(
                "/api/v1/problems/" + problem + "/exposure-rule",
                "{'traits':{'all':[{'name':'bank','operator':'is','value':'Nordbank'}]}}");
        try (var connection = connect(keepwell);
                var statement = connection.createStatement()) {
            statement.execute("""
                    with reader as (
                        insert into status_subscriber (id, email, locale, state, created_at, confirmed_at)
                        select gen_random_uuid(), 'r' || n || '@told.test', 'en', 'active', now(), now()
                          from generate_series(0, %d) n
                        returning id
                    )
                    insert into status_scope (subscriber_id) select id from reader
                    """.formatted(READERS - 1));
        }
        return problem;
    }

    /// Kills it once a random number of rows have come that far, and starts it again.
    private static void killOnce(KeepwellProcess keepwell, Random random, String far)
            throws SQLException, InterruptedException {
        int enough = 1 + random.nextInt(PEOPLE * 2 / 3);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (var connection = connect(keepwell);
                var statement = connection.createStatement()) {
            int found = 0;
            while (found < enough && System.nanoTime() < end) {
                try (var rows = statement.executeQuery("select count(*) from notice where " + far)) {
                    rows.next();
                    found = rows.getInt(1);
                }
                Thread.sleep(1 + random.nextInt(10));
            }
        }
        keepwell.kill();
        keepwell.run();
    }

    private static int count(KeepwellProcess keepwell, String condition) throws SQLException {
        return number(keepwell, "select count(*) from notice where " + condition);
    }

    private static int number(KeepwellProcess keepwell, String sql) throws SQLException {
        try (var connection = connect(keepwell);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(KeepwellProcess keepwell) throws SQLException {
        var access = keepwell.database();
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }

    private static List<JsonNode> notices(KeepwellProcess keepwell, String problem) {
        var notices = new ArrayList<JsonNode>();
        keepwell.api()
                .get("/api/v1/problems/" + problem + "/notices?limit=500")
                .json()
                .path("items")
                .forEach(notices::add);
        return notices;
    }

    private static String address(KeepwellProcess keepwell, JsonNode notice) {
        return keepwell.api()
                .get("/api/v1/customers/" + customer(notice))
                .json()
                .path("email")
                .asString();
    }

    private static String customer(JsonNode notice) {
        return notice.path("customer").asString();
    }

    private static String state(JsonNode notice) {
        return notice.path("state").asString();
    }

    private static String person(int n) {
        return "p%d@told.test".formatted(n);
    }

    private static String reader(int n) {
        return "r%d@told.test".formatted(n);
    }
}
