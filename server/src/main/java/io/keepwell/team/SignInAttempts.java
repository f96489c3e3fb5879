package io.keepwell.team;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Slows down guessing. An attempt is counted before it is checked, so that many at once gain nothing, and taken back
/// when it was right. After some failures the next has to wait, each time twice as long.
@Repository
class SignInAttempts {

    /// What is counted, and how many failures are free.
    enum Kind {
        /// An address, known or not.
        ADDRESS(5),
        /// Where the request comes from: many people may share it.
        REMOTE(30),
        /// The one-time codes of a member.
        CODE(5);

        private final int free;

        Kind(int free) {
            this.free = free;
        }

        private String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInAttempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Counts an attempt.
    ///
    /// @return how long to wait, when it is too early for another one; empty when the attempt may go on
    @Transactional
    Optional<Duration> claim(Kind kind, String key) {
        var now = clock.instant();
        var hash = Secrets.hash(key);
        jdbc.sql("""
                        insert into sign_in_attempt (kind, key, failures, last_at, blocked_until)
                        values (:kind, :key, 0, :now, :now)
                        on conflict (kind, key) do nothing
                        """)
                .param("kind", kind.column())
                .param("key", hash)
                .param("now", now.atOffset(UTC))
                .update();
        var row = jdbc.sql("""
                        select failures, last_at, blocked_until
                          from sign_in_attempt
                         where kind = :kind
                           and key = :key
                           for update
                        """)
                .param("kind", kind.column())
                .param("key", hash)
                .query(Records.of(Row.class))
                .single();
        if (row.blockedUntil().isAfter(now)) {
            return Optional.of(Duration.between(now, row.blockedUntil()));
        }
        int failures = row.lastAt().plus(FORGOTTEN_AFTER).isBefore(now) ? 1 : row.failures() + 1;
        jdbc.sql("""
                        update sign_in_attempt
                           set failures = :failures,
                               last_at = :now,
                               blocked_until = :until
                         where kind = :kind
                           and key = :key
                        """)
                .param("kind", kind.column())
                .param("key", hash)
                .param("failures", failures)
                .param("now", now.atOffset(UTC))
                .param("until", now.plus(pause(kind, failures)).atOffset(UTC))
                .update();
        return Optional.empty();
    }

    /// Takes back what `claim` counted, because the attempt was right. An address starts afresh; a remote address only
    /// loses this one, or an attacker with an account of their own could go on for ever.
    void right(Kind kind, String key) {
        jdbc.sql("""
                        update sign_in_attempt
                           set failures = case when :all then 0 else greatest(failures - 1, 0) end,
                               blocked_until = :now
                         where kind = :kind
                           and key = :key
                        """)
                .param("kind", kind.column())
                .param("key", Secrets.hash(key))
                .param("all", kind != Kind.REMOTE)
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    /// The pause after so many failures: none at first, then 5, 10, 20 seconds and so on up to a quarter of an hour.
    static Duration pause(Kind kind, int failures) {
        int beyond = failures - kind.free;
        if (beyond < 0) {
            return Duration.ZERO;
        }
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(beyond, 16));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private record Row(int failures, Instant lastAt, Instant blockedUntil) {}
}
