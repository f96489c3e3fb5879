package io.keepwell.mail.wire;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// One conversation with an SMTP server that hands over one letter, byte by byte as it was composed.
public final class SmtpCall {

    /// What to send.
    ///
    /// @param from    envelope sender, empty for none (`<>`)
    /// @param to      envelope recipient
    /// @param content file with the whole MIME message
    public record Envelope(String from, String to, Path content) {}

    /// What the server said.
    public sealed interface Answer {

        /// It took the letter.
        record Taken() implements Answer {}

        /// It will not take it, in its words.
        record Refused(String words) implements Answer {}

        /// It cannot take it now; nothing was handed over, or the server said so itself.
        record NotNow(String words) implements Answer {}

        /// The letter was handed over and no answer came.
        record Silence(String words) implements Answer {}
    }

    /// The whole call, however slowly the bytes drip. RFC 5321 (4.5.3.2.6) allows ten minutes after the final
    /// dot.
    private static final Duration WHOLE = Duration.ofMinutes(12);

    private SmtpCall() {}

    /// Connects and signs in, and sends nothing.
    ///
    /// @throws ConnectionTrouble where that does not work
    public static void tryOut(ServerSettings server) throws ConnectionTrouble, InterruptedException {
        try {
            Deadline.within(Duration.ofSeconds(40), () -> {
                try (var transport = new Handover(session(server), () -> {})) {
                    connect(transport, server);
                }
                return true;
            });
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw ConnectionTrouble.of(e);
        }
    }

    /// Hands a letter over.
    ///
    /// @param begin called once, after the server's 354 and before the first byte of the letter; what it throws
    ///              ends the call with nothing sent
    public static Answer send(ServerSettings server, Envelope envelope, Runnable begin) throws Exception {
        try {
            return attempt(server, envelope, begin);
        } catch (SenderRefused refused) {
            // some servers let nobody but the mailbox itself stand in the envelope
            int plus = envelope.from().indexOf('+');
            var plain = envelope.from().substring(0, plus)
                    + envelope.from().substring(envelope.from().lastIndexOf('@'));
            return attempt(server, new Envelope(plain, envelope.to(), envelope.content()), begin);
        }
    }

    /// The server does not take the address that names the letter.
    private static final class SenderRefused extends Exception {

        private static final long serialVersionUID = 1;
    }

    private static Answer attempt(ServerSettings server, Envelope envelope, Runnable begin) throws Exception {
        var transport = new Handover(session(server), begin);
        try {
            return Deadline.within(WHOLE, () -> {
                try (transport) {
                    connect(transport, server);
                    transport.sendMessage(new Composed(envelope), recipients(envelope));
                    return new Answer.Taken();
                }
            });
        } catch (MessagingException | TimeoutException e) {
            if (envelope.from().contains("+") && !transport.begun && senderRefused(e)) {
                throw new SenderRefused();
            }
            return judge(e, transport.begun);
        }
    }

    private static Address[] recipients(Envelope envelope) throws MessagingException {
        var recipient = new InternetAddress();
        recipient.setAddress(envelope.to());
        return new Address[] {recipient};
    }

    private static void connect(SMTPTransport transport, ServerSettings server) throws MessagingException {
        transport.connect(
                server.host(),
                server.port(),
                server.username(),
                server.username() == null ? null : server.password() == null ? "" : server.password());
    }

    private static boolean senderRefused(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; ) {
            if (cause instanceof SMTPSenderFailedException e) {
                return e.getReturnCode() >= 500;
            }
            cause = cause instanceof MessagingException e && e.getNextException() != null
                    ? e.getNextException()
                    : cause.getCause();
        }
        return false;
    }

    private static Answer judge(Exception thrown, boolean begun) {
        int code = code(thrown);
        var words = ConnectionTrouble.of(thrown).words();
        if (code >= 500 && code < 600) {
            return new Answer.Refused(words);
        }
        if (begun && (code < 400 || code >= 500)) {
            return new Answer.Silence(words);
        }
        return new Answer.NotNow(words);
    }

    /// The code of the server's answer to what was asked of it for this letter; -1 where there is none. A
    /// refused sign-in is not an answer to the letter: somebody will correct the password.
    private static int code(@Nullable Throwable thrown) {
        for (var cause = thrown; cause != null; ) {
            switch (cause) {
                case SMTPAddressFailedException e -> {
                    return e.getReturnCode();
                }
                case SMTPSenderFailedException e -> {
                    return e.getReturnCode();
                }
                case SMTPSendFailedException e
                when !(e.getNextException() instanceof SMTPAddressFailedException) -> {
                    return e.getReturnCode();
                }
                default -> {}
            }
            cause = cause instanceof MessagingException e && e.getNextException() != null
                    ? e.getNextException()
                    : cause.getCause();
        }
        return -1;
    }

    /// What a session of the library depends on. Making one searches every library for mail providers, which
    /// takes longer than a letter does; who signs in is said when connecting, and who sends with each letter.
    private record Manner(boolean signsIn, Security security, boolean token) {

        Session session() {
            var properties = new Properties();
            properties.setProperty("mail.smtp.connectiontimeout", "15000");
            properties.setProperty("mail.smtp.timeout", "120000");
            properties.setProperty("mail.smtp.quitwait", "false");
            properties.setProperty("mail.smtp.auth", String.valueOf(signsIn));
            properties.setProperty("mail.smtp.ssl.enable", String.valueOf(security == Security.TLS));
            properties.setProperty("mail.smtp.starttls.enable", String.valueOf(security == Security.STARTTLS));
            properties.setProperty("mail.smtp.starttls.required", String.valueOf(security == Security.STARTTLS));
            if (token) {
                properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
            }
            return Session.getInstance(properties);
        }
    }

    private static final Map<Manner, Session> SESSIONS = new ConcurrentHashMap<>();

    private static Session session(ServerSettings server) {
        return SESSIONS.computeIfAbsent(
                new Manner(server.username() != null, server.security(), server.token()), Manner::session);
    }

    /// Tells the moment after which nothing can be taken back: `data()` returns when the server has said 354.
    private static final class Handover extends SMTPTransport {

        private final Runnable begin;
        private volatile boolean begun;

        Handover(Session session, Runnable begin) {
            super(session, new URLName("smtp", null, -1, null, null, null));
            this.begin = begin;
        }

        @Override
        protected OutputStream data() throws MessagingException {
            var out = super.data();
            begin.run();
            begun = true;
            return out;
        }
    }

    /// A letter that goes out exactly as it was composed.
    private static final class Composed extends SMTPMessage {

        private final Path content;

        Composed(Envelope envelope) {
            super((Session) null);
            this.content = envelope.content();
            setEnvelopeFrom(envelope.from().isEmpty() ? "<>" : envelope.from());
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException {
            Files.copy(content, out);
        }
    }
}
