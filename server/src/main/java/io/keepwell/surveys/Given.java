package io.keepwell.surveys;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody gives as their answer, or as a change to it.
///
/// @param values    by the id of a question; an empty value takes back what stood there, and what is not named stays
/// @param language  language tag of the page they saw
/// @param completed whether they went through all of it (3.5.5); stays true once it was
/// @param contact   how to reach them, which they left by themselves in an anonymous survey; null or blank else
public record Given(
        Map<UUID, Value> values,
        String language,
        boolean completed,
        @Nullable String contact) {

    public Given {
        values = Map.copyOf(values);
    }

    /// What was given to one question: a score or a choice, and words; each of them may be missing.
    ///
    /// @param number a score on the scale of its question
    /// @param choice one of the choices, in the words of the language the survey falls back to
    public record Value(
            @Nullable Integer number,
            @Nullable String choice,
            @Nullable String words) {

        public Value {
            choice = clean(choice);
            words = clean(words);
        }

        /// A score alone.
        public static Value of(int number) {
            return new Value(number, null, null);
        }

        /// Words alone.
        public static Value of(String words) {
            return new Value(null, null, words);
        }

        boolean empty() {
            return number == null && choice == null && words == null;
        }

        private static @Nullable String clean(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip().replace("\u0000", "");
        }
    }
}
