package io.keepwell.conversations.rules;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.AutomaticDeeds;
import io.keepwell.conversations.Automation;
import io.keepwell.conversations.rules.FactStore.Look;
import io.keepwell.conversations.rules.Matching.Verdict;
import io.keepwell.conversations.rules.RuleLog.Outcome;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.team.Audit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Works off what happened: tries the rules in their order, and writes down what each did. A cause is one transaction,
/// so that its effects, its log and its end are there together or not at all. What a rule began and could not end is
/// taken back alone.
@Component
class RuleWork {

    /// So many rules act one upon the other at most (L8).
    static final int MOST_HOPS = 10;

    /// So many failures in a row switch a rule off.
    static final int MOST_FAILURES = 5;

    private static final int AT_ONCE = 1000;
    private static final Logger log = LoggerFactory.getLogger(RuleWork.class);

    private final RuleStore rules;
    private final RuleJobStore jobs;
    private final RuleLog entries;
    private final FactStore facts;
    private final RuleHands hands;
    private final AutomaticDeeds automatic;
    private final Audit audit;
    private final MeterRegistry meters;
    private final KeepwellSettings settings;
    private final TransactionTemplate transaction;
    private final TransactionTemplate within;
    private final Clock clock;

    RuleWork(
            RuleStore rules,
            RuleJobStore jobs,
            RuleLog entries,
            FactStore facts,
            RuleHands hands,
            AutomaticDeeds automatic,
            Audit audit,
            MeterRegistry meters,
            KeepwellSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rules = rules;
        this.jobs = jobs;
        this.entries = entries;
        this.facts = facts;
        this.hands = hands;
        this.automatic = automatic;
        this.audit = audit;
        this.meters = meters;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.within = new TransactionTemplate(transactions);
        this.within.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /// Works off what there is.
    ///
    /// @return how many causes
    int workOff() {
        var language = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(settings.locale());
        try {
            int done = 0;
            while (done < AT_ONCE && !Thread.currentThread().isInterrupted() && step()) {
                done++;
            }
            return done;
        } finally {
            LocaleContextHolder.setLocaleContext(language);
        }
    }

    private boolean step() {
        var taken = new UUID[1];
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                var job = jobs.take();
                job.ifPresent(it -> {
                    taken[0] = it.id();
                    run(it);
                    jobs.done(it.id());
                });
                return job.isPresent();
            }));
        } catch (RuntimeException broken) {
            if (taken[0] == null) {
                throw broken;
            }
            log.error("Rules could not be tried for a cause; they are tried again", broken);
            transaction.executeWithoutResult(status -> jobs.later(taken[0]));
            return true;
        }
    }

    private void run(RuleJob job) {
        for (var rule : rules.waitingFor(job.event())) {
            boolean meant = job.rule() == null ? fits(rule, job) : job.rule().equals(rule.id());
            // a rule's own change never calls it again
            if (!meant || rule.id().equals(job.byRule()) || entries.answered(rule.id(), job.cause())) {
                continue;
            }
            var known = facts.of(List.of(new Look(job.conversation(), clock.instant(), job.message())));
            if (known.isEmpty() || known.getFirst().spam()) {
                return;
            }
            var verdict = Matching.of(rule.content(), known.getFirst());
            if (verdict.met()
                    && answer(rule, job, verdict).done()
                    && rule.content().stop()) {
                return;
            }
        }
    }

    /// Whether a field became what the rule waits for.
    private static boolean fits(Rule rule, RuleJob job) {
        var wanted = rule.content().when().wanted();
        if (wanted.isEmpty()) {
            return true;
        }
        return switch (rule.content().trigger()) {
            case ASSIGNEE, TEAM ->
                wanted.equals(job.valueId() == null ? "none" : job.valueId().toString());
            case TAGS -> job.value() != null && List.of(job.value().split(", ")).contains(wanted);
            default -> wanted.equals(job.value() == null ? "none" : job.value());
        };
    }

    private Outcome answer(Rule rule, RuleJob job, Verdict verdict) {
        var outcome = job.hop() >= MOST_HOPS ? stopped(rule, job) : act(rule, job);
        entries.put(rule, job, job.hop() + 1, outcome, verdict.reasons());
        meters.counter("keepwell.rules", "outcome", outcome.outcome()).increment();
        if (outcome.done()) {
            rules.worked(rule.id());
        } else if (outcome.outcome().equals("failed") && rules.failed(rule.id(), MOST_FAILURES)) {
            audit.record("rule.switched-off", rule.id(), rule.name(), Map.of("failures", MOST_FAILURES));
        }
        return outcome;
    }

    private Outcome stopped(Rule rule, RuleJob job) {
        automation(rule, job).act(() -> automatic.stopped(job.conversation()));
        return new Outcome("stopped", t("conversations.rules.reason.loop", "most", MOST_HOPS));
    }

    private Outcome act(Rule rule, RuleJob job) {
        try {
            within.executeWithoutResult(status -> automation(rule, job)
                    .act(() -> rule.content().deeds().forEach(deed -> hands.act(job.conversation(), deed))));
            return Outcome.DONE;
        } catch (InvalidRequest wrong) {
            // what the rule names is not there any more
            return new Outcome("failed", wrong.sentence());
        } catch (Refusal refused) {
            return new Outcome("refused", refused.sentence());
        } catch (RuntimeException broken) {
            log.error("A rule failed", broken);
            return new Outcome("failed", t("conversations.rules.reason.broken"));
        }
    }

    private static Automation automation(Rule rule, RuleJob job) {
        return new Automation(rule.id(), t("conversations.rules.actor", "name", rule.name()), job.hop() + 1);
    }
}
