package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.platform.Blobs;
import io.keepwell.shared.EmailAddress;
import io.keepwell.testing.WholeApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Plays every case of the corpus in `threading-attacks/` through the real intake.
@WholeApplication
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThreadingAttackTests {

    private static final String FOLDER = "/threading-attacks/";
    private static final String AUTHSERV = "mx.desk.example";
    private static final String SUBJECT = "Export of my data";
    private static final String NOTE = "Between us: the refund is approved.";

    /// What the index says.
    record Index(String about, int version, List<Case> cases) {}

    /// A case of the index.
    record Case(
            String file,
            String title,
            String wants,
            String rule,
            @Nullable Given given,
            @Nullable Integer repeat,
            @Nullable String mailbox,
            Expected expected) {}

    /// What the conversation is like before.
    record Given(String state) {}

    /// What must come of it.
    record Expected(
            String outcome,
            @Nullable String state,
            @Nullable List<String> marks,
            @Nullable String answers_go_to,
            @Nullable Integer acknowledgements_at_most,
            @Nullable String never_said,
            @Nullable String never_to,
            @Nullable String not_suppressed,
            @Nullable String delivery) {}

    @Autowired
    MailboxKeeping mailboxes;

    @Autowired
    Intake intake;

    @Autowired
    OwnSigns signs;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Blobs blobs;

    @Autowired
    JdbcClient jdbc;

    private String agent = "";

    @BeforeAll
    void aColleague() {
        var id = UUID.randomUUID();
        agent = "mara." + id + "@desk.example";
        jdbc.sql("""
                        insert into team_member (id, email, name, role, locale, active, created_at)
                        values (:id, :email, 'Mara Lindqvist', 'AGENT', 'en', true, now())
                        """).param("id", id).param("email", agent).update();
    }

    @TestFactory
    @DisplayName("T, L, I: the corpus of attacks on threading")
    Stream<DynamicTest> everyCase() {
        return index().cases().stream()
                .map(one -> DynamicTest.dynamicTest(one.rule() + ": " + one.title(), () -> new Stage().play(one)));
    }

    @Test
    @DisplayName("The index names every file of the corpus, each with a rule and an outcome")
    void theIndexIsWhole() throws IOException {
        var index = index();
        var folder = Objects.requireNonNull(getClass().getResource(FOLDER)).getPath();
        try (var files = java.nio.file.Files.list(java.nio.file.Path.of(folder))) {
            assertThat(index.cases())
                    .extracting(Case::file)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".eml"))
                                    .toList());
        }
        assertThat(index.cases()).hasSizeGreaterThanOrEqualTo(40).allSatisfy(one -> {
            assertThat(one.rule()).matches("[TLQMI]\\d{1,2}(, [TLQMI]\\d{1,2})*");
            assertThat(one.wants()).isNotBlank();
        });
    }

    private static Index index() {
        return JsonMapper.builder().build().readValue(read("index.json"), Index.class);
    }

    private static byte[] read(String name) {
        try (var in = Objects.requireNonNull(ThreadingAttackTests.class.getResourceAsStream(FOLDER + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The scene of one case: Vera's conversation, which Mara has answered, and Mallory's own.
    private final class Stage {

        private final String name = UUID.randomUUID().toString().substring(0, 8);
        private final String mailbox = "desk-" + name + "@desk.example";
        private final String otherMailbox = "other-" + name + "@desk.example";
        private final String customer = "vera." + name + "@example.org";
        private final String customerId = "first." + name + "@example.org";
        private final String victim = "victim." + name + "@example.net";
        private final UUID box = connect(mailbox);
        private final UUID otherBox = connect(otherMailbox);
        private final UUID thread = opened("Vera Lund <" + customer + ">", customerId);
        private final UUID own = opened("Mallory <mallory@evil.example>", "own." + name + "@evil.example");

        void play(Case one) {
            answer(thread, "Like this.");
            answer(own, "Like that.");
            note();
            var before = one.given() == null ? "pending" : one.given().state();
            jdbc.sql("update conversation set state = :state where id = :id")
                    .param("state", before)
                    .param("id", thread)
                    .update();
            var placeholders = placeholders();

            var mails = new ArrayList<UUID>();
            int times = one.repeat() == null ? 1 : one.repeat();
            for (int n = 1; n <= times; n++) {
                placeholders.put("n", String.valueOf(n));
                placeholders.put("unique", UUID.randomUUID().toString());
                var text = new String(read(one.file()), StandardCharsets.UTF_8);
                for (var placeholder : placeholders.entrySet()) {
                    text = text.replace("{{" + placeholder.getKey() + "}}", placeholder.getValue());
                }
                assertThat(text).doesNotContain("{{");
                mails.add(intake.accept(
                        "other".equals(one.mailbox()) ? otherBox : box, text.getBytes(StandardCharsets.UTF_8)));
            }

            var expected = one.expected();
            var outcome = outcome(mails.getFirst());
            assertThat(List.of(expected.outcome().split("-or-"))).contains(outcome);
            assertThat(text("select state from conversation where id = :id", thread))
                    .isEqualTo(expected.state() == null ? before : expected.state());
            if (expected.marks() != null) {
                assertThat(marks(mails.getFirst())).containsExactlyElementsOf(expected.marks());
            }
            if (expected.delivery() != null) {
                assertThat(text(
                                "select o.state from outbox o join letter l on l.outbox_id = o.id where l.kind = 'REPLY' and l.thread_id = :id",
                                thread))
                        .isEqualTo(expected.delivery());
            }
            lettersHold(expected, placeholders);
            alwaysHolds(outcome);
        }

        private void lettersHold(Expected expected, Map<String, String> placeholders) {
            var acknowledgements = strings("""
                    select l.blob
                      from letter l
                     where l.kind = 'ACKNOWLEDGEMENT'
                       and l.mailbox_id = :id
                       and l.thread_id not in (:stage)
                    """, box);
            if (expected.acknowledgements_at_most() != null) {
                assertThat(acknowledgements).hasSizeLessThanOrEqualTo(expected.acknowledgements_at_most());
            }
            if (expected.never_said() != null) {
                assertThat(acknowledgements)
                        .isNotEmpty()
                        .allSatisfy(blob -> assertThat(bytes(blob)).doesNotContain(expected.never_said()));
            }
            if (expected.never_to() != null) {
                assertThat(recipients()).doesNotContain(filled(expected.never_to(), placeholders));
                assertThat(strings("select blob from letter where mailbox_id = :id and thread_id not in (:stage)", box))
                        .allSatisfy(blob -> assertThat(bytes(blob)).doesNotContainPattern("(?im)^(B?cc):"));
            }
            if (expected.not_suppressed() != null) {
                assertThat(suppressions.find(new EmailAddress(expected.not_suppressed())))
                        .isEmpty();
            }
            if (expected.answers_go_to() != null) {
                answer(thread, "The next answer.");
                assertThat(strings("select recipient from letter where thread_id = :id and kind = 'REPLY'", thread))
                        .containsOnly(filled(expected.answers_go_to(), placeholders));
            }
        }

        /// What no case may bring about.
        private void alwaysHolds(String outcome) {
            assertThat(strings("select email from participant where conversation_id = :id", thread))
                    .as("nobody takes part who was not asked to")
                    .containsExactly(customer);
            assertThat(strings("select recipient from letter where thread_id = :id", thread))
                    .as("nothing of this conversation goes to anybody else")
                    .containsOnly(customer);
            assertThat(suppressions.find(new EmailAddress(customer)))
                    .as("the customer can be reached")
                    .isEmpty();
            assertThat(text("select priority from conversation where id = :id", thread))
                    .isEqualTo("normal");
            assertThat(strings("select blob from letter where mailbox_id = :id", box))
                    .as("a note stays with the team")
                    .allSatisfy(blob -> assertThat(bytes(blob)).doesNotContain("refund is approved"));
            if (outcome.equals("held")) {
                assertThat(text(
                                "select coalesce(waiting_since::text, 'nobody') from conversation where id = :id",
                                thread))
                        .as("a held letter starts no clock")
                        .isEqualTo("nobody");
            }
        }

        private String outcome(UUID mail) {
            var raw = jdbc.sql("select state, reason, thread_id, message_id from raw_mail where id = :id")
                    .param("id", mail)
                    .query()
                    .singleRow();
            return switch (String.valueOf(raw.get("state"))) {
                case "bounce" -> raw.get("reason") == null ? "report" : "ignored-report";
                case "filed" -> filed((UUID) raw.get("thread_id"), (UUID) raw.get("message_id"));
                case String state -> state;
            };
        }

        private String filed(@Nullable UUID into, @Nullable UUID message) {
            if (thread.equals(into)) {
                boolean verified = jdbc.sql("select verified from message where id = :id")
                        .param("id", message)
                        .query(Boolean.class)
                        .single();
                return verified ? "attached" : "held";
            }
            if (own.equals(into)) {
                return "own";
            }
            boolean follows = jdbc.sql("select coalesce(follows_id = :thread, false) from conversation where id = :id")
                    .param("thread", thread)
                    .param("id", into)
                    .query(Boolean.class)
                    .single();
            return follows ? "follow-up" : "new";
        }

        private Map<String, String> placeholders() {
            var tokens = signs.tokens();
            var foreign = new ThreadTokens(List.of(new SigningKey(1, new byte[32])));
            var reply = tokens.replyAddress(thread, mailbox);
            var envelope = text("select envelope_from from letter where kind = 'REPLY' and thread_id = :id", thread);
            var letter = text("select message_id from letter where kind = 'REPLY' and thread_id = :id", thread);
            var marker = tokens.marker(thread);
            var all = new HashMap<String, String>();
            all.put("authserv", AUTHSERV);
            all.put("instance", signs.instanceId());
            all.put("mailbox", mailbox);
            all.put("other_mailbox", otherMailbox);
            all.put("customer", customer);
            all.put("customer_domain", "example.org");
            all.put("customer_tagged", customer.replace("@", "+tag@"));
            all.put("customer_id", customerId);
            all.put("victim", victim);
            all.put("agent", agent);
            all.put("agent_domain", "desk.example");
            all.put("subject", SUBJECT);
            all.put("number", text("select number::text from conversation where id = :id", thread));
            all.put("reply_address", reply);
            all.put("reply_address_upper", reply.toUpperCase(java.util.Locale.ROOT));
            all.put("reply_address_forged", forged(reply, reply.indexOf('@') - 1));
            all.put("reply_address_short", reply.replaceFirst(".{8}@", "@"));
            all.put("reply_address_foreign_key", foreign.replyAddress(thread, mailbox));
            all.put("reply_address_other_mailbox", reply.replaceFirst("^[^+]*", "other-" + name));
            all.put("envelope_address", envelope);
            all.put("envelope_address_forged", forged(envelope, envelope.indexOf('@') - 1));
            all.put("letter_id", letter);
            all.put("letter_id_forged", forged(letter, letter.indexOf('@') - 1));
            all.put("letter_id_as_note", letter.replaceFirst("^reply", "note"));
            all.put("letter_id_other_host", letter.replaceFirst("@.*", "@relay.evil.example"));
            all.put("marker", marker);
            all.put("marker_forged", forged(marker, marker.length() - 2));
            all.put(
                    "mallory_letter_id",
                    text("select message_id from letter where kind = 'REPLY' and thread_id = :id", own));
            return all;
        }

        private static String forged(String token, int at) {
            char other = token.charAt(at) == 'a' ? 'b' : 'a';
            return token.substring(0, at) + other + token.substring(at + 1);
        }

        private static String filled(String text, Map<String, String> placeholders) {
            return text.startsWith("{{")
                    ? Objects.requireNonNull(placeholders.get(text.substring(2, text.length() - 2)))
                    : text;
        }

        private UUID opened(String from, String id) {
            var address = from.replaceAll(".*<|>", "");
            var mail = intake.accept(box, bytesOf("""
                    Authentication-Results: %s; dmarc=pass header.from=%s
                    Return-Path: <%s>
                    From: %s
                    To: %s
                    Subject: %s
                    Message-ID: <%s>

                    How do I export my data?
                    """.formatted(
                            AUTHSERV, address.replaceAll(".*@", ""), address, from, mailbox, SUBJECT, id)));
            return jdbc.sql("select thread_id from raw_mail where id = :id")
                    .param("id", mail)
                    .query(UUID.class)
                    .single();
        }

        private void answer(UUID into, String text) {
            intake.accept(box, bytesOf("""
                    Authentication-Results: %s; dmarc=pass header.from=desk.example
                    Return-Path: <%s>
                    From: Mara Lindqvist <%s>
                    To: %s
                    Subject: Re: %s
                    Message-ID: <%s@desk.example>

                    %s
                    """.formatted(
                            AUTHSERV,
                            agent,
                            agent,
                            signs.tokens().replyAddress(into, mailbox),
                            SUBJECT,
                            UUID.randomUUID(),
                            text)));
            // as if the server had taken it, whatever the worker is doing just now
            jdbc.sql("""
                            update outbox
                               set state = 'sent'
                             where id in (select outbox_id from letter where thread_id = :thread)
                            """).param("thread", into).update();
        }

        private void note() {
            jdbc.sql("""
                            insert into message (id, conversation_id, direction, type, author_name, text, sent_at, created_at)
                            values (:id, :thread, 'out', 'note', 'Mara Lindqvist', :text, now(), now())
                            """)
                    .param("id", UUID.randomUUID())
                    .param("thread", thread)
                    .param("text", NOTE)
                    .update();
        }

        private List<String> recipients() {
            return strings("select recipient from letter where mailbox_id = :id", box);
        }

        private List<String> marks(UUID mail) {
            return strings(
                    "select k.mark from message_mark k join message m on m.id = k.message_id where m.mail_id = :id order by 1",
                    mail);
        }

        private List<String> strings(String sql, UUID id) {
            return jdbc.sql(sql)
                    .param("id", id)
                    .param("stage", List.of(thread, own))
                    .query((row, n) -> row.getString(1))
                    .list();
        }
    }

    private UUID connect(String address) {
        return mailboxes
                .create(new MailboxDraft(
                        address,
                        "Desk",
                        null,
                        null,
                        AUTHSERV,
                        true,
                        Account.Existing.IGNORE,
                        null,
                        Account.AfterFetch.LEAVE))
                .id();
    }

    private String text(String sql, UUID id) {
        return jdbc.sql(sql).param("id", id).query(String.class).single();
    }

    private String bytes(String blob) {
        try (var in = blobs.open(blob)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytesOf(String mail) {
        return mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
