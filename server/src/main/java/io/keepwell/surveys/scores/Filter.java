package io.keepwell.surveys.scores;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which answers of a survey are meant; all that is not null has to hold.
///
/// @param from      first day
/// @param to        the day after the last
/// @param customers those of a segment, as it is now
record Filter(
        UUID survey,
        @Nullable UUID wave,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable List<UUID> customers) {

    static Filter all(UUID survey) {
        return new Filter(survey, null, null, null, null);
    }

    static Filter wave(UUID survey, UUID wave) {
        return new Filter(survey, wave, null, null, null);
    }

    /// Whether it leaves anything out.
    boolean narrows() {
        return wave != null || from != null || to != null || customers != null;
    }
}
