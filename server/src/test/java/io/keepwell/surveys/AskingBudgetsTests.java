package io.keepwell.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.surveys.AskingBudgets.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/// The budgets, against whatever order surveys come in.
class AskingBudgetsTests {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /// A survey asked a person.
    private record Ask(int survey, boolean relationship, Instant at) {}

    @Property(tries = 300)
    @Label("3.2.2, 3.2.12: however surveys come, no two are nearer than the budgets, and none is refused without need")
    void everyBudgetHolds(
            @ForAll @IntRange(min = 1, max = 40) int any,
            @ForAll @IntRange(min = 1, max = 200) int relationship,
            @ForAll @IntRange(min = 1, max = 120) int own,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 20 * 24) Integer> gaps,
            @ForAll @Size(value = 60) List<@IntRange(min = 0, max = 3) Integer> which) {
        var budgets = new AskingBudgets(new AskingSettings(any, relationship, null, false));
        var asked = new ArrayList<Ask>();
        var now = BEGIN;
        for (int i = 0; i < gaps.size(); i++) {
            now = now.plus(Duration.ofHours(gaps.get(i)));
            int survey = which.get(i);
            // the first two ask about everything, and one of each kind has a pause of its own
            boolean about = survey < 2;
            var pause = survey % 2 == 0 ? own : null;
            var refused = budgets.refusal(survey(about, pause), clocks(asked, survey), now);
            boolean allowed = allowed(asked, survey, about, now, any, relationship, pause);

            assertThat(refused.isEmpty()).isEqualTo(allowed);
            if (allowed) {
                asked.add(new Ask(survey, about, now));
            }
        }
    }

    /// The same from the whole history, without any clock.
    private static boolean allowed(
            List<Ask> asked,
            int survey,
            boolean about,
            Instant now,
            int any,
            int relationship,
            @Nullable Integer pause) {
        return asked.stream().allMatch(it -> {
            long seconds = Duration.between(it.at(), now).toSeconds();
            return seconds >= any * 86_400L
                    && !(about && it.relationship() && seconds < relationship * 86_400L)
                    && !(pause != null && it.survey() == survey && seconds < pause * 86_400L);
        });
    }

    private static Asked clocks(List<Ask> asked, int survey) {
        return new Asked(
                latest(asked),
                latest(asked.stream().filter(Ask::relationship).toList()),
                latest(asked.stream().filter(it -> it.survey() == survey).toList()));
    }

    private static @Nullable Instant latest(List<Ask> asked) {
        return asked.isEmpty() ? null : asked.getLast().at();
    }

    private static Survey survey(boolean relationship, @Nullable Integer pause) {
        return new Survey(
                new UUID(0, 1),
                "",
                SurveyType.NPS,
                relationship ? SurveyPurpose.RELATIONSHIP : SurveyPurpose.TRANSACTIONAL,
                SurveyPrivacy.IDENTIFIED,
                SurveyChannel.EMAIL,
                SurveyState.ACTIVE,
                null,
                "en",
                null,
                24,
                null,
                null,
                null,
                0,
                pause,
                false,
                null,
                BEGIN,
                null,
                List.of());
    }
}
