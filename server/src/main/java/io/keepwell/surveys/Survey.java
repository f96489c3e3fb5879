package io.keepwell.surveys;

import io.keepwell.customers.TraitRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A survey.
///
/// @param mailbox      the mailbox it is sent from, null for the first that can send
/// @param language     language of whoever has none of those it is written in
/// @param follows      what it follows by itself, null where a person sends it
/// @param delayHours   how long after that, 24 where nobody says otherwise
/// @param everyDays    of a calendar, else null
/// @param segment      the saved segment it asks, null where it has a rule of its own or none
/// @param audience     who is meant, null for everybody; of a segment its rule as it is now
/// @param priority     of several that could ask in the same hour the highest does (3.2.4)
/// @param ownPauseDays days between two invitations of it to one person, null for no more than all
///     surveys keep
/// @param followUp     whether the unhappy are followed up
/// @param confidant    who reads who said what of a confidential survey, null for administrators
/// @param questions    those that are asked, in their order
public record Survey(
        UUID id,
        String name,
        SurveyType type,
        SurveyPurpose purpose,
        SurveyPrivacy privacy,
        SurveyChannel channel,
        SurveyState state,
        @Nullable UUID mailbox,
        String language,
        @Nullable SurveyTrigger follows,
        int delayHours,
        @Nullable Integer everyDays,
        @Nullable UUID segment,
        @Nullable TraitRule audience,
        int priority,
        @Nullable Integer ownPauseDays,
        boolean followUp,
        @Nullable UUID confidant,
        Instant createdAt,
        @Nullable UUID createdBy,
        List<Question> questions) {

    /// The question that is clicked in the letter: the first, where it is a score.
    public Optional<Question> scored() {
        return questions.stream().findFirst().filter(it -> it.kind() == QuestionKind.SCORE);
    }

    /// The same survey with other questions.
    Survey with(List<Question> others) {
        return new Survey(
                id,
                name,
                type,
                purpose,
                privacy,
                channel,
                state,
                mailbox,
                language,
                follows,
                delayHours,
                everyDays,
                segment,
                audience,
                priority,
                ownPauseDays,
                followUp,
                confidant,
                createdAt,
                createdBy,
                List.copyOf(others));
    }
}
