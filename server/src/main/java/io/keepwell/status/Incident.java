package io.keepwell.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An incident or a maintenance on the status page. It knows public words only.
///
/// @param id          id
/// @param number      number in its address
/// @param maintenance whether it was planned
/// @param title       what the public reads
/// @param state       how far it has come
/// @param problem     id of the problem it is the public face of, or null
/// @param episode     number of that problem's episode, or null
/// @param startsAt    when the maintenance begins, or null
/// @param endsAt      when it ends, or null
/// @param telling     whether what happens to a maintenance by itself is told
/// @param begunAt     when it was published
/// @param overAt      when it was over, or null while it is not
/// @param hits        what it affects now
public record Incident(
        UUID id,
        long number,
        boolean maintenance,
        String title,
        IncidentState state,
        @Nullable UUID problem,
        @Nullable Integer episode,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        Telling telling,
        Instant begunAt,
        @Nullable Instant overAt,
        List<Hit> hits) {}
