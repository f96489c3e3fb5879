package io.keepwell.conversations.rules;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Ranking;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What administrators do to rules; each deed is noted.
@Service
class Rules {

    /// How far back the figures of a rule reach.
    static final Duration LATELY = Duration.ofDays(30);

    private final RuleStore store;
    private final RuleReading reading;
    private final RuleLog log;
    private final Audit audit;
    private final Clock clock;

    Rules(RuleStore store, RuleReading reading, RuleLog log, Audit audit, Clock clock) {
        this.store = store;
        this.reading = reading;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
    }

    /// In the order in which they are tried.
    List<Rule> all() {
        return store.all();
    }

    /// @throws RuleNotFound where there is none
    Rule get(UUID id) {
        return store.find(id).orElseThrow(RuleNotFound::new);
    }

    /// What each rule did lately.
    Map<UUID, RuleStore.Figures> figures() {
        return store.figures(clock.instant().minus(LATELY));
    }

    /// What a rule did, newest first.
    ///
    /// @param before entry that the last part ended with, or null
    List<RuleLog.Entry> log(UUID id, @Nullable UUID before, int limit) {
        return log.of(get(id).id(), before, limit);
    }

    /// Those that switched themselves off and wait for somebody.
    List<Rule> stopped() {
        return store.stopped();
    }

    /// What somebody wants a rule to say, checked.
    RuleContent checked(RuleContent content) {
        return reading.checked(content);
    }

    @Transactional
    Rule create(@Nullable String name, boolean active, RuleContent content) {
        var id = Ids.next();
        store.insert(id, RuleReading.name(name), active, reading.checked(content));
        return noted("rule.created", id);
    }

    /// Makes it the next version, where it differs.
    @Transactional
    Rule change(UUID id, @Nullable String name, RuleContent content) {
        var before = get(id);
        var clean = RuleReading.name(name);
        var checked = reading.checked(content);
        if (before.name().equals(clean) && before.content().equals(checked)) {
            return before;
        }
        store.update(id, clean, checked);
        return noted("rule.changed", id);
    }

    /// Switches it on or off.
    @Transactional
    Rule active(UUID id, boolean active) {
        var before = get(id);
        if (active) {
            // what it names may have gone in the meantime
            reading.checked(before.content());
        }
        store.active(id, active);
        return before.active() == active && before.stoppedAt() == null
                ? before
                : noted(active ? "rule.activated" : "rule.deactivated", id);
    }

    @Transactional
    void remove(UUID id) {
        noted("rule.removed", id);
        store.removed(id, true);
    }

    /// Undoes a removal.
    @Transactional
    Rule restore(UUID id) {
        var gone = store.removed(id).orElseThrow(RuleNotFound::new);
        store.removed(gone.id(), false);
        return noted("rule.restored", id);
    }

    /// Puts them into this order.
    ///
    /// @param order ids of all of them
    @Transactional
    void order(List<UUID> order) {
        var before = all().stream().map(Rule::id).toList();
        if (!Ranking.complete(order, before)) {
            throw InvalidRequest.field("rules", t("conversations.rules.wrong.order"));
        }
        if (!order.equals(before)) {
            for (int i = 0; i < order.size(); i++) {
                store.place(order.get(i), i + 1);
            }
            noted("rule.ordered", order.getFirst());
        }
    }

    private Rule noted(String action, UUID id) {
        var rule = get(id);
        audit.record(action, id, rule.name(), Map.of("version", rule.version()));
        return rule;
    }
}
