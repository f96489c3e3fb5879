package io.keepwell.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.mail.LetterContent.Automatic;
import io.keepwell.mail.mime.MailText;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes the MIME bytes of a letter of ours (T12, L3).
final class LetterComposer {

    /// One for all letters: making one searches every library for mail providers, and composing asks nothing of
    /// it.
    private static final Session COMPOSING = Session.getInstance(new Properties());

    private LetterComposer() {}

    /// Writes the letter to the stream; files are streamed through.
    static void write(LetterContent letter, OutputStream out) throws IOException {
        try {
            message(letter).writeTo(out);
        } catch (MessagingException impossible) {
            throw new IllegalStateException("A letter could not be composed.", impossible);
        }
    }

    /// The letter in memory.
    static byte[] bytes(LetterContent letter) throws IOException {
        var out = new ByteArrayOutputStream();
        write(letter, out);
        return out.toByteArray();
    }

    private static MimeMessage message(LetterContent letter) throws MessagingException, UnsupportedEncodingException {
        var heading = letter.heading();
        var message = new SignedMessage(letter.thread().messageId());
        message.setFrom(address(heading.mailbox(), heading.fromName()));
        message.setRecipient(Message.RecipientType.TO, address(heading.to(), heading.toName()));
        if (!heading.replyTo().equals(heading.mailbox())) {
            message.setReplyTo(new InternetAddress[] {address(heading.replyTo(), heading.fromName())});
        }
        message.setSubject(MailText.line(heading.subject()), UTF_8.name());
        message.setSentDate(Date.from(letter.date()));
        putThread(letter, message);
        putAutomatic(letter, message);
        if (letter.unsubscribe() != null) {
            message.setHeader("List-Unsubscribe", "<" + letter.unsubscribe().toASCIIString() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        if (letter.language() != null) {
            message.setContentLanguage(new String[] {letter.language().toLanguageTag()});
        }
        putBody(letter, message);
        message.saveChanges();
        return message;
    }

    private static InternetAddress address(String address, @Nullable String name) throws UnsupportedEncodingException {
        return new InternetAddress(address, name == null || name.isBlank() ? null : MailText.line(name), UTF_8.name());
    }

    private static void putThread(LetterContent letter, MimeMessage message) throws MessagingException {
        var ids = letter.thread();
        if (ids.inReplyTo() != null) {
            message.setHeader("In-Reply-To", "<" + id(ids.inReplyTo()) + ">");
        }
        if (!ids.references().isEmpty()) {
            // Folded by ourselves, an id per line: ids have no blanks to fold at and lines end at 998 characters.
            message.setHeader(
                    "References",
                    ids.references().stream().map(id -> "<" + id(id) + ">").collect(Collectors.joining("\r\n ")));
        }
    }

    /// Ids of strangers go into our header: nothing in them may begin a header of its own.
    private static String id(String id) {
        return id.chars()
                .filter(c -> c > ' ' && c != 0x7f && c != '<' && c != '>')
                .limit(900)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void putAutomatic(LetterContent letter, MimeMessage message) throws MessagingException {
        if (letter.automatic() == Automatic.NO) {
            return;
        }
        message.setHeader(
                "Auto-Submitted", letter.automatic() == Automatic.REPLIED ? "auto-replied" : "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader(LoopHeader.NAME, letter.thread().instanceId());
    }

    private static void putBody(LetterContent letter, MimeMessage message) throws MessagingException {
        if (letter.attachments().isEmpty()) {
            putWords(letter, message);
            return;
        }
        var mixed = new MimeMultipart("mixed");
        var words = new MimeBodyPart();
        putWords(letter, words);
        mixed.addBodyPart(words);
        for (var file : letter.attachments()) {
            mixed.addBodyPart(attachment(file));
        }
        message.setContent(mixed);
    }

    private static void putWords(LetterContent letter, MimePart part) throws MessagingException {
        if (letter.html() == null) {
            putText(letter.text(), "plain", part);
            return;
        }
        var alternative = new MimeMultipart("alternative");
        for (var words : List.of(List.of(letter.text(), "plain"), List.of(letter.html(), "html"))) {
            var body = new MimeBodyPart();
            putText(words.getFirst(), words.getLast(), body);
            alternative.addBodyPart(body);
        }
        part.setContent(alternative);
    }

    private static void putText(String text, String kind, MimePart part) throws MessagingException {
        part.setText(MailText.clean(text).replace("\n", "\r\n"), UTF_8.name(), kind);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    }

    private static MimeBodyPart attachment(LetterContent.File file) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new FileSource(file)));
        part.setFileName(MailText.line(file.name()));
        part.setDisposition(Part.ATTACHMENT);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    /// Keeps the Message-ID that we signed.
    private static final class SignedMessage extends MimeMessage {

        private final String messageId;

        SignedMessage(String messageId) {
            super(COMPOSING);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + messageId + ">");
        }
    }

    private record FileSource(LetterContent.File file) implements DataSource {

        private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}");

        @Override
        public InputStream getInputStream() throws IOException {
            return file.bytes().open();
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException("A file of a letter is only read.");
        }

        @Override
        public String getContentType() {
            // What is not one plain type, or must not be base64 (RFC 2046, 5.2.1), travels as bytes.
            String type = file.contentType();
            boolean plain =
                    TYPE.matcher(type).matches() && !type.startsWith("message/") && !type.startsWith("multipart/");
            return plain ? type : "application/octet-stream";
        }

        @Override
        public String getName() {
            return file.name();
        }
    }
}
