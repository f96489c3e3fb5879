package io.keepwell.tasks;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// When somebody attends, as far as words like "by the end of the day" need to know.
///
/// @param days     the working days of the week with when they begin and end
/// @param holidays days on which nobody works
public record WorkHours(Map<DayOfWeek, Day> days, Set<LocalDate> holidays) {

    private static final LocalTime USUAL_END = LocalTime.of(17, 0);
    private static final int LONGEST_BREAK = 60;

    /// A working day.
    ///
    /// @param from when it begins
    /// @param to   when it ends
    public record Day(LocalTime from, LocalTime to) {}

    public WorkHours {
        days = Map.copyOf(days);
        holidays = Set.copyOf(holidays);
    }

    /// Monday to Friday, nine to five.
    public static WorkHours usual() {
        var day = new Day(LocalTime.of(9, 0), USUAL_END);
        return new WorkHours(
                Map.of(
                        DayOfWeek.MONDAY, day,
                        DayOfWeek.TUESDAY, day,
                        DayOfWeek.WEDNESDAY, day,
                        DayOfWeek.THURSDAY, day,
                        DayOfWeek.FRIDAY, day),
                Set.of());
    }

    boolean works(LocalDate day) {
        return days.containsKey(day.getDayOfWeek()) && !holidays.contains(day);
    }

    /// When a day ends; at five where nobody works.
    LocalTime end(LocalDate day) {
        var hours = days.get(day.getDayOfWeek());
        return hours == null ? USUAL_END : hours.to();
    }

    boolean attended(LocalDate day, LocalTime time) {
        var hours = days.get(day.getDayOfWeek());
        return hours != null && !time.isBefore(hours.from()) && !time.isAfter(hours.to());
    }

    /// The working day that many working days later.
    LocalDate later(LocalDate day, int workingDays) {
        var reached = day;
        for (int left = workingDays, looked = 0; left > 0 && looked < 7 * workingDays + LONGEST_BREAK; looked++) {
            reached = reached.plusDays(1);
            if (works(reached)) {
                left--;
            }
        }
        return reached;
    }

    /// The last working day of the week a day lies in; Friday where nobody works then.
    LocalDate endOfWeek(LocalDate day) {
        var sunday = day.plusDays(7L - day.getDayOfWeek().getValue());
        return List.of(0, 1, 2, 3, 4, 5, 6).stream()
                .map(sunday::minusDays)
                .filter(this::works)
                .findFirst()
                .orElse(sunday.minusDays(2));
    }
}
