package io.keepwell.mail;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A provider's permission as the API answers it: without secrets.
@Schema(name = "MailboxPermission", description = "How a mailbox is entered with a provider's permission")
record OAuthView(
        @Schema(allowableValues = {"microsoft", "google", "other"})
        String provider,

        @Nullable String tenant,
        String authorizationEndpoint,
        String tokenEndpoint,
        String scopes,
        String clientId,

        @Schema(
                description = "waiting for a person to say yes, granted, or refused by the provider",
                allowableValues = {"waiting", "granted", "refused"})
        String state,

        @Schema(description = "When a person last said yes") @Nullable
        Instant grantedAt,

        @Schema(description = "The address that people come back to; register it with the provider")
        String redirectUri,

        @Schema(description = "Where to send the person who owns the mailbox; only in answers to changes") @Nullable
        String consentUrl) {

    static @Nullable OAuthView of(
            MailboxOAuthStore.@Nullable Grant grant, String redirectUri, @Nullable String consentUrl) {
        if (grant == null) {
            return null;
        }
        var provider = grant.oauth().provider();
        return new OAuthView(
                grant.oauth().kind().word(),
                grant.oauth().tenant(),
                provider.authorization().toString(),
                provider.token().toString(),
                provider.scopes(),
                provider.clientId(),
                grant.state(),
                grant.grantedAt(),
                redirectUri,
                consentUrl);
    }
}
