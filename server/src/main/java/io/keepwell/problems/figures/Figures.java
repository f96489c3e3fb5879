package io.keepwell.problems.figures;

import io.keepwell.conversations.reports.Span;
import io.keepwell.conversations.reports.Stat;
import io.keepwell.platform.KeepwellSettings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts figures together, for pages, tiles and programs alike.
@Component
class Figures {

    private static final int USUAL_MONTHS = 6;

    private final FigureStore store;
    private final KeepwellSettings settings;
    private final Clock clock;

    Figures(FigureStore store, KeepwellSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /// A month of a figure.
    ///
    /// @param begins     its first day
    /// @param incomplete whether it is not over, or only a part of it was asked for
    record Month(LocalDate begins, Counts counts, boolean incomplete) {}

    /// A figure of a time, with the months it is cut into.
    record Shown(Figure figure, Counts counts, List<Month> months) {

        Stat stat() {
            return counts.stat(figure);
        }
    }

    /// The last four weeks, the present day included.
    Span lately() {
        return Span.of(null, null, "month", settings.zone(), settings.weekStart(), clock.instant());
    }

    /// @param from first day; null for the first of the month half a year back
    /// @param to   the day after the last; null for tomorrow
    Span span(@Nullable LocalDate from, @Nullable LocalDate to) {
        var end = to == null ? lately().to() : to;
        var begin = from == null ? end.minusDays(1).withDayOfMonth(1).minusMonths(USUAL_MONTHS - 1) : from;
        return Span.of(begin, end, "month", settings.zone(), settings.weekStart(), clock.instant());
    }

    Shown of(Figure figure, Span span) {
        var counts = store.months(figure, span);
        var today = clock.instant().atZone(span.zone()).toLocalDate();
        var months = span.pieces().stream()
                .map(piece -> new Month(
                        piece.begins(),
                        counts.getOrDefault(piece.begins(), new Counts()),
                        piece.begins().isBefore(span.from())
                                || piece.ends().isAfter(span.to())
                                || piece.ends().isAfter(today)))
                .toList();
        return new Shown(figure, Counts.sum(counts.values()), months);
    }

    List<FigureStore.Fact> facts(
            Figure figure, Span span, @Nullable Part part, FigureStore.@Nullable After after, int limit) {
        return store.facts(figure, span, part, after, limit);
    }

    /// Who of the team took part, by conversation; empty for figures that do not ask.
    Map<UUID, List<FigureStore.Took>> tookPart(Figure figure, List<FigureStore.Fact> facts) {
        return figure.withParties()
                ? store.tookPart(facts.stream()
                        .map(FigureStore.Fact::conversation)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                : Map.of();
    }
}
