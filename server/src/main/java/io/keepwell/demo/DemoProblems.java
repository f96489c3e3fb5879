package io.keepwell.demo;

import io.keepwell.customers.TraitRule;
import io.keepwell.problems.Areas;
import io.keepwell.problems.ExposureRules;
import io.keepwell.problems.LinkKind;
import io.keepwell.problems.NewProblem;
import io.keepwell.problems.ProblemState;
import io.keepwell.problems.Problems;
import io.keepwell.problems.Severity;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is wrong at Pennyfold: the sync with Nordbank, in the middle of its life, one click from being
/// fixed and told to everybody it hits.
@Component
@DemoOnly
class DemoProblems {

    /// What customers read of the trouble with Nordbank.
    static final String PUBLIC_TITLE = "Nordbank: no new transactions";

    private final Problems problems;
    private final Areas areas;
    private final ExposureRules rules;
    private final JdbcClient jdbc;

    DemoProblems(Problems problems, Areas areas, ExposureRules rules, JdbcClient jdbc) {
        this.problems = problems;
        this.areas = areas;
        this.rules = rules;
        this.jdbc = jdbc;
    }

    void arrange(Map<Colleague, UUID> colleagues) {
        var banks = areas.create("Bank connections", colleagues.get(Colleague.JONAS));
        var nordbank = problems.create(new NewProblem(
                        "Nordbank refuses our new certificate",
                        PUBLIC_TITLE,
                        banks.id(),
                        null,
                        Severity.BLOCKS_TASK,
                        24))
                .id();
        // those nobody has opened yet are left, for whoever wants to tie one to its problem
        jdbc.sql("""
            select c.id
              from conversation c
              join conversation_tag t on t.conversation_id = c.id and t.tag = 'nordbank'
             where c.merged_into is null
               and c.state not in ('closed', 'new')
             order by c.created_at
            """)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list()
                .forEach(conversation -> problems.link(nordbank, conversation, LinkKind.CAUSED_BY, null));
        rules.set(nordbank, TraitRule.is("bank", "Nordbank"));
        problems.serviceText(
                nordbank,
                "Everybody with an account at Nordbank. The app shows the last balance and no error. Signing in to the"
                        + " bank again does not help; it helped in March, so people try it.");
        problems.productText(
                nordbank,
                "Nordbank changed its gateway and refuses our certificate. The new one is ordered. We only noticed by"
                        + " letters: the job that fetches says \"nothing new\" where it was refused.");
        problems.workaround(nordbank, "Transactions can be brought in as a CSV file from Nordbank's own site.");
        problems.state(nordbank, ProblemState.IN_PROGRESS);
    }
}
