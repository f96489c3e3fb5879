package io.keepwell.conversations.people;

import io.keepwell.customers.CustomerBelongings;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Conversations go with the customer they are held with.
@Component
@Order(10)
class ConversationsMove implements CustomerBelongings {

    private final JdbcClient jdbc;

    ConversationsMove(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "conversation";
    }

    @Override
    public long count(UUID customer) {
        return jdbc.sql("select count(*) from conversation where customer_id = :customer")
                .param("customer", customer)
                .query(Long.class)
                .single();
    }

    @Override
    public List<String> move(UUID from, UUID to) {
        return jdbc.sql("update conversation set customer_id = :to where customer_id = :from returning id::text")
                .param("from", from)
                .param("to", to)
                .query((row, n) -> row.getString(1))
                .list();
    }

    @Override
    public void moveBack(UUID from, UUID to, Collection<String> keys) {
        if (!keys.isEmpty()) {
            jdbc.sql("update conversation set customer_id = :to where customer_id = :from and id::text in (:keys)")
                    .param("from", from)
                    .param("to", to)
                    .param("keys", keys)
                    .update();
        }
    }
}
