package io.keepwell.testing;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/// A real IMAP and SMTP server on free ports of the loopback, and ordinary mail clients that use it.
/// Addresses with a plus are delivered to the mailbox before the plus; every password is `secret`.
public final class PostOffice implements AutoCloseable {

    public static final String PASSWORD = "secret";

    static {
        // GreenMail's threads end with an exception when a client is killed, which is nobody's fault
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private final GreenMail server;
    private final NullSenderGate gate;

    private PostOffice(GreenMail server) {
        this.server = server;
        this.gate = NullSenderGate.before(server.getSmtp().getPort());
    }

    /// Opens it with mailboxes for these addresses; mail to others is refused by nobody and makes a mailbox.
    public static PostOffice open(String... addresses) {
        var setups = new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        };
        for (var setup : setups) {
            setup.setServerStartupTimeout(10_000);
        }
        var server = new GreenMail(setups);
        server.start();
        var office = new PostOffice(server);
        for (var address : addresses) {
            office.mailbox(address);
        }
        server.getUserManager().setMessageDeliveryHandler((message, to) -> {
            // as every server notes the envelope sender at the last stop (RFC 5321, 4.4)
            var sender = message.getReturnPath().getEmail();
            message.getMessage()
                    .setHeader("Return-Path", "<" + (sender.equals(NullSenderGate.NOBODY) ? "" : sender) + ">");
            return office.mailbox(to.getEmail().replaceFirst("\\+[^@]*@", "@"));
        });
        return office;
    }

    public int smtpPort() {
        return gate.port();
    }

    public int imapPort() {
        return server.getImap().getPort();
    }

    /// Hands a mail to the SMTP server, as a mail client does.
    public void send(MimeMessage mail, String from, String... to) {
        try {
            var recipients = new InternetAddress[to.length];
            for (int i = 0; i < to.length; i++) {
                recipients[i] = new InternetAddress(to[i]);
            }
            var session = session(from);
            mail.saveChanges();
            try (var transport = session.getTransport("smtp")) {
                transport.connect();
                transport.sendMessage(mail, recipients);
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A plain new mail, sent.
    ///
    /// @return the mail with its Message-ID
    public MimeMessage write(String fromName, String from, String to, String subject, String text) {
        try {
            var mail = new MimeMessage(session(from));
            mail.setFrom(new InternetAddress(from, fromName, "UTF-8"));
            mail.setRecipients(jakarta.mail.Message.RecipientType.TO, to);
            mail.setSubject(subject, "UTF-8");
            mail.setText(text, "UTF-8");
            send(mail, from, to);
            return mail;
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Answers a mail as a mail client does: Reply-To, Re:, In-Reply-To and References, with the quote below.
    public MimeMessage answer(MimeMessage letter, String fromName, String from, String text) {
        try {
            var mail = (MimeMessage) letter.reply(false);
            mail.setFrom(new InternetAddress(from, fromName, "UTF-8"));
            var quote = new StringBuilder(text).append("\n\nOn an earlier day somebody wrote:\n");
            text(letter).lines().forEach(line -> quote.append("> ").append(line).append('\n'));
            mail.setText(quote.toString(), "UTF-8");
            send(mail, from, ((InternetAddress) mail.getAllRecipients()[0]).getAddress());
            return mail;
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Everything in the INBOX of an address, oldest first, read over IMAP.
    public List<MimeMessage> inbox(String address) {
        mailbox(address);
        try (var store = session(address).getStore("imap")) {
            store.connect("127.0.0.1", imapPort(), address, PASSWORD);
            try (var folder = store.getFolder("INBOX")) {
                folder.open(Folder.READ_ONLY);
                var mails = new ArrayList<MimeMessage>();
                for (var message : folder.getMessages()) {
                    var bytes = new ByteArrayOutputStream();
                    message.writeTo(bytes);
                    mails.add(new MimeMessage(
                            Session.getInstance(new Properties()), new ByteArrayInputStream(bytes.toByteArray())));
                }
                return mails;
            }
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until the INBOX of an address holds a mail that fits, and returns the newest such.
    public MimeMessage await(String address, Duration atMost, Predicate<MimeMessage> fits) {
        return Awaitility.await("mail to " + address)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> inbox(address).stream().filter(fits).toList(), found -> !found.isEmpty())
                .getLast();
    }

    /// The text of a mail: its first plain part.
    public static String text(MimeMessage mail) {
        try {
            return text((jakarta.mail.Part) mail);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The decoded first header of a name, or empty text.
    public static String header(MimeMessage mail, String name) {
        try {
            var value = mail.getHeader(name, ", ");
            return value == null ? "" : jakarta.mail.internet.MimeUtility.decodeText(value);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        gate.close();
        server.stop();
    }

    private static String text(jakarta.mail.Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return String.valueOf(part.getContent()).replace("\r\n", "\n");
        }
        if (part.getContent() instanceof jakarta.mail.Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var text = text(parts.getBodyPart(i));
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }

    private synchronized GreenMailUser mailbox(String address) {
        try {
            var user = server.getUserManager().getUserByEmail(address);
            return user != null ? user : server.getUserManager().createUser(address, address, PASSWORD);
        } catch (UserException e) {
            throw new IllegalStateException(e);
        }
    }

    private Session session(String user) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(smtpPort()));
        properties.setProperty("mail.smtp.from", user);
        properties.setProperty("mail.smtp.timeout", "10000");
        properties.setProperty("mail.imap.timeout", "10000");
        return Session.getInstance(properties);
    }
}
