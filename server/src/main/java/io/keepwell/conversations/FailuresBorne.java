package io.keepwell.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What customers have borne from us, told by the part of Keepwell that knows the causes of their complaints (57).
public interface FailuresBorne {

    /// Something that went wrong for them.
    ///
    /// @param at           since when they had it
    /// @param what         how the team calls it
    /// @param kind         `problem`, or `one-off` for what has no cause that could happen again
    /// @param href         where its cause stands, or the conversation of what has none
    /// @param conversation number of the conversation in which they told of it, or null where they did not write
    /// @param again        whether they had had the same before
    record Failure(
            Instant at,
            String what,
            String kind,
            String href,
            @Nullable Long conversation,
            boolean again) {}

    /// All of it within a time.
    ///
    /// @param failures  the newest first
    /// @param undecided complaints within that time of which nobody knows the cause yet; not counted
    /// @param months    how long that time is
    /// @param most      above so many whoever answers is warned
    record Borne(List<Failure> failures, long undecided, int months, int most) {

        public int count() {
            return failures.size();
        }

        /// Whether they have borne more than they should.
        public boolean above() {
            return count() > most;
        }
    }

    /// @param customer id of the person
    Borne of(UUID customer);
}
