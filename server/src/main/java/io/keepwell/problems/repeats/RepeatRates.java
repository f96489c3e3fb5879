package io.keepwell.problems.repeats;

import io.keepwell.science.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How well fixes hold (3.8.8).
@Repository
class RepeatRates {

    private static final int DAYS = 90;

    /// How often one problem came back.
    ///
    /// @param problem id of the problem
    /// @param number  its number
    /// @param owner   id of the member who answers for it, or null
    /// @param told    accounts that were told that it is fixed
    /// @param again   accounts among them that had it again within 90 days
    /// @param low     lower end of the 95 % interval of the share (Wilson)
    /// @param high    upper end
    @Schema(name = "RepeatRate")
    record Rate(
            UUID problem,
            long number,
            @Nullable UUID owner,

            @Schema(description = "Accounts that were told that it is fixed")
            int told,

            @Schema(description = "Accounts among them that reported it again within 90 days")
            int again,

            double rate,

            @Schema(description = "Lower end of the 95 % interval (Wilson)")
            double low,

            double high) {

        static Rate of(UUID problem, long number, @Nullable UUID owner, int told, int again) {
            var interval = new Proportion(again, told).interval();
            return new Rate(
                    problem, number, owner, told, again, (double) again / told, interval.low(), interval.high());
        }
    }

    private final JdbcClient jdbc;

    RepeatRates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Of all problems of whose end anybody was told, the worst first.
    List<Rate> all() {
        return rates(null);
    }

    /// Of one problem; empty where nobody was told that it is fixed.
    Optional<Rate> of(UUID problem) {
        return rates(problem).stream().findFirst();
    }

    private List<Rate> rates(@Nullable UUID problem) {
        return jdbc.sql("""
                        with told as (
                            select problem_survivor(n.problem_id) as problem_id, person.account_id,
                                   min(coalesce(m.created_at, n.created_at)) as at
                              from notice n
                              join customer c on c.id = n.customer_id
                              join customer person on person.id = coalesce(c.merged_into, c.id)
                              left join message m on m.id = n.message_id
                             where n.stage = 'fixed'
                               and n.state in ('sending', 'sent', 'delivered', 'uncertain')
                               and (cast(:problem as uuid) is null or problem_survivor(n.problem_id) = :problem)
                             group by 1, 2
                        )
                        select * from (
                        select p.id, p.number, p.owner_id, count(*)::int as told,
                               (count(*) filter (where exists (
                                   select 1
                                     from problem_link l
                                     join conversation v on v.id = l.conversation_id
                                     join customer c on c.id = l.customer_id
                                     join customer person on person.id = coalesce(c.merged_into, c.id)
                                    where problem_survivor(l.problem_id) = told.problem_id
                                      and person.account_id = told.account_id
                                      and l.kind = 'caused-by'
                                      and l.unlinked_at is null
                                      and v.spam_at is null
                                      and v.created_at > told.at
                                      and v.created_at <= told.at + make_interval(days => :days))))::int as again
                          from told
                          join problem p on p.id = told.problem_id
                         group by p.id, p.number, p.owner_id
                        ) rates
                         order by again::float / told desc, told desc, number desc
                        """)
                .param("problem", problem)
                .param("days", DAYS)
                .query((row, n) -> Rate.of(
                        row.getObject("id", UUID.class),
                        row.getLong("number"),
                        row.getObject("owner_id", UUID.class),
                        row.getInt("told"),
                        row.getInt("again")))
                .list();
    }
}
