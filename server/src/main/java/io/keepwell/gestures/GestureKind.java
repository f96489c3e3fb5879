package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import com.fasterxml.jackson.annotation.JsonValue;
import io.keepwell.shared.Words;

/// What can be done for a customer; a credit is only one of them (56).
public enum GestureKind {
    /// A call to say sorry, and to listen.
    APOLOGY_CALL("phone"),
    /// A note written by hand.
    NOTE("pencil"),
    /// Something done for them that is not part of what they pay for.
    EXTRA_SERVICE("heart-handshake"),
    /// Money, or what stands for it.
    CREDIT("coin"),
    /// Something else, as its own words say.
    OTHER("gift");

    private final String icon;

    GestureKind(String icon) {
        this.icon = icon;
    }

    /// The word as it stands in the database and in the API.
    @JsonValue
    public String word() {
        return Words.of(this);
    }

    String icon() {
        return icon;
    }

    /// As people read it.
    String label() {
        return t("gestures.kind." + word());
    }
}
