package io.keepwell.followups;

import io.keepwell.problems.CustomerValue;
import io.keepwell.problems.RepeatAlarms;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How soon a customer is called (3.6.3): sooner where they are of the tenth worth most, at once where the same went
/// wrong for them again.
@Component
class Urgencies {

    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int AT_ONCE = 5_000;

    /// Of fewer accounts there is no tenth.
    private static final int FEWEST = 10;

    private record Threshold(Optional<BigDecimal> least, Instant until) {}

    private final RepeatAlarms alarms;
    private final CustomerValue values;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable Threshold kept;

    Urgencies(RepeatAlarms alarms, CustomerValue values, JdbcClient jdbc, Clock clock) {
        this.alarms = alarms;
        this.values = values;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Urgency of(UUID customer, UUID account) {
        if (alarms.inAlarm(customer)) {
            return Urgency.REPEAT;
        }
        return Optional.ofNullable(values.of(List.of(account)).get(account))
                        .filter(worth ->
                                least().filter(it -> worth.compareTo(it) >= 0).isPresent())
                        .isPresent()
                ? Urgency.VALUABLE
                : Urgency.NORMAL;
    }

    /// What the least of the tenth worth most is worth; read now and then, since a low answer must be taken at once.
    private Optional<BigDecimal> least() {
        var known = kept;
        var now = clock.instant();
        if (known == null || !now.isBefore(known.until())) {
            known = new Threshold(read(), now.plus(KEPT));
            kept = known;
        }
        return known.least();
    }

    /// Reads it anew the next time.
    void forget() {
        kept = null;
    }

    private Optional<BigDecimal> read() {
        if (values.usual().isEmpty()) {
            return Optional.empty();
        }
        var accounts = jdbc.sql("select distinct account_id from customer where account_id is not null")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        var worths = new ArrayList<BigDecimal>();
        for (int from = 0; from < accounts.size(); from += AT_ONCE) {
            Collection<UUID> some = accounts.subList(from, Math.min(accounts.size(), from + AT_ONCE));
            worths.addAll(values.of(some).values());
        }
        if (worths.size() < FEWEST) {
            return Optional.empty();
        }
        worths.sort(null);
        return Optional.of(worths.get((int) Math.ceil(worths.size() * 0.9) - 1));
    }
}
