package io.keepwell.problems.solving;

import io.keepwell.customers.PersonalData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was said of a person's complaints when they ended: handed out, and forgotten but for the reason that counts.
@Component
class SolvingData implements PersonalData {

    private static final int ORDER = 112;

    private final JdbcClient jdbc;

    SolvingData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Size size(Person person) {
        return new Size(0, 0, 0, 0);
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        List<Map<String, Object>> said = jdbc.sql("""
                        select c.number, o.reason, o.words
                          from complaint_one_off o
                          join conversation c on c.id = o.conversation_id
                         where c.customer_id in (:ids)
                         order by c.number
                        """)
                .param("ids", person.ids())
                .query((row, n) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("conversation", row.getLong("number"));
                    one.put("reason", row.getString("reason"));
                    one.put("words", row.getString("words"));
                    return one;
                })
                .list();
        if (!said.isEmpty()) {
            archive.json("one-offs.json", said);
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("""
                        update complaint_one_off
                           set words = ''
                         where conversation_id in (select id from conversation where customer_id in (:ids))
                        """).param("ids", person.ids()).update();
    }
}
