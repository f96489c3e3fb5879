package io.keepwell.problems.repeats;

import io.keepwell.problems.repeats.History.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One time that a problem hit an account, however many of its people wrote, and however often (3.8.1).
///
/// @param problem   id of the problem
/// @param area      id of the part of the product, or null
/// @param sightings how we know, the earliest first; at least one
/// @param until     when it was over for them: when it was fixed, or when they last had it; null while
///                  it lasts
record Occurrence(
        UUID problem,
        @Nullable UUID area,
        List<Sighting> sightings,
        @Nullable Instant until) {

    Instant from() {
        return sightings.getFirst().at();
    }

    Set<UUID> people() {
        return sightings.stream().map(Sighting::person).collect(Collectors.toSet());
    }

    /// The conversations in which it was reported, the earliest first.
    List<UUID> conversations() {
        return sightings.stream()
                .map(Sighting::conversation)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
