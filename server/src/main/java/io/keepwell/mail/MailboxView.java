package io.keepwell.mail;

import io.keepwell.mail.wire.ServerSettings;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mailbox as the API answers it: without passwords.
///
/// @param state       `connecting`, `ok`, `failing` or `mail-room`
/// @param problem     what is wrong and what to do, in words; null where nothing is
/// @param lastFetchAt when we last looked at the server and got an answer
/// @param quarantined how many of its mails could not be read
/// @param oauth       how it is entered with a provider's permission, null for with passwords
record MailboxView(
        UUID id,
        String address,
        String name,
        @Nullable Server imap,
        @Nullable Server smtp,
        @Nullable String trustedAuthservId,
        boolean acknowledge,
        String existing,
        @Nullable Integer existingDays,
        String afterFetch,
        String state,
        @Nullable String problem,
        @Nullable Instant lastFetchAt,
        int quarantined,
        @Nullable OAuthView oauth) {

    /// A server, without its password.
    record Server(String host, int port, @Nullable String username, String security) {

        static @Nullable Server of(@Nullable ServerSettings server) {
            return server == null
                    ? null
                    : new Server(
                            server.host(),
                            server.port(),
                            server.username(),
                            server.security().word());
        }
    }

    static MailboxView of(Account account, MailboxHealth.Condition condition, @Nullable OAuthView oauth) {
        var imap = account.imap();
        return new MailboxView(
                account.id(),
                account.address(),
                account.name(),
                Server.of(imap),
                Server.of(account.smtp()),
                account.trustedAuthservId(),
                account.acknowledge(),
                account.existing().word(),
                account.existingDays(),
                account.afterFetch().word(),
                condition.state(),
                condition.trouble() == null || imap == null
                        ? null
                        : TroubleWords.of("imap", imap.host(), imap.port(), condition.trouble(), condition.words()),
                condition.lastFetchAt(),
                condition.quarantined(),
                oauth);
    }
}
