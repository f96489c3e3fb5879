package io.keepwell.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Delivers what lies in the outbox over one kind of way, such as mail.
public interface OutboxChannel {

    /// Name that `Outbox.put` is called with.
    String name();

    /// Delivers one thing, outside of any transaction. An exception before `handOver.begin()` means: try again later;
    /// after it: uncertain.
    Outcome deliver(OutboxItem item, HandOver handOver) throws Exception;

    /// The point of no return.
    interface HandOver {

        /// To be called right before the first byte that cannot be taken back (for mail: after the server's 354).
        /// Commits that fact.
        ///
        /// @throws IllegalStateException where this attempt is no longer the current one; nothing may be
        ///     sent then
        void begin();
    }

    /// What came of an attempt.
    sealed interface Outcome {

        /// The other side said yes.
        record Sent() implements Outcome {}

        /// The other side said no for good.
        record Refused(String reason) implements Outcome {}

        /// Not even tried, and why.
        record Suppressed(String reason) implements Outcome {}

        /// Not now; tried again with growing pauses for two days.
        ///
        /// @param pause how long the other side asks to wait; null for our own pauses
        record Later(String reason, @Nullable Duration pause) implements Outcome {

            public Later(String reason) {
                this(reason, null);
            }
        }

        /// Handed over, but no answer came.
        record Unknown(String reason) implements Outcome {}
    }
}
