package io.keepwell.conversations.calendars;

import java.util.UUID;

/// A calendar counts otherwise from now on. Published within the transaction that changed it.
///
/// @param calendar which one
public record CalendarChanged(UUID calendar) {}
