package io.keepwell.surveys.scores;

import io.keepwell.shared.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts answers.
@Component
class ScoreStore {

    /// The key of answers that have none, such as those nobody is credited for.
    static final String NONE = "";

    private final JdbcClient jdbc;

    ScoreStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(String key, int score, long n) {}

    /// How often each score was given.
    SortedMap<Integer, Long> answers(Filter filter) {
        return counted(filter, "''", false).getOrDefault(NONE, new TreeMap<>());
    }

    /// The same by key.
    Map<String, SortedMap<Integer, Long>> answers(Filter filter, Cut cut) {
        return counted(filter, cut.key(), cut.needsPerson());
    }

    private Map<String, SortedMap<Integer, Long>> counted(Filter filter, String key, boolean person) {
        var byKey = new LinkedHashMap<String, SortedMap<Integer, Long>>();
        var sql = """
                select coalesce(%s, '') as key, a.score, count(*) as n
                  from survey_answer a %s
                 where a.state = 'counted' and a.score is not null and %s
                 group by 1, 2 order by 1, 2
                """.formatted(key, person ? "join customer c on c.id = a.customer_id" : "", where(filter));
        for (var row : bound(sql, filter).query(Records.of(Row.class)).list()) {
            byKey.computeIfAbsent(row.key(), it -> new TreeMap<>()).put(row.score(), row.n());
        }
        return byKey;
    }

    /// The scores of each account, most answers first: account, score, how many.
    record OfAccount(UUID account, int score, long n) {}

    List<OfAccount> accounts(Filter filter) {
        return bound("""
                        select a.account_id as account, a.score, count(*) as n
                          from survey_answer a
                         where a.state = 'counted' and a.score is not null and a.account_id is not null and %s
                         group by 1, 2 order by 1, 2
                        """.formatted(where(filter)), filter)
                .query(Records.of(OfAccount.class))
                .list();
    }

    /// Whom it was that answered in both waves, with both scores: how many of each pair.
    record Pair(int then, int now, long n) {}

    List<Pair> pairs(UUID earlier, UUID later) {
        return jdbc.sql("""
                        select b.score as then, a.score as now, count(*) as n
                          from survey_answer a
                          join survey_answer b on b.customer_id = a.customer_id and b.wave_id = :earlier
                           and b.state = 'counted' and b.score is not null
                         where a.wave_id = :later and a.state = 'counted' and a.score is not null
                           and a.occasion_id is null and b.occasion_id is null
                         group by 1, 2
                        """)
                .param("earlier", earlier)
                .param("later", later)
                .query(Records.of(Pair.class))
                .list();
    }

    /// Who was asked in a wave.
    List<UUID> asked(UUID wave) {
        return jdbc.sql(
                        "select distinct customer_id from survey_invitation where wave_id = :wave and asked_at is not null")
                .param("wave", wave)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// How far asking came.
    Reach reach(Filter filter) {
        var customers = filter.customers() == null ? "true" : "i.customer_id = any(:customers)";
        var sql = """
                select count(*) as invited,
                       count(*) filter (where i.state in ('sent', 'delivered', 'bounced', 'uncertain')) as sent,
                       count(*) filter (where i.state in ('sent', 'delivered')) as delivered,
                       count(*) filter (where i.state = 'shown') as shown,
                       count(*) filter (where i.state in ('throttled', 'displaced', 'suppressed', 'cancelled'))
                         as not_asked,
                       (select count(*) from survey_answer a
                         where a.state = 'counted' and a.source is null and %s) as answered,
                       count(*) filter (where not exists (select 1 from survey_answer a
                                                           where a.invitation_id = i.id and a.state = 'counted')
                                          and exists (select 1 from survey_intent t
                                                       where t.invitation_id = i.id and t.state = 'open'))
                         as unconfirmed
                  from survey_invitation i
                 where i.survey_id = :survey
                   and (cast(:wave as uuid) is null or i.wave_id = :wave)
                   and (cast(:from as date) is null or i.planned_at >= cast(:from as date))
                   and (cast(:to as date) is null or i.planned_at < cast(:to as date))
                   and %s
                """.formatted(where(filter), customers);
        return bound(sql, filter).query(Records.of(Reach.class)).single();
    }

    private static String where(Filter filter) {
        var conditions = new ArrayList<>(List.of("a.survey_id = :survey"));
        if (filter.wave() != null) {
            conditions.add("a.wave_id = :wave");
        }
        if (filter.from() != null) {
            conditions.add("a.day >= :from");
        }
        if (filter.to() != null) {
            conditions.add("a.day < :to");
        }
        if (filter.customers() != null) {
            conditions.add("a.customer_id = any(:customers)");
        }
        return String.join(" and ", conditions);
    }

    private JdbcClient.StatementSpec bound(String sql, Filter filter) {
        var customers = filter.customers();
        return jdbc.sql(sql)
                .param("survey", filter.survey())
                .param("wave", filter.wave())
                .param("from", filter.from())
                .param("to", filter.to())
                .param("customers", customers == null ? null : customers.toArray(UUID[]::new));
    }

    /// A wave as the figures know it.
    record WaveName(UUID id, int number, String name) {}

    List<WaveName> waves(UUID survey) {
        return jdbc.sql("select id, number, name from survey_wave where survey_id = :survey order by number")
                .param("survey", survey)
                .query(Records.of(WaveName.class))
                .list();
    }

    /// Names of people of the team, or of teams.
    Map<String, String> names(Cut cut, Iterable<String> keys) {
        var names = new LinkedHashMap<String, String>();
        var table = cut == Cut.AGENT ? "team_member" : "team";
        var ids = new ArrayList<UUID>();
        keys.forEach(key -> {
            if (!key.isEmpty()) {
                ids.add(UUID.fromString(key));
            }
        });
        if (!ids.isEmpty()) {
            jdbc.sql("select id::text, name from " + table + " where id = any(:ids)")
                    .param("ids", ids.toArray(UUID[]::new))
                    .query((row, n) -> names.put(row.getString(1), row.getString(2)))
                    .list();
        }
        return names;
    }
}
