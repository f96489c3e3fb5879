package io.keepwell.problems;

import io.keepwell.shared.Texts;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is sent to many, each for themselves (PR5).
///
/// @param id          id
/// @param problem     id of the problem
/// @param episode     its episode
/// @param stage       what it says
/// @param sequence    counts the updates, else 0
/// @param texts       what it says by language tag; the one under the empty tag is for everybody else
/// @param whatChanged what we changed, for a fix; else null
/// @param state       how far it has come
/// @param holdUntil   nothing leaves before
/// @param stateBefore where the problem stood before
/// @param by          id of the member who made it, null for a program
/// @param at          when it was made
public record Broadcast(
        UUID id,
        UUID problem,
        int episode,
        NoticeStage stage,
        int sequence,
        Map<String, String> texts,
        @Nullable String whatChanged,
        BroadcastState state,
        Instant holdUntil,
        ProblemState stateBefore,
        @Nullable UUID by,
        Instant at) {

    /// The text in a language, else the one for everybody.
    public String text(Locale locale) {
        return texts.getOrDefault(locale.getLanguage(), texts.getOrDefault("", ""));
    }

    /// The language of the letter to somebody: theirs where the text is there in it, else that of the text for
    /// everybody, so that nobody reads half of one and half of another.
    ///
    /// @param wanted    their language, or null while unknown
    /// @param otherwise language of the text for everybody
    public Locale language(@Nullable Locale wanted, Locale otherwise) {
        return wanted != null && texts.containsKey(wanted.getLanguage()) ? Texts.supported(wanted) : otherwise;
    }
}
