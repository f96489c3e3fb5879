package io.keepwell.followups;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// Whom a follow-up is raised to as its time passes (3.6.5).
enum EscalationLevel {
    OWNER,
    MANAGER,
    /// Head of product.
    HEAD;

    /// Its word in the database, the API and the texts.
    @JsonValue
    String word() {
        return Words.of(this);
    }
}
