package io.keepwell.mail;

import io.keepwell.mail.wire.OAuthProvider;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a mailbox is entered with a provider's permission instead of a password.
///
/// @param kind     which provider
/// @param provider its addresses, and as whom we ask
record MailboxOAuth(Kind kind, OAuthProvider provider) {

    /// The providers whose addresses we know, and all others.
    enum Kind {
        MICROSOFT,
        GOOGLE,
        OTHER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String MICROSOFT = "https://login.microsoftonline.com/";
    private static final String MICROSOFT_SCOPES =
            "https://outlook.office.com/IMAP.AccessAsUser.All" + " https://outlook.office.com/SMTP.Send offline_access";
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    /// Microsoft 365.
    ///
    /// @param tenant id or domain of the organisation's directory, null for any organisation
    static MailboxOAuth microsoft(@Nullable String tenant, String clientId, @Nullable String clientSecret) {
        var base = MICROSOFT + (tenant == null ? "organizations" : tenant) + "/oauth2/v2.0/";
        return new MailboxOAuth(
                Kind.MICROSOFT,
                new OAuthProvider(
                        URI.create(base + "authorize"),
                        URI.create(base + "token"),
                        MICROSOFT_SCOPES,
                        clientId,
                        clientSecret));
    }

    /// Gmail and Google Workspace.
    static MailboxOAuth google(String clientId, @Nullable String clientSecret) {
        return new MailboxOAuth(
                Kind.GOOGLE,
                new OAuthProvider(
                        // without these two Google gives a refresh token the first time only
                        URI.create("https://accounts.google.com/o/oauth2/v2/auth?access_type=offline&prompt=consent"),
                        URI.create("https://oauth2.googleapis.com/token"),
                        "https://mail.google.com/",
                        clientId,
                        clientSecret));
    }

    /// The tenant within Microsoft's addresses; null for any, and for other providers.
    @Nullable
    String tenant() {
        var address = provider.authorization().toString();
        if (kind != Kind.MICROSOFT || !address.startsWith(MICROSOFT)) {
            return null;
        }
        var tenant = address.substring(MICROSOFT.length()).split("/", 2)[0];
        return tenant.equals("organizations") ? null : tenant;
    }

    /// Whether tokens may be sent there: protected, or to this machine.
    static boolean safe(URI address) {
        return address.getHost() != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost())));
    }
}
