package io.keepwell.conversations.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts the facts of reports, and lists them. Spam is no fact.
@Repository
class ReportStore {

    private static final String FIGURES = """
             count(*) as n, count(*) filter (where judged) as judged,
                   count(*) filter (where judged and kept) as kept, count(*) filter (where undecided) as undecided,
                   count(seconds) as measured, percentile_disc(0.5) within group (order by seconds) as median,
                   percentile_disc(0.9) within group (order by seconds) as p90
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ReportStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A fact.
    ///
    /// @param seconds attended seconds it took, or null
    /// @param target  attended seconds agreed, or null
    record Row(
            UUID conversation,
            long number,
            String subject,
            String customer,
            Instant at,
            @Nullable Double seconds,
            @Nullable Long target,
            boolean judged,
            boolean kept,
            boolean undecided) {}

    Stat total(ReportKind kind, Span span) {
        return counted("select " + FIGURES + from(kind, ""), span)
                .query(ReportStore::stat)
                .single();
    }

    /// By the first day of each piece; pieces without facts are left out.
    Map<LocalDate, Stat> pieces(ReportKind kind, Span span) {
        var stats = new HashMap<LocalDate, Stat>();
        counted("""
                        select (date_trunc(:unit, f.at at time zone :zone + make_interval(days => :shift))
                                - make_interval(days => :shift))::date as piece,""" + FIGURES + from(kind, "") + " group by 1", span)
                .param("unit", span.unit().word())
                .param("zone", span.zone().getId())
                .param("shift", span.unit() == Span.Unit.WEEK ? span.shift() : 0)
                .query(row -> {
                    stats.put(row.getObject("piece", LocalDate.class), stat(row, 0));
                });
        return stats;
    }

    /// By the key of each group, the largest first; the empty key for those that have none.
    Map<String, Stat> groups(ReportKind kind, Span span, Breakdown by) {
        var stats = new LinkedHashMap<String, Stat>();
        counted(
                        "select coalesce(" + by.key() + ", '') as key," + FIGURES + from(kind, by.join())
                                + " group by 1 order by count(*) desc, 1 limit 200",
                        span)
                .query(row -> {
                    stats.put(row.getString("key"), stat(row, 0));
                });
        return stats;
    }

    /// The facts themselves, newest first.
    ///
    /// @param which which of them, such as those that were not kept
    /// @param group key of a group, with what it is a group of
    List<Row> rows(ReportKind kind, Span span, Which which, Optional<Breakdown> by, String group, int limit) {
        var join = by.map(Breakdown::join).orElse("");
        var grouped =
                by.map(it -> " and coalesce(" + it.key() + ", '') = :group").orElse("");
        return counted(
                        """
                        select c.id, c.number, c.subject,
                               coalesce(u.name, (select email from participant p
                                                  where p.conversation_id = c.id order by added_at limit 1), '') as customer,
                               f.at, f.seconds, f.target, f.judged, f.kept, f.undecided
                        """ + from(kind, "join customer u on u.id = c.customer_id " + join) + " and " + which.condition
                                + grouped + " order by f.at desc, c.id limit :limit",
                        span)
                .param("group", group)
                .param("limit", limit)
                .query((row, n) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getLong("number"),
                        row.getString("subject"),
                        row.getString("customer"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("seconds", Double.class),
                        row.getObject("target", Long.class),
                        row.getBoolean("judged"),
                        row.getBoolean("kept"),
                        row.getBoolean("undecided")))
                .list();
    }

    private static String from(ReportKind kind, String join) {
        return " from (" + kind.facts() + ") f join conversation c on c.id = f.conversation_id " + join
                + " where f.at >= :from and f.at < :to and c.spam_at is null";
    }

    private JdbcClient.StatementSpec counted(String sql, Span span) {
        return jdbc.sql(sql)
                .param("from", span.begin().atOffset(ZoneOffset.UTC))
                .param("to", span.end().atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }

    private static Stat stat(ResultSet row, int n) throws SQLException {
        return new Stat(
                row.getLong("n"),
                row.getLong("judged"),
                row.getLong("kept"),
                row.getLong("undecided"),
                row.getLong("measured"),
                row.getObject("median", Double.class),
                row.getObject("p90", Double.class));
    }
}
