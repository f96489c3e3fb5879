package io.keepwell.followups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What became of an idea.
enum IdeaState {
    OPEN,
    PLANNED,
    SHIPPED,
    DECLINED;

    /// Its word in the database, the API and the texts.
    @JsonValue
    String word() {
        return Words.of(this);
    }
}
