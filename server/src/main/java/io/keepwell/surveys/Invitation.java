package io.keepwell.surveys;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One person who was to be asked.
///
/// @param occasion what it was asked about, such as the conversation; null where about nothing single
/// @param reason   why they were not asked, or what went wrong; null else
/// @param agent    who is credited, as of sending (3.2.10)
/// @param askedAt  when it was sent or shown, null while it was not
public record Invitation(
        UUID id,
        UUID wave,
        UUID survey,
        UUID customer,
        @Nullable UUID account,
        @Nullable UUID occasion,
        String language,
        InvitationState state,
        @Nullable String reason,
        @Nullable UUID agent,
        @Nullable UUID team,
        Instant plannedAt,
        @Nullable Instant askedAt,
        Instant expiresAt) {}
