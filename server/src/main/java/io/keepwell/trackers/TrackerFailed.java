package io.keepwell.trackers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A tracker did not do what we asked for.
final class TrackerFailed extends Exception {

    private final transient Trouble trouble;
    private final transient @Nullable Duration pause;

    /// @param detail what the other side said, or what the machine did; no secrets
    /// @param pause  how long it asks us to wait, or null
    TrackerFailed(Trouble trouble, String detail, @Nullable Duration pause) {
        super(detail, null, false, false);
        this.trouble = trouble;
        this.pause = pause;
    }

    Trouble trouble() {
        return trouble;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    @Nullable
    Duration pause() {
        return pause;
    }
}
