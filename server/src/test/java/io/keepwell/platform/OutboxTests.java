package io.keepwell.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.platform.OutboxChannel.Outcome;
import io.keepwell.shared.Ids;
import io.keepwell.testing.WholeApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@WholeApplication
@Import(OutboxTests.Pigeons.class)
class OutboxTests {

    /// A channel that does what the test says, per subject, and counts.
    @TestConfiguration
    static class Pigeons {

        @Bean
        Pigeon pigeon() {
            return new Pigeon();
        }
    }

    static class Pigeon implements OutboxChannel {

        final Map<UUID, OutboxChannel> plans = new ConcurrentHashMap<>();
        final Map<UUID, AtomicInteger> flights = new ConcurrentHashMap<>();

        @Override
        public String name() {
            return "pigeon";
        }

        @Override
        public Outcome deliver(OutboxItem item, HandOver handOver) throws Exception {
            flights.computeIfAbsent(item.subject(), key -> new AtomicInteger()).incrementAndGet();
            var plan = plans.get(item.subject());
            return plan == null ? new Outcome.Sent() : plan.deliver(item, handOver);
        }
    }

    interface Plan {
        Outcome fly(OutboxChannel.HandOver handOver) throws Exception;
    }

    @Autowired
    Outbox outbox;

    @Autowired
    Pigeon pigeon;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    @DisplayName("I8: one cause key is sent once, however often it is put")
    void sendsOncePerCause() {
        var subject = Ids.next();
        assertThat(outbox.put("pigeon", "cause:" + subject, subject, Instant.EPOCH))
                .isPresent();
        assertThat(outbox.put("pigeon", "cause:" + subject, subject, Instant.EPOCH))
                .isEmpty();

        awaitState(subject, "sent");
        assertThat(pigeon.flights.get(subject)).hasValue(1);
    }

    @Test
    void sendsNothingOfATransactionThatRolledBack() {
        var subject = Ids.next();
        transaction.executeWithoutResult(status -> {
            outbox.put("pigeon", "rolled back:" + subject, subject, Instant.EPOCH);
            status.setRollbackOnly();
        });

        var after = Ids.next();
        outbox.put("pigeon", "after it:" + after, after, Instant.EPOCH);
        awaitState(after, "sent");
        assertThat(pigeon.flights).doesNotContainKey(subject);
    }

    @Test
    void canBeTakenBackUntilItIsDue() {
        var subject = Ids.next();
        var other = Ids.next();
        var due = Instant.now().plusSeconds(2);
        var id = outbox.put("pigeon", "cancelled:" + subject, subject, due).orElseThrow();
        outbox.put("pigeon", "due just after it:" + other, other, due.plusMillis(1));

        assertThat(outbox.cancel(id)).isTrue();
        assertThat(outbox.cancel(id)).isFalse();
        awaitState(other, "sent");
        assertThat(pigeon.flights).doesNotContainKey(subject);
        assertThat(state(subject)).isEqualTo("cancelled");
    }

    @Test
    @DisplayName(
            "uncertain: a fault after the point of no return is never repeated by itself, but by a person; one before"
                    + " it is tried again")
    void isUncertainWhenTheAnswerIsLost() {
        var subject = Ids.next();
        plan(subject, handOver -> {
            handOver.begin();
            throw new java.io.IOException("the line went dead");
        });
        var id = outbox.put("pigeon", "lost answer:" + subject, subject, Instant.EPOCH)
                .orElseThrow();

        awaitState(subject, "uncertain");
        // as long as it takes until what was not handed over is tried again
        triesAgainWhatWasNotHandedOver();
        assertThat(pigeon.flights.get(subject)).hasValue(1);

        plan(subject, handOver -> new Outcome.Sent());
        assertThat(outbox.resend(id)).isTrue();
        awaitState(subject, "sent");
        assertThat(outbox.resend(id)).isFalse();
    }

    private void triesAgainWhatWasNotHandedOver() {
        var subject = Ids.next();
        var tries = new AtomicInteger();
        plan(subject, handOver -> {
            if (tries.incrementAndGet() == 1) {
                throw new java.io.IOException("connection refused");
            }
            return new Outcome.Sent();
        });
        outbox.put("pigeon", "second try:" + subject, subject, Instant.EPOCH);

        awaitState(subject, "sent");
        assertThat(tries).hasValue(2);
    }

    @Test
    void failsForGoodWhenTheOtherSideSaysNo() {
        var subject = Ids.next();
        plan(subject, handOver -> new Outcome.Refused("no such mailbox"));
        outbox.put("pigeon", "refused:" + subject, subject, Instant.EPOCH);

        awaitState(subject, "failed");
        assertThat(pigeon.flights.get(subject)).hasValue(1);
    }

    @Test
    void settlesWhatTurnedOutToHaveArrived() {
        var subject = Ids.next();
        plan(subject, handOver -> new Outcome.Unknown("no answer"));
        var id = outbox.put("pigeon", "settled:" + subject, subject, Instant.EPOCH)
                .orElseThrow();
        awaitState(subject, "uncertain");

        assertThat(outbox.settle(id, true, "They answered it.")).isTrue();
        assertThat(state(subject)).isEqualTo("sent");
    }

    private void plan(UUID subject, Plan plan) {
        pigeon.plans.put(subject, new OutboxChannel() {
            @Override
            public String name() {
                return "pigeon";
            }

            @Override
            public Outcome deliver(OutboxItem item, HandOver handOver) throws Exception {
                return plan.fly(handOver);
            }
        });
    }

    private void awaitState(UUID subject, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(state(subject)).isEqualTo(state));
    }

    private String state(UUID subject) {
        return jdbc.sql("select state from outbox where subject_id = :subject")
                .param("subject", subject)
                .query(String.class)
                .single();
    }
}
