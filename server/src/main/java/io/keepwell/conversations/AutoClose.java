package io.keepwell.conversations;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.platform.KeepwellSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Closes what has been solved for a while (ST3): a letter that comes later begins a follow-up instead of opening again
/// what nobody remembers. What was answered while its cause is open stays as it is, however long that takes.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClosingSettings.class)
class AutoClose {

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final ConversationStore store;
    private final ConversationNews news;
    private final TransactionTemplate transactions;
    private final ClosingSettings settings;
    private final Clock clock;

    AutoClose(
            JdbcClient jdbc,
            ConversationStore store,
            ConversationNews news,
            TransactionTemplate transactions,
            ClosingSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.news = news;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /// In the demo nothing is closed: its past is told as it is.
    @Bean
    RecurringTask<Void> closeWhatIsSolved(KeepwellSettings installation) {
        return Tasks.recurring("close-what-is-solved", FixedDelay.of(PAUSE)).execute((instance, context) -> {
            if (!installation.demo()) {
                closeDue();
            }
        });
    }

    /// Closes all whose time has come; returns how many those were.
    int closeDue() {
        if (settings.after().isZero()) {
            return 0;
        }
        int closed = 0;
        List<UUID> due;
        do {
            due = due(clock.instant().minus(settings.after()));
            for (var id : due) {
                if (Objects.requireNonNull(transactions.execute(status -> close(id)))) {
                    closed++;
                }
            }
        } while (due.size() == AT_ONCE);
        return closed;
    }

    private List<UUID> due(Instant before) {
        return jdbc.sql("""
                        select id
                          from conversation
                         where state = 'solved'
                           and solved_at <= :before
                           and cause not in ('open', 'triage')
                           and spam_at is null
                         order by solved_at, id
                         limit :limit
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", AT_ONCE)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    // Read again once it is held: somebody may have opened it, or said that its cause is open.
    private boolean close(UUID id) {
        var held = store.lockItself(id)
                .filter(it -> it.state() == ConversationState.SOLVED && it.solvedAt() != null)
                .filter(it -> it.cause() != CauseState.OPEN && it.cause() != CauseState.TRIAGE);
        held.ifPresent(it -> {
            store.set(id, "state = :value", ConversationState.CLOSED.word());
            store.happened(
                    id,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    null,
                    "state",
                    ConversationState.SOLVED.word(),
                    ConversationState.CLOSED.word());
            news.changed(id);
        });
        return held.isPresent();
    }
}
