package io.keepwell.team;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Lets Keepwell do what a member has asked for earlier, in their name: outside of a request nobody is signed in.
public interface OnBehalf {

    /// Does the deed as the member, with the rights they have now.
    ///
    /// @return what the deed gave; empty where the member may not sign in any more, and nothing was done
    <T> Optional<T> of(UUID member, Supplier<T> deed);
}
