package io.keepwell.surveys.scores;

import static java.time.ZoneOffset.UTC;

import io.keepwell.surveys.ShippedChanges;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Problems that were fixed, with what was changed.
@Component
class FixedProblems implements ShippedChanges {

    private final JdbcClient jdbc;

    FixedProblems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Change> between(Instant from, Instant to) {
        return jdbc.sql("""
                        select e.fixed_at, e.what_changed, p.title, p.number
                          from problem_episode e
                          join problem p on p.id = e.problem_id
                         where e.fixed_at >= :from and e.fixed_at < :to and p.merged_into is null
                        """)
                .param("from", from.atOffset(UTC))
                .param("to", to.atOffset(UTC))
                .query((row, n) -> new Change(
                        row.getObject("fixed_at", OffsetDateTime.class).toInstant(),
                        row.getString("title"),
                        row.getString("what_changed"),
                        "/problems/" + row.getLong("number")))
                .list();
    }
}
