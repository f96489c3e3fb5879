package io.keepwell.problems.repeats;

import io.keepwell.problems.RepeatGrade;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The same trouble again, in the conversation that says so.
///
/// @param id           id
/// @param conversation id of the conversation
/// @param customer     id of whoever has it again
/// @param problem      id of the problem
/// @param grade        how bad it is
/// @param weight       how close the two times lie (3.8.4)
/// @param beganAt      when they had it again
/// @param raisedAt     when that was found
/// @param withdrawnAt  when it no longer held, or null
/// @param withdrawnWhy the kind of what happened then, or null
/// @param answers      what whoever answers has to say first
/// @param answeredBy   who said it, or null
/// @param answeredAt   when, or null
record Alarm(
        UUID id,
        UUID conversation,
        UUID customer,
        UUID problem,
        RepeatGrade grade,
        double weight,
        Instant beganAt,
        Instant raisedAt,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawnWhy,
        Answers answers,
        @Nullable UUID answeredBy,
        @Nullable Instant answeredAt) {

    /// What is said to somebody whom we failed twice (3.8.6), for the team.
    ///
    /// @param wentWrong what went wrong again
    /// @param different what is different now
    /// @param offer     what we offer
    record Answers(String wentWrong, String different, String offer) {

        boolean complete() {
            return !wentWrong.isBlank() && !different.isBlank() && !offer.isBlank();
        }
    }

    boolean holds() {
        return withdrawnAt == null;
    }

    /// Whether it asks for a senior person and something concrete to say.
    boolean alarming() {
        return holds() && grade.alarming();
    }
}
