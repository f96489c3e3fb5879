package io.keepwell.conversations;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.mail.KeptSpam;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Deletes conversations that have been called spam for long enough, each in a transaction of its own.
@Component
class SpamSweep {

    private static final Logger log = LoggerFactory.getLogger(SpamSweep.class);

    private record Old(UUID id, long number) {}

    private final JdbcClient jdbc;
    private final KeptSpam kept;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SpamSweep(JdbcClient jdbc, KeptSpam kept, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.kept = kept;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    void run() {
        var old = jdbc.sql("select id, number from conversation where spam_at < :before order by spam_at limit 1000")
                .param("before", clock.instant().minus(kept.keptFor()).atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Old(row.getObject("id", UUID.class), row.getLong("number")))
                .list();
        for (var one : old) {
            try {
                transaction.executeWithoutResult(status -> delete(one));
            } catch (DataIntegrityViolationException e) {
                // another part still stands on it; the others must go nevertheless
                log.warn("Spam conversation {} could not be deleted: {}", one.id(), e.getMessage());
            }
        }
    }

    private void delete(Old one) {
        // letters first, as whoever delivers them does: the other way round the two would wait for each other
        jdbc.sql("select id from message where conversation_id = :id order by id for update")
                .param("id", one.id())
                .query((row, n) -> row.getString("id"))
                .list();
        int gone = jdbc.sql("delete from conversation where id = :id and spam_at is not null")
                .param("id", one.id())
                .update();
        if (gone == 1) {
            kept.forgetThread(one.id());
            audit.record("spam.deleted", one.id(), "#" + one.number(), Map.of());
        }
    }

    /// When it runs.
    @Configuration(proxyBeanMethods = false)
    static class Plan {

        @Bean
        RecurringTask<Void> forgetSpamConversations(SpamSweep sweep) {
            return Tasks.recurring("forget-spam-conversations", FixedDelay.of(Duration.ofHours(6)))
                    .execute((instance, context) -> sweep.run());
        }
    }
}
