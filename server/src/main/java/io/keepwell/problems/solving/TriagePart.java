package io.keepwell.problems.solving;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.customers.Customers;
import io.keepwell.problems.ProblemPart;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The complaints whose cause product is to find, above the list of problems.
@Component
class TriagePart implements ProblemPart {

    private static final int ORDER = 20;
    private static final int MOST = 50;

    /// A complaint.
    ///
    /// @param with name of who looks after the conversation, or null
    record Row(
            long number,
            String name,
            String subject,
            Instant since,
            @Nullable String with) {}

    private final SolvingStore store;
    private final Customers customers;
    private final Members members;
    private final Fragments fragments;

    TriagePart(SolvingStore store, Customers customers, Members members, Fragments fragments) {
        this.store = store;
        this.customers = customers;
        this.members = members;
        this.fragments = fragments;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> ofList() {
        var found = store.triage(MOST);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var people = customers.find(
                found.stream().map(SolvingStore.Triaged::customer).collect(Collectors.toSet()));
        var rows = found.stream()
                .map(it -> new Row(
                        it.number(),
                        Optional.ofNullable(people.get(it.customer()))
                                .map(person -> person.label())
                                .orElseGet(() -> t("problems.somebody")),
                        it.subject(),
                        it.since(),
                        Optional.ofNullable(it.assignee())
                                .flatMap(members::find)
                                .map(Member::name)
                                .orElse(null)))
                .toList();
        int all = rows.size() < MOST ? rows.size() : store.triaged();
        return Optional.of(fragments.of("problems/solving/triage.jte", Map.of("rows", rows, "all", all)));
    }
}
