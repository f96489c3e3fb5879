package io.keepwell.problems.repeats;

import io.keepwell.conversations.FailuresBorne;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.Problem;
import io.keepwell.problems.ProblemSettings;
import io.keepwell.problems.Problems;
import io.keepwell.problems.Rows;
import io.keepwell.problems.repeats.History.Sighting;
import io.keepwell.shared.OncePerPage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts what a person has borne by the rules of the alarms: several letters about one time of a problem are one
/// failure (3.8.1), the same again is another. What a rule only infers is a guess and counts nothing; a complaint that
/// was a misunderstanding was no failure.
@Component
class CountedFailures implements FailuresBorne {

    private final HistoryStore histories;
    private final Problems problems;
    private final ProblemSettings settings;
    private final Customers customers;
    private final KeepwellSettings house;
    private final JdbcClient jdbc;
    private final Clock clock;

    CountedFailures(
            HistoryStore histories,
            Problems problems,
            ProblemSettings settings,
            Customers customers,
            KeepwellSettings house,
            JdbcClient jdbc,
            Clock clock) {
        this.histories = histories;
        this.problems = problems;
        this.settings = settings;
        this.customers = customers;
        this.house = house;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Borne of(UUID customer) {
        return OncePerPage.read(CountedFailures.class, "borne", customer, () -> counted(customers.get(customer)));
    }

    private Borne counted(Customer customer) {
        var set = settings.now();
        var since = clock.instant()
                .atZone(house.zone())
                .minusMonths(set.borneMonths())
                .toInstant();
        var unlinked = unlinked(customer.id(), since);
        var failures = Stream.concat(
                        problems(customer, since).stream(),
                        unlinked.stream().filter(it -> it.oneOff()).map(Unlinked::failure))
                .sorted(Comparator.comparing(Failure::at).reversed())
                .toList();
        long undecided = unlinked.stream().filter(it -> !it.oneOff()).count();
        return new Borne(failures, undecided, set.borneMonths(), set.borneMost());
    }

    /// A complaint that no problem is known to have caused.
    private record Unlinked(long number, String subject, Instant at, boolean oneOff) {

        Failure failure() {
            return new Failure(at, subject, "one-off", "/inbox/" + number, number, false);
        }
    }

    private List<Unlinked> unlinked(UUID customer, Instant since) {
        return jdbc.sql("""
                        select c.number, c.subject, c.created_at, c.cause = 'one-off' as one_off
                          from conversation c
                          left join complaint_one_off o on o.conversation_id = c.id
                         where c.customer_id = :customer
                           and c.kind = 'complaint'
                           and c.created_at >= :since
                           and c.spam_at is null
                           and c.merged_into is null
                           and (c.cause <> 'one-off' or o.reason is distinct from 'misunderstanding')
                           and not exists (select 1
                                             from problem_link l
                                            where l.conversation_id = c.id
                                              and l.kind = 'caused-by'
                                              and l.unlinked_at is null)
                        """)
                .param("customer", customer)
                .param("since", Rows.at(since))
                .query((row, n) -> new Unlinked(
                        row.getLong("number"),
                        row.getString("subject"),
                        Rows.instant(row, "created_at"),
                        row.getBoolean("one_off")))
                .list();
    }

    private record Known(UUID problem, Instant at) {}

    private List<Failure> problems(Customer customer, Instant since) {
        if (!everHit(customer.id())) {
            return List.of();
        }
        var history = histories.of(List.of(customer.accountId())).get(customer.accountId());
        if (history == null) {
            return List.of();
        }
        var observed = observed(customer.id());
        var failures = new ArrayList<Failure>();
        Repeats.occurrences(history).forEach((problem, times) -> {
            boolean before = false;
            for (var time : times) {
                var own = time.sightings().stream()
                        .filter(it -> it.person().equals(customer.id()))
                        .filter(it -> it.conversation() != null || observed.contains(new Known(problem, it.at())))
                        .toList();
                if (!own.isEmpty()) {
                    if (!own.getFirst().at().isBefore(since)) {
                        failures.add(failure(problems.get(problem), own, before));
                    }
                    before = true;
                }
            }
        });
        return failures;
    }

    private Failure failure(Problem problem, List<Sighting> own, boolean again) {
        var said = own.stream()
                .map(Sighting::conversation)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Failure(
                own.getFirst().at(),
                problem.title(),
                "problem",
                "/problems/" + problem.number(),
                said == null ? null : number(said),
                again);
    }

    private @Nullable Long number(UUID conversation) {
        return jdbc.sql("select number from conversation where id = :id")
                .param("id", conversation)
                .query((row, n) -> row.getLong("number"))
                .optional()
                .orElse(null);
    }

    // Most were never hit by anything: they cost no more than this.
    private boolean everHit(UUID customer) {
        return jdbc.sql("""
                        select exists (select 1
                                         from problem_link
                                        where customer_id in (select id from customer where :customer in (id, merged_into)))
                            or exists (select 1
                                         from exposure
                                        where customer_id in (select id from customer where :customer in (id, merged_into)))
                        """).param("customer", customer).query(Boolean.class).single();
    }

    private Set<Known> observed(UUID customer) {
        return new HashSet<>(jdbc.sql("""
                        select problem_survivor(problem_id) as problem_id, first_seen_at
                          from exposure
                         where customer_id in (select id from customer where :customer in (id, merged_into))
                           and live
                           and source in ('observed', 'manual')
                        """)
                .param("customer", customer)
                .query((row, n) ->
                        new Known(row.getObject("problem_id", UUID.class), Rows.instant(row, "first_seen_at")))
                .list());
    }
}
