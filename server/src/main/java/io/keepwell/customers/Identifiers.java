package io.keepwell.customers;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What customers are recognised by. Every identifier belongs to one customer.
@Repository
class Identifiers {

    static final String EMAIL = "email";
    static final String EXTERNAL = "external";

    private final JdbcClient jdbc;
    private final Clock clock;

    Identifiers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The addresses that identify a customer, the first one first.
    List<String> addresses(UUID customer) {
        return values(customer, EMAIL);
    }

    List<String> values(UUID customer, String type) {
        return jdbc.sql("""
                        select value
                          from customer_identifier
                         where customer_id = :customer
                           and type = :type
                         order by added_at, value
                        """)
                .param("customer", customer)
                .param("type", type)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /// Whom an identifier belongs to.
    Optional<UUID> owner(String type, String value) {
        return jdbc.sql("select customer_id from customer_identifier where type = :type and value = :value")
                .param("type", type)
                .param("value", value)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    /// Gives an identifier to a customer; refused where it belongs to somebody else.
    void add(UUID customer, String type, String value) {
        int added = jdbc.sql("""
                        insert into customer_identifier (type, value, customer_id, added_at)
                        values (:type, :value, :customer, :now)
                        on conflict (type, value) do nothing
                        """)
                .param("type", type)
                .param("value", value)
                .param("customer", customer)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (added == 0) {
            var owner = owner(type, value);
            if (owner.isPresent() && !owner.get().equals(customer)) {
                throw new IdentifierTaken(type, value, owner.get());
            }
        }
    }

    void remove(UUID customer, String type, String value) {
        jdbc.sql("delete from customer_identifier where customer_id = :customer and type = :type and value = :value")
                .param("customer", customer)
                .param("type", type)
                .param("value", value)
                .update();
    }

    /// Gives all of them to somebody else.
    ///
    /// @return their keys
    List<String> move(UUID from, UUID to) {
        return jdbc.sql("""
                        update customer_identifier
                           set customer_id = :to
                         where customer_id = :from
                        returning type || ':' || value
                        """)
                .param("from", from)
                .param("to", to)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /// Gives those back that are still there.
    void moveBack(UUID from, UUID to, List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update customer_identifier
                           set customer_id = :to
                         where customer_id = :from
                           and type || ':' || value in (:keys)
                        """).param("from", from).param("to", to).param("keys", keys).update();
    }

    void removeAll(List<UUID> customers) {
        jdbc.sql("delete from customer_identifier where customer_id in (:customers)")
                .param("customers", customers)
                .update();
    }
}
