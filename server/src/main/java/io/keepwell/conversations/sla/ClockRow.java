package io.keepwell.conversations.sla;

import io.keepwell.conversations.sla.Agreements.Agreement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A clock as it is kept.
///
/// @param elapsed  attended seconds until it ended or stood still; null while it runs
/// @param warnedAt when somebody was warned, or null
/// @param toldAt   when somebody was told that it was broken, or null
/// @param lookAt   when there will be something to tell, or null
record ClockRow(
        UUID conversation,
        Metric metric,
        int cycle,
        Instant startedAt,
        @Nullable Instant endedAt,
        SlaClock.@Nullable End end,
        @Nullable Long target,
        @Nullable Double elapsed,
        double paused,
        boolean standing,
        @Nullable Instant dueAt,
        @Nullable Instant breachedAt,
        @Nullable Instant warnedAt,
        @Nullable Instant toldAt,
        @Nullable Instant lookAt,
        @Nullable UUID policy,
        @Nullable Integer policyVersion,
        UUID calendar,
        int calendarVersion) {

    record Key(UUID conversation, Metric metric, int cycle) {}

    static ClockRow of(UUID conversation, SlaClock clock, Agreement agreement, @Nullable ClockRow before) {
        var target = clock.target();
        boolean still = clock.ended() != null || clock.standing();
        return new ClockRow(
                conversation,
                clock.metric(),
                clock.cycle(),
                clock.started(),
                clock.ended(),
                clock.end(),
                target == null ? null : target.toSeconds(),
                still ? seconds(clock.elapsed()) : null,
                seconds(clock.paused()),
                clock.standing(),
                clock.due(),
                clock.breached(),
                before == null ? null : before.warnedAt,
                before == null ? null : before.toldAt,
                null,
                target == null ? null : agreement.policy(),
                target == null ? null : agreement.policyVersion(),
                agreement.counting().calendar().id(),
                agreement.counting().calendar().version());
    }

    private static double seconds(Duration length) {
        return length.toNanos() / 1e9;
    }

    Key key() {
        return new Key(conversation, metric, cycle);
    }

    boolean open() {
        return endedAt == null;
    }

    /// Whether it was found by other terms than this one.
    boolean agreedOtherwise(ClockRow other) {
        return !Objects.equals(target, other.target)
                || !Objects.equals(policy, other.policy)
                || !Objects.equals(policyVersion, other.policyVersion)
                || !calendar.equals(other.calendar)
                || calendarVersion != other.calendarVersion;
    }

    /// Whether it measures the same as this one, from the same start to the same end.
    boolean sameFacts(ClockRow other) {
        return startedAt.equals(other.startedAt) && Objects.equals(endedAt, other.endedAt) && end == other.end;
    }

    ClockRow told(@Nullable Instant warned, @Nullable Instant told, @Nullable Instant look) {
        return new ClockRow(
                conversation,
                metric,
                cycle,
                startedAt,
                endedAt,
                end,
                target,
                elapsed,
                paused,
                standing,
                dueAt,
                breachedAt,
                warned,
                told,
                look,
                policy,
                policyVersion,
                calendar,
                calendarVersion);
    }
}
