package io.keepwell.conversations;

import io.keepwell.conversations.InboxListing.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page where it is set who gets what comes in.
///
/// @param teams     the teams
/// @param mailboxes all mailboxes
record RoutingPage(List<Team> teams, List<Choice> mailboxes) {

    /// A team.
    ///
    /// @param timeout   attended hours without a sign of its owner until a conversation waits again, or null
    /// @param mailboxes ids of the mailboxes whose letters it answers
    record Team(
            String id,
            String name,
            String method,
            @Nullable Integer timeout,
            List<String> mailboxes,
            List<Seat> seats) {}

    /// A person of a team.
    ///
    /// @param capacity how many at a time, null for as many as come
    /// @param load     how many open conversations they have
    record Seat(String id, String name, @Nullable Integer capacity, int load, boolean away) {}
}
