package io.keepwell.tasks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What customers were promised, for the modules that show it to them.
@Component
public class CustomerPromises {

    private final JdbcClient jdbc;

    CustomerPromises(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What a customer was told and is owed, and what was kept since, the earliest due first; what is due on an event
    /// comes last. What was withdrawn is no promise any more.
    ///
    /// @param keptSince how far back what was kept is of interest
    public List<Task> of(UUID customer, Instant keptSince) {
        return jdbc.sql("select " + TaskStore.COLUMNS + """

              from task t
             where t.customer_id = :customer
               and t.promised
               and (t.ended_at is null or t.state = 'kept' and t.ended_at > :since)
             order by t.due_at nulls last, t.id
            """)
                .param("customer", customer)
                .param("since", TaskStore.at(keptSince))
                .query(TaskStore.ROW)
                .list();
    }
}
