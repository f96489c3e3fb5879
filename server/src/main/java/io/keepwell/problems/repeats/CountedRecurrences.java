package io.keepwell.problems.repeats;

import io.keepwell.problems.Recurrences;
import io.keepwell.problems.repeats.History.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Counts how often problems hit accounts, by the same rules as the alarms.
@Component
class CountedRecurrences implements Recurrences {

    private final HistoryStore histories;

    CountedRecurrences(HistoryStore histories) {
        this.histories = histories;
    }

    @Override
    public Map<UUID, Map<UUID, Recurrence>> of(Collection<UUID> accounts) {
        var counted = new HashMap<UUID, Map<UUID, Recurrence>>();
        histories.of(accounts).forEach((account, history) -> {
            var problems = new HashMap<UUID, Recurrence>();
            Repeats.occurrences(history).forEach((problem, times) -> {
                if (times.size() > 1) {
                    var spans = history.spans().getOrDefault(problem, List.of());
                    problems.put(
                            problem,
                            new Recurrence(
                                    times.size() - 1,
                                    times.stream()
                                            .skip(1)
                                            .anyMatch(
                                                    time -> spans.stream().anyMatch(span -> fixedBefore(span, time)))));
                }
            });
            if (!problems.isEmpty()) {
                counted.put(account, problems);
            }
        });
        return counted;
    }

    private static boolean fixedBefore(Span span, Occurrence time) {
        var until = span.until();
        return until != null && !until.isAfter(time.from());
    }
}
