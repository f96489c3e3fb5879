package io.keepwell.conversations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A view that somebody keeps.
///
/// @param id       id
/// @param name     what they call it
/// @param owner    who made it
/// @param audience who sees it: `me`, `team` or `everybody`
/// @param team     the team that sees it, null unless it is one
/// @param criteria what it shows
record KeptView(
        UUID id,
        String name,
        UUID owner,
        String audience,
        @Nullable UUID team,
        Criteria criteria) {

    boolean shared() {
        return !audience.equals("me");
    }
}
