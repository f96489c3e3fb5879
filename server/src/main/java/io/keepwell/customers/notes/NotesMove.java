package io.keepwell.customers.notes;

import io.keepwell.customers.CustomerBelongings;
import io.keepwell.customers.CustomerRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is remembered of a customer goes with them; what was removed goes too, uncounted.
@Configuration(proxyBeanMethods = false)
class NotesMove {

    @Bean
    @Order(40)
    CustomerBelongings notesOfCustomer(JdbcClient jdbc) {
        return new CustomerRows(jdbc, "note", "customer_note", """
                select count(*)
                  from customer_note
                 where customer_id = :customer
                   and removed_at is null
                """);
    }
}
