package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Moments;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An answer that was promised and is still owed.
///
/// @param until   by when
/// @param urgency `late`, `soon` or `calm`
record PromiseView(Instant until, String urgency) {

    private static final Duration SOON = Duration.ofMinutes(60);

    /// The promise, as long as nobody has given the first answer that was promised and the customer waits; null
    /// otherwise.
    static @Nullable PromiseView of(
            @Nullable Instant promisedAt,
            @Nullable Instant firstResponseAt,
            @Nullable Instant waitingSince,
            Instant now) {
        if (promisedAt == null || firstResponseAt != null || waitingSince == null) {
            return null;
        }
        if (promisedAt.isBefore(now)) {
            return new PromiseView(promisedAt, "late");
        }
        return new PromiseView(promisedAt, promisedAt.isBefore(now.plus(SOON)) ? "soon" : "calm");
    }

    boolean late() {
        return urgency.equals("late");
    }

    /// In the list: "by 14:30", "was due 09:30".
    String words() {
        return t(late() ? "conversations.promise.late" : "conversations.promise", "time", Moments.time(until));
    }

    String sentence() {
        return t(
                late() ? "conversations.promise.late.sentence" : "conversations.promise.sentence",
                "time",
                Moments.exact(until));
    }
}
