package io.keepwell.tasks;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.RelationshipEvidence;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Promises to a customer that were kept, and those that were broken.
@Component
class PromiseEvidence implements RelationshipEvidence {

    private static final double KEPT = 0.1;
    private static final double BROKEN = -0.3;

    private final JdbcClient jdbc;

    PromiseEvidence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Item> of(UUID customer) {
        return jdbc.sql("""
                        select state = 'kept' as kept, coalesce(broken_at, ended_at) as at, kind, what
                          from task
                         where customer_id in (select id from customer where id = :customer or merged_into = :customer)
                           and promised and state in ('kept', 'broken')
                        """)
                .param("customer", customer)
                .query((row, n) -> {
                    boolean kept = row.getBoolean("kept");
                    var what = row.getString("what");
                    return new Item(
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            kept ? KEPT : BROKEN,
                            kept ? "circle-check" : "alert-circle",
                            t(kept ? "tasks.evidence.kept" : "tasks.evidence.broken", "kind", row.getString("kind")),
                            what.isBlank() ? null : what,
                            null);
                })
                .list();
    }
}
