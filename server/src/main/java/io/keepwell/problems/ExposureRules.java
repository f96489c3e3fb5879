package io.keepwell.problems;

import io.keepwell.customers.TraitRule;
import io.keepwell.customers.Traits;
import io.keepwell.customers.TraitsChanged;
import io.keepwell.platform.LiveUpdates;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Whom a problem hits besides those we know of: customers a rule means, by what is known of them. While the problem
/// lasts, whoever comes to be meant is added, and stays hit though the rule would not mean them any more; only another
/// rule takes away whom the former one named (3.7.1).
@Service
public class ExposureRules {

    private final Problems problems;
    private final ProblemStore store;
    private final ExposureStore exposures;
    private final Traits traits;
    private final LiveUpdates live;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ExposureRules(
            Problems problems,
            ProblemStore store,
            ExposureStore exposures,
            Traits traits,
            LiveUpdates live,
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock) {
        this.problems = problems;
        this.store = store;
        this.exposures = exposures;
        this.traits = traits;
        this.live = live;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// The rule of a problem.
    public Optional<TraitRule> of(UUID problem) {
        return read(problems.get(problem).id());
    }

    private Optional<TraitRule> read(UUID problem) {
        return jdbc.sql("select hit_rule::text from problem where id = :id and hit_rule is not null")
                .param("id", problem)
                .query(String.class)
                .optional()
                .map(text -> TraitRule.of(json.readValue(text, TraitRule.Json.class)));
    }

    /// Gives the problem another rule, or none.
    ///
    /// @return how many customers it means now
    @Transactional
    public int set(UUID id, @Nullable TraitRule rule) {
        var problem = problems.hold(id);
        if (problem.state().over()) {
            throw ProblemRefused.because("over");
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("update problem set hit_rule = cast(:rule as jsonb), changed_at = :at where id = :id")
                .param("rule", rule == null ? null : json.writeValueAsString(rule.json()))
                .param("at", Rows.at(at))
                .param("id", problem.id())
                .update();
        exposures.inferNothing(problem.id(), problem.episode());
        var found = rule == null ? List.<UUID>of() : traits.matching(rule);
        exposures.infer(problem.id(), problem.episode(), found, at);
        store.happened(problem.id(), at, null, "rule", null, rule == null ? null : rule.inWords());
        live.changed("problem", problem.id());
        return found.size();
    }

    /// How many customers a rule would mean.
    public long count(TraitRule rule) {
        return traits.count(rule);
    }

    @EventListener
    void on(TraitsChanged changed) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var problem : withRules()) {
            read(problem.id())
                    .filter(rule -> traits.matches(rule, changed.customer()))
                    .ifPresent(
                            rule -> exposures.infer(problem.id(), problem.episode(), List.of(changed.customer()), at));
        }
    }

    private List<Problem> withRules() {
        return jdbc.sql("select " + ProblemStore.COLUMNS + """
                          from problem p
                         where p.hit_rule is not null
                           and p.merged_into is null
                           and p.state in ('reported', 'confirmed', 'workaround', 'in-progress')
                        """)
                .query(ProblemStore::read)
                .list();
    }
}
