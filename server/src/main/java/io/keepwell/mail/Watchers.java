package io.keepwell.mail;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.mail.wire.ImapInbox;
import io.keepwell.platform.Leases;
import io.keepwell.platform.Stillness;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks after every active mailbox, each on a virtual thread of its own and only on the node that holds its
/// lease (I9): one that hangs delays nobody.
@Component
class Watchers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Watchers.class);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /// A mailbox being looked after, with the settings it was started with.
    private record Watched(Account account, Thread thread) {}

    private final MailboxStore mailboxes;
    private final MailboxHealth health;
    private final MailboxEntrance entrance;
    private final Fetching fetching;
    private final Leases leases;
    private final Stillness stillness;
    private final MailSettings settings;
    private final Map<UUID, Watched> watched = new HashMap<>();
    private final Semaphore changes = new Semaphore(0);
    private @Nullable Thread supervisor;

    Watchers(
            MailboxStore mailboxes,
            MailboxHealth health,
            MailboxEntrance entrance,
            Fetching fetching,
            Leases leases,
            Stillness stillness,
            MailSettings settings) {
        this.mailboxes = mailboxes;
        this.health = health;
        this.entrance = entrance;
        this.fetching = fetching;
        this.leases = leases;
        this.stillness = stillness;
        this.settings = settings;
    }

    /// The settings of some mailbox have changed: look at once.
    void changed() {
        changes.release();
    }

    @Override
    public synchronized void start() {
        supervisor = Thread.ofVirtual().name("mailboxes").start(this::supervise);
    }

    @Override
    public void stop() {
        Thread running;
        synchronized (this) {
            running = supervisor;
            supervisor = null;
        }
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return supervisor != null;
    }

    private void supervise() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    round();
                } catch (RuntimeException e) {
                    log.warn("The mailboxes could not be listed, tried again in a moment: {}", e.toString());
                }
                changes.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
                changes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (var one : Map.copyOf(watched).values()) {
                end(one);
            }
        }
    }

    private void round() {
        var wanted = new HashMap<UUID, Account>();
        // where a backup was put back, the one it came from may still fetch
        boolean still = stillness.restoredFrom().isPresent();
        for (var account : mailboxes.active()) {
            if (account.imap() != null && !still) {
                wanted.put(account.id(), account);
            }
        }
        for (var one : Map.copyOf(watched).values()) {
            var account = wanted.get(one.account().id());
            boolean same =
                    account != null && account.changedAt().equals(one.account().changedAt());
            if (!same || !one.thread().isAlive() || !leases.hold(lease(one.account()))) {
                end(one);
            }
        }
        for (var account : wanted.values()) {
            if (!watched.containsKey(account.id()) && leases.hold(lease(account))) {
                var thread = Thread.ofVirtual().name("mailbox " + account.id()).unstarted(() -> watch(account));
                watched.put(account.id(), new Watched(account, thread));
                thread.start();
            }
        }
    }

    private void end(Watched one) {
        watched.remove(one.account().id());
        one.thread().interrupt();
        try {
            // the lease goes to the next one only when this one has let go
            one.thread().join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leases.release(lease(one.account()));
    }

    private static String lease(Account account) {
        return "mailbox:" + account.id();
    }

    private void watch(Account account) {
        var failures = new AtomicInteger();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    attend(account, failures);
                } catch (ConnectionTrouble trouble) {
                    var meant = entrance.after(account.id(), trouble);
                    log.warn("Mailbox {}: {}", account.id(), meant.kind());
                    health.failing(account.id(), meant);
                } catch (RuntimeException e) {
                    log.warn("Mailbox {} could not be looked after, tried again in a moment", account.id(), e);
                }
                Thread.sleep(pause(failures.getAndIncrement()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration pause(int failures) {
        var pause = Duration.ofSeconds(5).multipliedBy(1L << Math.min(failures, 7));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /// Stays with a connection for as long as it holds.
    private void attend(Account account, AtomicInteger failures) throws ConnectionTrouble, InterruptedException {
        var server = account.imap();
        if (server == null) {
            return;
        }
        var entered = entrance.enter(account, server).orSignInAs(account.address());
        try (var inbox = ImapInbox.open(entered, account.afterFetch() != Account.AfterFetch.LEAVE)) {
            while (!Thread.currentThread().isInterrupted()) {
                boolean more = fetching.look(account, inbox);
                health.fetched(account.id());
                failures.set(0);
                if (more) {
                    continue;
                }
                if (inbox.canIdle()) {
                    inbox.idle(settings.longestIdle());
                } else {
                    Thread.sleep(settings.poll());
                }
            }
        }
    }
}
