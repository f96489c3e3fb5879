package io.keepwell.problems.repeats;

import static java.util.Comparator.comparing;

import io.keepwell.problems.RepeatGrade;
import io.keepwell.problems.repeats.History.Sighting;
import io.keepwell.problems.repeats.History.Unhelped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds what went wrong again for one account (feedback.md 3.8.1 to 3.8.4). Pure: the same history gives
/// the same answer, in whatever order it came about.
final class Repeats {

    /// Whoever was not told that it is fixed has it again so long after it was over, and no sooner
    /// (3.8.2).
    static final Duration UNTOLD = Duration.ofDays(14);

    private static final Duration CLOSE = Duration.ofDays(90);
    private static final Duration FAR = Duration.ofDays(180);

    private final History history;
    private final Map<UUID, List<Occurrence>> occurrences = new LinkedHashMap<>();

    private Repeats(History history) {
        this.history = history;
        history.sightings().stream()
                .sorted(comparing(Sighting::at)
                        .thenComparing(it -> String.valueOf(it.conversation()))
                        .thenComparing(Sighting::person))
                .collect(Collectors.groupingBy(Sighting::problem, LinkedHashMap::new, Collectors.toList()))
                .forEach((problem, sightings) -> occurrences.put(problem, occurrences(problem, sightings)));
    }

    /// The times each problem hit the account, the earliest first.
    static Map<UUID, List<Occurrence>> occurrences(History history) {
        return new Repeats(history).occurrences;
    }

    /// What went wrong again, one for each person and conversation, the earliest first.
    static List<Repeat> of(History history) {
        var repeats = new Repeats(history);
        return repeats.occurrences.values().stream()
                .flatMap(List::stream)
                .sorted(comparing(Occurrence::from))
                .flatMap(again -> repeats.repeats(again).stream())
                .toList();
    }

    private List<Occurrence> occurrences(UUID problem, List<Sighting> sightings) {
        var found = new ArrayList<Occurrence>();
        for (var sighting : sightings) {
            var last = found.isEmpty() ? null : found.getLast();
            if (last == null || again(last, sighting.at())) {
                found.add(new Occurrence(problem, sighting.area(), List.of(sighting), over(problem, sighting.at())));
            } else {
                var all = new ArrayList<>(last.sightings());
                all.add(sighting);
                found.set(
                        found.size() - 1,
                        new Occurrence(problem, last.area(), List.copyOf(all), over(problem, sighting.at())));
            }
        }
        return List.copyOf(found);
    }

    /// Whether something that happens at an instant is another time and not part of this one (3.8.2).
    private boolean again(Occurrence before, Instant at) {
        boolean told = history.told().stream()
                .anyMatch(it -> it.problem().equals(before.problem())
                        && it.at().isAfter(before.from())
                        && it.at().isBefore(at));
        var until = before.until();
        return told || until != null && !at.isBefore(until.plus(UNTOLD));
    }

    /// When what was seen at an instant was over: with the next fix; at once where it was seen after
    /// the last.
    private @Nullable Instant over(UUID problem, Instant at) {
        for (var span : history.spans().getOrDefault(problem, List.of())) {
            var until = span.until();
            if (until == null) {
                return null;
            }
            if (until.isAfter(at)) {
                return until;
            }
        }
        return at;
    }

    private List<Repeat> repeats(Occurrence again) {
        var earlier = Objects.requireNonNull(occurrences.get(again.problem())).stream()
                .takeWhile(it -> it != again)
                .toList();
        var found = new LinkedHashMap<String, Repeat>();
        for (var sighting : again.sightings()) {
            var own = earlier.stream()
                    .filter(it -> it.people().contains(sighting.person()))
                    .reduce((first, last) -> last);
            var before =
                    own.or(() -> earlier.stream().reduce((first, last) -> last)).or(() -> sibling(again));
            before.ifPresent(it -> found.putIfAbsent(
                    sighting.person() + " " + sighting.conversation(),
                    new Repeat(
                            sighting.conversation(),
                            sighting.person(),
                            own.map(time -> red(time, sighting.person())).orElse(RepeatGrade.AMBER),
                            weight(it, sighting.at()),
                            it,
                            again)));
        }
        return List.copyOf(found.values());
    }

    /// The last time another problem of the same part of the product hit the account and was over
    /// (3.8.3).
    private Optional<Occurrence> sibling(Occurrence again) {
        var area = again.area();
        if (area == null) {
            return Optional.empty();
        }
        return occurrences.values().stream()
                .flatMap(List::stream)
                .filter(it -> !it.problem().equals(again.problem()) && area.equals(it.area()))
                .filter(it -> it.from().isBefore(again.from()) && again(it, again.from()))
                .max(comparing(Occurrence::from));
    }

    /// Failing somebody twice is worse where the first time was handled badly as well (3.8.3).
    private RepeatGrade red(Occurrence before, UUID person) {
        boolean badly = before.conversations().stream().anyMatch(history.badly()::contains)
                || history.unhelped().contains(new Unhelped(before.problem(), person));
        return badly ? RepeatGrade.DARK_RED : RepeatGrade.RED;
    }

    /// Full up to 90 days, half up to 180, a quarter after (3.8.4).
    static double weight(Occurrence before, Instant again) {
        var until = Objects.requireNonNullElse(
                before.until(), before.sightings().getLast().at());
        var between = Duration.between(until, again);
        if (between.compareTo(CLOSE) <= 0) {
            return 1;
        }
        return between.compareTo(FAR) <= 0 ? 0.5 : 0.25;
    }
}
