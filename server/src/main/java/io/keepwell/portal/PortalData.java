package io.keepwell.portal;

import io.keepwell.customers.PersonalData;
import io.keepwell.shared.Records;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is known of a person's visits to their own page. Their links end because they are forgotten.
@Component
class PortalData implements PersonalData {

    private final JdbcClient jdbc;

    PortalData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 85;
    }

    @Override
    public Size size(Person person) {
        return jdbc.sql("""
            select 0 as conversations, 0 as messages, 0 as files, count(*) as others
              from portal_deed
             where customer_id in (:ids)
            """)
                .param("ids", person.ids())
                .query(Records.of(Size.class))
                .single();
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        var deeds = jdbc.sql("select kind, at from portal_deed where customer_id in (:ids) order by at")
                .param("ids", person.ids())
                .query((row, n) -> Map.of(
                        "what",
                        row.getString("kind"),
                        "at",
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        if (!deeds.isEmpty()) {
            archive.json("own-page.json", deeds);
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("update portal_deed set customer_id = null where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
        jdbc.sql("delete from portal_customer where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
        if (!person.addresses().isEmpty()) {
            jdbc.sql("delete from portal_request where email in (:addresses)")
                    .param("addresses", person.addresses())
                    .update();
        }
    }
}
