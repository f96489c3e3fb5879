package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.RelationshipEvidence;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was done for a customer beyond an answer.
@Component
class GestureEvidence implements RelationshipEvidence {

    private static final double WEIGHT = 0.2;

    private final JdbcClient jdbc;

    GestureEvidence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Item> of(UUID customer) {
        return jdbc.sql("""
                        select g.at, g.what, c.number
                          from gesture g
                          join conversation c on c.id = g.conversation_id
                         where g.customer_id in (select id from customer where id = :customer or merged_into = :customer)
                           and g.state = 'given'
                        """)
                .param("customer", customer)
                .query((row, n) -> {
                    var what = row.getString("what");
                    return new Item(
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            WEIGHT,
                            "gift",
                            t("gestures.evidence"),
                            what.isBlank() ? null : what,
                            "/inbox/" + row.getLong("number"));
                })
                .list();
    }
}
