package io.keepwell.problems;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.customers.TraitRule;
import io.keepwell.customers.Traits;
import io.keepwell.customers.TraitsChanged;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Fixed for me (3.7.7): who has to wait until the fix reaches them, and when it does. Their rows are owed
/// until then, and leave by themselves.
@Service
class FixReach {

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);
    private static final int FEW = 3;

    private final AvailabilityStore store;
    private final BroadcastStore broadcasts;
    private final Traits traits;
    private final LiveUpdates live;
    private final ProblemStore problems;
    private final Audit audit;
    private final Clock clock;

    FixReach(
            AvailabilityStore store,
            BroadcastStore broadcasts,
            Traits traits,
            LiveUpdates live,
            ProblemStore problems,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.broadcasts = broadcasts;
        this.traits = traits;
        this.live = live;
        this.problems = problems;
        this.audit = audit;
        this.clock = clock;
    }

    /// Those of some people who have to wait.
    ///
    /// @return for each of them the moment from which they have the fix, empty while nobody knows it; whoever
    ///         is absent has it
    Map<UUID, Optional<Instant>> waiting(Availability availability, Collection<UUID> people) {
        var waiting = new HashMap<UUID, Optional<Instant>>();
        if (availability.everybody()) {
            return waiting;
        }
        var has = meant(availability.has(), people);
        var groups = availability.groups().stream()
                .map(group -> Map.entry(meant(group.who(), people), group.from()))
                .toList();
        var now = clock.instant();
        for (var person : people) {
            if (!has.test(person)) {
                var from = groups.stream()
                        .filter(group -> group.getKey().test(person))
                        .map(Map.Entry::getValue)
                        .findFirst();
                boolean waits = from.map(it -> it.isAfter(now)).orElse(availability.has() != null);
                if (waits) {
                    waiting.put(person, from);
                }
            }
        }
        return waiting;
    }

    private Predicate<UUID> meant(@Nullable TraitRule rule, Collection<UUID> people) {
        if (rule == null) {
            return person -> false;
        }
        // of one or two it is asked who they are, of many who is meant at all
        return people.size() <= FEW
                ? person -> traits.matches(rule, person)
                : new HashSet<>(traits.matching(rule))::contains;
    }

    /// Says anew when the fix of a broadcast reaches whom. Whoever was told stays told; whoever waits is told
    /// when it says so now.
    ///
    /// @return how many wait after that
    @Transactional
    int set(UUID id, Availability availability) {
        var broadcast = broadcasts.lock(id).orElseThrow(() -> new ProblemNotFound(id.toString()));
        if (broadcast.stage() != NoticeStage.FIXED || broadcast.state() == BroadcastState.CANCELLED) {
            throw ProblemRefused.because("not-waiting");
        }
        store.set(id, availability);
        place(store.owed(id), availability);
        live.changed("problem", broadcast.problem());
        var now = clock.instant();
        int left = (int) store.owed(id).stream()
                .map(AvailabilityStore.Owed::availableAt)
                .filter(from -> from == null || from.isAfter(now))
                .count();
        problems.find(broadcast.problem())
                .ifPresent(problem ->
                        audit.record("fix.reach-changed", problem.id(), problem.title(), Map.of("people", left)));
        return left;
    }

    /// Somebody may have the fix by now.
    @EventListener
    void on(TraitsChanged changed) {
        var owed = store.owedTo(changed.customer());
        owed.stream()
                .map(AvailabilityStore.Owed::broadcast)
                .distinct()
                .forEach(broadcast -> store.find(broadcast)
                        .ifPresent(availability -> place(
                                owed.stream()
                                        .filter(it -> it.broadcast().equals(broadcast))
                                        .toList(),
                                availability)));
    }

    /// What two transactions at the same time did not see of each other, and what is known since profiles were
    /// joined.
    @Bean
    RecurringTask<Void> lookAgainWhoHasTheFix() {
        return Tasks.recurring("owed-notices", FixedDelay.of(LOOK_AGAIN)).execute((instance, context) -> lookAgain());
    }

    void lookAgain() {
        for (var broadcast : store.waiting()) {
            store.find(broadcast).ifPresent(availability -> place(store.owed(broadcast), availability));
        }
    }

    private void place(List<AvailabilityStore.Owed> owed, Availability availability) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var waiting = waiting(
                availability,
                owed.stream().map(AvailabilityStore.Owed::customer).toList());
        for (var row : owed) {
            var from = waiting.containsKey(row.customer())
                    ? waiting.get(row.customer()).orElse(null)
                    : at;
            if (!Objects.equals(from, row.availableAt())) {
                store.available(row.notice(), from);
            }
        }
    }
}
