package io.keepwell.problems;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What became of a notice.
public enum NoticeState {
    /// To be told once the fix reaches them (3.7.7).
    OWED,
    /// To be told as soon as the hold is over.
    QUEUED,
    /// Written, and on its way out.
    SENDING,
    SENT,
    DELIVERED,
    BOUNCED,
    FAILED,
    /// Handed over without an answer; never sent again by itself.
    UNCERTAIN,
    /// Not told, for a reason that stands beside it (3.7.6).
    SUPPRESSED,
    /// Taken back before it left.
    CANCELLED;

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }

    /// Whether the person has heard it, as far as we can know: whoever has hears how it ends (3.7.5).
    public boolean told() {
        return this == SENDING || this == SENT || this == DELIVERED || this == UNCERTAIN;
    }

    /// Whether it can still leave.
    public boolean waits() {
        return this == OWED || this == QUEUED;
    }
}
