package io.keepwell.mail;

import io.keepwell.mail.wire.Security;
import io.keepwell.mail.wire.ServerSettings;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mailbox as the API and the form say it.
///
/// @param existing     `ignore`, `archive` or `open`
/// @param existingDays how far back, with `open`
/// @param afterFetch   `leave`, `seen` or `delete`
record MailboxRequest(
        @Nullable String address,
        @Nullable String name,
        @Nullable Server imap,
        @Nullable Server smtp,
        @Nullable String trustedAuthservId,
        @Nullable Boolean acknowledge,
        @Nullable String existing,
        @Nullable Integer existingDays,
        @Nullable String afterFetch,
        @Nullable OAuthRequest oauth) {

    /// A server as the API and the form say it.
    ///
    /// @param port     null for the usual one
    /// @param security `none`, `starttls` or `tls`; null for `tls`
    record Server(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String username,
            @Nullable String password,
            @Nullable String security) {

        @Override
        public String toString() {
            return "Server[host=" + host + ", port=" + port + ", security=" + security + ", password=***]";
        }
    }

    private static final Set<String> SECURITIES = Set.of("none", "starttls", "tls");

    /// Checks all fields at once.
    ///
    /// @param before the mailbox to be changed, whose passwords stay where none is given; null for a new one
    /// @param oauthBefore how it was entered with a provider's permission, null where it was not
    MailboxDraft checked(@Nullable Account before, @Nullable MailboxOAuth oauthBefore) {
        var errors = new ArrayList<Refusal.FieldError>();
        var parsed = EmailAddress.parse(address == null ? "" : address);
        if (parsed.isEmpty()) {
            errors.add(new Refusal.FieldError("address", Texts.t("mail.invalid.address")));
        }
        if (name == null || name.isBlank() || name.length() > 200) {
            errors.add(new Refusal.FieldError("name", Texts.t("mail.invalid.name")));
        }
        check("imap", imap, errors);
        check("smtp", smtp, errors);
        var wantedExisting = existing == null ? "ignore" : existing;
        if (!Set.of("ignore", "archive", "open").contains(wantedExisting)) {
            errors.add(new Refusal.FieldError("existing", Texts.t("mail.invalid.existing")));
        }
        if (existingDays != null && (existingDays < 1 || existingDays > 3650)) {
            errors.add(new Refusal.FieldError("existingDays", Texts.t("mail.invalid.days")));
        }
        var wantedAfter = afterFetch == null ? "leave" : afterFetch;
        if (!Set.of("leave", "seen", "delete").contains(wantedAfter)) {
            errors.add(new Refusal.FieldError("afterFetch", Texts.t("mail.invalid.after-fetch")));
        }
        var permission =
                oauth == null ? null : oauth.checked(oauthBefore, errors).orElse(null);
        if (oauth != null && imap == null && smtp == null) {
            errors.add(new Refusal.FieldError("imap.host", Texts.t("mail.invalid.oauth.server")));
        }
        if (!errors.isEmpty() || parsed.isEmpty() || name == null) {
            throw new InvalidRequest(errors.getFirst().message(), List.copyOf(errors));
        }
        return new MailboxDraft(
                parsed.get().value(),
                name.strip(),
                settings(imap, before == null ? null : before.imap(), 993, 143, permission != null),
                settings(smtp, before == null ? null : before.smtp(), 465, 587, permission != null),
                trustedAuthservId == null || trustedAuthservId.isBlank() ? null : trustedAuthservId.strip(),
                Boolean.TRUE.equals(acknowledge),
                Account.Existing.valueOf(wantedExisting.toUpperCase(Locale.ROOT)),
                existingDays,
                Account.AfterFetch.valueOf(wantedAfter.toUpperCase(Locale.ROOT)),
                permission);
    }

    private static void check(String field, @Nullable Server server, List<Refusal.FieldError> errors) {
        if (server == null) {
            return;
        }
        if (server.host() == null || server.host().isBlank() || server.host().matches(".*[\\s/@].*")) {
            errors.add(new Refusal.FieldError(field + ".host", Texts.t("mail.invalid.host")));
        }
        if (server.port() != null && (server.port() < 1 || server.port() > 65_535)) {
            errors.add(new Refusal.FieldError(field + ".port", Texts.t("mail.invalid.port")));
        }
        if (server.security() != null && !SECURITIES.contains(server.security())) {
            errors.add(new Refusal.FieldError(field + ".security", Texts.t("mail.invalid.security")));
        }
    }

    private static @Nullable ServerSettings settings(
            @Nullable Server server, @Nullable ServerSettings before, int tlsPort, int otherPort, boolean permission) {
        if (server == null || server.host() == null) {
            return null;
        }
        var security = server.security() == null ? Security.TLS : Security.of(server.security());
        var username = server.username() == null || server.username().isBlank()
                ? null
                : server.username().strip();
        var password = server.password() == null || server.password().isEmpty() ? null : server.password();
        // a password is kept only for the host it was given for
        if (permission) {
            password = null;
        } else if (password == null
                && before != null
                && before.host().equalsIgnoreCase(server.host().strip())) {
            password = before.password();
        }
        int port = server.port() != null ? server.port() : security == Security.TLS ? tlsPort : otherPort;
        return new ServerSettings(server.host().strip(), port, username, password, security);
    }
}
