package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Moments;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Times at which a reply can leave later, in the zone of the workspace.
@Component
class LaterTimes {

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private final ZoneId zone;
    private final Clock clock;

    @Autowired
    LaterTimes(KeepwellSettings settings, Clock clock) {
        this(settings.zone(), clock);
    }

    LaterTimes(ZoneId zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
    }

    /// A time that is offered.
    ///
    /// @param label what it is called, such as "Tomorrow morning"
    /// @param hint  the time itself
    record Choice(Instant at, String label, String hint) {}

    List<Choice> choices() {
        var now = clock.instant().atZone(zone);
        var choices = new ArrayList<Choice>();
        choices.add(choice(now.plusHours(2).truncatedTo(ChronoUnit.MINUTES).toInstant(), "hours"));
        if (now.toLocalTime().isBefore(MORNING.minusHours(1))) {
            choices.add(choice(now.with(MORNING).toInstant(), "morning"));
        }
        var tomorrow = now.plusDays(1).with(MORNING);
        choices.add(choice(tomorrow.toInstant(), "tomorrow"));
        var monday = now.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(MORNING);
        if (!monday.equals(tomorrow)) {
            choices.add(choice(monday.toInstant(), "monday"));
        }
        return choices;
    }

    private static Choice choice(Instant at, String key) {
        return new Choice(at, t("conversations.writing.later." + key), Moments.time(at));
    }

    /// What a field for date and time says.
    ///
    /// @param text such as `2026-11-23T09:00`, or an instant
    Instant read(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw InvalidRequest.field("at", t("conversations.writing.later.wrong-time"));
        }
    }

    /// The same the other way round.
    String field(Instant at) {
        return at.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
