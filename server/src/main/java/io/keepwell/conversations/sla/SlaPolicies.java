package io.keepwell.conversations.sla;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.conversations.sla.Recounts.Scope;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Ranking;
import io.keepwell.team.Audit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What administrators do to agreements; each deed is noted, and the clocks of open conversations follow in the
/// background.
@Service
class SlaPolicies {

    private final SlaPolicyStore store;
    private final Calendars calendars;
    private final Recounts recounts;
    private final Audit audit;

    SlaPolicies(SlaPolicyStore store, Calendars calendars, Recounts recounts, Audit audit) {
        this.store = store;
        this.calendars = calendars;
        this.recounts = recounts;
        this.audit = audit;
    }

    /// In the order in which they are tried.
    List<SlaPolicy> all() {
        return store.all();
    }

    SlaPolicy get(UUID id) {
        return store.find(id).orElseThrow(PolicyNotFound::new);
    }

    @Transactional
    SlaPolicy create(String name, @Nullable UUID calendar, PolicyContent content) {
        var policy = PolicyReading.read(Ids.next(), name, 1, known(calendar), content);
        store.insert(policy);
        audit.record("agreement.created", policy.id(), policy.name(), Map.of());
        recounts.ask(Scope.OPEN);
        return get(policy.id());
    }

    @Transactional
    SlaPolicy change(UUID id, String name, @Nullable UUID calendar, PolicyContent content) {
        var before = get(id);
        var after = PolicyReading.read(id, name, before.version(), known(calendar), content);
        if (!after.equals(before)) {
            store.update(after);
            audit.record("agreement.changed", id, after.name(), Map.of());
            recounts.ask(Scope.OPEN);
        }
        return get(id);
    }

    private @Nullable UUID known(@Nullable UUID calendar) {
        if (calendar != null && calendars.find(calendar).isEmpty()) {
            throw InvalidRequest.field("calendar", t("conversations.calendars.not-found"));
        }
        return calendar;
    }

    /// Puts them into this order.
    ///
    /// @param order ids of all of them
    @Transactional
    void order(List<UUID> order) {
        var before = all().stream().map(SlaPolicy::id).toList();
        if (!Ranking.complete(order, before)) {
            throw InvalidRequest.field("policies", t("conversations.sla.wrong.order"));
        }
        if (!order.equals(before)) {
            for (int i = 0; i < order.size(); i++) {
                store.place(order.get(i), i + 1);
            }
            var first = get(order.getFirst());
            audit.record("agreement.ordered", first.id(), first.name(), Map.of());
            recounts.ask(Scope.OPEN);
        }
    }

    @Transactional
    void remove(UUID id) {
        var policy = get(id);
        store.remove(id);
        audit.record("agreement.removed", id, policy.name(), Map.of());
        recounts.ask(Scope.OPEN);
    }

    /// Finds all verdicts anew, those of ended conversations too.
    @Transactional
    void judgeAnew() {
        recounts.ask(Scope.ALL);
        audit.record("agreement.judged-anew", new UUID(0, 0), t("conversations.sla.all"), Map.of());
    }
}
