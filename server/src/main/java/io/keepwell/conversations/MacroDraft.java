package io.keepwell.conversations;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A macro as somebody wrote it, not yet looked at.
///
/// @param scope `own`, `team` or `all`
/// @param team  which team, where the scope is `team`
record MacroDraft(
        @Nullable String name,
        @Nullable String scope,
        @Nullable UUID team,
        @Nullable Actions actions) {

    static MacroDraft of(Macro macro) {
        return new MacroDraft(macro.name(), macro.scope(), macro.team(), macro.actions());
    }

    /// The same, tidied; refused with every field that is wrong.
    MacroDraft checked() {
        var wrong = new ArrayList<FieldError>();
        var tidyName = Sharing.name(givenName(), wrong);
        var sharing = new Sharing(givenScope(), team).checked(wrong);
        var tidyActions = givenActions().checked(wrong);
        if (!wrong.isEmpty()) {
            throw new InvalidRequest(wrong.getFirst().message(), wrong);
        }
        return new MacroDraft(tidyName, sharing.scope(), sharing.team(), tidyActions);
    }

    String givenName() {
        return name == null ? "" : name;
    }

    String givenScope() {
        return scope == null || scope.isBlank() ? "own" : scope;
    }

    Actions givenActions() {
        return actions == null ? Actions.NONE : actions;
    }
}
