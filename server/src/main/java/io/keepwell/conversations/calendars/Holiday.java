package io.keepwell.conversations.calendars;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A day that is not like its weekday.
///
/// @param day   the day
/// @param name  what people call it, or null
/// @param hours the hours attended on that day instead of the usual ones, such as `09:00-12:00`; null or empty for none
public record Holiday(
        LocalDate day, @Nullable String name, @Nullable String hours) {

    /// A whole day off.
    public static Holiday off(LocalDate day) {
        return new Holiday(day, null, null);
    }

    /// Whether somebody attends for a part of the day.
    public boolean part() {
        return hours != null && !hours.isBlank();
    }
}
