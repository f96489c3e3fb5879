package io.keepwell.problems;

import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Problems as the customers they hit may know of them, for the modules that show customers their own: public titles
/// and what was said in public, never what the team calls it, never anybody else (3.7.14). What waits for its hold to
/// end has not been said, for it can be taken back.
@Component
public class CustomerProblems {

    /// How long something fixed is news.
    private static final Duration NEWS = Duration.ofDays(7);

    /// Every profile that is this person.
    private static final String ME = "with me as (select id from customer where :customer in (id, merged_into)) ";

    private static final String MINE = ME + """
            , mine as (
                select r.problem_id, r.episode, bool_or(h.hit) as hit, bool_or(h.told) as told
                  from (select x.problem_id, x.episode, not %1$s as hit, false as told
                          from exposure x
                         where x.customer_id in (select id from me)
                           and x.live
                         union all
                        select x.problem_id, x.episode, x.stage = 'correction' and not %1$s, true
                          from notice x
                         where x.customer_id in (select id from me)
                           and x.state in ('sending', 'sent', 'delivered', 'uncertain')) h
                 cross join lateral problem_root(h.problem_id, h.episode) r
                 group by r.problem_id, r.episode
            )
            """.formatted("""
                    exists (select 1
                              from exposure_denial d
                             where d.problem_id = x.problem_id
                               and d.episode = x.episode
                               and d.customer_id in (select id from me))
                    """);

    // Where nobody was there to be told yet there is no broadcast: what was said stands in what happened.
    private static final String SAID = """
            select b.id, b.stage, b.made_at as at, greatest(b.hold_until, b.made_at) as public_at, null as words
              from broadcast b
              join problem_family(p.id, e.number) f on f.problem_id = b.problem_id and f.episode = b.episode
             where b.state in ('held', 'sending', 'done')
               and b.hold_until <= :now
               and not exists (select 1
                                 from notice n
                                where n.broadcast_id = b.id
                                  and n.customer_id in (select id from me)
                                  and (n.state = 'owed' or n.state = 'suppressed' and n.reason = 'excluded'))
             union all
            select v.id, case v.kind when 'announced' then 'known' when 'updated' then 'update' else 'fixed' end,
                   v.at, v.at, case when v.kind <> 'fixed' then v.new_value end
              from problem_event v
             where v.problem_id = p.id
               and v.kind in ('announced', 'updated', 'fixed')
               and v.at >= e.opened_at
               and v.at < coalesce((select following.opened_at
                                      from problem_episode following
                                     where following.problem_id = e.problem_id
                                       and following.number = e.number + 1), 'infinity')
               and not exists (select 1 from broadcast b where b.problem_id = p.id and b.made_at = v.at)
             order by at desc
             limit 1
            """;

    private final JdbcClient jdbc;
    private final BroadcastStore broadcasts;
    private final Clock clock;

    CustomerProblems(JdbcClient jdbc, BroadcastStore broadcasts, Clock clock) {
        this.jdbc = jdbc;
        this.broadcasts = broadcasts;
        this.clock = clock;
    }

    private record Row(
            UUID problem,
            String title,
            String workaround,
            Instant since,
            @Nullable Instant again,
            @Nullable Instant fixedAt,
            @Nullable String whatChanged,
            UUID text,
            boolean fixed,
            Instant saidAt,
            @Nullable String words) {}

    /// The problems that hit a customer now and of which something was said in public, the newest word first. What is
    /// fixed stays among them for some days, also for those who turned out not to be affected after they were told.
    ///
    /// @param locale language they read
    public List<CustomerProblem> hitting(UUID customer, Locale locale) {
        return jdbc
                .sql(MINE + """
                        select p.id, p.public_title, p.workaround, e.opened_at, e.update_due_at, e.fixed_at, e.what_changed,
                               said.id as text_id, said.stage, said.at as said_at, said.words
                          from mine m
                          join problem p on p.id = m.problem_id and p.episode = m.episode and p.merged_into is null
                          join problem_episode e on e.problem_id = p.id and e.number = p.episode
                         cross join lateral (%s) said
                         where (m.hit and said.stage <> 'fixed')
                            or ((m.hit or m.told) and said.stage = 'fixed' and said.public_at > :since)
                         order by said.at desc, p.id
                        """.formatted(SAID))
                .param("customer", customer)
                .param("now", Rows.at(clock.instant()))
                .param("since", Rows.at(clock.instant().minus(NEWS)))
                .query(CustomerProblems::row)
                .list()
                .stream()
                .map(row -> inWords(row, locale))
                .toList();
    }

