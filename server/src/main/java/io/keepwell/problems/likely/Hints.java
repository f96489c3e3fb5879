package io.keepwell.problems.likely;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.problems.Areas;
import io.keepwell.problems.Problems;
import io.keepwell.problems.likeness.NewProblems;
import io.keepwell.problems.likeness.NewProblems.Unexplained;
import io.keepwell.problems.likeness.Spikes;
import io.keepwell.problems.likeness.Spikes.Spike;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What may deserve a problem of its own, and where more people complain than chance explains (feedback.md 4.2.4):
/// hints for a person, never a decision. Each node keeps what it found for a minute.
@Service
class Hints {

    static final List<String> KINDS = List.of("conversation", "problem", "area");

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration COMPARED = Duration.ofDays(60);

    /// A complaint of a hint.
    record Complaint(UUID conversation, long number, String name, String subject) {}

    /// Complaints that may have one cause nobody has named yet.
    ///
    /// @param accounts how many accounts complain
    record Together(List<Complaint> complaints, int accounts) {

        /// Names its conversations in an address.
        String query() {
            return complaints.stream()
                    .map(it -> "conversation=" + it.conversation())
                    .collect(Collectors.joining("&"));
        }
    }

    /// More complaints within a day than chance explains.
    ///
    /// @param kind     `problem` or `area`
    /// @param subject  id of it
    /// @param name     how it is called
    /// @param number   of the problem, or null
    /// @param count    complaints of the last day
    /// @param expected complaints of such a day
    record Rising(
            String kind,
            UUID subject,
            String name,
            @Nullable Long number,
            int count,
            int accounts,
            double expected) {}

    /// What was found.
    record Found(List<Together> together, List<Rising> rising) {

        boolean nothing() {
            return together.isEmpty() && rising.isEmpty();
        }

        /// The possible new problem that a conversation is part of.
        Optional<Together> with(UUID conversation) {
            return together.stream()
                    .filter(it -> it.complaints().stream()
                            .anyMatch(one -> one.conversation().equals(conversation)))
                    .findFirst();
        }
    }

    private record Kept(Found found, Instant until) {}

    private final HintStore hints;
    private final LikelyStore store;
    private final Learned learned;
    private final Problems problems;
    private final Areas areas;
    private final Customers customers;
    private final Members members;
    private final Clock clock;
    private volatile @Nullable Kept kept;

    Hints(
            HintStore hints,
            LikelyStore store,
            Learned learned,
            Problems problems,
            Areas areas,
            Customers customers,
            Members members,
            Clock clock) {
        this.hints = hints;
        this.store = store;
        this.learned = learned;
        this.problems = problems;
        this.areas = areas;
        this.customers = customers;
        this.members = members;
        this.clock = clock;
    }

    /// What was found within the last minute.
    Found lately() {
        var known = kept;
        var now = clock.instant();
        if (known == null || !now.isBefore(known.until()) || known.until().isAfter(now.plus(KEPT))) {
            known = new Kept(find(now), now.plus(KEPT));
            kept = known;
        }
        return known.found();
    }

    private Found find(Instant now) {
        return new Found(together(now), rising(now));
    }

    private List<Together> together(Instant now) {
        var loose = hints.loose(now.minus(NewProblems.SPAN));
        if (loose.stream().map(HintStore.Loose::account).distinct().count() < NewProblems.ACCOUNTS) {
            return List.of();
        }
        var known = learned.now();
        var unexplained = new ArrayList<Unexplained>();
        for (var one : loose) {
            store.complaint(one.conversation())
                    .ifPresent(complaint -> unexplained.add(new Unexplained(
                            one.conversation(),
                            one.account(),
                            one.at(),
                            known.suggest(complaint, 1).familiarity(),
                            complaint)));
        }
        return NewProblems.find(unexplained, known::alike, now).stream()
                .map(hint -> new Together(complaints(hint.complaints()), hint.accounts()))
                .toList();
    }

    /// What is shown of conversations.
    List<Complaint> complaints(List<UUID> conversations) {
        var reasons = store.reasons(conversations);
        var people = customers.find(
                reasons.values().stream().map(LikelyStore.Reason::customer).collect(Collectors.toSet()));
        return conversations.stream()
                .flatMap(id -> Optional.ofNullable(reasons.get(id)).stream())
                .map(it -> new Complaint(
                        it.conversation(),
                        it.number(),
                        Optional.ofNullable(people.get(it.customer()))
                                .map(Customer::label)
                                .orElseGet(() -> t("problems.somebody")),
                        it.subject()))
                .toList();
    }

    private List<Rising> rising(Instant now) {
        var since = hints.countedSince();
        if (since == null) {
            return List.of();
        }
        var dismissed = new HashSet<>(hints.dismissed(now.minus(DAY)));
        var from = now.minus(COMPARED);
        var rising = new ArrayList<Rising>();
        Spikes.find(hints.ofProblems(from), DAY, now, since).stream()
                .filter(spike -> !dismissed.contains(UUID.fromString(spike.key())))
                .forEach(spike -> problems.find(UUID.fromString(spike.key()))
                        .ifPresent(it -> rising.add(rising("problem", spike, it.title(), it.number()))));
        Spikes.find(hints.ofAreas(from), DAY, now, since).stream()
                .filter(spike -> !dismissed.contains(UUID.fromString(spike.key())))
                .forEach(spike -> areas.find(UUID.fromString(spike.key()))
                        .ifPresent(it -> rising.add(rising("area", spike, it.name(), null))));
        return List.copyOf(rising);
    }

    private static Rising rising(String kind, Spike spike, String name, @Nullable Long number) {
        return new Rising(
                kind, UUID.fromString(spike.key()), name, number, spike.count(), spike.accounts(), spike.expected());
    }

    /// Nobody wants to see a hint again: these complaints belong to no new problem, or this spike is known for a day.
    void dismiss(String kind, List<UUID> subjects) {
        hints.dismiss(checked(kind), subjects, members.current().map(Member::id).orElse(null), clock.instant());
        kept = null;
    }

    /// Takes that back.
    void bringBack(String kind, List<UUID> subjects) {
        hints.bringBack(checked(kind), subjects);
        kept = null;
    }

    private static String checked(String kind) {
        if (!KINDS.contains(kind)) {
            throw InvalidRequest.field("kind", t("shared.api.value", "field", "kind"));
        }
        return kind;
    }
}
