package io.keepwell.problems.insight;

import io.keepwell.customers.PersonalData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sentences of a person that were marked: handed out, and forgotten but for the count.
@Component
class InsightData implements PersonalData {

    private static final int ORDER = 111;

    private static final String THEIRS = """
            (customer_id in (:ids) or conversation_id in (select id from conversation where customer_id in (:ids)))
            """;

    private final JdbcClient jdbc;

    InsightData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Size size(Person person) {
        long marks = jdbc.sql("select count(*) from insight_mark where " + THEIRS)
                .param("ids", person.ids())
                .query(Long.class)
                .single();
        return new Size(0, 0, 0, marks);
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        List<Map<String, Object>> marks = jdbc.sql("""
                        select i.kind, i.words, c.number, i.at::text as at
                          from insight_mark i
                          join conversation c on c.id = i.conversation_id
                         where i.customer_id in (:ids)
                         order by i.id
                        """)
                .param("ids", person.ids())
                .query((row, n) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("kind", row.getString("kind"));
                    one.put("words", row.getString("words"));
                    one.put("conversation", row.getLong("number"));
                    one.put("at", row.getString("at"));
                    return one;
                })
                .list();
        if (!marks.isEmpty()) {
            archive.json("insight.json", marks);
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("update insight_mark set words = '' where " + THEIRS)
                .param("ids", person.ids())
                .update();
    }
}
