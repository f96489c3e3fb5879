package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.RelationshipEvidence;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Problems that hit a customer, those that came back, the fixes they were told of, and whether
/// these work for them.
@Component
class ProblemEvidence implements RelationshipEvidence {

    private static final Map<String, Double> WEIGHTS =
            Map.of("hit", -0.25, "again", -0.4, "fixed", 0.2, "works", 0.15, "fails", -0.3);

    private final JdbcClient jdbc;

    ProblemEvidence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Item> of(UUID customer) {
        return jdbc.sql("""
                        with of_them as (
                            select id from customer where id = :customer or merged_into = :customer
                        ), steps as (
                            select min(x.first_seen_at) as at, 'hit' as kind, x.problem_id
                              from exposure x
                             where x.customer_id in (select id from of_them) and x.live and x.source <> 'inferred'
                               and not exists (select 1 from exposure_denial d
                                                where d.problem_id = x.problem_id and d.episode = x.episode
                                                  and d.customer_id in (select id from of_them))
                             group by x.problem_id, x.episode
                            union all
                            select a.raised_at, 'again', a.problem_id
                              from repeat_alarm a
                             where a.customer_id in (select id from of_them) and a.withdrawn_at is null
                            union all
                            select n.changed_at, 'fixed', n.problem_id
                              from notice n
                             where n.customer_id in (select id from of_them) and n.stage = 'fixed'
                               and n.state in ('sending', 'sent', 'delivered', 'uncertain')
                            union all
                            select w.at, case when w.works then 'works' else 'fails' end, n.problem_id
                              from notice_answer w
                              join notice n on n.id = w.notice_id
                             where n.customer_id in (select id from of_them)
                        )
                        select s.at, s.kind, p.number, p.title
                          from steps s
                          join problem p on p.id = s.problem_id
                        """)
                .param("customer", customer)
                .query((row, n) -> {
                    var kind = row.getString("kind");
                    return new Item(
                            Rows.instant(row, "at"),
                            WEIGHTS.getOrDefault(kind, 0.0),
                            "bug",
                            t("problems.evidence." + kind, "title", row.getString("title")),
                            null,
                            "/problems/" + row.getLong("number"));
                })
                .list();
    }
}
