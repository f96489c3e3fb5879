package io.keepwell.notifications;

import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page of the preferences shows.
///
/// @param kinds a line for each kind
/// @param from  when it becomes quiet, empty for never
/// @param until when that is over
/// @param days  the days of the week, in the order of the company
/// @param zone  the zone these are meant in
/// @param wrong what is wrong with what was typed, or null
record PreferencePage(
        List<Line> kinds,
        String from,
        String until,
        List<Day> days,
        String zone,
        @Nullable String wrong) {

    /// @param ways the ways in order: bell, mail, sound
    record Line(String kind, String label, String hint, List<Box> ways) {}

    record Box(String way, boolean wanted) {}

    record Day(DayOfWeek day, String label, boolean works) {}
}
