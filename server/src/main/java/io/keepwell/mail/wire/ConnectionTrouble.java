package io.keepwell.mail.wire;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/// A mail server could not be reached or did not do what it should, sorted by what a person can do about it.
public final class ConnectionTrouble extends Exception {

    private static final long serialVersionUID = 1;

    /// What is wrong, by what helps.
    public enum Kind {
        /// No such host.
        UNKNOWN_HOST,
        /// Nobody listens on that port, or the way there is closed.
        REFUSED,
        /// No answer in time.
        TIMEOUT,
        /// The protection could not be agreed on: wrong kind, wrong port, or a certificate nobody vouches for.
        TLS,
        /// User name or password are not taken.
        LOGIN,
        /// The server closed the connection.
        CLOSED,
        /// Nobody has allowed us in yet, or the provider wants to ask a person again.
        CONSENT,
        /// The provider does not honour our permission any more.
        GRANT_ENDED,
        /// The person said no.
        DENIED,
        /// Only an administrator of the provider's organisation may say yes.
        ADMIN_CONSENT,
        /// The provider does not know our client id, or its secret is wrong or has run out.
        CLIENT,
        /// The provider knows nothing of what we ask for.
        SCOPE,
        /// The provider does not know the address that people come back to.
        REDIRECT,
        /// The provider gave permission, and yet the mail server lets us not in.
        TOKEN_LOGIN,
        /// The provider does not answer, or says something we do not understand.
        PROVIDER,
        /// Something else; the server's own words tell.
        OTHER
    }

    private final Kind kind;
    private final String words;

    ConnectionTrouble(Kind kind, String words, @Nullable Throwable cause) {
        super(kind + ": " + words, cause);
        this.kind = kind;
        this.words = words;
    }

    public Kind kind() {
        return kind;
    }

    /// What the server or the network said.
    public String words() {
        return words;
    }

    /// Nobody has allowed us in yet.
    public static ConnectionTrouble consentMissing() {
        return new ConnectionTrouble(Kind.CONSENT, "no consent yet", null);
    }

    /// What was kept of an earlier trouble.
    public static ConnectionTrouble again(Kind kind, String words) {
        return new ConnectionTrouble(kind, words, null);
    }

    /// Sorts what a mail library threw.
    static ConnectionTrouble of(Throwable thrown) {
        var words = words(thrown);
        for (Throwable cause = thrown; cause != null; cause = next(cause)) {
            var kind = kind(cause);
            if (kind != null) {
                return new ConnectionTrouble(kind, words, thrown);
            }
        }
        return new ConnectionTrouble(Kind.OTHER, words, thrown);
    }

    private static @Nullable Kind kind(Throwable cause) {
        return switch (cause) {
            case AuthenticationFailedException e -> Kind.LOGIN;
            case UnknownHostException e -> Kind.UNKNOWN_HOST;
            case SocketTimeoutException e -> Kind.TIMEOUT;
            case TimeoutException e -> Kind.TIMEOUT;
            case ConnectException e -> Kind.REFUSED;
            case NoRouteToHostException e -> Kind.REFUSED;
            case SSLException e -> Kind.TLS;
            case EOFException e -> Kind.CLOSED;
            case MessagingException e when text(e).contains("starttls") -> Kind.TLS;
            case MessagingException e
            when text(e).contains("eof") || text(e).contains("connection reset") || text(e).contains("dropped") ->
                Kind.CLOSED;
            default -> null;
        };
    }

    private static String text(Throwable cause) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    }

    private static @Nullable Throwable next(Throwable cause) {
        if (cause instanceof MailConnectException connect && connect.getNextException() != null) {
            return connect.getNextException();
        }
        if (cause instanceof MessagingException messaging && messaging.getNextException() != null) {
            return messaging.getNextException();
        }
        return cause.getCause();
    }

    private static String words(Throwable thrown) {
        Throwable last = thrown;
        for (Throwable cause = thrown; cause != null; cause = next(cause)) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                last = cause;
            }
        }
        var words = String.valueOf(last.getMessage())
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return words.length() > 300 ? words.substring(0, 300) : words;
    }
}
