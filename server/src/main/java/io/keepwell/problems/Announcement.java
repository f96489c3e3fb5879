package io.keepwell.problems;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What whoever tells customers has decided.
///
/// @param texts    what is said by language tag; the one under the empty tag is for everybody else
/// @param hold     how long it can be taken back whole before anything leaves
/// @param confirm  how many people are to be told, said by whoever sends it; needed above 500 (3.7.4), else may be null
/// @param excluded ids of customers who are not to be told
/// @param inferred whether those are told whom only a rule names
/// @param inPublic whether it is said on the public status page too
public record Announcement(
        Map<String, String> texts,
        Duration hold,
        @Nullable Integer confirm,
        Set<UUID> excluded,
        boolean inferred,
        boolean inPublic) {

    /// The same text for everybody.
    public static Announcement of(String text, Duration hold) {
        return new Announcement(Map.of("", text), hold, null, Set.of(), true, false);
    }
}
