package io.keepwell.customers.traits;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.CustomerForgotten;
import io.keepwell.customers.Customers;
import io.keepwell.customers.TraitRule;
import io.keepwell.customers.TraitValues;
import io.keepwell.customers.Traits;
import io.keepwell.customers.TraitsChanged;
import io.keepwell.shared.InvalidRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the traits. A row stays with the profile it came to; a merge copies what wins to the survivor.
@Service
class TraitBook implements Traits {

    private static final int MOST = 200;

    private final Customers customers;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ObjectReader values;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TraitBook(Customers customers, JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher events, Clock clock) {
        this.customers = customers;
        this.jdbc = jdbc;
        this.json = json;
        this.values = json.readerFor(Object.class).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<Trait> of(UUID customer) {
        return jdbc.sql("""
                        select name, value, at
                          from customer_trait
                         where customer_id = (select coalesce(merged_into, id) from customer where id = :customer)
                           and value is not null
                         order by lower(name), name
                        """)
                .param("customer", customer)
                .query((row, n) -> new Trait(
                        row.getString("name"),
                        value(row),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public Map<UUID, Map<String, Object>> of(Collection<UUID> asked) {
        if (asked.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<UUID, Map<String, Object>>();
        jdbc.sql("""
                        select c.id, t.name, t.value
                          from customer c
                          join customer_trait t on t.customer_id = coalesce(c.merged_into, c.id)
                         where c.id in (:customers)
                           and t.value is not null
                         order by lower(t.name), t.name
                        """)
                .param("customers", asked)
                .query((row, n) -> {
                    found.computeIfAbsent(row.getObject("id", UUID.class), id -> new LinkedHashMap<>())
                            .put(row.getString("name"), value(row));
                    return n;
                })
                .list();
        return found;
    }

    @Override
    @Transactional
    public void set(UUID customer, Map<String, ? extends @Nullable Object> traits, Instant at) {
        if (traits.isEmpty()) {
            return;
        }
        var checked = new LinkedHashMap<String, @Nullable Object>();
        traits.forEach((name, value) -> checked.put(
                TraitValues.name(name), value == null ? null : TraitValues.checked("traits." + name, value)));
        var id = customers.get(customer).id();
        // a merge takes the row for itself, so none happens in between
        boolean forgotten = jdbc.sql("select erased_at is not null from customer where id = :id for key share")
                .param("id", id)
                .query(Boolean.class)
                .single();
        if (forgotten) {
            throw new CustomerForgotten();
        }
        var before = of(id);
        var now = clock.instant();
        checked.forEach((name, value) -> put(id, name, value, at.isAfter(now) ? now : at, now));
        var after = of(id);
        if (after.size() > MOST && after.size() > before.size()) {
            throw InvalidRequest.field("traits", t("customers.traits.many", "most", MOST));
        }
        if (!values(before).equals(values(after))) {
            events.publishEvent(new TraitsChanged(id));
        }
    }

    private void put(UUID customer, String name, @Nullable Object value, Instant at, Instant received) {
        jdbc.sql("""
                        insert into customer_trait as t (customer_id, name, value, at, received_at)
                        values (:customer, :name, cast(:value as jsonb), :at, :received)
                        on conflict (customer_id, name) do update
                           set value = excluded.value, at = excluded.at, received_at = excluded.received_at
                         where (t.at, t.received_at) <= (excluded.at, excluded.received_at)
                        """)
                .param("customer", customer)
                .param("name", name)
                .param("value", value == null ? null : json.writeValueAsString(value))
                .param("at", at.atOffset(UTC))
                .param("received", received.atOffset(UTC))
                .update();
    }

    private static Map<String, Object> values(List<Trait> traits) {
        var values = new HashMap<String, Object>();
        traits.forEach(trait -> values.put(trait.name(), trait.value()));
        return values;
    }

    @Override
    public List<UUID> matching(TraitRule rule) {
        var conditions = TraitConditions.of(rule, json, clock.instant());
        return jdbc.sql("select c.id " + among(conditions) + " order by c.id")
                .params(conditions.parameters())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    @Override
    public long count(TraitRule rule) {
        var conditions = TraitConditions.of(rule, json, clock.instant());
        return jdbc.sql("select count(*) " + among(conditions))
                .params(conditions.parameters())
                .query(Long.class)
                .single();
    }

    @Override
    public boolean matches(TraitRule rule, UUID customer) {
        var conditions = TraitConditions.of(rule, json, clock.instant());
        return jdbc.sql("select count(*) > 0 " + among(conditions)
                        + " and c.id = (select coalesce(merged_into, id) from customer where id = :customer)")
                .params(conditions.parameters())
                .param("customer", customer)
                .query(Boolean.class)
                .single();
    }

    private static String among(TraitConditions conditions) {
        return """
                  from customer c
                  join account a on a.id = c.account_id
                 where c.merged_into is null
                   and c.erased_at is null
                   and %s""".formatted(conditions.where());
    }

    /// Walks the index from name to name, so that it is quick however many customers have each.
    @Override
    public List<String> names() {
        return jdbc.sql("""
                        with recursive found as (
                            select min(name) as name from customer_trait
                            union all
                            select (select min(t.name) from customer_trait t where t.name > found.name)
                              from found
                             where found.name is not null
                        )
                        select name from found where name is not null order by lower(name) limit 500
                        """).query((row, n) -> row.getString(1)).list();
    }

    private Object value(ResultSet row) throws SQLException {
        return TraitValues.checked("traits", values.readValue(row.getString("value")));
    }
}
