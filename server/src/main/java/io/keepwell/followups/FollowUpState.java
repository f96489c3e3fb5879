package io.keepwell.followups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;
import java.util.EnumSet;
import java.util.Set;

/// How far a follow-up has come (3.6.6). Steps go forward one at a time; backwards by taking the last one back, or by
/// reopening.
enum FollowUpState {
    NEW,
    ASSIGNED,
    ATTEMPTING,
    CONTACTED,
    UNDERSTOOD,
    WAITING_ON_PRODUCT,
    TOLD,
    CLOSED;

    /// The states one step on, beside the end, which a [CloseReason] allows.
    Set<FollowUpState> next() {
        return switch (this) {
            case NEW -> EnumSet.of(ASSIGNED);
            // the first attempt may reach them
            case ASSIGNED -> EnumSet.of(ATTEMPTING, CONTACTED);
            case ATTEMPTING -> EnumSet.of(CONTACTED);
            case CONTACTED -> EnumSet.of(UNDERSTOOD);
            // what needs no change of the product is told at once
            case UNDERSTOOD -> EnumSet.of(WAITING_ON_PRODUCT, TOLD);
            case WAITING_ON_PRODUCT -> EnumSet.of(TOLD);
            case TOLD, CLOSED -> EnumSet.noneOf(FollowUpState.class);
        };
    }

    /// Whether they wait for the first word of ours.
    boolean waits() {
        return this == NEW || this == ASSIGNED || this == ATTEMPTING;
    }

    boolean open() {
        return this != CLOSED;
    }

    /// Its word in the database, the API and the texts.
    @JsonValue
    String word() {
        return Words.of(this);
    }
}
