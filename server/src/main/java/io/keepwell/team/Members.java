package io.keepwell.team;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The people of the team, for the other modules.
public interface Members {

    /// The member whose request is being answered; empty outside of a request, in a job for instance.
    Optional<Member> current();

    /// The member whose request is being answered.
    ///
    /// @throws org.springframework.security.access.AccessDeniedException where nobody is signed in
    Member require();

    Optional<Member> find(UUID id);

    /// All active members by name.
    List<Member> active();

    /// The teams there are, by name.
    List<TeamName> teams();

    /// Does what somebody asked for before, such as a long change that goes on in the background: in their name, and in
    /// their language.
    void actAs(Member member, Runnable deed);

    /// A team of people, such as "Support".
    record TeamName(UUID id, String name) {}
}
