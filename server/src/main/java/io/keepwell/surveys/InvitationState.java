package io.keepwell.surveys;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What became of asking one person.
public enum InvitationState {
    /// Waits for its turn.
    PLANNED,
    QUEUED,
    SENDING,
    SENT,
    DELIVERED,
    BOUNCED,
    FAILED,
    /// The mail server's answer got lost; never repeated by itself.
    UNCERTAIN,
    /// Shown in the messenger.
    SHOWN,
    /// Not asked, since they were asked not long ago or something of theirs is open; dropped for
    /// good (3.2.3).
    THROTTLED,
    /// Another survey asked in the same hour (3.2.4).
    DISPLACED,
    /// Not asked, since they cannot or do not want to be.
    SUPPRESSED,
    CANCELLED;

    /// Its word in the database, the API and on the page.
    @JsonValue
    public String word() {
        return Words.of(this);
    }
}
