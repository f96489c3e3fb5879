package io.keepwell.team;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An API token as it is listed. The token itself is shown once, when it is made.
///
/// @param id           id
/// @param memberId     whose it is
/// @param member       their name
/// @param name         what it is for
/// @param scope        how far it reaches
/// @param fromSettings whether it is the one of `KEEPWELL_ADMIN_TOKEN`
/// @param createdAt    when it was made
/// @param expiresAt    until when it is valid, null for ever
/// @param lastUsedAt   last use, to the minute
/// @param revokedAt    when it was revoked, null where it was not
record ApiToken(
        UUID id,
        UUID memberId,
        String member,
        String name,
        Scope scope,
        boolean fromSettings,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    boolean valid(Instant now) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(now));
    }
}
