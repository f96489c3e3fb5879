package io.keepwell.conversations.calendars;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// When somebody attends, as people set it up.
///
/// @param id       id
/// @param name     what people call it
/// @param zone     zone the hours are meant in, null for the workspace's
/// @param hours    Monday to Sunday, such as `09:00-12:00, 13:00-17:00`; empty for a day off
/// @param holidays days that differ, in their order
/// @param version  grows with every change
/// @param usual    whether it holds where nothing else was said
public record Calendar(
        UUID id,
        String name,
        @Nullable ZoneId zone,
        List<String> hours,
        List<Holiday> holidays,
        int version,
        boolean usual) {

    /// @param workspace the zone of the workspace
    public ZoneId zone(ZoneId workspace) {
        return zone == null ? workspace : zone;
    }

    /// The function that counts by it.
    ///
    /// @param workspace the zone of the workspace
    public BusinessCalendar counting(ZoneId workspace) {
        return BusinessCalendar.of(hours, holidays, zone(workspace));
    }

    boolean sameAs(Calendar other) {
        return hours.equals(other.hours)
                && holidays.equals(other.holidays)
                && java.util.Objects.equals(zone, other.zone)
                && name.equals(other.name);
    }
}
