package io.keepwell.problems;

import io.keepwell.customers.PersonalData;
import io.keepwell.shared.Records;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What hit a person and what they were told: handed out with everything else. When they are forgotten the rows stay,
/// so that figures do, without a word of theirs; nothing that still waits is sent.
@Component
class ProblemData implements PersonalData {

    private static final int ORDER = 100;

    private final JdbcClient jdbc;

    ProblemData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Size size(Person person) {
        return jdbc.sql("""
                        select 0 as conversations, 0 as messages, 0 as files, count(*) as others
                          from notice
                         where customer_id in (:ids)
                        """)
                .param("ids", person.ids())
                .query(Records.of(Size.class))
                .single();
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        var hit = rows("""
                select p.public_title as problem, x.episode, x.source, x.first_seen_at, x.last_seen_at
                  from exposure x
                  join problem p on p.id = x.problem_id
                 where x.customer_id in (:ids)
                 order by x.first_seen_at
                """, person.ids());
        var told = rows("""
                select p.public_title as problem, n.episode, n.stage, n.state, n.created_at, a.works, a.words
                  from notice n
                  join problem p on p.id = n.problem_id
                  left join notice_answer a on a.notice_id = n.id
                 where n.customer_id in (:ids)
                 order by n.created_at, n.id
                """, person.ids());
        if (!hit.isEmpty() || !told.isEmpty()) {
            archive.json("problems.json", Map.of("hit", hit, "told", told));
        }
    }

    private List<Map<String, Object>> rows(String sql, List<UUID> ids) {
        return jdbc.sql(sql)
                .param("ids", ids)
                .query((row, n) -> {
                    Map<String, Object> read = new LinkedHashMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        var name = row.getMetaData().getColumnLabel(i);
                        var value = name.endsWith("_at") ? row.getObject(i, OffsetDateTime.class) : row.getObject(i);
                        if (value != null) {
                            read.put(name, value instanceof OffsetDateTime at ? at.toInstant() : value);
                        }
                    }
                    return read;
                })
                .list();
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("""
                        update notice_answer
                           set words = ''
                         where notice_id in (select id from notice where customer_id in (:ids))
                        """).param("ids", person.ids()).update();
        jdbc.sql("""
                        update notice
                           set token  = null,
                               reason = case when state in ('owed', 'queued') then 'erased' else reason end,
                               state  = case when state in ('owed', 'queued') then 'suppressed' else state end
                         where customer_id in (:ids)
                        """).param("ids", person.ids()).update();
        // why somebody linked their conversation may name them
        jdbc.sql("update problem_link set reason = null where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
    }
}
