package io.keepwell.conversations;

import java.time.Instant;
import java.util.UUID;

/// Wakes a reply at its time.
interface LaterReplyAlarm {

    /// Sets the alarm within the current transaction. One that was set before and rings at another time is harmless.
    void at(UUID later, Instant due);
}