    /// What was said in public of a problem that lasts, to a customer of whom nobody said that it does not hit them.
    ///
    /// @param locale language they read
    /// @return empty where it is fixed, or nothing was said
    public Optional<CustomerProblem> lasting(UUID problem, UUID customer, Locale locale) {
        return jdbc.sql(ME + """
                        select p.id, p.public_title, p.workaround, e.opened_at, e.update_due_at, e.fixed_at, e.what_changed,
                               said.id as text_id, said.stage, said.at as said_at, said.words
                          from problem p
                          join problem_episode e on e.problem_id = p.id and e.number = p.episode
                         cross join lateral (%s) said
                         where p.id = problem_survivor(:problem)
                           and p.state not in ('fixed', 'verified', 'closed')
                           and said.stage <> 'fixed'
                           and not exists (select 1
                                             from problem_family(p.id, p.episode) f
                                             join exposure_denial d on d.problem_id = f.problem_id and d.episode = f.episode
                                            where d.customer_id in (select id from me))
                        """.formatted(SAID))
                .param("problem", problem)
                .param("customer", customer)
                .param("now", Rows.at(clock.instant()))
                .query(CustomerProblems::row)
                .optional()
                .map(row -> inWords(row, locale));
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("public_title"),
                row.getString("workaround"),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "update_due_at"),
                Rows.instantOrNull(row, "fixed_at"),
                row.getString("what_changed"),
                row.getObject("text_id", UUID.class),
                Words.read(NoticeStage.class, row.getString("stage")) == NoticeStage.FIXED,
                Rows.instant(row, "said_at"),
                row.getString("words"));
    }

    private CustomerProblem inWords(Row row, Locale locale) {
        var words = row.words();
        if (words == null) {
            words = broadcasts.find(row.text()).map(it -> it.text(locale)).orElse("");
        }
        var again = row.again();
        return new CustomerProblem(
                row.problem(),
                row.text(),
                row.title(),
                row.fixed(),
                row.since(),
                words.strip(),
                row.saidAt(),
                row.fixed() ? "" : row.workaround(),
                // a time that has passed is no promise to read
                row.fixed() || again == null || again.isBefore(clock.instant()) ? null : again,
                row.fixed() ? row.fixedAt() : null,
                row.fixed() ? row.whatChanged() : null);
    }

    /// Those among some customers whom a problem hits or who were told of it, this time.
    public Set<UUID> among(UUID problem, Collection<UUID> customers) {
        if (customers.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(jdbc.sql("""
                        with family as (
                            select f.problem_id, f.episode
                              from problem p cross join lateral problem_family(p.id, p.episode) f
                             where p.id = problem_survivor(:problem)
                        )
                        select h.person_id
                          from family f
                          join problem_hit h on h.problem_id = f.problem_id and h.episode = f.episode
                         where h.person_id = any(cast(:customers as uuid[]))
                         union
                        select t.person_id
                          from family f
                          join problem_told t on t.problem_id = f.problem_id and t.episode = f.episode
                         where t.person_id = any(cast(:customers as uuid[]))
                        """)
                .param("problem", problem)
                .param("customers", customers.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, n) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
                .list());
    }

    /// What became of what a customer reported, the newest cause first.
    public List<CustomerReport> reports(UUID customer) {
        return jdbc.sql(ME + """
                        select coalesce(conversation_survivor(l.conversation_id), l.conversation_id) as conversation_id,
                               min(e.opened_at) as opened_at, e.fixed_at, e.what_changed, p.public_title,
                               p.episode > e.number as came_back, said.stage,
                               (select n.token
                                  from notice n
                                  join problem_family(p.id, e.number) f on f.problem_id = n.problem_id and f.episode = n.episode
                                 where n.stage = 'fixed'
                                   and n.customer_id in (select id from me)
                                   and n.token is not null
                                 limit 1) as token
                          from problem_link l
                         cross join lateral problem_root(l.problem_id, l.episode) r
                          join problem p on p.id = r.problem_id
                          join problem_episode e on e.problem_id = r.problem_id and e.number = r.episode
                          left join lateral (%s) said on true
                         where l.customer_id in (select id from me)
                           and l.kind = 'caused-by'
                           and l.unlinked_at is null
                         group by 1, p.id, e.problem_id, e.number, e.fixed_at, e.what_changed, said.stage
                         order by min(e.opened_at) desc
                        """.formatted(SAID))
                .param("customer", customer)
                .param("now", Rows.at(clock.instant()))
                .query((row, n) -> report(row))
                .list();
    }

    private static CustomerReport report(ResultSet row) throws SQLException {
        var stage = row.getString("stage");
        boolean fixed = "fixed".equals(stage);
        return new CustomerReport(
                row.getObject("conversation_id", UUID.class),
                Rows.instant(row, "opened_at"),
                stage == null ? null : row.getString("public_title"),
                fixed ? Rows.instantOrNull(row, "fixed_at") : null,
                fixed ? row.getString("what_changed") : null,
                row.getBoolean("came_back"),
                fixed ? row.getString("token") : null);
    }
}
