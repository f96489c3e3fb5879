package io.keepwell.problems.repeats;

import io.keepwell.problems.RepeatGrade;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something went wrong again.
///
/// @param conversation in which they say so; null where they did not write
/// @param person       who says so
/// @param grade        how bad that is
/// @param weight       how close the two times lie, above 0, at most 1 (3.8.4)
/// @param before       the time before
/// @param again        this time
record Repeat(
        @Nullable UUID conversation,
        UUID person,
        RepeatGrade grade,
        double weight,
        Occurrence before,
        Occurrence again) {}
