package io.keepwell.mail;

import io.keepwell.mail.wire.ServerSettings;
import org.jspecify.annotations.Nullable;

/// A mailbox turned back into what a person says about it.
final class MailboxForm {

    private MailboxForm() {}

    static MailboxRequest.@Nullable Server server(@Nullable ServerSettings server) {
        return server == null
                ? null
                : new MailboxRequest.Server(
                        server.host(),
                        server.port(),
                        server.username(),
                        null,
                        server.security().word());
    }
}
