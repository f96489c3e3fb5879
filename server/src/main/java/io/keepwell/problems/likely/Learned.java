package io.keepwell.problems.likely;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.likeness.Example;
import io.keepwell.problems.likeness.KnownProblem;
import io.keepwell.problems.likeness.Likeness;
import io.keepwell.problems.likeness.Signals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// What this node has learned: read from the database when it is first asked for, and caught up with what has changed
/// since before every answer, whichever node changed it. It can be thrown away at any time.
@Component
class Learned implements DisposableBean {

    /// So many changes are worth learning the model anew at once.
    private static final int ENOUGH = 20;

    /// Fewer wait this long at most.
    private static final Duration PATIENCE = Duration.ofHours(12);

    /// Whoever cannot wait has what is at most as old as this.
    private static final Duration STALE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Learned.class);

    private final LikelyStore store;
    private final LikelyNews news;
    private final KeepwellSettings settings;
    private final Clock clock;

    /// The members of each problem, as last told.
    private final Map<UUID, LikelyStore.Named> named = new HashMap<>();

    /// News from the position on that were taken in already.
    private final Set<UUID> seen = new HashSet<>();

    private final AtomicBoolean catchingUp = new AtomicBoolean();
    private volatile @Nullable Likeness likeness;
    private long position;
    private volatile Instant looked = Instant.MIN;
    private int changes;
    private Instant trained = Instant.MIN;

    Learned(LikelyStore store, LikelyNews news, KeepwellSettings settings, Clock clock) {
        this.store = store;
        this.news = news;
        this.settings = settings;
        this.clock = clock;
    }

    /// What is known without waiting for anything: as it was when somebody last asked, or a minute ago, when what has
    /// changed since is caught up with in the background. Empty as long as nothing was read.
    Optional<Likeness> atOnce() {
        if (likeness == null || looked.isBefore(clock.instant().minus(STALE))) {
            catchUp();
        }
        return Optional.ofNullable(likeness);
    }

    private void catchUp() {
        if (catchingUp.compareAndSet(false, true)) {
            Thread.ofVirtual().name("likely-problems").start(() -> {
                try {
                    now();
                } finally {
                    catchingUp.set(false);
                }
            });
        }
    }

    /// What is known now.
    synchronized Likeness now() {
        var known = likeness;
        if (known == null || looked.isBefore(clock.instant().minus(LikelyNews.KEPT.dividedBy(2)))) {
            return readAll();
        }
        // before reading, so that nothing is between the two
        long next = news.position();
        looked = clock.instant();
        var fresh = news.since(position);
        for (var one : fresh) {
            if (seen.add(one.id())) {
                if (one.problem()) {
                    problem(known, one.subject());
                } else {
                    conversation(known, one.subject());
                }
                changes++;
            }
        }
        if (next > position) {
            position = next;
            seen.retainAll(
                    news.since(position).stream().map(LikelyNews.News::id).toList());
        }
        return known;
    }

    private Likeness readAll() {
        // somebody may still be asking the former one, so it is left to be collected
        var began = clock.instant();
        position = news.position();
        looked = began;
        seen.clear();
        named.clear();
        var fresh = new Likeness();
        store.problems().forEach(problem -> describe(fresh, problem));
        var said = store.all();
        said.forEach(one -> tell(fresh, one));
        likeness = fresh;
        changes = said.size();
        trained = Instant.MIN;
        if (!said.isEmpty()) {
            log.info(
                    "Read {} complaints of {} problems in {} ms",
                    said.size(),
                    named.size(),
                    Duration.between(began, clock.instant()).toMillis());
        }
        return fresh;
    }

    private void describe(Likeness known, LikelyStore.Named problem) {
        named.put(problem.problem(), problem);
        known.describe(new KnownProblem(
                problem.problem(),
                settings.locale(),
                problem.names().stream().sorted().toList(),
                Signals.NONE.and(Signals.Kind.COMPONENT, problem.areas())));
    }

    private static void tell(Likeness known, LikelyStore.Said said) {
        if (said.complaint().text().isBlank()) {
            // nothing was written, or it was forgotten
            return;
        }
        var example = new Example(said.conversation(), said.problem(), said.complaint());
        if (said.refused()) {
            known.refuse(example);
        } else {
            known.learn(example);
        }
    }

    private void conversation(Likeness known, UUID id) {
        known.forget(id);
        store.of(id).forEach(said -> tell(known, said));
    }

    // Most that changes about a problem changes nothing here; a merge moves what was said of it.
    private void problem(Likeness known, UUID id) {
        var before = named.get(id);
        var after = store.problem(id).orElse(null);
        if (after == null) {
            named.remove(id);
            known.forgetProblem(id);
            return;
        }
        if (after.equals(before)) {
            return;
        }
        describe(known, after);
        var family = new HashSet<>(after.family());
        if (before != null) {
            family.addAll(before.family());
        }
        if (before == null ? family.size() > 1 : !before.family().equals(after.family())) {
            family.stream().filter(part -> !part.equals(id)).forEach(part -> {
                named.remove(part);
                known.forgetProblem(part);
                store.problem(part).ifPresent(own -> describe(known, own));
            });
            store.conversationsOf(family).forEach(conversation -> conversation(known, conversation));
        }
    }

    /// Learns the model anew where enough has changed; returns whether it did.
    boolean train() {
        var known = now();
        synchronized (this) {
            boolean due = changes >= ENOUGH
                    || changes > 0 && trained.isBefore(clock.instant().minus(PATIENCE));
            if (!due) {
                return false;
            }
            changes = 0;
            trained = clock.instant();
        }
        return known.train();
    }

    @Override
    public synchronized void destroy() {
        var known = likeness;
        if (known != null) {
            known.close();
            likeness = null;
        }
    }
}
