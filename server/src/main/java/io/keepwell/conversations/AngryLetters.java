package io.keepwell.conversations;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// What angry customers wrote, in their own words, for whoever can end the cause.
public interface AngryLetters {

    /// A letter that is hard to read.
    ///
    /// @param conversation id of the conversation
    /// @param at           when it came
    /// @param words        how it goes, without what is quoted in it
    /// @param heard        the words in it that say so, the strongest first
    record Angry(UUID conversation, Instant at, String words, List<String> heard) {}

    /// The hardest letter of each of these conversations since an instant, the hardest first; those in
    /// which nothing is heard are absent.
    List<Angry> of(Collection<UUID> conversations, Instant since);
}
