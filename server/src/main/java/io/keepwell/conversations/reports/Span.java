package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The time a report is about, in days of the workspace, cut into days, weeks or months.
///
/// @param from  its first day
/// @param to    the day after its last
/// @param weeks the day on which weeks begin
public record Span(LocalDate from, LocalDate to, Unit unit, ZoneId zone, DayOfWeek weeks) {

    private static final int MOST_PIECES = 190;
    private static final int USUAL_DAYS = 28;

    /// What it is cut into.
    public enum Unit {
        DAY(ChronoUnit.DAYS),
        WEEK(ChronoUnit.WEEKS),
        MONTH(ChronoUnit.MONTHS);

        private final ChronoUnit step;

        Unit(ChronoUnit step) {
            this.step = step;
        }

        /// The word of it in addresses.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A piece of it.
    ///
    /// @param begins its first day; may lie before the first day of the whole
    /// @param ends   the day after its last
    public record Piece(LocalDate begins, LocalDate ends) {}

    /// @param to   the day after the last, null for tomorrow
    /// @param unit null for what gives a handful of pieces
    /// @throws InvalidRequest where it is empty, or would be cut into too many pieces
    public static Span of(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String unit,
            ZoneId zone,
            DayOfWeek weeks,
            Instant now) {
        var end = to == null ? now.atZone(zone).toLocalDate().plusDays(1) : to;
        var begin = from == null ? end.minusDays(USUAL_DAYS) : from;
        if (!begin.isBefore(end) || begin.getYear() < 1990 || end.getYear() > 2200) {
            throw InvalidRequest.field("from", t("conversations.reports.wrong.span"));
        }
        long days = ChronoUnit.DAYS.between(begin, end);
        var chosen = unit == null || unit.isBlank()
                ? days <= 31 ? Unit.DAY : days <= 190 ? Unit.WEEK : Unit.MONTH
                : unit(unit);
        if (chosen.step.between(begin, end) > MOST_PIECES) {
            throw InvalidRequest.field("unit", t("conversations.reports.wrong.unit"));
        }
        return new Span(begin, end, chosen, zone, weeks);
    }

    private static Unit unit(String word) {
        for (var unit : Unit.values()) {
            if (unit.word().equals(word)) {
                return unit;
            }
        }
        throw InvalidRequest.field("unit", t("conversations.sla.wrong.word", "typed", word));
    }

    /// Its first moment.
    public Instant begin() {
        return from.atStartOfDay(zone).toInstant();
    }

    /// The moment after its last.
    public Instant end() {
        return to.atStartOfDay(zone).toInstant();
    }

    /// How many days weeks begin before those of the database, which begin on Monday.
    int shift() {
        return Math.floorMod(DayOfWeek.MONDAY.getValue() - weeks.getValue(), 7);
    }

    /// The pieces, the earliest first; first and last may reach beyond the whole.
    public List<Piece> pieces() {
        var pieces = new ArrayList<Piece>();
        for (var day = start(); day.isBefore(to); day = day.plus(1, unit.step)) {
            pieces.add(new Piece(day, day.plus(1, unit.step)));
        }
        return pieces;
    }

    private LocalDate start() {
        return switch (unit) {
            case DAY -> from;
            case WEEK -> from.with(TemporalAdjusters.previousOrSame(weeks));
            case MONTH -> from.withDayOfMonth(1);
        };
    }
}
