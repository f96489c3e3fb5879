package io.keepwell.notifications;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a person wants to be told.
///
/// @param ways   the ways for each kind
/// @param quiet  when nothing but the bell is to reach them, by hours of their own
/// @param office that it is quiet outside of office hours instead, or null
/// @param names  whether what a browser shows may name the customer
record Choices(
        Map<Kind, Set<Way>> ways, Quiet quiet, @Nullable Office office, boolean names) {

    /// Quiet outside of office hours.
    ///
    /// @param calendar whose hours; null for the usual ones of the company
    record Office(@Nullable UUID calendar) {}

    /// When it is quiet.
    ///
    /// @param from  from when, null for never
    /// @param until until when; the earlier of both where it goes over midnight
    /// @param days  the days on which the person works
    record Quiet(@Nullable LocalTime from, @Nullable LocalTime until, Set<DayOfWeek> days) {

        static final Quiet NEVER = new Quiet(null, null, EnumSet.allOf(DayOfWeek.class));

        /// Whether it is quiet at an instant, in the zone of the company. A night that began on a working day ends on
        /// the next, whatever day that is.
        boolean at(Instant instant, ZoneId zone) {
            var then = instant.atZone(zone);
            return !days.contains(then.getDayOfWeek()) || hours(then.toLocalTime());
        }

        private boolean hours(LocalTime time) {
            if (from == null || until == null || from.equals(until)) {
                return false;
            }
            boolean begun = !time.isBefore(from);
            boolean goesOn = time.isBefore(until);
            return from.isBefore(until) ? begun && goesOn : begun || goesOn;
        }

        /// When it will be over; the instant itself where it is not quiet. Whoever works on no day is asked again
        /// after a week.
        Instant end(Instant instant, ZoneId zone) {
            if (!at(instant, zone)) {
                return instant;
            }
            var then = instant.atZone(zone);
            for (int day = 0; day <= 7; day++) {
                for (var candidate : candidates(then, day)) {
                    if (candidate.toInstant().isAfter(instant) && !at(candidate.toInstant(), zone)) {
                        return candidate.toInstant();
                    }
                }
            }
            return then.plusDays(7).toInstant();
        }

        // Quiet can only end at midnight or when its hours do.
        private Iterable<ZonedDateTime> candidates(ZonedDateTime then, int day) {
            var midnight = then.toLocalDate().plusDays(day).atStartOfDay(then.getZone());
            return until == null ? Set.of(midnight) : Arrays.asList(midnight, midnight.with(until));
        }
    }

    /// What is usual.
    static Choices usual() {
        var ways = new EnumMap<Kind, Set<Way>>(Kind.class);
        for (var kind : Kind.values()) {
            var wanted = EnumSet.noneOf(Way.class);
            Arrays.stream(Way.values()).filter(kind::usually).forEach(wanted::add);
            ways.put(kind, wanted);
        }
        return new Choices(ways, Quiet.NEVER, null, true);
    }

    boolean wants(Kind kind, Way way) {
        return ways.getOrDefault(kind, Set.of()).contains(way);
    }

    boolean none(Kind kind) {
        return ways.getOrDefault(kind, Set.of()).isEmpty();
    }
}
