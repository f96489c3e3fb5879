package io.keepwell.surveys;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whoever waits for us is not asked how we are (3.2.5).
@Configuration(proxyBeanMethods = false)
class WaitingPauses {

    private static final RowMapper<UUID> ID = (row, n) -> row.getObject(1, UUID.class);

    @Bean
    @Order(10)
    AskingPause openComplaints(JdbcClient jdbc) {
        return customers -> those(jdbc, "complaint-open", """
                select distinct customer_id
                  from conversation
                 where customer_id = any (cast(:customers as uuid[]))
                   and kind = 'complaint'
                   and state not in ('solved', 'closed')
                   and spam_at is null
                   and merged_into is null
                """, customers);
    }

    @Bean
    @Order(20)
    AskingPause repeatedTrouble(JdbcClient jdbc) {
        return customers -> those(jdbc, "repeat-alarm", """
                select distinct a.customer_id
                  from repeat_alarm a
                  join conversation c on c.id = coalesce(conversation_survivor(a.conversation_id), a.conversation_id)
                 where a.customer_id = any (cast(:customers as uuid[]))
                   and a.grade in ('red', 'dark-red')
                   and a.withdrawn_at is null
                   and c.state not in ('solved', 'closed')
                """, customers);
    }

    @Bean
    @Order(30)
    AskingPause unresolvedProblems(JdbcClient jdbc) {
        return customers -> those(jdbc, "problem-open", """
                select distinct x.customer_id
                  from exposure x
                  join problem own on own.id = x.problem_id
                  join problem p on p.id = problem_survivor(x.problem_id)
                 where x.customer_id = any (cast(:customers as uuid[]))
                   and x.live
                   -- of a problem that became part of another the episode it became part of counts
                   and case when own.merged_into is null then x.episode = own.episode
                            else x.episode = own.episode and own.merged_episode = p.episode end
                   and p.state not in ('fixed', 'verified', 'closed')
                   and not exists (select 1 from exposure_denial d
                                    where d.problem_id = x.problem_id
                                      and d.episode = x.episode
                                      and d.customer_id = x.customer_id)
                """, customers);
    }

    private static Map<UUID, String> those(JdbcClient jdbc, String reason, String sql, Collection<UUID> customers) {
        var paused = new HashMap<UUID, String>();
        jdbc.sql(sql)
                .param("customers", customers.toArray(UUID[]::new))
                .query(ID)
                .list()
                .forEach(id -> paused.put(id, reason));
        return paused;
    }
}
