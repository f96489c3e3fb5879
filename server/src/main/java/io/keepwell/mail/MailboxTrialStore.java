package io.keepwell.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The last test of each mailbox.
@Repository
class MailboxTrialStore {

    /// A test that has not ended by then died with its process.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// A test.
    ///
    /// @param step    `sending`, `waiting`, `reading`, `done` or `failed`
    /// @param facts   what was seen, with `done`
    /// @param trouble what was in the way, with `failed`
    record Last(
            String step,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable MailboxTestFacts facts,
            @Nullable String trouble) {

        boolean running() {
            return finishedAt == null;
        }
    }

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    MailboxTrialStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// Begins; false where one is running.
    boolean begin(UUID mailbox) {
        var now = clock.instant();
        return jdbc.sql("""
                        insert into mailbox_test as t (mailbox_id, step, started_at)
                        values (:mailbox, 'sending', :now)
                        on conflict (mailbox_id) do update
                           set step = 'sending', started_at = :now, finished_at = null, facts = null, trouble = null
                         where t.finished_at is not null
                            or t.started_at < :dead
                        """)
                        .param("mailbox", mailbox)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("dead", now.minus(LONGEST).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void step(UUID mailbox, String step) {
        jdbc.sql("update mailbox_test set step = :step where mailbox_id = :mailbox")
                .param("step", step)
                .param("mailbox", mailbox)
                .update();
    }

    void done(UUID mailbox, MailboxTestFacts facts) {
        end(mailbox, "done", json.writeValueAsString(facts), null);
    }

    void failed(UUID mailbox, String words) {
        end(mailbox, "failed", null, words);
    }

    private void end(UUID mailbox, String step, @Nullable String facts, @Nullable String trouble) {
        jdbc.sql("""
                        update mailbox_test
                           set step = :step, finished_at = :now, facts = :facts, trouble = :trouble
                         where mailbox_id = :mailbox
                        """)
                .param("step", step)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("facts", facts)
                .param("trouble", trouble)
                .param("mailbox", mailbox)
                .update();
    }

    Optional<Last> last(UUID mailbox) {
        return jdbc.sql("""
                        select step, started_at, finished_at, facts, trouble
                          from mailbox_test
                         where mailbox_id = :mailbox
                        """)
                .param("mailbox", mailbox)
                .query((row, n) -> {
                    var facts = row.getString("facts");
                    var started =
                            row.getObject("started_at", OffsetDateTime.class).toInstant();
                    var finished = row.getObject("finished_at", OffsetDateTime.class);
                    boolean dead =
                            finished == null && started.isBefore(clock.instant().minus(LONGEST));
                    return new Last(
                            dead ? "failed" : row.getString("step"),
                            started,
                            dead ? started.plus(LONGEST) : finished == null ? null : finished.toInstant(),
                            facts == null ? null : json.readValue(facts, MailboxTestFacts.class),
                            row.getString("trouble"));
                })
                .optional();
    }
}
