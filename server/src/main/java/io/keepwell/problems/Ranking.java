package io.keepwell.problems;

import io.keepwell.problems.ProblemFigures.Figures;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Orders problems by how much they weigh, or by one of the parts of that (3.9.2).
@Component
class Ranking {

    /// What they are ordered by, the heaviest first.
    enum By {
        IMPACT,
        ACCOUNTS,
        VALUE,
        RECURRENCE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws InvalidRequest where it is none
        static By named(String word) {
            return Optional.of(word)
                    .flatMap(it -> Arrays.stream(values())
                            .filter(by -> by.word().equals(it))
                            .findFirst())
                    .orElseThrow(() -> InvalidRequest.field("sort", Texts.t("problems.refused.sort")));
        }
    }

    /// A problem with its numbers.
    record Ranked(Problem problem, Figures figures, Impact impact) {

        /// Fixed, with somebody who has not heard.
        boolean owed() {
            return problem.state().over() && figures.owed() > 0;
        }
    }

    private final ProblemFigures figures;
    private final Impacts impacts;

    Ranking(ProblemFigures figures, Impacts impacts) {
        this.figures = figures;
        this.impacts = impacts;
    }

    /// The same problems in their order. Of equal weight, one that is fixed and not told to everybody comes
    /// first, because it is nearly free (3.9.5); then the one that hits more people (3.9.3), then the newer
    /// one.
    ///
    /// @param by what to order by, or null for the order they come in
    List<Ranked> rank(List<Problem> problems, @Nullable By by) {
        var numbers = figures.of(problems);
        var weights = problems.isEmpty() ? Map.<UUID, Impact>of() : impacts.all();
        var ranked = problems.stream()
                .map(it -> new Ranked(
                        it, numbers.getOrDefault(it.id(), Figures.NONE), weights.getOrDefault(it.id(), Impact.NONE)));
        if (by == null) {
            return ranked.toList();
        }
        return ranked.sorted(key(by).reversed()
                        .thenComparing(it -> !it.owed())
                        .thenComparing(it -> -it.figures().people())
                        .thenComparing(it -> -it.problem().number()))
                .toList();
    }

    private static Comparator<Ranked> key(By by) {
        return switch (by) {
            case IMPACT -> Comparator.comparingDouble(it -> it.impact().impact());
            case ACCOUNTS -> Comparator.comparingInt(it -> it.figures().accounts());
            case VALUE ->
                Comparator.comparing(
                        it -> Optional.ofNullable(it.impact().valueAtRisk()).orElse(BigDecimal.ZERO));
            case RECURRENCE -> Comparator.comparingInt(it -> it.impact().recurrence());
        };
    }
}
