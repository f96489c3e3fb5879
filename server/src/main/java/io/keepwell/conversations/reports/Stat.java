package io.keepwell.conversations.reports;

import io.keepwell.science.Interval;
import io.keepwell.science.Proportion;
import org.jspecify.annotations.Nullable;

/// Figures over a set of facts.
///
/// @param n         how many facts
/// @param judged    how many of them were decided, the denominator of the share
/// @param kept      how many of those were kept
/// @param undecided how many still run
/// @param measured  how many have a time, the denominator of median and p90
/// @param median    attended seconds, null without any
/// @param p90       attended seconds that nine of ten took at most
public record Stat(
        long n,
        long judged,
        long kept,
        long undecided,
        long measured,
        @Nullable Double median,
        @Nullable Double p90) {

    static final Stat NONE = new Stat(0, 0, 0, 0, 0, null, null);

    /// Below this, a share says little and a page says so.
    public static final int SMALL = 20;

    /// Figures of what has no time.
    ///
    /// @param n    how many facts, all of them decided
    /// @param kept how many of them were kept
    public static Stat of(long n, long kept) {
        return new Stat(n, n, kept, 0, 0, null, null);
    }

    long broken() {
        return judged - kept;
    }

    /// Kept of judged, null where nothing was.
    public @Nullable Double share() {
        return judged == 0 ? null : (double) kept / judged;
    }

    /// The lower end of the 95 % interval by Wilson: it stays within 0 and 1 and holds for small samples.
    public @Nullable Double low() {
        return judged == 0 ? null : interval().low();
    }

    /// The upper end.
    public @Nullable Double high() {
        return judged == 0 ? null : interval().high();
    }

    private Interval interval() {
        return new Proportion(kept, judged).interval();
    }

    /// Whether a page says that this is little to go by.
    public boolean small() {
        return judged < SMALL;
    }

    boolean fewMeasured() {
        return measured < SMALL;
    }
}
