package io.keepwell.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is to be published.
///
/// @param title    what the public reads
/// @param text     the first post; empty for the standard text
/// @param state    how far it has come; for a maintenance always [IncidentState#PLANNED]
/// @param hits     what it affects
/// @param problem  id of the problem it is the public face of, or null
/// @param startsAt when a maintenance begins; null for an incident
/// @param endsAt   when it ends; null for an incident
/// @param telling  whether subscribers are told
public record NewIncident(
        String title,
        String text,
        IncidentState state,
        List<Hit> hits,
        @Nullable UUID problem,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        Telling telling) {}
