package io.keepwell.notifications;

import io.keepwell.notifications.push.Browsers.Browser;
import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page of the preferences shows.
///
/// @param kinds     a line for each kind
/// @param names     whether browsers may show the customer's name
/// @param office    whether it is quiet outside of office hours, instead of by hours of one's own
/// @param calendars whose office hours there are, the usual ones first
/// @param from      when it becomes quiet, empty for never
/// @param until     when that is over
/// @param days      the days of the week, in the order of the company
/// @param zone      the zone these are meant in
/// @param wrong     what is wrong with what was typed, or null
/// @param key       the public key that a browser binds its subscription to
/// @param browsers  the browsers that may notify the person
record PreferencePage(
        List<Line> kinds,
        boolean names,
        boolean office,
        List<Hours> calendars,
        String from,
        String until,
        List<Day> days,
        String zone,
        @Nullable String wrong,
        String key,
        List<Browser> browsers) {

    /// @param ways the ways in order: bell, browser, mail, sound
    record Line(String kind, String label, String hint, List<Box> ways) {}

    record Box(String way, boolean wanted) {}

    record Day(DayOfWeek day, String label, boolean works) {}

    /// Office hours to choose from.
    ///
    /// @param id empty for the usual ones, whichever these are at the time
    record Hours(String id, String name, boolean chosen) {}
}
