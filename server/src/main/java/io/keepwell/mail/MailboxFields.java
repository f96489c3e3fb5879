package io.keepwell.mail;

import io.keepwell.mail.wire.ServerSettings;
import org.jspecify.annotations.Nullable;

/// What stands in the form of a mailbox. A server without a host is none.
record MailboxFields(
        @Nullable String name,
        @Nullable String address,
        @Nullable String imapHost,
        @Nullable String imapPort,
        @Nullable String imapSecurity,
        @Nullable String imapUsername,
        @Nullable String imapPassword,
        @Nullable String smtpHost,
        @Nullable String smtpPort,
        @Nullable String smtpSecurity,
        @Nullable String smtpUsername,
        @Nullable String smtpPassword,
        @Nullable String trustedAuthservId,
        @Nullable String afterFetch) {

    /// A server in the form.
    ///
    /// @param kind `imap` or `smtp`, the beginning of the names of its fields
    record Server(String kind, String host, String port, String security, String username, boolean hasPassword) {}

    static MailboxFields empty() {
        return new MailboxFields(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    static MailboxFields of(Account account) {
        var imap = account.imap();
        var smtp = account.smtp();
        return new MailboxFields(
                account.name(),
                account.address(),
                imap == null ? null : imap.host(),
                port(imap),
                security(imap),
                imap == null ? null : imap.username(),
                null,
                smtp == null ? null : smtp.host(),
                port(smtp),
                security(smtp),
                smtp == null ? null : smtp.username(),
                null,
                account.trustedAuthservId(),
                account.afterFetch().word());
    }

    /// As the API would say it; what the form does not show stays as it is.
    MailboxRequest asRequest(@Nullable Account before, OAuthFields oauth) {
        return new MailboxRequest(
                address,
                name,
                server(imapHost, imapPort, imapUsername, imapPassword, imapSecurity),
                server(smtpHost, smtpPort, smtpUsername, smtpPassword, smtpSecurity),
                trustedAuthservId,
                before != null && before.acknowledge(),
                before == null ? "ignore" : before.existing().word(),
                before == null ? null : before.existingDays(),
                afterFetch,
                oauth.asRequest());
    }

    Server imap(boolean hasPassword) {
        return new Server("imap", or(imapHost), or(imapPort), or(imapSecurity, "tls"), or(imapUsername), hasPassword);
    }

    Server smtp(boolean hasPassword) {
        return new Server("smtp", or(smtpHost), or(smtpPort), or(smtpSecurity, "tls"), or(smtpUsername), hasPassword);
    }

    private static MailboxRequest.@Nullable Server server(
            @Nullable String host,
            @Nullable String port,
            @Nullable String username,
            @Nullable String password,
            @Nullable String security) {
        if (host == null || host.isBlank()) {
            return null;
        }
        return new MailboxRequest.Server(host, number(port), username, password, security);
    }

    /// -1, which is refused with words, where it is no number.
    private static @Nullable Integer number(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return text.strip().matches("\\d{1,6}") ? Integer.valueOf(text.strip()) : Integer.valueOf(-1);
    }

    private static @Nullable String port(@Nullable ServerSettings server) {
        return server == null ? null : String.valueOf(server.port());
    }

    private static @Nullable String security(@Nullable ServerSettings server) {
        return server == null ? null : server.security().word();
    }

    private static String or(@Nullable String text) {
        return or(text, "");
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
