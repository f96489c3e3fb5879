package io.keepwell.mail;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.shared.Texts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is wrong with a mail server, and what to do, in the words of the person who asks.
final class TroubleWords {

    private TroubleWords() {}

    /// The words for a server of a mailbox, or for the provider that lets us in.
    static String of(Account account, String protocol, ConnectionTrouble trouble) {
        var server = protocol.equals("smtp") ? account.smtp() : account.imap();
        return server == null
                ? of(protocol, account.address(), 0, trouble.kind(), trouble.words())
                : of(protocol, server.host(), server.port(), trouble.kind(), trouble.words());
    }

    static String of(String protocol, String host, int port, ConnectionTrouble.Kind kind, @Nullable String words) {
        return Texts.t(
                "mail.trouble." + kind.name(),
                "protocol",
                protocol.toUpperCase(Locale.ROOT),
                "host",
                host,
                "port",
                String.valueOf(port),
                "words",
                words == null ? "" : words);
    }
}
