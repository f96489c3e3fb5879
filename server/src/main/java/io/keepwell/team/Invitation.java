package io.keepwell.team;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An invitation into the team. Whoever has its link may accept it, once, within seven days.
///
/// @param id         id
/// @param email      address the newcomer will sign in with
/// @param role       what they will be allowed to do
/// @param teams      names of the teams they will belong to
/// @param invitedBy  name of the member who invited
/// @param createdAt  when
/// @param expiresAt  until when it may be accepted
/// @param acceptedAt when it was accepted, null before
/// @param revokedAt  when it was taken back, null where it was not
record Invitation(
        UUID id,
        String email,
        Role role,
        List<String> teams,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant revokedAt) {

    /// `open`, `accepted`, `revoked` or `expired`.
    String state(Instant now) {
        if (acceptedAt != null) {
            return "accepted";
        }
        if (revokedAt != null) {
            return "revoked";
        }
        return expiresAt.isAfter(now) ? "open" : "expired";
    }
}
