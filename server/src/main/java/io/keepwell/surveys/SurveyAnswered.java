package io.keepwell.surveys;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An answer counts, for the first time or anew. Published within the transaction that wrote it: a
/// listener commits with it or not at all, and must be quick.
///
/// @param answer   id of the answer
/// @param customer who answered; null where that is not known or must not be (confidential,
///     anonymous)
/// @param account  their account when they were asked, or null
/// @param agent    who is credited, or null
/// @param occasion what was asked about, such as the conversation, or null
/// @param score    of the first question, null where it was passed over
/// @param band     which way that points, null with it
/// @param before   the score before this change, null for a first answer
/// @param changed  whether they had answered before
/// @param words    what they wrote, all of it; may be empty
/// @param at       when
public record SurveyAnswered(
        UUID answer,
        Survey survey,
        UUID wave,
        @Nullable UUID customer,
        @Nullable UUID account,
        @Nullable UUID agent,
        @Nullable UUID occasion,
        @Nullable Integer score,
        @Nullable Band band,
        @Nullable Integer before,
        boolean changed,
        String words,
        Instant at) {}
