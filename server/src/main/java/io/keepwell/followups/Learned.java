package io.keepwell.followups;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was learned from a customer: the two questions, and the gap.
///
/// @param mainReason             question one, in words: the main reason the desired outcome was not reached
/// @param reason                 the reason chosen for it, or null
/// @param mainReasonRefused      they did not want to say
/// @param wouldHaveHelped        question two: what change of the product would have helped
/// @param wouldHaveHelpedRefused they did not want to say
/// @param wanted                 what they wanted, in their words
/// @param got                    what they got, in their words
/// @param step                   at which step of the journey, or null
/// @param area                   in which part of the product, or null
record Learned(
        String mainReason,
        @Nullable UUID reason,
        boolean mainReasonRefused,
        String wouldHaveHelped,
        boolean wouldHaveHelpedRefused,
        String wanted,
        String got,
        @Nullable UUID step,
        @Nullable UUID area) {

    static final Learned NOTHING = new Learned("", null, false, "", false, "", "", null, null);

    /// Whether question one has its answer, as text and as chosen reason, or its refusal.
    boolean first() {
        return mainReasonRefused || !mainReason.isBlank() && reason != null;
    }

    /// Whether question two has its answer or its refusal.
    boolean second() {
        return wouldHaveHelpedRefused || !wouldHaveHelped.isBlank();
    }

    /// Whether the gap is told: what they wanted, and what they got.
    boolean gap() {
        return !wanted.isBlank() && !got.isBlank();
    }

    /// Whether they are understood (3.6.6).
    boolean whole() {
        return first() && second() && gap();
    }
}
