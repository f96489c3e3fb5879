package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Moments;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is owed next in a conversation, and until when.
///
/// @param until   by when
/// @param source  who keeps the time: `promise`, `needed-by` or `sla`
/// @param urgency `late`, `soon` or `calm`
record PromiseView(Instant until, String source, String urgency) {

    private static final Duration SOON = Duration.ofMinutes(60);

    /// What is owed; null where nothing is.
    static @Nullable PromiseView of(@Nullable Instant dueAt, @Nullable String source, Instant now) {
        if (dueAt == null || source == null) {
            return null;
        }
        if (dueAt.isBefore(now)) {
            return new PromiseView(dueAt, source, "late");
        }
        return new PromiseView(dueAt, source, dueAt.isBefore(now.plus(SOON)) ? "soon" : "calm");
    }

    boolean late() {
        return urgency.equals("late");
    }

    String icon() {
        return switch (source) {
            case "needed-by" -> "calendar-due";
            case "promise" -> late() ? "clock-exclamation" : "clock";
            default -> "hourglass";
        };
    }

    /// In the list: "by 14:30", "was due 09:30".
    String words() {
        return t(late() ? "conversations.promise.late" : "conversations.promise", "time", Moments.time(until));
    }

    String sentence() {
        return t(
                late() ? "conversations.promise.late.sentence" : "conversations.promise.sentence",
                "source",
                source.equals("needed-by") ? "needed" : source,
                "time",
                Moments.exact(until));
    }
}
