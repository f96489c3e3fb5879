package io.keepwell.mail.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.shared.EmailAddress;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A mail that a customer writes in the mail room, made into the bytes that their mail program would send.
///
/// @param from       who writes
/// @param name       their name, or null
/// @param to         where it goes
/// @param subject    subject
/// @param text       what they write
/// @param answered   Message-ID of the letter it answers, or null
/// @param references Message-IDs before that
record CustomerMail(
        EmailAddress from,
        @Nullable String name,
        String to,
        String subject,
        String text,
        @Nullable String answered,
        List<String> references) {

    /// The name that a mailbox trusts (`trustedAuthservId`) when it lives in the mail room alone, as that of the demo:
    /// there is no server that could vouch for anybody.
    static final String AUTHSERV = "mail-room.keepwell.test";

    /// The bytes of the mail, with what the receiving server would put on top.
    byte[] bytes(Instant at) {
        try {
            var message = new Numbered(UUID.randomUUID() + "@" + from.domain());
            message.addHeader("Return-Path", "<" + from.value() + ">");
            message.addHeader("Authentication-Results", AUTHSERV + "; dmarc=pass header.from=" + from.domain());
            message.setFrom(new InternetAddress(from.value(), name, UTF_8.name()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
            message.setSubject(subject, UTF_8.name());
            message.setSentDate(Date.from(at));
            if (answered != null) {
                message.setHeader("In-Reply-To", "<" + answered + ">");
                message.setHeader(
                        "References",
                        Stream.concat(references.stream(), Stream.of(answered))
                                .distinct()
                                .map(id -> "<" + id + ">")
                                .collect(Collectors.joining("\r\n ")));
            }
            message.setText(text.replace("\r\n", "\n").replace("\n", "\r\n"), UTF_8.name());
            message.setHeader("Content-Transfer-Encoding", "quoted-printable");
            var out = new ByteArrayOutputStream();
            message.writeTo(out);
            return out.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A mail could not be made", e);
        }
    }

    private static final class Numbered extends MimeMessage {

        private final String id;

        Numbered(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
