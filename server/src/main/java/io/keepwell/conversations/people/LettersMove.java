package io.keepwell.conversations.people;

import io.keepwell.customers.CustomerBelongings;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a customer wrote goes with them, in whosever conversation it stands.
@Component
@Order(20)
class LettersMove implements CustomerBelongings {

    private final JdbcClient jdbc;

    LettersMove(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "message";
    }

    @Override
    public long count(UUID customer) {
        return jdbc.sql("""
                        select count(*)
                          from message m
                          join conversation c on c.id = m.conversation_id
                         where m.customer_id = :customer
                           and c.customer_id <> :customer
                        """).param("customer", customer).query(Long.class).single();
    }

    @Override
    public List<String> move(UUID from, UUID to) {
        return jdbc.sql("update message set customer_id = :to where customer_id = :from returning id::text")
                .param("from", from)
                .param("to", to)
                .query((row, n) -> row.getString(1))
                .list();
    }

    @Override
    public void moveBack(UUID from, UUID to, Collection<String> keys) {
        if (!keys.isEmpty()) {
            jdbc.sql("update message set customer_id = :to where customer_id = :from and id::text in (:keys)")
                    .param("from", from)
                    .param("to", to)
                    .param("keys", keys)
                    .update();
        }
    }
}
