package io.keepwell.tasks;

import io.keepwell.customers.PersonalData;
import io.keepwell.shared.Records;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was promised to a person: handed out with everything else, and kept without its words when they are forgotten,
/// so that kept and broken promises still count.
@Component
class TaskData implements PersonalData {

    private final JdbcClient jdbc;

    TaskData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public Size size(Person person) {
        return jdbc.sql("""
                        select 0 as conversations, 0 as messages, 0 as files, count(*) as others
                          from task
                         where customer_id in (:ids)
                        """)
                .param("ids", person.ids())
                .query(Records.of(Size.class))
                .single();
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        var promises = jdbc.sql("""
                        select kind, promised, what, made_at, due_at, state, broken_at, ended_at, reason
                          from task
                         where customer_id in (:ids)
                         order by made_at, id
                        """)
                .param("ids", person.ids())
                .query((row, n) -> {
                    var promise = new LinkedHashMap<String, Object>();
                    for (var column : List.of("kind", "promised", "what", "state", "reason")) {
                        var value = row.getObject(column);
                        if (value != null) {
                            promise.put(column, value);
                        }
                    }
                    for (var column : List.of("made_at", "due_at", "broken_at", "ended_at")) {
                        var at = row.getObject(column, OffsetDateTime.class);
                        if (at != null) {
                            promise.put(column, at.toInstant());
                        }
                    }
                    return promise;
                })
                .list();
        if (!promises.isEmpty()) {
            archive.json("promises.json", promises);
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("""
                        update task_event
                           set reason = null
                         where task_id in (select id from task where customer_id in (:ids))
                        """).param("ids", person.ids()).update();
        // what is still owed can no longer be given
        jdbc.sql("""
                        update task
                           set what     = '',
                               reason   = null,
                               state    = case when state = 'open' then 'withdrawn' else state end,
                               ended_at = coalesce(ended_at, now())
                         where customer_id in (:ids)
                        """).param("ids", person.ids()).update();
    }
}
