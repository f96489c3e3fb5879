package io.keepwell.surveys;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A question of a survey; its words are in [Wording].
///
/// @param position 0 for the one that is clicked in the letter
/// @param scale    of a score, null for all else
/// @param required whether the page wants an answer
public record Question(
        UUID id, int position, QuestionKind kind, @Nullable Scale scale, boolean required) {}
