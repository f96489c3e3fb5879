package io.keepwell.messenger;

import io.keepwell.customers.CustomerBelongings;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The browsers of a guest go with them, and so does when they were last there.
@Component
@Order(60)
class MessengerMove implements CustomerBelongings {

    private final JdbcClient jdbc;

    MessengerMove(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "messenger";
    }

    @Override
    public long count(UUID customer) {
        return jdbc.sql("select count(*) from messenger_guest where customer_id = :customer")
                .param("customer", customer)
                .query(Long.class)
                .single();
    }

    @Override
    public List<String> move(UUID from, UUID to) {
        present(from, to);
        return jdbc.sql("update messenger_guest set customer_id = :to where customer_id = :from returning id::text")
                .param("from", from)
                .param("to", to)
                .query((row, n) -> row.getString(1))
                .list();
    }

    @Override
    public void moveBack(UUID from, UUID to, Collection<String> keys) {
        present(from, to);
        if (!keys.isEmpty()) {
            jdbc.sql("update messenger_guest set customer_id = :to where customer_id = :from and id::text in (:keys)")
                    .param("from", from)
                    .param("to", to)
                    .param("keys", keys)
                    .update();
        }
    }

    /// Whoever was there was there in either profile, and has read what they have read.
    private void present(UUID from, UUID to) {
        jdbc.sql("""
            insert into messenger_person (customer_id, first_at, seen_at)
            select :to, first_at, seen_at from messenger_person where customer_id = :from
            on conflict (customer_id) do update
               set first_at = least(messenger_person.first_at, excluded.first_at),
                   seen_at = greatest(messenger_person.seen_at, excluded.seen_at)
            """).param("from", from).param("to", to).update();
        jdbc.sql("""
            insert into messenger_read (customer_id, conversation_id, read_at)
            select :to, conversation_id, read_at from messenger_read where customer_id = :from
            on conflict (customer_id, conversation_id) do update
               set read_at = greatest(messenger_read.read_at, excluded.read_at)
            """).param("from", from).param("to", to).update();
        jdbc.sql("""
            insert into messenger_dismissal (customer_id, text_id, at)
            select :to, text_id, at from messenger_dismissal where customer_id = :from
            on conflict do nothing
            """).param("from", from).param("to", to).update();
    }
}
