package io.keepwell.platform;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// After a backup was put back nothing leaves and nothing is fetched until a person says so: the one it was taken from
/// may still run, and what waited to be sent may have been sent since.
@Component
public class Stillness implements SmartLifecycle {

    /// Key of the row that a restore writes: the instant of the snapshot.
    static final String RESTORED = "restored-from";

    /// What is said of letters of which nobody knows whether they left after the snapshot.
    static final String REASON = "Put back from a backup: it is not known whether this left before.";

    private static final String SETTLED = "restored-settled";

    private final JdbcClient jdbc;
    private final OutboxStore store;
    private final Outbox outbox;
    private final Clock clock;
    private volatile boolean running;

    Stillness(JdbcClient jdbc, OutboxStore store, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// The instant of the snapshot that was put back; empty where nothing is held back.
    public Optional<Instant> restoredFrom() {
        return fact(RESTORED).map(Instant::parse);
    }

    /// How many things waited to be sent when the backup was taken, and are uncertain since it was put back.
    public int uncertain() {
        return jdbc.sql("select count(*) from outbox where state = 'uncertain' and last_error = :reason")
                .param("reason", REASON)
                .query(Integer.class)
                .single();
    }

    /// Lets mail be fetched and letters leave again. What is uncertain stays so.
    @Transactional
    public void release() {
        jdbc.sql("delete from installation where key in (:keys)")
                .param("keys", List.of(RESTORED, SETTLED))
                .update();
    }

    /// Sends again what became uncertain by being put back, because a person said so.
    ///
    /// @return how many things
    @Transactional
    public int resend() {
        return (int) waited().stream().filter(outbox::resend).count();
    }

    /// What the letters themselves say of their way out follows what the restore did to the outbox.
    @Transactional
    public void settle() {
        if (restoredFrom().isEmpty() || fact(SETTLED).isPresent()) {
            return;
        }
        for (var id : waited()) {
            store.announce(id, OutboxState.UNCERTAIN, REASON);
        }
        jdbc.sql("insert into installation (key, value) values (:key, :value) on conflict do nothing")
                .param("key", SETTLED)
                .param("value", clock.instant().toString())
                .update();
    }

    /// Before the first request is answered, so that nobody reads of a letter what is not so any more.
    @Override
    @Transactional
    public void start() {
        settle();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private List<UUID> waited() {
        return jdbc.sql("select id from outbox where state = 'uncertain' and last_error = :reason")
                .param("reason", REASON)
                .query((row, n) -> UUID.fromString(row.getString("id")))
                .list();
    }

    private Optional<String> fact(String key) {
        return jdbc.sql("select value from installation where key = :key")
                .param("key", key)
                .query(String.class)
                .optional();
    }
}
