package io.keepwell.customers;

import io.keepwell.customers.PersonalData.Person;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Customers with all the ids and addresses they ever had.
@Component
class KnownPeople {

    private final JdbcClient jdbc;

    KnownPeople(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param customer id of a customer who was not merged into another
    Person person(UUID customer) {
        var ids = jdbc.sql("select id from customer where id = :id or merged_into = :id")
                .param("id", customer)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        var addresses = jdbc.sql("select value from customer_identifier where customer_id in (:ids) and type = 'email'")
                .param("ids", ids)
                .query((row, n) -> row.getString(1))
                .list();
        return new Person(customer, List.copyOf(ids), List.copyOf(addresses));
    }

    /// Whether they have been forgotten.
    boolean erased(UUID customer) {
        return jdbc.sql("select erased_at is not null from customer where id = :id")
                .param("id", customer)
                .query(Boolean.class)
                .single();
    }
}
