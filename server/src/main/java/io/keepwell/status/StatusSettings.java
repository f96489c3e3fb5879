package io.keepwell.status;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How the status page is set up.
///
/// @param enabled   whether it answers at all
/// @param elsewhere address of a status page they have already, or null; then ours is off
/// @param company   whose page it is
/// @param about     a sentence above everything, may be empty
/// @param colour    accent, `#rrggbb`
/// @param mailbox   mailbox that letters to subscribers leave from, or null for the first that can send
public record StatusSettings(
        boolean enabled,
        @Nullable String elsewhere,
        String company,
        String about,
        String colour,
        @Nullable UUID mailbox) {

    static final String COLOUR = "#0f766e";
    static final StatusSettings NONE = new StatusSettings(false, null, "", "", COLOUR, null);
}
