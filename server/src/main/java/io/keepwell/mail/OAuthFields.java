package io.keepwell.mail;

import org.jspecify.annotations.Nullable;

/// What stands in the form of a mailbox about a provider's permission.
///
/// @param signIn `password`, `microsoft`, `google` or `other`
record OAuthFields(
        @Nullable String signIn,
        @Nullable String tenant,
        @Nullable String authorizationEndpoint,
        @Nullable String tokenEndpoint,
        @Nullable String scopes,
        @Nullable String clientId,
        @Nullable String clientSecret) {

    static OAuthFields password() {
        return new OAuthFields("password", null, null, null, null, null, null);
    }

    static OAuthFields of(@Nullable MailboxOAuth oauth) {
        if (oauth == null) {
            return password();
        }
        var provider = oauth.provider();
        boolean other = oauth.kind() == MailboxOAuth.Kind.OTHER;
        return new OAuthFields(
                oauth.kind().word(),
                oauth.tenant(),
                other ? provider.authorization().toString() : null,
                other ? provider.token().toString() : null,
                other ? provider.scopes() : null,
                provider.clientId(),
                null);
    }

    /// As the API would say it; null for with a password.
    @Nullable
    OAuthRequest asRequest() {
        return signIn == null || signIn.equals("password")
                ? null
                : new OAuthRequest(
                        signIn, tenant, authorizationEndpoint, tokenEndpoint, scopes, clientId, clientSecret);
    }

    boolean by(String way) {
        return way.equals(signIn == null ? "password" : signIn);
    }
}
