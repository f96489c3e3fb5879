package io.keepwell.gestures;

import io.keepwell.customers.CustomerBelongings;
import io.keepwell.customers.CustomerRows;
import io.keepwell.customers.PersonalData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was done for a person is handed out, and forgotten but for kind, day and cost, so that sums stay.
@Component
class GestureData implements PersonalData {

    private static final int ORDER = 120;

    private static final String THEIRS = """
            (customer_id in (:ids) or conversation_id in (select id from conversation where customer_id in (:ids)))
            """;

    private final JdbcClient jdbc;

    GestureData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Gestures go with their customer when two profiles become one.
    @Configuration(proxyBeanMethods = false)
    static class Moving {

        @Bean
        @Order(40)
        CustomerBelongings gesturesOfCustomer(JdbcClient jdbc) {
            return CustomerRows.of(jdbc, "gesture");
        }
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Size size(Person person) {
        long gestures = jdbc.sql("select count(*) from gesture where " + THEIRS)
                .param("ids", person.ids())
                .query(Long.class)
                .single();
        return new Size(0, 0, 0, gestures);
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        List<Map<String, Object>> gestures = jdbc.sql("""
                        select kind, called, what, cost, currency, state, at::text as at, decided_why
                          from gesture
                         where customer_id in (:ids)
                         order by at, id
                        """)
                .param("ids", person.ids())
                .query((row, n) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("kind", row.getString("kind"));
                    one.put("called", row.getString("called"));
                    one.put("what", row.getString("what"));
                    one.put("cost", new Cost(row.getLong("cost"), row.getString("currency")).json());
                    one.put("state", row.getString("state"));
                    one.put("at", row.getString("at"));
                    one.put("decision", row.getString("decided_why"));
                    return one;
                })
                .list();
        if (!gestures.isEmpty()) {
            archive.json("gestures.json", gestures);
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("""
                        update gesture_step
                           set what = '', called = ''
                         where gesture_id in (select id from gesture where %s)
                        """.formatted(THEIRS)).param("ids", person.ids()).update();
        jdbc.sql("update gesture set what = '', called = '', decided_why = '' where " + THEIRS)
                .param("ids", person.ids())
                .update();
    }
}
