package io.keepwell.gestures;

import static java.time.ZoneOffset.UTC;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which gestures there were, month by month, and what those they were for did afterwards (56).
@Component
class GestureMix {

    /// How many there were, and what they cost together.
    record Cell(long count, Cost cost) {

        Cell plus(Cell other) {
            return new Cell(count + other.count, new Cost(cost.minor() + other.cost.minor(), cost.currency()));
        }
    }

    /// A month, or all of them.
    ///
    /// @param begins its first day
    /// @param ends   the day after its last
    record Line(LocalDate begins, LocalDate ends, Map<GestureKind, Cell> cells, Cell all) {

        Cell credits() {
            return of(GestureKind.CREDIT);
        }

        Cell of(GestureKind kind) {
            var cell = cells.get(kind);
            return cell == null ? new Cell(0, new Cost(0, all.cost().currency())) : cell;
        }

        /// The last day, as filters name it.
        LocalDate last() {
            return ends.minusDays(1);
        }
    }

    /// What happened within ninety days after.
    ///
    /// @param credit     whether it is about credits, or about all others
    /// @param given      gestures so long ago that the ninety days are over
    /// @param wrote      those after which the customer began another conversation
    /// @param complained those after which they began one that is a complaint
    record After(boolean credit, long given, long wrote, long complained) {}

    /// The report.
    ///
    /// @param months the newest first, back to the first that has any
    /// @param other  given ones that were noted in another currency; they are counted, and in no sum
    record Mix(List<Line> months, Line total, List<After> after, long other) {}

    private final GestureStore store;
    private final KeepwellSettings house;
    private final JdbcClient jdbc;
    private final Clock clock;

    GestureMix(GestureStore store, KeepwellSettings house, JdbcClient jdbc, Clock clock) {
        this.store = store;
        this.house = house;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param months how many months, this one included
    Mix of(int months) {
        var last = clock.instant().atZone(house.zone()).toLocalDate().withDayOfMonth(1);
        var first = last.minusMonths(months - 1L);
        var cells = cells(first, last.plusMonths(1));
        var lines = new ArrayList<Line>();
        var oldest = cells.keySet().stream().min(LocalDate::compareTo).orElse(last);
        for (var month = last; !month.isBefore(oldest); month = month.minusMonths(1)) {
            lines.add(line(month, month.plusMonths(1), cells.getOrDefault(month, Map.of())));
        }
        var sums = new EnumMap<GestureKind, Cell>(GestureKind.class);
        cells.values().forEach(it -> it.forEach((kind, cell) -> sums.merge(kind, cell, Cell::plus)));
        return new Mix(
                List.copyOf(lines),
                line(first, last.plusMonths(1), sums),
                List.of(after(false, first), after(true, first)),
                store.sum(filter(null, null, first, last.plusMonths(1)), house.currency())
                        .other());
    }

    /// The name of the month of a line: "November 2026".
    static String month(Line line) {
        return DateTimeFormatter.ofPattern("LLLL yyyy", LocaleContextHolder.getLocale())
                .format(line.begins());
    }

    private Line line(LocalDate begins, LocalDate ends, Map<GestureKind, Cell> cells) {
        var all = cells.values().stream().reduce(new Cell(0, new Cost(0, house.currency())), Cell::plus);
        return new Line(begins, ends, cells, all);
    }

    private Map<LocalDate, Map<GestureKind, Cell>> cells(LocalDate from, LocalDate to) {
        var found = new HashMap<LocalDate, Map<GestureKind, Cell>>();
        jdbc.sql("""
                        select date_trunc('month', at at time zone :zone)::date as month, kind, count(*) as n,
                               coalesce(sum(cost) filter (where currency = :currency), 0) as cost
                          from gesture
                         where state = 'given'
                           and at >= :from
                           and at < :to
                         group by 1, 2
                        """)
                .param("zone", house.zone().getId())
                .param("currency", house.currency())
                .param("from", from.atStartOfDay(house.zone()).toInstant().atOffset(UTC))
                .param("to", to.atStartOfDay(house.zone()).toInstant().atOffset(UTC))
                .query(row -> {
                    found.computeIfAbsent(
                                    row.getObject("month", LocalDate.class), month -> new EnumMap<>(GestureKind.class))
                            .put(
                                    Words.read(GestureKind.class, row.getString("kind")),
                                    new Cell(row.getLong("n"), new Cost(row.getLong("cost"), house.currency())));
                });
        return found;
    }

    private After after(boolean credit, LocalDate from) {
        var counts = Arrays.stream(Afterwards.values())
                .map(after -> store.sum(filter(credit, after, from, null), house.currency())
                        .count())
                .toList();
        return new After(credit, counts.get(0), counts.get(1), counts.get(2));
    }

    private GestureStore.Filter filter(
            @Nullable Boolean credit, @Nullable Afterwards after, LocalDate from, @Nullable LocalDate to) {
        return new GestureStore.Filter(
                null,
                credit,
                null,
                GestureState.GIVEN,
                null,
                null,
                from.atStartOfDay(house.zone()).toInstant(),
                to == null ? null : to.atStartOfDay(house.zone()).toInstant(),
                after);
    }
}
