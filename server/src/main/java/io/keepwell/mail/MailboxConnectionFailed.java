package io.keepwell.mail;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.shared.Refusal;
import java.util.List;

/// A mail server did not let us in. Says what happened and what to do, at the field where it helps.
class MailboxConnectionFailed extends Refusal {

    /// @param protocol `imap` or `smtp`
    MailboxConnectionFailed(String protocol, ServerSettings server, ConnectionTrouble trouble) {
        super(
                Kind.INVALID,
                TroubleWords.of(protocol, server.host(), server.port(), trouble.kind(), trouble.words()),
                List.of(new FieldError(
                        protocol + field(trouble.kind()),
                        TroubleWords.of(protocol, server.host(), server.port(), trouble.kind(), trouble.words()))));
    }

    private static String field(ConnectionTrouble.Kind kind) {
        return switch (kind) {
            case UNKNOWN_HOST -> ".host";
            case REFUSED, TIMEOUT, CLOSED -> ".port";
            case TLS -> ".security";
            case LOGIN -> ".password";
            case OTHER, CONSENT, GRANT_ENDED, DENIED, ADMIN_CONSENT, CLIENT, SCOPE, REDIRECT, TOKEN_LOGIN, PROVIDER ->
                "";
        };
    }
}
