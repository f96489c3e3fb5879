package io.keepwell.tasks;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.Records;
import io.keepwell.shared.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What pages and programs ask about promises.
@Repository
class PromiseQueries {

    private static final String FAR = "9999-01-01T00:00:00Z";

    /// Which promises.
    ///
    /// @param state    what became of them, null for all
    /// @param owed     only those that are still owed, broken ones included
    /// @param subject  what they are about, or null
    /// @param customer to whom, or null
    /// @param owner    who owes them, or null
    /// @param dueUntil due until then, or null
    record Filter(
            @Nullable TaskState state,
            boolean owed,
            @Nullable UUID subject,
            @Nullable UUID customer,
            @Nullable UUID owner,
            @Nullable Instant dueUntil) {}

    /// How many promises a person or a team has kept and broken.
    ///
    /// @param who    id of the person or team, null for nobody
    /// @param kept   kept in the time asked for
    /// @param broken broken in that time
    /// @param owed   owed now
    record Count(@Nullable UUID who, long kept, long broken, long owed) {}

    private final JdbcClient jdbc;

    PromiseQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Promises by when they are due; what is due on an event comes last.
    Slice<Task> list(Filter filter, @Nullable String cursor, int limit) {
        var conditions = new ArrayList<String>(List.of("t.promised"));
        var values = new HashMap<String, Object>();
        add(
                conditions,
                values,
                "t.state = :state",
                "state",
                filter.state() == null ? null : filter.state().word());
        add(conditions, values, "t.subject_id = :subject", "subject", filter.subject());
        add(conditions, values, "t.customer_id = :customer", "customer", filter.customer());
        add(conditions, values, "t.owner_id = :owner", "owner", filter.owner());
        add(conditions, values, "t.due_at <= :until", "until", TaskStore.at(filter.dueUntil()));
        if (filter.owed()) {
            conditions.add("t.ended_at is null");
        }
        if (cursor != null) {
            var after = Cursor.read(cursor, 2);
            conditions.add("(coalesce(t.due_at, cast('" + FAR
                    + "' as timestamptz)), t.id) > (cast(:afterDue as timestamptz), cast(:afterId as uuid))");
            values.put("afterDue", after.get(0));
            values.put("afterId", after.get(1));
        }
        var rows = jdbc.sql("select " + TaskStore.COLUMNS + " from task t where " + String.join(" and ", conditions)
                        + " order by coalesce(t.due_at, cast('" + FAR + "' as timestamptz)), t.id limit :limit")
                .params(values)
                .param("limit", limit + 1)
                .query(TaskStore.ROW)
                .list();
        if (rows.size() <= limit) {
            return new Slice<>(rows, null);
        }
        var last = rows.get(limit - 1);
        var due = last.dueAt();
        return new Slice<>(rows.subList(0, limit), Cursor.of(due == null ? FAR : due.toString(), last.id()));
    }

    /// Kept, broken and owed promises of every person, or of every team.
    List<Count> counts(boolean byTeam, Instant from, Instant to) {
        var who = byTeam ? "team_id" : "owner_id";
        return jdbc.sql("select " + who + " as who," + """

                               count(*) filter (where state = 'kept' and ended_at >= :from and ended_at < :to) as kept,
                               count(*) filter (where broken_at >= :from and broken_at < :to)                  as broken,
                               count(*) filter (where ended_at is null)                                        as owed
                          from task
                         where promised
                           and (ended_at is null or ended_at >= :from or broken_at >= :from)
                         group by 1
                        """)
                .param("from", TaskStore.at(from))
                .param("to", TaskStore.at(to))
                .query(Records.of(Count.class))
                .list();
    }

    /// The rows behind a number.
    ///
    /// @param what `kept` or `broken` in that time, or `owed` now
    List<Task> behind(String what, Instant from, Instant to, Map<String, UUID> who, int limit) {
        var conditions = new ArrayList<String>(List.of("t.promised"));
        var values = new HashMap<String, Object>();
        switch (what) {
            case "kept" -> conditions.add("t.state = 'kept' and t.ended_at >= :from and t.ended_at < :to");
            case "broken" -> conditions.add("t.broken_at >= :from and t.broken_at < :to");
            default -> conditions.add("t.ended_at is null");
        }
        add(conditions, values, "t.owner_id = :owner", "owner", who.get("owner"));
        add(conditions, values, "t.team_id = :team", "team", who.get("team"));
        return jdbc.sql("select " + TaskStore.COLUMNS + " from task t where " + String.join(" and ", conditions)
                        + " order by t.due_at nulls last, t.id limit :limit")
                .params(values)
                .param("from", TaskStore.at(from))
                .param("to", TaskStore.at(to))
                .param("limit", limit)
                .query(TaskStore.ROW)
                .list();
    }

    /// How many promises of a person have passed, or are due within a while.
    int pressing(UUID owner, Instant until) {
        return jdbc.sql("""
                        select count(*)
                          from task
                         where owner_id = :owner
                           and promised
                           and ended_at is null
                           and due_at <= :until
                        """)
                .param("owner", owner)
                .param("until", TaskStore.at(until))
                .query(Integer.class)
                .single();
    }

    boolean none() {
        return jdbc.sql("select not exists (select 1 from task where promised)")
                .query(Boolean.class)
                .single();
    }

    private static void add(
            List<String> conditions,
            Map<String, Object> values,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }
}
