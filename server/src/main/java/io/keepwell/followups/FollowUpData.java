package io.keepwell.followups;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.CustomerBelongings;
import io.keepwell.customers.CustomerRows;
import io.keepwell.customers.PersonalData;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was learned from a person is handed out, and forgotten but for states, times and chosen reasons, so
/// that figures stay; all of it goes along when two profiles become one.
@Component
class FollowUpData implements PersonalData {

    private static final int ORDER = 130;

    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUpData(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What goes with a customer.
    @Configuration(proxyBeanMethods = false)
    static class Moving {

        @Bean
        @Order(50)
        CustomerBelongings followUpsOfCustomer(JdbcClient jdbc) {
            return new OneOpen(CustomerRows.of(jdbc, "follow_up"), jdbc);
        }

        @Bean
        @Order(51)
        CustomerBelongings ideasOfCustomer(JdbcClient jdbc) {
            return CustomerRows.of(jdbc, "idea_supporter");
        }

        @Bean
        @Order(52)
        CustomerBelongings changedMindsOfCustomer(JdbcClient jdbc) {
            return CustomerRows.of(jdbc, "changed_mind");
        }

        /// Of somebody who was told under both profiles, the notice of the other stays with the other.
        @Bean
        @Order(53)
        CustomerBelongings ideaNoticesOfCustomer(JdbcClient jdbc) {
            return new ToldOnce(CustomerRows.of(jdbc, "idea_notice"), jdbc);
        }
    }

    /// One person has one open follow-up at most, so that of two the one becomes part of the other, with the earlier
    /// deadline, until the profiles are two people again.
    record OneOpen(CustomerRows rows, JdbcClient jdbc) implements CustomerBelongings {

        @Override
        public String kind() {
            return rows.kind();
        }

        @Override
        public long count(UUID customer) {
            return rows.count(customer);
        }

        @Override
        public List<String> move(UUID from, UUID to) {
            jdbc.sql("""
                            update follow_up f
                               set part_of = other.id
                              from follow_up other
                             where f.customer_id = :from and f.state <> 'closed' and f.part_of is null
                               and other.customer_id = :to and other.state <> 'closed' and other.part_of is null
                            """).param("from", from).param("to", to).update();
            jdbc.sql("""
                            update follow_up f
                               set due_at = least(f.due_at, joined.due_at)
                              from follow_up joined
                             where joined.part_of = f.id and joined.customer_id = :from and f.customer_id = :to
                            """).param("from", from).param("to", to).update();
            return rows.move(from, to);
        }

        @Override
        public void moveBack(UUID from, UUID to, Collection<String> keys) {
            rows.moveBack(from, to, keys);
            jdbc.sql("""
                            update follow_up f
                               set part_of = null
                              from follow_up other
                             where f.customer_id = :to and f.part_of = other.id and other.customer_id = :from
                            """).param("from", from).param("to", to).update();
        }
    }

    /// Rows of which one person has one for each idea.
    record ToldOnce(CustomerRows rows, JdbcClient jdbc) implements CustomerBelongings {

        @Override
        public String kind() {
            return rows.kind();
        }

        @Override
        public long count(UUID customer) {
            return rows.count(customer);
        }

        @Override
        public List<String> move(UUID from, UUID to) {
            return jdbc.sql("""
                            update idea_notice n set customer_id = :to
                             where customer_id = :from
                               and not exists (select 1 from idea_notice other
                                                where other.idea_id = n.idea_id and other.customer_id = :to)
                            returning id::text
                            """)
                    .param("from", from)
                    .param("to", to)
                    .query((row, n) -> row.getString(1))
                    .list();
        }

        @Override
        public void moveBack(UUID from, UUID to, Collection<String> keys) {
            rows.moveBack(from, to, keys);
        }
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Size size(Person person) {
        long many = jdbc.sql("""
                        select (select count(*) from follow_up where customer_id in (:ids))
                             + (select count(*) from idea_supporter where customer_id in (:ids))
                             + (select count(*) from changed_mind where customer_id in (:ids))
                        """).param("ids", person.ids()).query(Long.class).single();
        return new Size(0, 0, 0, many);
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        list(archive, "follow-ups.json", person, """
                select origin, occasion, state, opened_at, due_at, first_contacted_at, main_reason, main_reason_refused,
                       would_have_helped, would_have_helped_refused, wanted, got, told_at, closed_at, close_reason, close_note
                  from follow_up
                 where customer_id in (:ids)
                 order by opened_at, id
                """);
        list(archive, "follow-up-attempts.json", person, """
                select a.at, a.channel, a.outcome, a.note
                  from follow_up_attempt a
                  join follow_up f on f.id = a.follow_up_id
                 where f.customer_id in (:ids)
                 order by a.at, a.id
                """);
        list(archive, "ideas.json", person, """
                select i.title, s.words, s.at
                  from idea_supporter s
                  join idea i on i.id = s.idea_id
                 where s.customer_id in (:ids)
                 order by s.at, s.id
                """);
        list(archive, "idea-notices.json", person, """
                select subject, text, state, created_at from idea_notice
                 where customer_id in (:ids)
                 order by created_at, id
                """);
        list(archive, "changed-minds.json", person, """
                select kind, before_score, after_score, evidence, at from changed_mind
                 where customer_id in (:ids)
                 order by at, id
                """);
    }

    private void list(Archive archive, String path, Person person, String sql) throws IOException {
        List<Map<String, Object>> rows = jdbc.sql(sql)
                .param("ids", person.ids())
                .query((row, n) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    var columns = row.getMetaData();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        var value = row.getString(i);
                        if (value != null) {
                            one.put(columns.getColumnLabel(i), value);
                        }
                    }
                    return one;
                })
                .list();
        if (!rows.isEmpty()) {
            archive.json(path, rows);
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        var now = clock.instant().atOffset(UTC);
        jdbc.sql("""
                        update follow_up_attempt
                           set note = ''
                         where follow_up_id in (select id from follow_up where customer_id in (:ids))
                        """).param("ids", person.ids()).update();
        // who is forgotten is called by nobody
        jdbc.sql("""
                        update follow_up
                           set occasion = '', main_reason = '', would_have_helped = '', wanted = '', got = '',
                               close_note = '', changed_at = :now,
                               closed_at = coalesce(closed_at, :now),
                               close_reason = coalesce(close_reason, 'not-valid'),
                               state = 'closed'
                         where customer_id in (:ids)
                        """).param("ids", person.ids()).param("now", now).update();
        jdbc.sql("update idea_supporter set words = '' where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
        jdbc.sql("""
                        update idea_notice
                           set subject = '', text = '', state = case when state = 'queued' then 'no-way' else state end
                         where customer_id in (:ids)
                        """).param("ids", person.ids()).update();
        jdbc.sql("update changed_mind set evidence = '' where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
    }
}
