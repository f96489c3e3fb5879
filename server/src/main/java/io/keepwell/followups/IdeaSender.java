package io.keepwell.followups;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.conversations.CustomerNotices;
import io.keepwell.conversations.NewNotice;
import io.keepwell.conversations.NoticeOutcome;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes to supporters that an idea shipped. The row that says so, the message in the person's thread and
/// the letter in the outbox change in one transaction: whenever the process ends, each is written once.
@Component
class IdeaSender {

    private static final Logger LOG = LoggerFactory.getLogger(IdeaSender.class);

    private final IdeaStore store;
    private final CustomerNotices notices;
    private final Customers customers;
    private final Members members;
    private final LiveUpdates live;
    private final KeepwellSettings house;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final JdbcClient jdbc;
    private final Clock clock;

    IdeaSender(
            IdeaStore store,
            CustomerNotices notices,
            Customers customers,
            Members members,
            LiveUpdates live,
            KeepwellSettings house,
            TransactionTemplate transaction,
            MeterRegistry meters,
            JdbcClient jdbc,
            Clock clock) {
        this.store = store;
        this.notices = notices;
        this.customers = customers;
        this.members = members;
        this.live = live;
        this.house = house;
        this.transaction = transaction;
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> tellSupporters() {
        return Tasks.recurring("tell-supporters", FixedDelay.ofSeconds(1)).execute((instance, context) -> sendAll());
    }

    /// Writes whatever waits. One that cannot be written keeps no other from leaving.
    void sendAll() {
        var taken = new ArrayList<UUID>();
        boolean more = true;
        while (more) {
            taken.clear();
            try {
                more = Boolean.TRUE.equals(transaction.execute(status -> {
                    var next = store.take();
                    next.ifPresent(notice -> {
                        taken.add(notice.id());
                        write(notice);
                    });
                    return next.isPresent();
                }));
            } catch (TransientDataAccessException | DataAccessResourceFailureException passing) {
                // it is written by the next round
                throw passing;
            } catch (RuntimeException broken) {
                if (taken.isEmpty()) {
                    throw broken;
                }
                LOG.error("Notice {} to a supporter cannot be written", taken.getFirst(), broken);
                transaction.executeWithoutResult(
                        status -> store.noticed(taken.getFirst(), "failed", null, null, now()));
            }
        }
    }

    private void write(IdeaStore.Notice notice) {
        var customer = customers.get(notice.customer());
        var outcome = notices.write(new NewNotice(
                customer.id(),
                talkedIn(notice),
                notice.subject(),
                notice.text(),
                Optional.ofNullable(notice.author())
                        .flatMap(members::find)
                        .map(Member::name)
                        .orElse(null),
                Texts.supported(Optional.ofNullable(customer.locale()).orElseGet(() -> house.locale()))));
        switch (outcome) {
            case NoticeOutcome.Written(var conversation, var message) -> {
                store.noticed(notice.id(), "written", conversation, message, now());
                meters.counter("keepwell.idea.notices", "outcome", "written").increment();
            }
            case NoticeOutcome.NoWay() -> {
                store.noticed(notice.id(), "no-way", null, null, now());
                meters.counter("keepwell.idea.notices", "outcome", "no-way").increment();
                LOG.info("A supporter of idea {} has no address to be told by", notice.idea());
            }
        }
        live.changed("idea", notice.idea());
    }

    /// Where they are talked with about it, or where they were last.
    private @Nullable UUID talkedIn(IdeaStore.Notice notice) {
        return jdbc.sql("""
                        select conversation_survivor(conversation_id) as home
                          from follow_up
                         where customer_id = :customer and idea_id = :idea and conversation_id is not null
                         order by opened_at desc
                         limit 1
                        """)
                .param("customer", notice.customer())
                .param("idea", notice.idea())
                .query((row, n) -> Optional.ofNullable(row.getObject("home", UUID.class)))
                .optional()
                .flatMap(it -> it)
                .orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
