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
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    /// @param fact    what tells it from others of its kind
    /// @param seconds attended seconds it took, or null
    /// @param target  attended seconds agreed, or null
    record Row(
            String fact,
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

    /// What rows begin after: the last one of the part before.
    record After(Instant at, String fact) {}

    Stat total(ReportKind kind, Span span, List<Group> only) {
        return counted("select " + FIGURES + from(kind, "", only), span, only)
                .query(ReportStore::stat)
                .single();
    }

    /// By the first day of each piece; pieces without facts are left out.
    Map<LocalDate, Stat> pieces(ReportKind kind, Span span, List<Group> only) {
        var stats = new HashMap<LocalDate, Stat>();
        counted("""
                        select (date_trunc(:unit, f.at at time zone :zone + make_interval(days => :shift))
                                - make_interval(days => :shift))::date as piece,""" + FIGURES + from(kind, "", only) + " group by 1", span, only)
                .param("unit", span.unit().word())
                .param("zone", span.zone().getId())
                .param("shift", span.unit() == Span.Unit.WEEK ? span.shift() : 0)
                .query(row -> {
                    stats.put(row.getObject("piece", LocalDate.class), stat(row, 0));
                });
        return stats;
    }

    /// By the key of each group, the largest first; the empty key for those that have none.
    Map<String, Stat> groups(ReportKind kind, Span span, List<Group> only, Breakdown by) {
        var stats = new LinkedHashMap<String, Stat>();
        counted(
                        "select coalesce(" + by.key() + ", '') as key," + FIGURES + from(kind, by.join(), only)
                                + " group by 1 order by count(*) desc, 1 limit 200",
                        span,
                        only)
                .query(row -> {
                    stats.put(row.getString("key"), stat(row, 0));
                });
        return stats;
    }

    /// The facts themselves, newest first.
    ///
    /// @param which which of them, such as those that were not kept
    /// @param after where the part before ended, null to begin
    List<Row> rows(ReportKind kind, Span span, List<Group> only, Which which, @Nullable After after, int limit) {
        return counted(
                        """
                        select f.fact, c.id, c.number, c.subject,
                               coalesce(u.name, (select email from participant p
                                                  where p.conversation_id = c.id order by added_at limit 1), '') as customer,
                               f.at, f.seconds, f.target, f.judged, f.kept, f.undecided
                        """ + from(kind, "join customer u on u.id = c.customer_id", only) + " and " + which.condition
                                + """
                           and (:afterAt::timestamptz is null or (f.at, f.fact) < (:afterAt::timestamptz, :afterFact))
                         order by f.at desc, f.fact desc
                         limit :limit
                        """,
                        span,
                        only)
                .param("afterAt", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                .param("afterFact", after == null ? "" : after.fact())
                .param("limit", limit)
                .query((row, n) -> new Row(
                        row.getString("fact"),
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

    private static String from(ReportKind kind, String join, List<Group> only) {
        var conditions = IntStream.range(0, only.size())
                .mapToObj(i -> " and " + only.get(i).by().condition("group" + i))
                .collect(Collectors.joining());
        return " from (" + kind.facts() + ") f join conversation c on c.id = f.conversation_id " + join
                + " where f.at >= :from and f.at < :to and c.spam_at is null" + conditions;
    }

    private JdbcClient.StatementSpec counted(String sql, Span span, List<Group> only) {
        var statement = jdbc.sql(sql)
                .param("from", span.begin().atOffset(ZoneOffset.UTC))
                .param("to", span.end().atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC));
        for (int i = 0; i < only.size(); i++) {
            statement = statement.param("group" + i, only.get(i).key());
        }
        return statement;
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
