package io.keepwell.conversations.sla;

import io.keepwell.conversations.AgreedTime;
import io.keepwell.conversations.AgreedTimes;
import io.keepwell.conversations.sla.Agreements.Counting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The clocks of one conversation for whoever shows them: what is kept, with how it came about.
@Component
class Times implements AgreedTimes {

    private final ClockStore store;
    private final Clockwork clockwork;
    private final Agreements agreements;
    private final Clock clock;

    Times(ClockStore store, Clockwork clockwork, Agreements agreements, Clock clock) {
        this.store = store;
        this.clockwork = clockwork;
        this.agreements = agreements;
        this.clock = clock;
    }

    /// A kept clock, and how it came about.
    ///
    /// @param live     as it is worked out now; null for a verdict that stands although other terms hold now
    /// @param counting the calendar that holds now
    record Known(ClockRow row, @Nullable SlaClock live, Counting counting) {

        Duration elapsed() {
            if (live != null) {
                return live.elapsed();
            }
            return row.elapsed() == null ? Duration.ZERO : Duration.ofMillis(Math.round(row.elapsed() * 1000));
        }

        @Nullable
        Duration left() {
            var target = row.target();
            return target == null ? null : Duration.ofSeconds(target).minus(elapsed());
        }

        /// When it would be due if it went on now (S11).
        @Nullable
        Instant resumed(Instant now) {
            var left = left();
            if (!row.standing() || left == null || !row.open()) {
                return null;
            }
            return left.isNegative() ? now : counting.time().due(now, left).orElse(null);
        }
    }

    /// The clocks, oldest start first.
    List<Known> known(UUID conversation) {
        clockwork.settle();
        var ids = List.of(conversation);
        var rows = store.kept(ids).getOrDefault(conversation, List.of());
        var facts = rows.isEmpty() ? List.<Facts>of() : store.look(ids);
        return facts.stream().flatMap(it -> known(it, rows)).toList();
    }

    private Stream<Known> known(Facts facts, List<ClockRow> rows) {
        var agreement = agreements.now().of(facts.subject());
        var clocks = Clocks.of(agreement.terms(), agreement.counting().time(), facts.story(), clock.instant());
        return rows.stream().map(row -> {
            var live = clocks.stream()
                    .filter(it -> it.metric() == row.metric() && it.cycle() == row.cycle())
                    .filter(it -> row.open()
                            || !ClockRow.of(row.conversation(), it, agreement, row)
                                    .agreedOtherwise(row))
                    .findFirst();
            return new Known(row, live.orElse(null), agreement.counting());
        });
    }

    @Override
    public List<AgreedTime> of(UUID conversation) {
        var now = clock.instant();
        return known(conversation).stream().map(it -> json(it, now)).toList();
    }

    private static AgreedTime json(Known it, Instant now) {
        var row = it.row();
        var left = it.left();
        var target = row.target();
        return new AgreedTime(
                row.metric().word(),
                row.cycle(),
                row.startedAt(),
                target == null ? null : target / 60.0,
                minutes(it.elapsed()),
                row.paused() / 60,
                row.standing(),
                row.dueAt(),
                left == null || !row.open() ? null : minutes(left),
                it.resumed(now),
                row.endedAt(),
                row.end() == null ? null : row.end().word(),
                row.breachedAt(),
                row.policy(),
                row.calendar());
    }

    private static double minutes(Duration length) {
        return Math.round(length.toMillis() / 600.0) / 100.0;
    }
}
