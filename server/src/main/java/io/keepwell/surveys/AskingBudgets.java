package io.keepwell.surveys;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How often people may be asked at all (3.2.2): the same for all surveys.
record AskingBudgets(AskingSettings settings) {

    /// Within which the persons of an account are counted.
    static final Duration WEEK = Duration.ofDays(7);

    /// When a person was asked last.
    ///
    /// @param any          by whatever survey
    /// @param relationship by one that asks about everything
    /// @param own          by the survey that wants to ask now
    record Asked(
            @Nullable Instant any,
            @Nullable Instant relationship,
            @Nullable Instant own) {}

    /// Why a survey may not ask a person now. A day is 24 hours from the instant of asking (3.2.12), and the pause of
    /// one survey looks at what it asked itself, so that frequent ones starve no other (3.2.2).
    ///
    /// @return the reason: `asked-lately`, `relationship-asked-lately` or `own-pause`
    Optional<String> refusal(Survey survey, Asked asked, Instant now) {
        if (within(asked.any(), settings.anyPauseDays(), now)) {
            return Optional.of("asked-lately");
        }
        if (survey.purpose() == SurveyPurpose.RELATIONSHIP
                && within(asked.relationship(), settings.relationshipPauseDays(), now)) {
            return Optional.of("relationship-asked-lately");
        }
        var pause = survey.ownPauseDays();
        if (pause != null && within(asked.own(), pause, now)) {
            return Optional.of("own-pause");
        }
        return Optional.empty();
    }

    private static boolean within(@Nullable Instant asked, int days, Instant now) {
        return asked != null && now.isBefore(asked.plus(Duration.ofDays(days)));
    }
}
