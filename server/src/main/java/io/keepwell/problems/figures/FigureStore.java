package io.keepwell.problems.figures;

import static java.util.Objects.requireNonNull;

import io.keepwell.conversations.reports.Span;
import io.keepwell.problems.Rows;
import io.keepwell.problems.solving.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts the facts of figures, and lists them.
@Repository
class FigureStore {

    /// What is called a repeat, and how long a fix has to hold (3.8.8).
    static final int DAYS = 90;

    private final JdbcClient jdbc;
    private final Clock clock;

    FigureStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A fact.
    ///
    /// @param fact          what tells it from others of its figure
    /// @param customer      id of whom it is about, or null
    /// @param name          how they are called
    /// @param conversation  id of what they wrote, or null
    /// @param number        its number, or null
    /// @param problem       id of the problem, or null
    /// @param problemNumber its number, or null
    /// @param title         what the team calls it, or null
    /// @param parties       who of the three had their say
    record Fact(
            String fact,
            String part,
            Instant at,
            @Nullable UUID customer,
            String name,
            @Nullable UUID conversation,
            @Nullable Long number,
            @Nullable String subject,
            @Nullable UUID problem,
            @Nullable Long problemNumber,
            @Nullable String title,
            List<String> parties) {}

    /// What rows begin after: the last one of the part before.
    record After(Instant at, String fact) {}

    /// A member who took part in a complaint: answered it, or worked on its problem.
    record Took(String name, String role) {}

    /// How many of each part, by the first day of the month; months without facts are left out.
    Map<LocalDate, Counts> months(Figure figure, Span span) {
        var months = new HashMap<LocalDate, Counts>();
        asked(
                        "select date_trunc('month', f.at at time zone :zone)::date as month, f.part,"
                                + " array_to_string(f.parties, ',') as parties, count(*) as n from (" + figure.facts()
                                + ") f where f.at >= :from and f.at < :to group by 1, 2, 3",
                        span)
                .param("zone", span.zone().getId())
                .query(row -> {
                    months.computeIfAbsent(row.getObject("month", LocalDate.class), month -> new Counts())
                            .add(row.getString("part"), words(row.getString("parties")), row.getLong("n"));
                });
        return months;
    }

    /// The facts themselves, the newest first.
    ///
    /// @param part  of this part alone; null for all
    /// @param after where the part before ended, null to begin
    List<Fact> facts(Figure figure, Span span, @Nullable Part part, @Nullable After after, int limit) {
        return asked("""
                        select f.fact, f.part, f.at, f.person_id, array_to_string(f.parties, ',') as parties, c.id as conversation_id,
                               c.number, c.subject, p.id as problem_id, p.number as problem_number, p.title,
                               coalesce(u.name, (select email from participant o
                                                  where o.conversation_id = c.id order by added_at limit 1), '') as name
                          from (""" + figure.facts() + """
                               ) f
                          left join conversation c on c.id = f.conversation_id
                          left join problem p on p.id = f.problem_id
                          left join customer u on u.id = f.person_id
                         where f.at >= :from
                           and f.at < :to
                           and (:part::text is null or f.part = :part)
                           and (:afterAt::timestamptz is null or (f.at, f.fact) < (:afterAt::timestamptz, :afterFact))
                         order by f.at desc, f.fact desc
                         limit :limit
                        """, span)
                .param("part", part == null ? null : part.word())
                .param("afterAt", after == null ? null : Rows.at(after.at()))
                .param("afterFact", after == null ? "" : after.fact())
                .param("limit", limit)
                .query(FigureStore::fact)
                .list();
    }

    /// Who of the team took part in some complaints, by conversation: those who wrote to the customer, and those who
    /// did something about what caused it.
    Map<UUID, List<Took>> tookPart(Collection<UUID> conversations) {
        var took = new LinkedHashMap<UUID, List<Took>>();
        if (conversations.isEmpty()) {
            return took;
        }
        jdbc.sql("""
                        select distinct they.conversation_id, t.name, t.role
                          from (select m.conversation_id, m.member_id
                                  from message m
                                 where m.conversation_id in (:ids)
                                   and m.direction = 'out'
                                   and m.type in ('message', 'call')
                                 union
                                select l.conversation_id, e.member_id
                                  from problem_link l
                                  join problem_parts(problem_survivor(l.problem_id)) parts on true
                                  join problem_event e on e.problem_id = parts.problem_id
                                 where l.conversation_id in (:ids)
                                   and l.kind = 'caused-by'
                                   and l.unlinked_at is null
                                   and e.kind not in ('linked', 'unlinked')) they
                          join team_member t on t.id = they.member_id
                         order by t.role, t.name
                        """).param("ids", conversations).query(row -> {
            took.computeIfAbsent(row.getObject("conversation_id", UUID.class), id -> new ArrayList<>())
                    .add(new Took(row.getString("name"), row.getString("role")));
        });
        return took;
    }

    private JdbcClient.StatementSpec asked(String sql, Span span) {
        var now = clock.instant();
        return jdbc.sql(sql)
                .param("from", Rows.at(span.begin()))
                .param("to", Rows.at(span.end()))
                .param("now", Rows.at(now))
                .param("patience", Rows.at(now.minus(Columns.PATIENCE)))
                .param("days", DAYS);
    }

    private static Fact fact(ResultSet row, int n) throws SQLException {
        return new Fact(
                row.getString("fact"),
                row.getString("part"),
                Rows.instant(row, "at"),
                row.getObject("person_id", UUID.class),
                requireNonNull(row.getString("name")),
                row.getObject("conversation_id", UUID.class),
                row.getObject("number", Long.class),
                row.getString("subject"),
                row.getObject("problem_id", UUID.class),
                row.getObject("problem_number", Long.class),
                row.getString("title"),
                words(row.getString("parties")));
    }

    private static List<String> words(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(","));
    }
}
