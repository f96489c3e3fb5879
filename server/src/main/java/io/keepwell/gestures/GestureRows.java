package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gestures with the names that people have now, as far as the person who looks may act on them.
@Component
class GestureRows {

    private final Gestures gestures;
    private final GestureSettings settings;
    private final Customers customers;
    private final Members members;

    GestureRows(Gestures gestures, GestureSettings settings, Customers customers, Members members) {
        this.gestures = gestures;
        this.settings = settings;
        this.customers = customers;
        this.members = members;
    }

    List<GestureRow> of(Collection<Gesture> found) {
        var people = customers.find(found.stream().map(Gesture::customer).collect(Collectors.toSet()));
        var names = new HashMap<UUID, String>();
        var me = members.current();
        boolean decides = me.filter(settings::decides).isPresent();
        return found.stream().map(it -> row(it, people, names, me, decides)).toList();
    }

    private GestureRow row(
            Gesture it, Map<UUID, Customer> people, Map<UUID, String> names, Optional<Member> me, boolean decides) {
        var steps = gestures.steps(it);
        return new GestureRow(
                it,
                customer(it, people),
                name(it.by(), names),
                it.decidedBy() == null ? null : name(it.decidedBy(), names),
                me.filter(member -> gestures.changeable(it, member)).isPresent(),
                decides && it.waiting(),
                steps.size() < 2
                        ? List.of()
                        : steps.stream()
                                .map(step -> new GestureRow.Past(step, name(step.member(), names)))
                                .toList());
    }

    private static String customer(Gesture it, Map<UUID, Customer> people) {
        return Optional.ofNullable(people.get(it.customer()))
                .map(Customer::label)
                .orElseGet(() -> t("gestures.somebody"));
    }

    private String name(@Nullable UUID member, Map<UUID, String> names) {
        return member == null
                ? ""
                : names.computeIfAbsent(
                        member, id -> members.find(id).map(Member::name).orElseGet(() -> t("gestures.former")));
    }
}
