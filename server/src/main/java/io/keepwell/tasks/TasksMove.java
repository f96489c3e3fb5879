package io.keepwell.tasks;

import io.keepwell.customers.CustomerBelongings;
import io.keepwell.customers.CustomerRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is owed to a customer goes with them.
@Configuration(proxyBeanMethods = false)
class TasksMove {

    @Bean
    @Order(30)
    CustomerBelongings tasksOfCustomer(JdbcClient jdbc) {
        return CustomerRows.of(jdbc, "task");
    }
}
