package io.keepwell.followups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What made a follow-up.
enum Origin {
    /// A low answer.
    SCORE,
    /// An answer in the middle, in words of anger or of leaving (3.6.2).
    TONE,
    /// A person of the team.
    HAND;

    /// Its word in the database, the API and the texts.
    @JsonValue
    String word() {
        return Words.of(this);
    }
}
