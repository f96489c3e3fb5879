package io.keepwell.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/// When somebody is at Pennyfold: Monday to Friday from 8 to 18.
///
/// @param zone where
record OfficeHours(ZoneId zone) {

    static final LocalTime OPENS = LocalTime.of(8, 0);
    static final LocalTime CLOSES = LocalTime.of(18, 0);

    /// The first instant by which so much time at work has passed since `start`.
    Instant after(Instant start, Duration work) {
        var left = work;
        var day = start.atZone(zone).toLocalDate();
        var from = start;
        while (true) {
            var opens = opening(day);
            var begins = from.isAfter(opens) ? from : opens;
            var here = workday(day) && begins.isBefore(closing(day))
                    ? Duration.between(begins, closing(day))
                    : Duration.ZERO;
            if (here.compareTo(left) >= 0 && !here.isZero()) {
                return begins.plus(left);
            }
            left = left.minus(here);
            day = day.plusDays(1);
            from = opening(day);
        }
    }

    /// The last instant from which so much time at work passes until `end`.
    Instant before(Instant end, Duration work) {
        var left = work;
        var day = end.atZone(zone).toLocalDate();
        var to = end;
        while (true) {
            var ends = to.isBefore(closing(day)) ? to : closing(day);
            var here =
                    workday(day) && ends.isAfter(opening(day)) ? Duration.between(opening(day), ends) : Duration.ZERO;
            if (here.compareTo(left) >= 0 && !here.isZero()) {
                return ends.minus(left);
            }
            left = left.minus(here);
            day = day.minusDays(1);
            to = closing(day);
        }
    }

    /// Time at work between two instants.
    Duration between(Instant start, Instant end) {
        var sum = Duration.ZERO;
        var last = end.atZone(zone).toLocalDate();
        for (var day = start.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            var from = start.isAfter(opening(day)) ? start : opening(day);
            var to = end.isBefore(closing(day)) ? end : closing(day);
            if (workday(day) && from.isBefore(to)) {
                sum = sum.plus(Duration.between(from, to));
            }
        }
        return sum;
    }

    private static boolean workday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private Instant opening(LocalDate day) {
        return day.atTime(OPENS).atZone(zone).toInstant();
    }

    private Instant closing(LocalDate day) {
        return day.atTime(CLOSES).atZone(zone).toInstant();
    }
}
