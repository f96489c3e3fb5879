package io.keepwell.demo;

import io.keepwell.problems.Areas;
import io.keepwell.problems.LinkKind;
import io.keepwell.problems.NewProblem;
import io.keepwell.problems.ProblemSettings;
import io.keepwell.problems.ProblemState;
import io.keepwell.problems.Problems;
import io.keepwell.problems.Severity;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What went wrong again at Pennyfold, what somebody promised to speak of and did not, and what its
/// customers are worth.
@Component
@DemoOnly
class DemoRepeats {

    private static final String WORTH = "worth_a_year";

    private final Problems problems;
    private final ProblemSettings settings;
    private final Areas areas;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemoRepeats(Problems problems, ProblemSettings settings, Areas areas, JdbcClient jdbc, Clock clock) {
        this.problems = problems;
        this.settings = settings;
        this.areas = areas;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void arrange(Map<Colleague, UUID> colleagues) {
        worth();
        again(colleagues);
        overdue(colleagues);
    }

    // What each pays in a year, by plan; teams by how many they are. The same at every start.
    private void worth() {
        jdbc.sql("""
                        insert into customer_trait (customer_id, name, value, at, received_at)
                        select t.customer_id, :worth,
                               to_jsonb(case t.value #>> '{}' when 'plus' then 60 when 'family' then 96
                                             else 240 + 180 * (select count(*) from customer o where o.account_id = c.account_id) end),
                               t.at, t.received_at
                          from customer_trait t
                          join customer c on c.id = t.customer_id
                         where t.name = 'plan'
                           and t.value #>> '{}' in ('plus', 'family', 'team')
                        on conflict do nothing
                        """).param("worth", WORTH).update();
        var now = settings.now();
        settings.change(
                new ProblemSettings.Values(now.senior(), now.manager(), WORTH, now.borneMost(), now.borneMonths()));
    }

    /// Customers were told of it this morning, and to hear more by now.
    private void overdue(Map<Colleague, UUID> colleagues) {
        newest().ifPresent(said -> {
            var problem = problems.create(new NewProblem(
                            "To be found out: " + said.subject(),
                            said.subject(),
                            null,
                            colleagues.get(Colleague.JONAS),
                            Severity.SLOWS,
                            4))
                    .id();
            problems.link(problem, said.id(), LinkKind.CAUSED_BY, null);
            problems.state(problem, ProblemState.CONFIRMED);
            jdbc.sql("""
                            update problem_episode
                               set announced_at = :announced, update_due_at = :due
                             where problem_id = :problem
                            """)
                    .param("announced", Timestamp.from(clock.instant().minus(Duration.ofHours(6))))
                    .param("due", Timestamp.from(clock.instant().minus(Duration.ofHours(2))))
                    .param("problem", problem)
                    .update();
        });
    }

    private record Said(UUID id, String subject) {}

    private Optional<Said> newest() {
        return jdbc.sql("""
                        select c.id, c.subject
                          from conversation c
                         where c.state in ('new', 'open')
                           and c.kind = 'complaint'
                           and c.subject <> ''
                           and c.merged_into is null
                           and c.spam_at is null
                           and not exists (select 1 from problem_link l where l.conversation_id = c.id)
                         order by c.created_at desc, c.id
                         limit 1
                        """)
                .query((row, n) -> new Said(row.getObject("id", UUID.class), row.getString("subject")))
                .optional();
    }

    private record Pair(UUID older, UUID newer, String subject, Instant at) {}

    /// Somebody had the same before, it was fixed, and now they write of it once more.
    private void again(Map<Colleague, UUID> colleagues) {
        pair().ifPresent(pair -> {
            var area = areas.named("Reports");
            var problem = problems.create(new NewProblem(
                            "Came back: " + pair.subject(),
                            pair.subject(),
                            area.id(),
                            colleagues.get(Colleague.JONAS),
                            Severity.SLOWS,
                            null))
                    .id();
            problems.link(problem, pair.older(), LinkKind.CAUSED_BY, null);
            var fixed = pair.at().plus(Duration.ofDays(3));
            jdbc.sql("""
                            update problem_episode
                               set opened_at = :opened, fixed_at = :fixed,
                                   what_changed = 'We corrected the one record and ran it again.'
                             where problem_id = :problem
                            """)
                    .param("opened", Timestamp.from(pair.at()))
                    .param("fixed", Timestamp.from(fixed))
                    .param("problem", problem)
                    .update();
            jdbc.sql("update problem set state = 'fixed' where id = :problem")
                    .param("problem", problem)
                    .update();
            problems.link(problem, pair.newer(), LinkKind.CAUSED_BY, null);
        });
    }

    private Optional<Pair> pair() {
        return jdbc.sql("""
                        select a.id as older, b.id as newer, b.subject, a.created_at
                          from conversation a
                          join conversation b on b.customer_id = a.customer_id and b.id <> a.id
                         where b.state in ('new', 'open')
                           and b.kind = 'complaint'
                           and b.subject <> ''
                           and a.created_at < b.created_at - interval '20 days'
                           and a.merged_into is null
                           and b.merged_into is null
                           and a.spam_at is null
                           and b.spam_at is null
                           and not exists (select 1 from problem_link l where l.conversation_id in (a.id, b.id))
                         order by a.kind = 'complaint' desc, b.created_at desc, a.created_at desc, a.id
                         limit 1
                        """)
                .query((row, n) -> new Pair(
                        row.getObject("older", UUID.class),
                        row.getObject("newer", UUID.class),
                        row.getString("subject"),
                        row.getTimestamp("created_at").toInstant()))
                .optional();
    }
}
