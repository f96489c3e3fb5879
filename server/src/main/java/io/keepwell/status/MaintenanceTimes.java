package io.keepwell.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What happens to a maintenance by itself, by its times alone: reminders a day and an hour ahead, its
/// begin and its end (3.10.4). A reminder that would come before people were told of these times, or after
/// the next one, is left out.
final class MaintenanceTimes {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration HOUR = Duration.ofHours(1);

    private MaintenanceTimes() {}

    /// Something that is due.
    ///
    /// @param kind  what is told
    /// @param state how far the maintenance has come then
    /// @param once  by what it is known that it happened
    record Due(PostKind kind, IncidentState state, String once) {}

    /// What people know.
    ///
    /// @param since when they were last told of the times
    /// @param given what has happened by itself already
    record Told(Instant since, Set<String> given) {}

    /// The next thing that is due, or null.
    static @Nullable Due due(Incident maintenance, Told told, Instant now) {
        var starts = maintenance.startsAt();
        var ends = maintenance.endsAt();
        if (starts == null || ends == null) {
            return null;
        }
        return switch (maintenance.state()) {
            case PLANNED ->
                now.isBefore(starts)
                        ? reminder(starts, told, now)
                        : new Due(PostKind.STARTED, IncidentState.RUNNING, "started " + starts);
            case RUNNING ->
                now.isBefore(ends) ? null : new Due(PostKind.FINISHED, IncidentState.FINISHED, "finished " + ends);
            case INVESTIGATING, IDENTIFIED, WATCHING, FIXED, FINISHED, CANCELLED -> null;
        };
    }

    private static @Nullable Due reminder(Instant starts, Told told, Instant now) {
        for (var ahead : Map.of("hour", HOUR, "day", DAY).entrySet()) {
            var at = starts.minus(ahead.getValue());
            var next = ahead.getValue().equals(DAY) ? starts.minus(HOUR) : starts;
            var once = ahead.getKey() + " " + starts;
            if (!now.isBefore(at)
                    && now.isBefore(next)
                    && told.since().isBefore(at)
                    && !told.given().contains(once)) {
                return new Due(PostKind.REMINDER, IncidentState.PLANNED, once);
            }
        }
        return null;
    }
}
