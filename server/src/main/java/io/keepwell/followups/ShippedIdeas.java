package io.keepwell.followups;

import static java.time.ZoneOffset.UTC;

import io.keepwell.surveys.ShippedChanges;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Ideas that reached customers, beside the scores before and after.
@Component
class ShippedIdeas implements ShippedChanges {

    private final JdbcClient jdbc;

    ShippedIdeas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Change> between(Instant from, Instant to) {
        return jdbc.sql("""
                        select id, title, what_changed, shipped_at
                          from idea
                         where state = 'shipped' and shipped_at >= :from and shipped_at < :to
                        """)
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .query((row, n) -> {
                    var changed = row.getString("what_changed");
                    return new Change(
                            row.getObject("shipped_at", OffsetDateTime.class).toInstant(),
                            row.getString("title"),
                            changed.isBlank() ? null : changed,
                            "/ideas/" + row.getObject("id", UUID.class));
                })
                .list();
    }
}
