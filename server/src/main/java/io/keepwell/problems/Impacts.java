package io.keepwell.problems;

import io.keepwell.problems.Impact.Part;
import io.keepwell.problems.Recurrences.Recurrence;
import io.keepwell.shared.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Weighs problems by the accounts that their current episode hits (3.9.1).
@Component
class Impacts {

    private final CustomerValue values;
    private final Recurrences recurrences;
    private final JdbcClient jdbc;

    Impacts(CustomerValue values, Recurrences recurrences, JdbcClient jdbc) {
        this.values = values;
        this.recurrences = recurrences;
        this.jdbc = jdbc;
    }

    private record Hit(
            UUID problem,
            Severity severity,
            UUID account,
            String name,
            int people,
            double confidence,
            boolean several) {}

    /// Of one problem.
    Impact of(UUID problem) {
        return weigh(problem).getOrDefault(problem, Impact.NONE);
    }

    /// Of all; those that hit nobody are absent.
    Map<UUID, Impact> all() {
        return weigh(null);
    }

    private Map<UUID, Impact> weigh(@Nullable UUID only) {
        var hits = hits(only);
        var accounts = new HashSet<UUID>();
        var again = new HashSet<UUID>();
        hits.forEach(hit -> {
            accounts.add(hit.account());
            if (hit.several()) {
                again.add(hit.account());
            }
        });
        var known = values.of(accounts);
        var usual = values.usual().orElse(null);
        var recurred = recurrences.of(again);
        var parts = new HashMap<UUID, List<Part>>();
        for (var hit : hits) {
            var value = known.get(hit.account());
            var recurrence =
                    recurred.getOrDefault(hit.account(), Map.of()).getOrDefault(hit.problem(), Recurrence.NONE);
            parts.computeIfAbsent(hit.problem(), id -> new ArrayList<>())
                    .add(new Part(
                            hit.account(),
                            hit.name(),
                            hit.people(),
                            value == null ? usual : value,
                            value != null,
                            hit.severity().weight(),
                            recurrence.factor(),
                            hit.confidence()));
        }
        var impacts = new HashMap<UUID, Impact>();
        parts.forEach((problem, all) -> impacts.put(problem, Impact.of(all)));
        return impacts;
    }

    /// One row for each problem and account. Whether an account was seen with it more than once is only
    /// asked here; what that amounts to is for whoever knows the rules.
    private List<Hit> hits(@Nullable UUID only) {
        return jdbc.sql("""
                        with parts as (
                            select p.id, p.severity, f.problem_id, f.episode
                              from problem p
                             cross join lateral problem_family(p.id, p.episode) f
                             where p.merged_into is null
                               and (cast(:only as uuid) is null or p.id = :only)
                        ),
                        hits as (
                            select parts.id, parts.severity, person.account_id, count(distinct h.person_id)::int as people,
                                   max(case h.source when 'reported' then 1 when 'observed' then 0.9
                                                     when 'manual' then 0.8 else 0.3 end) as confidence
                              from parts
                              join problem_hit h on h.problem_id = parts.problem_id and h.episode = parts.episode
                              join customer person on person.id = h.person_id
                             where not h.denied
                             group by 1, 2, 3
                        ),
                        reports as (
                            select problem_survivor(l.problem_id) as id, person.account_id,
                                   count(distinct l.conversation_id) > 1 as several
                              from problem_link l
                              join customer c on c.id = l.customer_id
                              join customer person on person.id = coalesce(c.merged_into, c.id)
                             where l.kind = 'caused-by'
                               and l.unlinked_at is null
                             group by 1, 2
                        ),
                        earlier as (
                            select x.problem_id as id, person.account_id
                              from exposure x
                              join customer c on c.id = x.customer_id
                              join customer person on person.id = coalesce(c.merged_into, c.id)
                             where x.live
                             group by 1, 2
                            having count(distinct x.first_seen_at) > 1
                        )
                        select hits.*, a.name, coalesce(reports.several, false) or earlier.id is not null as several
                          from hits
                          join account a on a.id = hits.account_id
                          left join reports on reports.id = hits.id and reports.account_id = hits.account_id
                          left join earlier on earlier.id = hits.id and earlier.account_id = hits.account_id
                        """)
                .param("only", only)
                .query((row, n) -> new Hit(
                        row.getObject("id", UUID.class),
                        Words.read(Severity.class, row.getString("severity")),
                        row.getObject("account_id", UUID.class),
                        row.getString("name"),
                        row.getInt("people"),
                        row.getDouble("confidence"),
                        row.getBoolean("several")))
                .list();
    }
}
