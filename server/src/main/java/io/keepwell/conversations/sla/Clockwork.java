package io.keepwell.conversations.sla;

import static java.util.stream.Collectors.toMap;

import io.keepwell.conversations.ConversationHappened;
import io.keepwell.conversations.Conversations;
import io.keepwell.platform.LiveUpdates;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Works out the clocks of conversations and keeps them. After anything happened to a conversation that is done
/// once, at the end of the same transaction; the present does the same when it passes a due instant.
@Component
class Clockwork {

    private static final String SOURCE = "sla";

    private final ClockStore store;
    private final Agreements agreements;
    // lazily: the conversations tell us what happened
    private final ObjectProvider<Conversations> conversations;
    private final ApplicationEventPublisher events;
    private final LiveUpdates live;
    private final Clock clock;

    Clockwork(
            ClockStore store,
            Agreements agreements,
            ObjectProvider<Conversations> conversations,
            ApplicationEventPublisher events,
            LiveUpdates live,
            Clock clock) {
        this.store = store;
        this.agreements = agreements;
        this.conversations = conversations;
        this.events = events;
        this.live = live;
        this.clock = clock;
    }

    /// Whether verdicts that were found are found anew when other terms hold now.
    enum Verdicts {
        STAND,
        ANEW
    }

    @EventListener
    void on(ConversationHappened event) {
        if (event.what() instanceof ConversationHappened.Delivered letter && letter.onItsWay()) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            reckon(List.of(event.conversation()), Verdicts.STAND);
            return;
        }
        touched().add(event.conversation());
    }

    /// Works out at once what this transaction has touched, for whoever reads the clocks before it ends.
    void settle() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        var touched = touched();
        while (!touched.isEmpty()) {
            var ids = List.copyOf(touched);
            touched.clear();
            reckon(ids, Verdicts.STAND);
        }
    }

    @SuppressWarnings("unchecked")
    private Set<UUID> touched() {
        var known = (Set<UUID>) TransactionSynchronizationManager.getResource(this);
        if (known != null) {
            return known;
        }
        var touched = new LinkedHashSet<UUID>();
        TransactionSynchronizationManager.bindResource(this, touched);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(Clockwork.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(Clockwork.this, touched);
            }

            @Override
            public void beforeCommit(boolean readOnly) {
                if (!readOnly) {
                    settle();
                }
            }

            @Override
            public void beforeCompletion() {
                TransactionSynchronizationManager.unbindResourceIfPossible(Clockwork.this);
            }
        });
        return touched;
    }

    /// Works out the clocks of these conversations from all that happened, and keeps what differs.
    ///
    /// @return how many clocks differed
    @Transactional
    int reckon(Collection<UUID> ids, Verdicts verdicts) {
        var setUp = agreements.now();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var facts = store.facts(ids);
        var kept = store.kept(ids);
        var changes = new Changes(now);
        for (var it : facts) {
            var agreement = setUp.of(it.subject());
            var clocks = Clocks.of(agreement.terms(), agreement.counting().time(), it.story(), now);
            changes.compare(
                    it.conversation(), clocks, agreement, kept.getOrDefault(it.conversation(), List.of()), verdicts);
        }
        store.former(changes.former, now);
        store.drop(changes.dropped);
        store.keep(changes.kept);
        conversations.getObject().due(SOURCE, changes.due);
        changes.news.forEach(events::publishEvent);
        changes.told.forEach(id -> {
            live.changed("conversation", id);
            live.changed("inbox", id);
        });
        return changes.kept.size() + changes.dropped.size();
    }

    /// What has to be written and told.
    private static final class Changes {

        private final Instant now;
        private final List<ClockRow> kept = new ArrayList<>();
        private final List<ClockRow> dropped = new ArrayList<>();
        private final List<ClockRow> former = new ArrayList<>();
        private final Map<UUID, Optional<Instant>> due = new LinkedHashMap<>();
        private final List<Object> news = new ArrayList<>();
        private final Set<UUID> told = new LinkedHashSet<>();

        Changes(Instant now) {
            this.now = now;
        }

        void compare(
                UUID conversation,
                List<SlaClock> clocks,
                Agreements.Agreement agreement,
                List<ClockRow> rows,
                Verdicts verdicts) {
            var before = new HashMap<>(rows.stream().collect(toMap(ClockRow::key, row -> row)));
            var after = new ArrayList<ClockRow>();
            for (var clock : clocks) {
                var known = before.remove(new ClockRow.Key(conversation, clock.metric(), clock.cycle()));
                var row = ClockRow.of(conversation, clock, agreement, known);
                if (known != null && row.agreedOtherwise(known)) {
                    if (!known.open() && row.sameFacts(known) && verdicts == Verdicts.STAND) {
                        // S7: the same happened, so what was found stands
                        after.add(known);
                        continue;
                    }
                    if (known.target() != null) {
                        former.add(known);
                    }
                }
                var said = say(row, known, clock.warn());
                after.add(said);
                if (!said.equals(known)) {
                    kept.add(said);
                }
            }
            dropped.addAll(before.values());
            var owed = earliest(after);
            if (!Objects.equals(owed, earliest(rows))) {
                due.put(conversation, Optional.ofNullable(owed));
            }
        }

        /// S8: what was broken is told once, and a warning before it once.
        private ClockRow say(ClockRow row, @Nullable ClockRow before, @Nullable Instant warn) {
            var warned = row.warnedAt();
            var told = row.toldAt();
            var due = row.dueAt();
            boolean watched = row.open() || before != null && before.open();
            if (row.breachedAt() != null && told == null) {
                told = now;
                if (watched) {
                    news.add(new SlaBreached(row.conversation(), row.metric(), row.cycle(), row.breachedAt()));
                    this.told.add(row.conversation());
                }
            } else if (row.open()
                    && due != null
                    && warn != null
                    && warned == null
                    && told == null
                    && warn.isBefore(now)) {
                warned = now;
                news.add(new SlaWarned(row.conversation(), row.metric(), row.cycle(), due));
                this.told.add(row.conversation());
            }
            boolean settled = !row.open() || due == null || row.breachedAt() != null;
            var look = settled ? null : warned == null && told == null ? warn : due;
            return row.told(warned, told, look);
        }

        private static @Nullable Instant earliest(List<ClockRow> rows) {
            return rows.stream()
                    .filter(ClockRow::open)
                    .map(ClockRow::dueAt)
                    .filter(Objects::nonNull)
                    .min(Instant::compareTo)
                    .orElse(null);
        }
    }
}
