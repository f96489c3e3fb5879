package io.keepwell.mail;

import io.keepwell.platform.Blobs;
import io.keepwell.testing.WholeApplication;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A mailbox, a customer and mails that arrive: for rules of threading that need the whole way of a mail, from its
/// bytes to the conversation.
@WholeApplication
abstract class ThreadStory {

    private static final String AUTHSERV = "mx.shop.example";

    @Autowired
    MailboxKeeping mailboxes;

    @Autowired
    Intake intake;

    @Autowired
    OwnSigns signs;

    @Autowired
    Blobs blobs;

    @Autowired
    JdbcClient jdbc;

    UUID box;
    String mailbox = "";
    String ana = "";

    @BeforeEach
    void aMailbox() {
        mailbox = "t" + UUID.randomUUID().toString().substring(0, 13) + "@shop.example";
        ana = "ana." + UUID.randomUUID() + "@example.org";
        box = connect(mailbox);
    }

    UUID connect(String address) {
        return mailboxes
                .create(new MailboxDraft(
                        address,
                        "Support",
                        null,
                        null,
                        AUTHSERV,
                        false,
                        Account.Existing.IGNORE,
                        null,
                        Account.AfterFetch.LEAVE))
                .id();
    }

    String member(String role) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into team_member (id, email, name, role, locale, active, created_at)
                        values (:id, :email, 'Mara Lindqvist', :role, 'en', true, now())
                        """)
                .param("id", id)
                .param("email", "mara." + id + "@shop.example")
                .param("role", role)
                .update();
        return "mara." + id + "@shop.example";
    }

    String reply(UUID thread) {
        return signs.tokens().replyAddress(thread, mailbox);
    }

    Written mail(String from, String subject, String text) {
        return new Written(
                box, from, mailbox, subject, text, "text/plain", UUID.randomUUID() + "@example.org", "", false);
    }

    /// A mail as somebody writes it.
    final class Written {

        private final String from;
        private final String subject;
        private final String text;
        private UUID mailbox;
        private String to;
        private String type;
        private String id;
        private String headers;
        private boolean authenticated;

        Written(
                UUID mailbox,
                String from,
                String to,
                String subject,
                String text,
                String type,
                String id,
                String headers,
                boolean authenticated) {
            this.mailbox = mailbox;
            this.from = from;
            this.to = to;
            this.subject = subject;
            this.text = text;
            this.type = type;
            this.id = id;
            this.headers = headers;
            this.authenticated = authenticated;
        }

        Written to(String address) {
            to = address;
            return this;
        }

        Written in(UUID other) {
            mailbox = other;
            return this;
        }

        Written id(String messageId) {
            id = messageId;
            return this;
        }

        Written html() {
            type = "text/html";
            return this;
        }

        Written with(String lines) {
            headers += lines + "\n";
            return this;
        }

        Written authenticated() {
            authenticated = true;
            return this;
        }

        UUID arrives() {
            var domain = from.substring(from.indexOf('@') + 1);
            var results = authenticated
                    ? "Authentication-Results: " + AUTHSERV + "; dmarc=pass header.from=" + domain + "\n"
                    : "";
            var mail = results + "Return-Path: <" + from + ">\nFrom: " + from + "\nTo: " + to + "\nSubject: " + subject
                    + "\nMessage-ID: <" + id + ">\n" + headers + "Content-Type: " + type + "; charset=utf-8\n\n" + text
                    + "\n";
            return intake.accept(mailbox, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    record Said(
            String direction,
            boolean verified,
            String text,
            @Nullable String html,
            @Nullable String replyTo) {}

    Said message(UUID mail) {
        return jdbc.sql(
                        "select direction, verified, trim(text, E'\\n') as text, html, reply_to from message where mail_id = :mail")
                .param("mail", mail)
                .query(Said.class)
                .single();
    }

    List<String> marks(UUID mail) {
        return jdbc.sql("""
                        select k.mark
                          from message_mark k
                          join message m on m.id = k.message_id
                         where m.mail_id = :mail
                         order by k.mark
                        """)
                .param("mail", mail)
                .query((row, n) -> row.getString(1))
                .list();
    }

    List<String> recipients(UUID thread) {
        return jdbc.sql("select recipient from letter where thread_id = :thread and kind = 'REPLY'")
                .param("thread", thread)
                .query((row, n) -> row.getString(1))
                .list();
    }

    UUID thread(UUID mail) {
        return jdbc.sql("select thread_id from raw_mail where id = :mail")
                .param("mail", mail)
                .query(UUID.class)
                .single();
    }

    UUID follows(UUID thread) {
        return jdbc.sql("select follows_id from conversation where id = :id")
                .param("id", thread)
                .query(UUID.class)
                .single();
    }

    String state(UUID thread) {
        return text(thread, "state");
    }

    String subject(UUID thread) {
        return text(thread, "subject");
    }

    String number(UUID thread) {
        return text(thread, "number::text");
    }

    String text(UUID thread, String column) {
        return jdbc.sql("select " + column + " from conversation where id = :id")
                .param("id", thread)
                .query(String.class)
                .single();
    }

    void set(UUID thread, String state) {
        jdbc.sql("update conversation set state = :state where id = :id")
                .param("state", state)
                .param("id", thread)
                .update();
    }
}
