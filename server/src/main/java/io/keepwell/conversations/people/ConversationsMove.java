package io.keepwell.conversations.people;

import io.keepwell.customers.CustomerBelongings;
import io.keepwell.customers.CustomerRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Conversations go with the customer they are held with, and what a customer wrote goes with them in whosever
/// conversation it stands.
@Configuration(proxyBeanMethods = false)
class ConversationsMove {

    @Bean
    @Order(10)
    CustomerBelongings conversationsOfCustomer(JdbcClient jdbc) {
        return CustomerRows.of(jdbc, "conversation");
    }

    /// Counts only what stands in conversations of others: the rest is told by the conversations.
    @Bean
    @Order(20)
    CustomerBelongings lettersOfCustomer(JdbcClient jdbc) {
        return new CustomerRows(jdbc, "message", "message", """
                select count(*)
                  from message m
                  join conversation c on c.id = m.conversation_id
                 where m.customer_id = :customer
                   and c.customer_id <> :customer
                """);
    }
}
