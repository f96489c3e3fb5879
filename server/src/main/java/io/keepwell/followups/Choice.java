package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A reason, or a step of the journey, to choose from.
///
/// @param word    of those Keepwell brings, else null
/// @param name    of those the team made, else null
/// @param retired whether it is offered no more
record Choice(
        UUID id,
        ChoiceKind kind,
        @Nullable String word,
        @Nullable String name,
        boolean retired) {

    /// As people read it.
    String label() {
        if (name != null) {
            return name;
        }
        return switch (kind) {
            case REASON -> t("followups.reason." + word);
            case STEP -> t("followups.step." + word);
        };
    }
}
