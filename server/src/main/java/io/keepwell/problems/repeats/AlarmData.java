package io.keepwell.problems.repeats;

import io.keepwell.customers.PersonalData;
import io.keepwell.problems.Rows;
import io.keepwell.shared.Records;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was said to a person whom we failed twice is handed out with everything else; when they are
/// forgotten the rows stay, so that figures do, without a word of it.
@Component
class AlarmData implements PersonalData {

    private static final int ORDER = 101;

    private final JdbcClient jdbc;

    AlarmData(JdbcClient jdbc) {
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
                          from repeat_alarm
                         where customer_id in (:ids)
                        """)
                .param("ids", person.ids())
                .query(Records.of(Size.class))
                .single();
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        var rows = jdbc.sql("""
                        select p.public_title, r.grade, r.began_at, r.went_wrong, r.different, r.offer
                          from repeat_alarm r
                          join problem p on p.id = r.problem_id
                         where r.customer_id in (:ids)
                         order by r.began_at
                        """)
                .param("ids", person.ids())
                .query((row, n) -> Map.of(
                        "problem", row.getString("public_title"),
                        "grade", row.getString("grade"),
                        "began_at", Rows.instant(row, "began_at"),
                        "went_wrong", row.getString("went_wrong"),
                        "different", row.getString("different"),
                        "offer", row.getString("offer")))
                .list();
        if (!rows.isEmpty()) {
            archive.json("repeat-alarms.json", rows);
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("""
                        update repeat_alarm
                           set went_wrong = '', different = '', offer = ''
                         where customer_id in (:ids)
                        """).param("ids", person.ids()).update();
    }
}
