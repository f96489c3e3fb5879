package io.keepwell.conversations.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One clock of a conversation: a metric, in its n-th round.
///
/// @param metric    what it measures
/// @param cycle     which round, from 1
/// @param started   when it started
/// @param ended     when it ended, or null
/// @param end       what ended it, or null
/// @param target    how much attended time was agreed, or null
/// @param elapsed   attended time counted so far
/// @param paused    attended time that pauses took out
/// @param standing  whether it stands still now
/// @param due       when the target is used up, pauses counted; null without a target and while it stands still
/// @param warn      when to warn, under the same conditions
/// @param breached  the due instant, where it passed before the end; else null
/// @param pauses    when it stood still
public record SlaClock(
        Metric metric,
        int cycle,
        Instant started,
        @Nullable Instant ended,
        @Nullable End end,
        @Nullable Duration target,
        Duration elapsed,
        Duration paused,
        boolean standing,
        @Nullable Instant due,
        @Nullable Instant warn,
        @Nullable Instant breached,
        List<Pause> pauses) {

    /// What ends a clock.
    public enum End {
        /// A person answered.
        ANSWERED("answered"),
        /// It was solved.
        SOLVED("solved");

        private final String word;

        End(String word) {
            this.word = word;
        }

        /// The word as it stands in the database and in the API.
        public String word() {
            return word;
        }

        static End named(String word) {
            return word.equals("solved") ? SOLVED : ANSWERED;
        }
    }

    /// A time in which the clock stood still.
    ///
    /// @param state    the state that stopped it
    /// @param to       null while it lasts
    /// @param attended how much attended time it took out
    public record Pause(
            String state, Instant from, @Nullable Instant to, Duration attended) {}

    /// Whether it has not ended.
    public boolean open() {
        return ended == null;
    }

    /// Attended time that is left, negative where it is overdrawn; null without a target.
    public @Nullable Duration left() {
        return target == null ? null : target.minus(elapsed);
    }
}
