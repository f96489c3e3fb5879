package io.keepwell.problems.likeness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Whether more people complain of something than chance would explain (feedback.md 4.2.4).
///
/// Complaints of the last hour or day are counted and compared with the same time of the week in the eight
/// weeks before, each with its neighbours. Counts are taken for Poisson; since the baseline itself is
/// counted from little, its uncertainty is part of the test. With `k` windows of together `s` complaints
/// and Jeffreys' prior the rate is `Gamma(s + 1/2, k)`, so that the next count is negative binomial, and
///
/// `p = P(X >= x)`, `X ~ NB(r = s + 1/2, q = k / (k + 1))`
///
/// (Gelman et al., Bayesian Data Analysis, 2.6). For many windows this is the Poisson test itself. A spike has at least
/// three accounts and `p < 0.001`: two angry people are no spike, however unusual.
public final class Spikes {

    /// So many accounts have to complain.
    public static final int ACCOUNTS = 3;

    /// Less likely than this by chance.
    public static final double CHANCE = 0.001;

    private static final int WEEKS = 8;
    private static final int NEIGHBOURS = 1;

    private Spikes() {}

    /// Somebody complained of something.
    ///
    /// @param key     of what: a problem, a component, a word
    /// @param account who
    /// @param at      when
    public record Occurrence(String key, UUID account, Instant at) {}

    /// More than chance explains.
    ///
    /// @param count    complaints in the window
    /// @param accounts accounts that complained in it
    /// @param expected complaints that such a window usually sees
    /// @param chance   probability of as many or more if nothing had changed
    public record Spike(String key, int count, int accounts, double expected, double chance) {}

    /// The spikes of the window that ends now, the least likely first.
    ///
    /// @param occurrences everything of the last eight weeks and some hours
    /// @param window      an hour or a day
    /// @param now         end of the window, itself within it
    /// @param since       from when on complaints were counted at all; windows before it are no evidence
    public static List<Spike> find(Collection<Occurrence> occurrences, Duration window, Instant now, Instant since) {
        var byKey =
                occurrences.stream().collect(Collectors.groupingBy(Occurrence::key, TreeMap::new, Collectors.toList()));
        var ends = baseline(window, now, since);
        var spikes = new ArrayList<Spike>();
        byKey.forEach((key, all) -> {
            var current = within(all, window, now);
            var before =
                    ends.stream().map(end -> within(all, window, end).size()).toList();
            int accounts =
                    (int) current.stream().map(Occurrence::account).distinct().count();
            judge(key, current.size(), accounts, before).ifPresent(spikes::add);
        });
        spikes.sort(Comparator.comparingDouble(Spike::chance).thenComparing(Spike::key));
        return spikes;
    }

    /// Ends of the windows that the current one is compared with.
    private static List<Instant> baseline(Duration window, Instant now, Instant since) {
        var ends = new ArrayList<Instant>();
        for (int week = 1; week <= WEEKS; week++) {
            for (int beside = -NEIGHBOURS; beside <= NEIGHBOURS; beside++) {
                var end = now.minus(Duration.ofDays(7L * week)).plus(window.multipliedBy(beside));
                if (!end.minus(window).isBefore(since)) {
                    ends.add(end);
                }
            }
        }
        return ends;
    }

    private static List<Occurrence> within(List<Occurrence> all, Duration window, Instant end) {
        var start = end.minus(window);
        return all.stream()
                .filter(it -> it.at().isAfter(start) && !it.at().isAfter(end))
                .toList();
    }

    /// Judges one count.
    ///
    /// @param count    complaints in the window
    /// @param accounts accounts that complained in it
    /// @param before   counts of comparable windows; without any nothing is known, so nothing is a spike
    public static Optional<Spike> judge(String key, int count, int accounts, List<Integer> before) {
        if (before.isEmpty() || accounts < ACCOUNTS) {
            return Optional.empty();
        }
        long sum = before.stream().mapToLong(Integer::longValue).sum();
        double chance = chance(count, sum, before.size());
        return chance < CHANCE
                ? Optional.of(new Spike(key, count, accounts, (double) sum / before.size(), chance))
                : Optional.empty();
    }

    /// The probability of at least `count` events in a window after `sum` events in `windows` windows like it.
    ///
    /// Summed from the smaller side, so that a tiny probability is not lost in 1 minus something;
    /// relative error below 1e-9.
    static double chance(int count, long sum, int windows) {
        if (count < 0 || sum < 0 || windows < 1) {
            throw new IllegalArgumentException(count + " after " + sum + " in " + windows);
        }
        double shape = sum + 0.5;
        double next = 1.0 / (windows + 1);
        double logarithm = shape * Math.log(windows * next);
        // P(X = x) = P(X = x - 1) * (shape + x - 1) / x * next
        double below = 0;
        for (int x = 0; x < count; x++) {
            below += Math.exp(logarithm);
            logarithm += Math.log((shape + x) / (x + 1.0) * next);
        }
        if (below < 0.5) {
            return 1 - below;
        }
        double tail = 0;
        double term = Math.exp(logarithm);
        for (int x = count; term > tail * 1e-17; x++) {
            tail += term;
            term *= (shape + x) / (x + 1.0) * next;
        }
        return Math.min(1, tail);
    }
}
