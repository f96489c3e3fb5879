package io.keepwell.surveys.answering;

import io.keepwell.surveys.Question;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What somebody who is asked sees.
///
/// @param frame   what surrounds it
/// @param action  where the form posts to
/// @param nonce   shows that we drew it
/// @param intro   what stands before the questions
/// @param privacy who sees the answer, in one sentence
/// @param name    whose answer it becomes; null where it becomes nobody's
/// @param before  when they answered before, in words; null where this is the first time
/// @param address whether to ask who they are, and how: `none`, `wanted`, or `voluntary` of an anonymous survey
/// @param typed   the address they typed
/// @param wrong   what is wrong with what was sent, or null
record SurveyPage(
        Frame frame,
        String action,
        String nonce,
        String intro,
        List<Field> fields,
        String privacy,
        @Nullable String name,
        @Nullable String before,
        String address,
        String typed,
        @Nullable String wrong) {

    /// What surrounds every page.
    ///
    /// @param style    of the body: the accent
    /// @param language of our own words
    /// @param spoken   of the survey's words, where they are in another one
    /// @param others   the languages it can be read in; empty where there is one
    record Frame(String company, String style, String language, String spoken, List<Tongue> others) {}

    /// A language to read it in.
    record Tongue(String tag, String name, String href, boolean current) {}

    /// A question.
    ///
    /// @param ask     the question itself
    /// @param low     what the smallest score means, may be empty
    /// @param high    what the largest means, may be empty
    /// @param number  score that is chosen, null while none is
    /// @param choice  number of the choice that is chosen, null while none is
    /// @param words   what is written
    record Field(
            Question question,
            String ask,
            String low,
            String high,
            List<String> choices,
            @Nullable Integer number,
            @Nullable Integer choice,
            String words) {

        /// Name of the field in the form, and its id on the page.
        String key() {
            return key(question.id());
        }

        static String key(UUID question) {
            return "q-" + question;
        }

        List<Integer> scores() {
            var scale = question.scale();
            return scale == null
                    ? List.of()
                    : IntStream.rangeClosed(scale.low(), scale.high()).boxed().toList();
        }
    }

    /// What stands there instead of the form.
    ///
    /// @param title   what happened
    /// @param words   more of it, may be empty
    /// @param own     words of the company, may be empty
    /// @param kept    what they answered, in words; null where there is nothing to show
    /// @param change  where they change it, null where they cannot any more
    /// @param until   until when they can, in words
    /// @param person  where they ask for a person; null where that is not known of anybody
    /// @param nonce   for that form
    /// @param mail    address to write to; null where there is none
    /// @param asked   whether they have just asked for a person
    record Message(
            Frame frame,
            String title,
            String words,
            String own,
            @Nullable String kept,
            @Nullable String change,
            @Nullable String until,
            @Nullable String person,
            String nonce,
            @Nullable String mail,
            boolean asked) {}
}
