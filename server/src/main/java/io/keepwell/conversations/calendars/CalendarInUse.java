package io.keepwell.conversations.calendars;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal;

/// Something is counted by this calendar, so it stays.
class CalendarInUse extends Refusal {

    CalendarInUse(String name) {
        super(Kind.CONFLICT, t("conversations.calendars.in-use", "name", name));
    }
}
