package io.keepwell.messenger;

import io.keepwell.customers.PersonalData;
import io.keepwell.shared.Records;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the messenger holds of a person beside what was said: their browsers, and the pages they wrote from.
@Component
class MessengerData implements PersonalData {

    private static final String CONTEXTS = """
        (select x.message_id
           from messenger_context x
           join message m on m.id = x.message_id
           join conversation c on c.id = m.conversation_id
          where c.customer_id in (:ids) or m.customer_id in (:ids))
        """;

    private final JdbcClient jdbc;

    MessengerData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    // before the conversations, whose rows say which of these are theirs
    @Override
    public int order() {
        return 90;
    }

    @Override
    public Size size(Person person) {
        return jdbc.sql("""
            select 0 as conversations, 0 as messages, 0 as files,
                   (select count(*) from messenger_context where message_id in %s)
                   + (select count(*) from messenger_guest where customer_id in (:ids)) as others
            """.formatted(CONTEXTS))
                .param("ids", person.ids())
                .query(Records.of(Size.class))
                .single();
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        var places = jdbc.sql("""
            select conversation_id, url, title, facts, at
              from messenger_context
             where message_id in %s
             order by at
            """.formatted(CONTEXTS))
                .param("ids", person.ids())
                .query((row, n) -> {
                    var place = new LinkedHashMap<String, Object>();
                    for (var column : List.of("conversation_id", "url", "title", "facts")) {
                        var value = row.getString(column);
                        if (value != null) {
                            place.put(column, value);
                        }
                    }
                    place.put("at", row.getObject("at", OffsetDateTime.class).toInstant());
                    return place;
                })
                .list();
        if (!places.isEmpty()) {
            archive.json("messenger.json", places);
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("delete from messenger_context where message_id in " + CONTEXTS)
                .param("ids", person.ids())
                .update();
        // a browser that comes back is a stranger
        jdbc.sql("delete from messenger_guest where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
        if (!person.addresses().isEmpty()) {
            jdbc.sql("update messenger_guest set email = null, proof_hash = null where email in (:addresses)")
                    .param("addresses", person.addresses())
                    .update();
        }
        jdbc.sql("delete from messenger_read where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
        jdbc.sql("delete from messenger_dismissal where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
        jdbc.sql("delete from messenger_person where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
        jdbc.sql("delete from messenger_said where speaker_id in (:ids)")
                .param("ids", person.ids())
                .update();
    }
}
