package io.keepwell.team;

import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sets up people and teams without a hand on the page: for the demo company.
public interface TeamSetup {

    /// The member with this address; made where there is none, else left as they are.
    ///
    /// @param password null for somebody who cannot sign in with one
    Member member(String email, String name, Role role, Locale locale, @Nullable String password);

    /// The team of this name with at least these members; made where there is none.
    Members.TeamName team(String name, Collection<UUID> members);
}
