package io.keepwell.conversations.sla;

import io.keepwell.conversations.calendars.CalendarChanged;
import io.keepwell.conversations.sla.Clockwork.Verdicts;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Works out the clocks of many conversations anew after a policy or a calendar changed (S7), a batch in a transaction,
/// so that a stop at any point loses a batch at most and a running desk hardly notices.
@Component
class Recounts {

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final Clockwork clockwork;
    private final Clock clock;

    Recounts(JdbcClient jdbc, Clockwork clockwork, Clock clock) {
        this.jdbc = jdbc;
        this.clockwork = clockwork;
        this.clock = clock;
    }

    /// Which conversations.
    enum Scope {
        /// Those that are not solved.
        OPEN("c.state not in ('solved', 'closed')", Verdicts.STAND),
        /// All, with verdicts found anew: because somebody asked for it.
        ALL("true", Verdicts.ANEW),
        /// Those that have no clocks yet.
        MISSING("not exists (select 1 from sla_clock k where k.conversation_id = c.id)", Verdicts.STAND);

        private final String condition;
        private final Verdicts verdicts;

        Scope(String condition, Verdicts verdicts) {
            this.condition = condition;
            this.verdicts = verdicts;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// How far a recount has come.
    record Progress(
            UUID id,
            String scope,
            Instant askedAt,
            long total,
            long done,
            @Nullable Instant finishedAt) {

        int percent() {
            return total == 0 || finishedAt != null ? 100 : (int) Math.min(99, done * 100 / total);
        }
    }

    @EventListener
    void on(CalendarChanged event) {
        ask(Scope.OPEN);
    }

    /// Asks for a recount. One of the same scope that runs begins anew.
    @Transactional
    void ask(Scope scope) {
        jdbc.sql("""
                        insert into sla_recount (id, scope, asked_at, total)
                        values (:id, :scope, :now, (select count(*) from conversation c where\s""" + scope.condition + """
                        ))
                        on conflict (scope) where finished_at is null do update
                           set asked_at = excluded.asked_at, total = excluded.total, done = 0,
                               after_id = '00000000-0000-0000-0000-000000000000'
                        """)
                .param("id", Ids.next())
                .param("scope", scope.word())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private record Step(UUID id, String scope, UUID after) {}

    /// Does the next batch.
    ///
    /// @return whether there may be more to do
    @Transactional
    boolean step() {
        var next = jdbc.sql("""
                        select id, scope, after_id as after
                          from sla_recount
                         where finished_at is null
                         order by asked_at
                         limit 1
                           for update skip locked
                        """).query(Records.of(Step.class)).optional();
        if (next.isEmpty()) {
            return false;
        }
        var step = next.get();
        var scope = Scope.valueOf(step.scope().toUpperCase(java.util.Locale.ROOT));
        var ids = jdbc.sql("select c.id from conversation c where c.id > :after and " + scope.condition
                        + " order by c.id limit :limit")
                .param("after", step.after())
                .param("limit", BATCH)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        if (!ids.isEmpty()) {
            clockwork.reckon(ids, scope.verdicts);
        }
        jdbc.sql("""
                        update sla_recount
                           set done = done + :done, after_id = :after,
                               finished_at = case when :over then cast(:now as timestamptz) end
                         where id = :id
                        """)
                .param("done", ids.size())
                .param("after", ids.isEmpty() ? step.after() : ids.getLast())
                .param("over", ids.size() < BATCH)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", step.id())
                .update();
        return true;
    }

    /// The recount that runs, or else the last one.
    Optional<Progress> latest() {
        List<Progress> found = jdbc.sql("""
                        select id, scope, asked_at, total, done, finished_at
                          from sla_recount
                         order by finished_at is null desc, asked_at desc
                         limit 1
                        """)
                .query((row, n) -> {
                    var finished = row.getObject("finished_at", OffsetDateTime.class);
                    return new Progress(
                            row.getObject("id", UUID.class),
                            row.getString("scope"),
                            row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                            row.getLong("total"),
                            row.getLong("done"),
                            finished == null ? null : finished.toInstant());
                })
                .list();
        return found.stream().findFirst();
    }
}
