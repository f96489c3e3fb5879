package io.keepwell.followups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;
import java.util.Set;

/// Why a follow-up is over (3.6.7).
enum CloseReason {
    RECOVERED(FollowUpState.UNDERSTOOD, FollowUpState.TOLD),
    NOT_RECOVERED(FollowUpState.UNDERSTOOD, FollowUpState.WAITING_ON_PRODUCT, FollowUpState.TOLD),
    DECLINED_CONTACT(
            FollowUpState.ASSIGNED,
            FollowUpState.ATTEMPTING,
            FollowUpState.CONTACTED,
            FollowUpState.UNDERSTOOD,
            FollowUpState.WAITING_ON_PRODUCT,
            FollowUpState.TOLD),
    /// After three attempts over ten days on two channels.
    UNREACHABLE(FollowUpState.ATTEMPTING),
    /// A test, or the wrong person.
    NOT_VALID(
            FollowUpState.NEW,
            FollowUpState.ASSIGNED,
            FollowUpState.ATTEMPTING,
            FollowUpState.CONTACTED,
            FollowUpState.UNDERSTOOD,
            FollowUpState.WAITING_ON_PRODUCT,
            FollowUpState.TOLD),
    NO_PRODUCT_CAUSE(FollowUpState.UNDERSTOOD);

    private final Set<FollowUpState> from;

    CloseReason(FollowUpState... from) {
        this.from = Set.of(from);
    }

    /// Whether it can be the end of one that stands there.
    boolean ends(FollowUpState state) {
        return from.contains(state);
    }

    /// Its word in the database, the API and the texts.
    @JsonValue
    String word() {
        return Words.of(this);
    }
}
