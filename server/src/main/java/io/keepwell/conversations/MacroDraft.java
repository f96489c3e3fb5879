package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import java.util.ArrayList;
import java.util.Set;
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

    private static final int LONGEST_NAME = 80;
    private static final Set<String> SCOPES = Set.of("own", "team", "all");

    static MacroDraft of(Macro macro) {
        return new MacroDraft(macro.name(), macro.scope(), macro.team(), macro.actions());
    }

    /// The same, tidied; refused with every field that is wrong.
    MacroDraft checked() {
        var wrong = new ArrayList<FieldError>();
        var tidyName = givenName().strip().replaceAll("\\p{Cntrl}", " ");
        if (tidyName.isEmpty() || tidyName.length() > LONGEST_NAME) {
            wrong.add(new FieldError("name", t("conversations.saved.wrong.name", "most", LONGEST_NAME)));
        }
        var tidyScope = givenScope();
        if (!SCOPES.contains(tidyScope) || tidyScope.equals("team") && team == null) {
            wrong.add(new FieldError("scope", t("conversations.saved.wrong.scope")));
        }
        var tidyActions = givenActions().checked(wrong);
        if (!wrong.isEmpty()) {
            throw new InvalidRequest(wrong.getFirst().message(), wrong);
        }
        return new MacroDraft(tidyName, tidyScope, tidyScope.equals("team") ? team : null, tidyActions);
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
