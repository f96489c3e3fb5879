package io.keepwell.demo;

import io.keepwell.problems.Areas;
import io.keepwell.problems.LinkKind;
import io.keepwell.problems.NewProblem;
import io.keepwell.problems.Problems;
import io.keepwell.problems.Severity;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What Pennyfold has fixed and told its customers of: the stuff of the figures on how complaints end.
@Component
@DemoOnly
class DemoFixed {

    private static final int MOST = 40;

    private final Problems problems;
    private final Areas areas;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemoFixed(Problems problems, Areas areas, JdbcClient jdbc, Clock clock) {
        this.problems = problems;
        this.areas = areas;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void arrange(Map<Colleague, UUID> colleagues) {
        var mara = colleagues.get(Colleague.MARA);
        var jonas = colleagues.get(Colleague.JONAS);
        var receipts = fixed(
                "Receipts vanish when the photo is large",
                "Receipts that vanished",
                "Receipts",
                "receipts",
                24,
                "Photos above eight megabytes were thrown away without a word. We shrink them now and say so.",
                mara,
                jonas,
                List.of());
        said(
                receipts,
                "Large photos, mostly of newer phones. People think they forgot to press save.",
                "The upload gives up above eight megabytes and nobody is told. Fixed by shrinking on the phone.");
        var duplicates = fixed(
                "Transactions twice after the bank corrects them",
                "Transactions shown twice",
                "Bank connections",
                "duplicates",
                6,
                "A correction of the bank replaces the first entry now, instead of standing beside it.",
                mara,
                jonas,
                List.of(receipts));
        // product has not written down yet what it found
        said(duplicates, "Always after a weekend: the bank corrects what it sent on Friday.", "");
    }

    private void said(UUID problem, String service, String product) {
        problems.serviceText(problem, service);
        problems.productText(problem, product);
    }

    private record Told(UUID conversation, UUID customer, Instant at) {}

    /// A problem with the complaints that were written until it was fixed, all of them told by now.
    ///
    /// @param days   how long ago it was fixed
    /// @param others what else was suggested
    private UUID fixed(
            String title,
            String publicTitle,
            String area,
            String tag,
            int days,
            String changed,
            @Nullable UUID agent,
            @Nullable UUID owner,
            List<UUID> others) {
        var problem = problems.create(
                        new NewProblem(title, publicTitle, areas.named(area).id(), owner, Severity.SLOWS, null))
                .id();
        var at = clock.instant().minus(Duration.ofDays(days));
        var complaints = complaints(tag, at);
        complaints.forEach(it -> problems.link(problem, it.conversation(), LinkKind.CAUSED_BY, null));
        jdbc.sql("""
                        update problem_episode set opened_at = :opened, announced_at = :opened, fixed_at = :at, what_changed = :changed
                         where problem_id = :problem
                        """)
                .param("opened", Timestamp.from(at.minus(Duration.ofDays(90))))
                .param("at", Timestamp.from(at))
                .param("changed", changed)
                .param("problem", problem)
                .update();
        jdbc.sql("update problem set state = 'fixed' where id = :problem")
                .param("problem", problem)
                .update();
        jdbc.sql("""
                        update problem_link set linked_by = :agent, linked_at = :at where problem_id = :problem
                        """)
                .param("agent", agent)
                .param("at", Timestamp.from(at.minus(Duration.ofHours(1))))
                .param("problem", problem)
                .update();
        for (int i = 0; i < complaints.size(); i++) {
            var one = complaints.get(i);
            tell(problem, one, at, i);
            if (i % 4 != 3) {
                offer(one, i % 3 == 2 && !others.isEmpty() ? List.of(others.getFirst(), problem) : List.of(problem));
            }
        }
        return problem;
    }

    private List<Told> complaints(String tag, Instant until) {
        return jdbc.sql("""
                        select c.id, c.customer_id, c.created_at
                          from conversation c
                          join conversation_tag t on t.conversation_id = c.id and t.tag = :tag
                         where c.kind = 'complaint'
                           and c.state in ('solved', 'closed')
                           and c.merged_into is null
                           and c.spam_at is null
                           and c.created_at > cast(:until as timestamptz) - interval '90 days'
                           and c.created_at < cast(:until as timestamptz) - interval '1 day'
                           and not exists (select 1 from problem_link l where l.conversation_id = c.id)
                         order by c.created_at desc, c.id
                         limit :most
                        """)
                .param("tag", tag)
                .param("until", Timestamp.from(until))
                .param("most", MOST)
                .query((row, n) -> new Told(
                        row.getObject("id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    // Every second of those who were asked says that it works; the others say nothing.
    private void tell(UUID problem, Told one, Instant at, int place) {
        jdbc.sql("update conversation set cause = 'fixed' where id = :id")
                .param("id", one.conversation())
                .update();
        var notice = UUID.nameUUIDFromBytes((problem + " " + one.customer()).getBytes(StandardCharsets.UTF_8));
        int told = jdbc.sql("""
                        insert into notice (id, problem_id, episode, stage, customer_id, state, conversation_id, created_at, changed_at)
                        values (:id, :problem, 1, 'fixed', :customer, 'delivered', :conversation, :at, :at)
                        on conflict do nothing
                        """)
                .param("id", notice)
                .param("problem", problem)
                .param("customer", one.customer())
                .param("conversation", one.conversation())
                .param("at", Timestamp.from(at.plus(Duration.ofMinutes(20))))
                .update();
        if (told == 1 && place % 2 == 0) {
            jdbc.sql("insert into notice_answer (notice_id, works, at) values (:id, true, :at)")
                    .param("id", notice)
                    .param("at", Timestamp.from(at.plus(Duration.ofHours(5))))
                    .update();
        }
    }

    private void offer(Told one, List<UUID> problems) {
        jdbc.sql("""
                        insert into problem_offer (conversation_id, problems, at)
                        values (:conversation, array[:problems]::uuid[], :at)
                        """)
                .param("conversation", one.conversation())
                .param("problems", problems)
                .param("at", Timestamp.from(one.at()))
                .update();
    }
}
