package io.keepwell.conversations.calendars;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// There is no such calendar.
class CalendarNotFound extends Refusal {

    CalendarNotFound() {
        super(Kind.NOT_FOUND, t("conversations.calendars.not-found"));
    }
}
