package io.keepwell.problems;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How much a problem weighs, with all its parts (3.9.1, 3.9.2).
///
/// @param impact      sum of V·s·r·c over the accounts it hits, once each
/// @param valueAtRisk sum of V; null where nothing is known of anybody's value
/// @param valued      how many accounts' value is known; the others count with the median
/// @param recurrence  accounts that it hit again
/// @param parts       one for each account, the heaviest first
record Impact(double impact, @Nullable BigDecimal valueAtRisk, int valued, int recurrence, List<Part> parts) {

    static final Impact NONE = new Impact(0, null, 0, 0, List.of());

    /// What one account adds.
    ///
    /// @param account    id of the account
    /// @param name       its name
    /// @param people     how many of its people are hit
    /// @param value      V, or null where nothing is known of anybody's
    /// @param known      whether V is known of this account
    /// @param severity   s
    /// @param recurrence r
    /// @param confidence c
    record Part(
            UUID account,
            String name,
            int people,
            @Nullable BigDecimal value,
            boolean known,
            double severity,
            double recurrence,
            double confidence) {

        /// The product: V·s·r·c, with 1 for V where nothing is known of anybody's.
        double weight() {
            return (value == null ? 1 : value.doubleValue()) * severity * recurrence * confidence;
        }
    }

    static Impact of(List<Part> parts) {
        var sorted = parts.stream()
                .sorted(Comparator.comparingDouble(Part::weight)
                        .reversed()
                        .thenComparing(Part::name)
                        .thenComparing(Part::account))
                .toList();
        return new Impact(
                sorted.stream().mapToDouble(Part::weight).sum(),
                sum(sorted),
                (int) sorted.stream().filter(Part::known).count(),
                (int) sorted.stream().filter(it -> it.recurrence() > 1).count(),
                sorted);
    }

    private static @Nullable BigDecimal sum(List<Part> parts) {
        if (parts.isEmpty()) {
            return null;
        }
        var sum = BigDecimal.ZERO;
        for (var part : parts) {
            var value = part.value();
            if (value == null) {
                return null;
            }
            sum = sum.add(value);
        }
        return sum;
    }

    /// Whether one account makes up over half of it: a single number would hide one whale (3.9.2).
    boolean whale() {
        return parts.size() > 1 && parts.getFirst().weight() > impact / 2;
    }
}
