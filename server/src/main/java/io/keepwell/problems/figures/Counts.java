package io.keepwell.problems.figures;

import io.keepwell.conversations.reports.Stat;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many facts became what.
final class Counts {

    private final Map<String, Long> parts = new HashMap<>();
    private final Map<String, Long> parties = new HashMap<>();

    static Counts sum(Collection<Counts> all) {
        var sum = new Counts();
        all.forEach(one -> {
            one.parts.forEach((part, n) -> sum.parts.merge(part, n, Long::sum));
            one.parties.forEach((party, n) -> sum.parties.merge(party, n, Long::sum));
        });
        return sum;
    }

    void add(String part, List<String> parties, long n) {
        parts.merge(part, n, Long::sum);
        parties.forEach(party -> this.parties.merge(party, n, Long::sum));
    }

    /// Facts of one part.
    long of(Part part) {
        return parts.getOrDefault(part.word(), 0L);
    }

    /// Facts in which one of the three had their say.
    long party(String party) {
        return parties.getOrDefault(party, 0L);
    }

    /// Share with denominator and interval.
    Stat stat(Figure figure) {
        long n = figure.parts().stream()
                .filter(Part::counted)
                .mapToLong(this::of)
                .sum();
        long kept =
                figure.parts().stream().filter(Part::kept).mapToLong(this::of).sum();
        return Stat.of(n, kept);
    }
}
