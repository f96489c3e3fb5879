package io.keepwell.surveys;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a survey says in one language. What is null is said in our own words.
///
/// @param language  language tag, such as `de`
/// @param subject   subject of the letter
/// @param intro     what stands before the question
/// @param thanks    what stands on the page after it
/// @param questions by the id of the question
public record Wording(
        String language,
        @Nullable String subject,
        @Nullable String intro,
        @Nullable String thanks,
        Map<UUID, Asked> questions) {

    /// The words of one question.
    ///
    /// @param ask     the question itself
    /// @param low     what the smallest score means, or null
    /// @param high    what the largest means, or null
    /// @param choices of a choice, else empty
    public record Asked(
            @Nullable String ask,
            @Nullable String low,
            @Nullable String high,
            List<String> choices) {}
}
