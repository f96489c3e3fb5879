package io.keepwell.customers.consents;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.PersonalData;
import io.keepwell.customers.TimelineSource;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a customer wants to hear: each change in their timeline, all of it in an export, gone when they are forgotten.
@Component
@Order(50)
class ConsentBelongings implements PersonalData, TimelineSource {

    private static final String CONSENT = "consent";

    private final JdbcClient jdbc;

    ConsentBelongings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 420;
    }

    @Override
    public Size size(Person person) {
        return new Size(
                0,
                0,
                0,
                jdbc.sql("select count(distinct id) from customer_consent where customer_id in (:ids)")
                        .param("ids", person.ids())
                        .query(Long.class)
                        .single());
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        var changes = jdbc.sql("""
                        select distinct on (at, id) id, topic, allowed, at, by_customer
                          from customer_consent
                         where customer_id in (:ids)
                         order by at, id
                        """)
                .param("ids", person.ids())
                .query((row, n) -> {
                    var change = new LinkedHashMap<String, Object>();
                    change.put("topic", row.getString("topic"));
                    change.put("allowed", row.getBoolean("allowed"));
                    change.put("at", row.getObject("at", OffsetDateTime.class).toInstant());
                    change.put("by", row.getBoolean("by_customer") ? "customer" : "team");
                    return change;
                })
                .list();
        if (!changes.isEmpty()) {
            archive.json("consents.json", changes);
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("delete from customer_consent where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(CONSENT, t("customers.consents.kind")));
    }

    @Override
    public List<Entry> entries(Request request) {
        var before = request.before();
        return jdbc.sql("""
                        select distinct on (k.at, k.id) k.id, k.at, k.topic, k.allowed, k.by_customer,
                               coalesce(m.name, '') as who
                          from customer_consent k
                          join customer c on c.id = k.customer_id
                          left join team_member m on m.id = k.member_id
                         where (c.id = :customer or c.merged_into = :customer)
                           and (:beforeAt::timestamptz is null
                                or (k.at, k.id) < (:beforeAt::timestamptz, :beforeId::uuid))
                         order by k.at desc, k.id desc
                         limit :limit
                        """)
                .param("customer", request.customer())
                .param("beforeAt", before == null ? null : before.at().atOffset(UTC))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", request.limit())
                .query((row, n) -> {
                    var who = row.getString("who");
                    var whom = row.getBoolean("by_customer") ? "themselves" : who.isBlank() ? "unknown" : "member";
                    return new Entry(
                            row.getObject("id", UUID.class),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            CONSENT,
                            row.getBoolean("allowed") ? "bell" : "bell-off",
                            t(
                                    row.getBoolean("allowed")
                                            ? "customers.consents.entry.in"
                                            : "customers.consents.entry.out",
                                    "topic",
                                    t("customers.consents." + row.getString("topic")),
                                    "by",
                                    whom,
                                    "who",
                                    who),
                            null,
                            "/customers/" + request.customer() + "/known");
                })
                .list();
    }
}
