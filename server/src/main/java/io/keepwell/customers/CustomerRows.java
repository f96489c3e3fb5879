package io.keepwell.customers;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Rows of one table that name their customer as `customer_id`, are known by `id`, and go with the customer.
///
/// @param kind    stable word for these rows
/// @param table   where they are, written in the code and never typed by anybody
/// @param counted SQL that counts those of `:customer` a person would miss
public record CustomerRows(JdbcClient jdbc, String kind, String table, String counted) implements CustomerBelongings {

    /// All rows of a table that has the name of their kind.
    public static CustomerRows of(JdbcClient jdbc, String table) {
        return new CustomerRows(jdbc, table, table, "select count(*) from " + table + " where customer_id = :customer");
    }

    @Override
    public long count(UUID customer) {
        return jdbc.sql(counted).param("customer", customer).query(Long.class).single();
    }

    @Override
    public List<String> move(UUID from, UUID to) {
        return jdbc.sql("update " + table + " set customer_id = :to where customer_id = :from returning id::text")
                .param("from", from)
                .param("to", to)
                .query((row, n) -> row.getString(1))
                .list();
    }

    @Override
    public void moveBack(UUID from, UUID to, Collection<String> keys) {
        if (!keys.isEmpty()) {
            jdbc.sql("update " + table + " set customer_id = :to where customer_id = :from and id::text in (:keys)")
                    .param("from", from)
                    .param("to", to)
                    .param("keys", keys)
                    .update();
        }
    }
}
