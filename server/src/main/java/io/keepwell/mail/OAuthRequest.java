package io.keepwell.mail;

import io.keepwell.mail.wire.OAuthProvider;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A provider's permission as the API and the form say it.
@Schema(name = "MailboxOAuth", description = "Enter the mailbox with a provider's permission instead of a password")
record OAuthRequest(
        @Schema(
                description = "Of the first two the addresses are known",
                allowableValues = {"microsoft", "google", "other"},
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String provider,

        @Schema(description = "With microsoft: id or domain of the directory; absent for any organisation") @Nullable
        String tenant,

        @Schema(description = "With other: where a person says yes") @Nullable
        String authorizationEndpoint,

        @Schema(description = "With other: where a code becomes a token") @Nullable
        String tokenEndpoint,

        @Schema(description = "With other: what is asked for, separated by blanks") @Nullable
        String scopes,

        @Schema(description = "The id the provider knows Keepwell by") @Nullable
        String clientId,

        @Schema(description = "Its secret; absent, the one before stays") @Nullable
        String clientSecret) {

    private static final Set<String> PROVIDERS = Set.of("microsoft", "google", "other");
    private static final String TENANT = "[A-Za-z0-9.-]{1,200}";

    /// Checks all fields.
    ///
    /// @param before what was set before, whose secret stays where none is given
    /// @return nothing where there are errors
    Optional<MailboxOAuth> checked(@Nullable MailboxOAuth before, List<Refusal.FieldError> errors) {
        int known = errors.size();
        if (provider == null || !PROVIDERS.contains(provider)) {
            errors.add(new Refusal.FieldError("oauth.provider", Texts.t("mail.invalid.oauth.provider")));
        }
        if (clientId == null || clientId.isBlank() || clientId.length() > 500) {
            errors.add(new Refusal.FieldError("oauth.clientId", Texts.t("mail.invalid.oauth.client")));
        }
        var directory = given(tenant);
        if (directory != null && !directory.matches(TENANT)) {
            errors.add(new Refusal.FieldError("oauth.tenant", Texts.t("mail.invalid.oauth.tenant")));
        }
        var authorization = address(authorizationEndpoint);
        var token = address(tokenEndpoint);
        if ("other".equals(provider)) {
            if (authorization == null) {
                errors.add(
                        new Refusal.FieldError("oauth.authorizationEndpoint", Texts.t("mail.invalid.oauth.endpoint")));
            }
            if (token == null) {
                errors.add(new Refusal.FieldError("oauth.tokenEndpoint", Texts.t("mail.invalid.oauth.endpoint")));
            }
        }
        if (errors.size() > known || clientId == null || provider == null) {
            return Optional.empty();
        }
        var id = clientId.strip();
        var oauth = switch (provider) {
            case "microsoft" -> MailboxOAuth.microsoft(directory, id, null);
            case "google" -> MailboxOAuth.google(id, null);
            default ->
                new MailboxOAuth(
                        MailboxOAuth.Kind.valueOf(provider.toUpperCase(Locale.ROOT)),
                        new OAuthProvider(
                                authorization == null ? URI.create("") : authorization,
                                token == null ? URI.create("") : token,
                                scopes == null ? "" : scopes.strip().replaceAll("\\s+", " "),
                                id,
                                null));
        };
        return Optional.of(withSecret(oauth, before));
    }

    /// A secret is kept only for the client and the provider it was given for.
    private MailboxOAuth withSecret(MailboxOAuth oauth, @Nullable MailboxOAuth before) {
        var secret = given(clientSecret);
        var provider = oauth.provider();
        if (secret == null
                && before != null
                && before.provider().token().equals(provider.token())
                && before.provider().clientId().equals(provider.clientId())) {
            secret = before.provider().clientSecret();
        }
        return new MailboxOAuth(
                oauth.kind(),
                new OAuthProvider(
                        provider.authorization(), provider.token(), provider.scopes(), provider.clientId(), secret));
    }

    private static @Nullable URI address(@Nullable String text) {
        var given = given(text);
        if (given == null) {
            return null;
        }
        try {
            var address = URI.create(given);
            return MailboxOAuth.safe(address) ? address : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "OAuthRequest[provider=" + provider + ", clientId=" + clientId + ", clientSecret=***]";
    }
}
