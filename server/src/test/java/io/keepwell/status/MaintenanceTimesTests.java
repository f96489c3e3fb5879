package io.keepwell.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What happens to a maintenance by its times alone.
class MaintenanceTimesTests {

    private static final Instant START = Instant.parse("2026-12-01T20:00:00Z");

    @ParameterizedTest
    @DisplayName("3.10.4: reminders a day and an hour ahead, unless people were told of the time only then")
    @CsvSource(
            nullValues = "-",
            value = {
                // hours ahead now, hours ahead when told, given already, what is due
                "30, 72, -, -",
                "24, 72, -, day",
                "20, 72, -, day",
                "20, 72, day, -",
                "20, 22, -, -",
                "1, 72, day, hour",
                "0.5, 72, -, hour",
                "0.5, 22, -, hour",
                "0.5, 0.9, -, -",
                "0.5, 72, hour, -",
                "0, 72, hour, started",
                "-1, 72, hour, started"
            })
    void remindsOnceAndInTime(double now, double told, @Nullable String given, @Nullable String due) {
        var once = given == null ? Set.<String>of() : Set.of(given + " " + START);
        var found = MaintenanceTimes.due(
                planned(IncidentState.PLANNED), new MaintenanceTimes.Told(ahead(told), once), ahead(now));

        assertThat(found == null ? null : found.once()).isEqualTo(due == null ? null : due + " " + START);
    }

    @ParameterizedTest
    @DisplayName("3.10.4: it finishes by itself, and what was called off stays so")
    @CsvSource({"running, -1, false", "running, -3, true", "finished, -3, false", "cancelled, 0.5, false"})
    void endsByItself(String state, double now, boolean due) {
        var found = MaintenanceTimes.due(
                planned(Words.read(IncidentState.class, state)),
                new MaintenanceTimes.Told(ahead(72), Set.of()),
                ahead(now));

        assertThat(found != null && found.kind() == PostKind.FINISHED).isEqualTo(due);
    }

    private static Instant ahead(double hours) {
        return START.minus(Duration.ofMinutes(Math.round(hours * 60)));
    }

    private static Incident planned(IncidentState state) {
        return new Incident(
                new UUID(0, 1),
                1,
                true,
                "Maintenance",
                state,
                null,
                null,
                START,
                START.plus(Duration.ofHours(2)),
                Telling.EVERYBODY,
                ahead(100),
                null,
                List.of());
    }
}
