package io.keepwell.conversations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A named sequence of actions.
///
/// @param member   whose it is, null for a team's or everybody's
/// @param team     which team's it is, or null
/// @param teamName its name, or null
/// @param uses     how often it was run
record Macro(
        UUID id,
        String name,
        @Nullable UUID member,
        @Nullable UUID team,
        @Nullable String teamName,
        Actions actions,
        long uses) {

    /// Who finds it: `own`, `team` or `all`.
    String scope() {
        return Sharing.scope(member, team);
    }
}
