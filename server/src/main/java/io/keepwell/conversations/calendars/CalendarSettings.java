package io.keepwell.conversations.calendars;

import io.keepwell.shared.Ids;
import io.keepwell.team.Audit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What administrators do to calendars; each deed is noted.
@Service
class CalendarSettings {

    private static final List<String> NO_HOURS = List.of("", "", "", "", "", "", "");

    private final Calendars calendars;
    private final Audit audit;

    CalendarSettings(Calendars calendars, Audit audit) {
        this.calendars = calendars;
        this.audit = audit;
    }

    Calendar get(UUID id) {
        return calendars.find(id).orElseThrow(CalendarNotFound::new);
    }

    @Transactional
    Calendar create(CalendarDraft draft) {
        var read = draft.read(new Calendar(Ids.next(), "", null, NO_HOURS, List.of(), 1, false));
        var made = calendars.create(read.name(), read.zone(), read.hours(), read.holidays());
        audit.record("calendar.created", made.id(), made.name(), Map.of());
        return made;
    }

    @Transactional
    Calendar change(UUID id, CalendarDraft draft) {
        var before = get(id);
        var after = calendars.change(draft.read(before));
        if (after.version() != before.version()) {
            audit.record("calendar.changed", after.id(), after.name(), Map.of());
        }
        return after;
    }

    @Transactional
    void remove(UUID id) {
        var calendar = get(id);
        calendars.remove(id);
        audit.record("calendar.removed", id, calendar.name(), Map.of());
    }
}
