package io.keepwell.surveys;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An answer that was given elsewhere.
///
/// @param source     where, such as `delighted`
/// @param externalId its id there; bringing it again updates it (3.5.2)
/// @param customer   who answered, null where nobody knows
/// @param at         when
/// @param values     by the id of a question
public record Brought(
        String source, String externalId, @Nullable UUID customer, Instant at, Map<UUID, Given.Value> values) {}
