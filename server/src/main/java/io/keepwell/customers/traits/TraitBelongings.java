package io.keepwell.customers.traits;

import io.keepwell.customers.CustomerBelongings;
import io.keepwell.customers.PersonalData;
import io.keepwell.customers.Traits;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Traits when two profiles become one, when a person wants to see everything, and when they are forgotten.
///
/// A merge leaves the rows of the merged profile where they are and copies to the survivor what is newer there; its
/// note of each copy holds what stood there before, so that its undo is exact.
@Component
@Order(45)
class TraitBelongings implements CustomerBelongings, PersonalData {

    private final JdbcClient jdbc;
    private final Traits traits;

    TraitBelongings(JdbcClient jdbc, Traits traits) {
        this.jdbc = jdbc;
        this.traits = traits;
    }

    @Override
    public String kind() {
        return "trait";
    }

    @Override
    public int order() {
        return 410;
    }

    @Override
    public long count(UUID customer) {
        return jdbc.sql("select count(*) from customer_trait where customer_id = :customer and value is not null")
                .param("customer", customer)
                .query(Long.class)
                .single();
    }

    @Override
    public List<String> move(UUID from, UUID to) {
        var copies = jdbc.sql("""
                        select jsonb_build_object('name', m.name, 'at', m.at, 'received', m.received_at,
                                                  'before', case when s.name is not null then
                                                      jsonb_build_object('value', s.value, 'at', s.at,
                                                                         'received', s.received_at) end)::text
                          from customer_trait m
                          left join customer_trait s on s.customer_id = :to and s.name = m.name
                         where m.customer_id = :from
                           and (s.name is null or (s.at, s.received_at) < (m.at, m.received_at))
                        """)
                .param("from", from)
                .param("to", to)
                .query((row, n) -> row.getString(1))
                .list();
        jdbc.sql("""
                        insert into customer_trait as t (customer_id, name, value, at, received_at)
                        select :to, name, value, at, received_at from customer_trait where customer_id = :from
                        on conflict (customer_id, name) do update
                           set value = excluded.value, at = excluded.at, received_at = excluded.received_at
                         where (t.at, t.received_at) < (excluded.at, excluded.received_at)
                        """).param("from", from).param("to", to).update();
        return copies;
    }

    /// Puts back what stood there before, but for traits that were set anew since.
    @Override
    public void moveBack(UUID from, UUID to, Collection<String> keys) {
        for (var key : keys) {
            jdbc.sql("""
                            delete from customer_trait t
                             using (select cast(:key as jsonb) as k) copy
                             where t.customer_id = :from
                               and t.name = copy.k ->> 'name'
                               and t.at = (copy.k ->> 'at')::timestamptz
                               and t.received_at = (copy.k ->> 'received')::timestamptz
                            """).param("key", key).param("from", from).update();
            jdbc.sql("""
                            insert into customer_trait (customer_id, name, value, at, received_at)
                            select :from, k ->> 'name', nullif(k -> 'before' -> 'value', 'null'::jsonb),
                                   (k -> 'before' ->> 'at')::timestamptz, (k -> 'before' ->> 'received')::timestamptz
                              from (select cast(:key as jsonb) as k) copy
                             where jsonb_typeof(k -> 'before') = 'object'
                            on conflict (customer_id, name) do nothing
                            """).param("key", key).param("from", from).update();
        }
    }

    @Override
    public Size size(Person person) {
        return new Size(0, 0, 0, count(person.id()));
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        var known = traits.of(person.id());
        if (!known.isEmpty()) {
            archive.json("traits.json", known);
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("delete from customer_trait where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
    }
}
