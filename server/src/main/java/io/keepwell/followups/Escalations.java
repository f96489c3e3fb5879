package io.keepwell.followups;

import static java.time.ZoneOffset.UTC;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.platform.LiveUpdates;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells people as the time of a follow-up passes (3.6.5): its owner at half of it, the manager when it is
/// over, the head of product at twice it. Each once, by the rules as they are now.
@Component
class Escalations {

    private static final int AT_ONCE = 1_000;

    private final FollowUpStore store;
    private final FollowUpSettings settings;
    private final Deadlines deadlines;
    private final Owners owners;
    private final ApplicationEventPublisher events;
    private final LiveUpdates live;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final JdbcClient jdbc;
    private final Clock clock;

    Escalations(
            FollowUpStore store,
            FollowUpSettings settings,
            Deadlines deadlines,
            Owners owners,
            ApplicationEventPublisher events,
            LiveUpdates live,
            TransactionTemplate transaction,
            MeterRegistry meters,
            JdbcClient jdbc,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.deadlines = deadlines;
        this.owners = owners;
        this.events = events;
        this.live = live;
        this.transaction = transaction;
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> raiseFollowUps() {
        return Tasks.recurring("raise-follow-ups", FixedDelay.ofSeconds(30)).execute((instance, context) -> raiseAll());
    }

    /// Looks at everything that still waits for the first word, in parts.
    void raiseAll() {
        var last = new UUID(0, 0);
        for (var some = waiting(last); !some.isEmpty(); some = waiting(last)) {
            some.forEach(this::raise);
            last = some.getLast();
        }
    }

    private List<UUID> waiting(UUID after) {
        return jdbc.sql("""
                        select id from follow_up f
                         where state in ('new', 'assigned', 'attempting')
                           and part_of is null
                           and id > :after
                           and not exists (select 1 from follow_up_escalation e
                                            where e.follow_up_id = f.id and e.level = 'head')
                         order by id
                         limit :most
                        """)
                .param("after", after)
                .param("most", AT_ONCE)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private void raise(UUID id) {
        transaction.executeWithoutResult(status -> store.find(id)
                .filter(it -> it.state().waits())
                .filter(it -> passed(it) >= settings.now().percent(EscalationLevel.OWNER))
                .flatMap(it -> store.lock(id))
                .filter(it -> it.state().waits())
                .ifPresent(this::raise));
    }

    private long passed(FollowUp it) {
        return Deadlines.percent(it, deadlines.hours(), now());
    }

    private void raise(FollowUp it) {
        var rules = settings.now();
        long passed = passed(it);
        var at = now();
        for (var level : EscalationLevel.values()) {
            if (passed >= rules.percent(level)) {
                var tell = tell(it, level, rules);
                if (first(it.id(), level, tell.isEmpty() ? null : tell.getFirst(), at)) {
                    store.step(it.id(), null, "raised", null, level.word(), null, at);
                    events.publishEvent(
                            new FollowUpNews(it.id(), it.customer(), level.word(), tell, null, it.dueAt(), at));
                    meters.counter("keepwell.follow.ups.raised", "level", level.word())
                            .increment();
                    live.changed("follow-up", it.id());
                }
            }
        }
    }

    private List<UUID> tell(FollowUp it, EscalationLevel level, FollowUpSettings.Values rules) {
        return switch (level) {
            case OWNER -> {
                var owner = it.owner();
                var queue = owner == null ? owners.people(it.team(), it.rated()) : List.of(owner);
                yield queue.isEmpty() ? settings.told(rules.manager()) : queue;
            }
            case MANAGER -> settings.told(rules.manager());
            case HEAD -> settings.told(rules.head());
        };
    }

    private boolean first(UUID id, EscalationLevel level, @Nullable UUID member, Instant at) {
        return jdbc.sql("""
                        insert into follow_up_escalation (follow_up_id, level, member_id, at)
                        values (:id, :level, :member, :at)
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("level", level.word())
                        .param("member", member)
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
