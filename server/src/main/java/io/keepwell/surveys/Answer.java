package io.keepwell.surveys;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody answered.
///
/// @param invitation what it answers; null of confidential and anonymous surveys, and where nobody was invited
/// @param customer   who answered; null where that is not known or must not be
/// @param account    their account when they were asked, or null
/// @param occasion   what was asked about, such as the conversation, or null
/// @param at         when it was first given; null of anonymous surveys, which keep the day alone
/// @param score      of the first question, raw, on the scale that it had then; null where it was passed over
/// @param low        smallest value of that scale, null where the first question is no score
/// @param high       largest value of it
/// @param completed  whether they went through all of it
/// @param agent      who is credited, as of sending
/// @param contact    what somebody left in an anonymous survey so as to be found
/// @param values     what was given to each question, by its id
public record Answer(
        UUID id,
        UUID survey,
        UUID wave,
        @Nullable UUID invitation,
        @Nullable UUID customer,
        @Nullable UUID account,
        @Nullable UUID occasion,
        LocalDate day,
        @Nullable Instant at,
        @Nullable Instant changedAt,
        @Nullable Integer score,
        @Nullable Integer low,
        @Nullable Integer high,
        boolean completed,
        AnswerState state,
        String language,
        @Nullable UUID agent,
        @Nullable UUID team,
        @Nullable String contact,
        Map<UUID, Given.Value> values) {

    private record Scored(
            @Nullable Integer score,
            @Nullable Integer low,
            @Nullable Integer high) {

        static final Scored NOTHING = new Scored(null, null, null);

        static Scored of(Survey survey, Map<UUID, Given.Value> values) {
            var question = survey.scored();
            var scale = question.map(Question::scale);
            if (question.isEmpty() || scale.isEmpty()) {
                return NOTHING;
            }
            var value = values.get(question.get().id());
            return new Scored(
                    value == null ? null : value.number(),
                    scale.get().low(),
                    scale.get().high());
        }
    }

    /// A first answer of somebody; who it was stays out of a confidential one.
    static Answer first(UUID id, Survey survey, Answering.Answerer who, Given given, Instant at, LocalDate day) {
        boolean named = survey.privacy() == SurveyPrivacy.IDENTIFIED;
        var values = merged(Map.of(), given.values());
        var scored = Scored.of(survey, values);
        return new Answer(
                id,
                survey.id(),
                who.wave(),
                named ? who.invitation() : null,
                named ? who.customer() : null,
                named ? who.account() : null,
                named ? who.occasion() : null,
                day,
                at,
                null,
                scored.score(),
                scored.low(),
                scored.high(),
                given.completed(),
                AnswerState.COUNTED,
                given.language(),
                who.agent(),
                who.team(),
                null,
                values);
    }

    /// An answer of nobody, or of whoever left their address by themselves.
    static Answer anonymous(
            UUID id,
            Survey survey,
            UUID wave,
            @Nullable UUID customer,
            @Nullable String contact,
            Given given,
            LocalDate day) {
        var values = merged(Map.of(), given.values());
        var scored = Scored.of(survey, values);
        return new Answer(
                id,
                survey.id(),
                wave,
                null,
                customer,
                null,
                null,
                day,
                null,
                null,
                scored.score(),
                scored.low(),
                scored.high(),
                given.completed(),
                AnswerState.COUNTED,
                survey.language(),
                null,
                null,
                contact,
                values);
    }

    /// The same answer after a change.
    Answer with(Survey survey, Given given) {
        var changed = merged(values, given.values());
        var scored = Scored.of(survey, changed);
        return new Answer(
                id,
                this.survey,
                wave,
                invitation,
                customer,
                account,
                occasion,
                day,
                at,
                changedAt,
                scored.score(),
                scored.low(),
                scored.high(),
                completed || given.completed(),
                state,
                given.language(),
                agent,
                team,
                contact,
                changed);
    }

    /// The same answer, which does not count since another one of the same person does.
    Answer superseded() {
        return new Answer(
                id,
                survey,
                wave,
                invitation,
                customer,
                account,
                occasion,
                day,
                at,
                changedAt,
                score,
                low,
                high,
                completed,
                AnswerState.SUPERSEDED,
                language,
                agent,
                team,
                contact,
                values);
    }

    /// The same answer with its values.
    Answer with(Map<UUID, Given.Value> others) {
        return new Answer(
                id,
                survey,
                wave,
                invitation,
                customer,
                account,
                occasion,
                day,
                at,
                changedAt,
                score,
                low,
                high,
                completed,
                state,
                language,
                agent,
                team,
                contact,
                Map.copyOf(others));
    }

    /// Which way it points; only where there is a score.
    public @Nullable Band band(Survey of) {
        var scale = of.scored().map(Question::scale);
        return score == null || low == null || high == null || scale.isEmpty()
                ? null
                : of.type().band(score, new Scale(low, high, scale.get().higherIsBetter()));
    }

    private static Map<UUID, Given.Value> merged(Map<UUID, Given.Value> before, Map<UUID, Given.Value> given) {
        var values = new HashMap<>(before);
        given.forEach((question, value) -> {
            if (value.empty()) {
                values.remove(question);
            } else {
                values.put(question, value);
            }
        });
        return Map.copyOf(values);
    }
}
