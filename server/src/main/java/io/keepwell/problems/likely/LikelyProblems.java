package io.keepwell.problems.likely;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.CauseState;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.problems.LinkKind;
import io.keepwell.problems.ProblemLink;
import io.keepwell.problems.Problems;
import io.keepwell.problems.likely.LikelyProblem.Alike;
import io.keepwell.problems.likeness.NewProblems;
import io.keepwell.problems.likeness.Suggestions.Shared;
import io.keepwell.problems.likeness.Suggestions.Suggestion;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The likeliest problems of a complaint (17): asked for, confirmed and refused. What was just said counts in the very
/// next answer.
@Service
class LikelyProblems {

    private static final int MOST = 5;

    /// Less likely ones are not worth the reading, whatever word they share.
    private static final double LEAST = 0.03;

    private final Learned learned;
    private final LikelyStore store;
    private final LikelyNews news;
    private final Problems problems;
    private final Conversations conversations;
    private final Customers customers;
    private final Members members;
    private final Clock clock;

    LikelyProblems(
            Learned learned,
            LikelyStore store,
            LikelyNews news,
            Problems problems,
            Conversations conversations,
            Customers customers,
            Members members,
            Clock clock) {
        this.learned = learned;
        this.store = store;
        this.news = news;
        this.problems = problems;
        this.conversations = conversations;
        this.customers = customers;
        this.members = members;
        this.clock = clock;
    }

    /// Whether somebody is helped by suggestions: a complaint whose cause is not known yet.
    static boolean wanted(Conversation conversation) {
        return conversation.kind() == ConversationKind.COMPLAINT
                && conversation.spamAt() == null
                && conversation.state() != ConversationState.CLOSED
                && (conversation.cause() == CauseState.NONE || conversation.cause() == CauseState.TRIAGE);
    }

    /// The likeliest problems of a conversation, best first, five at most. Problems it is linked to, those refused for
    /// it and those nothing speaks for are left out.
    List<LikelyProblem> of(UUID conversation) {
        var complaint = store.complaint(conversation);
        if (complaint.isEmpty()) {
            return List.of();
        }
        var known = learned.now();
        var out = new HashSet<>(store.refused(conversation));
        problems.linksOf(conversation).stream()
                .map(ProblemLink::problem)
                .forEach(linked -> problems.find(linked).ifPresent(problem -> out.add(problem.id())));
        var suggested = known.suggest(complaint.get(), MOST + out.size());
        boolean familiar = suggested.familiarity() >= NewProblems.FAMILIAR;
        var likeliest = suggested.likeliest().stream()
                .filter(it -> !out.contains(it.problem()) && speaksForIt(it))
                .limit(MOST)
                .toList();
        var reasons = store.reasons(likeliest.stream()
                .flatMap(it -> it.because().stream())
                .map(alike -> alike.example())
                .collect(Collectors.toSet()));
        var people = customers.find(
                reasons.values().stream().map(LikelyStore.Reason::customer).collect(Collectors.toSet()));
        return likeliest.stream()
                .flatMap(it -> problems.find(it.problem()).stream()
                        .map(problem -> new LikelyProblem(
                                problem,
                                it.score(),
                                familiar,
                                alike(it, conversation, reasons, people),
                                it.named(),
                                it.signals().stream().map(Shared::value).toList())))
                .toList();
    }

    /// The same for somebody who can take one: what they are shown last before they choose is kept, so that it can be
    /// told how often it helps.
    List<LikelyProblem> offer(Conversation conversation) {
        var likely = of(conversation.id());
        if (!likely.isEmpty() && wanted(conversation)) {
            store.offered(
                    conversation.id(),
                    likely.stream().map(it -> it.problem().id()).toList(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
        }
        return likely;
    }

    private static boolean speaksForIt(Suggestion suggestion) {
        return suggestion.score() >= LEAST
                && (!suggestion.named().isEmpty()
                        || !suggestion.signals().isEmpty()
                        || suggestion.because().stream()
                                .anyMatch(alike -> !alike.words().isEmpty()));
    }

    private static List<Alike> alike(
            Suggestion suggestion, UUID besides, Map<UUID, LikelyStore.Reason> reasons, Map<UUID, Customer> people) {
        return suggestion.because().stream()
                .filter(alike -> !alike.words().isEmpty())
                .flatMap(alike -> Optional.ofNullable(reasons.get(alike.example())).stream()
                        .map(reason -> new Alike(
                                reason.conversation(),
                                reason.number(),
                                Optional.ofNullable(people.get(reason.customer()))
                                        .map(Customer::label)
                                        .orElseGet(() -> t("problems.somebody")),
                                reason.subject(),
                                alike.words())))
                .filter(alike -> !alike.conversation().equals(besides))
                .toList();
    }

    /// It is this one: the conversation is linked to the problem that caused it.
    void confirm(UUID conversation, UUID problem) {
        problems.link(problem, conversations.get(conversation).id(), LinkKind.CAUSED_BY, null);
    }

    /// Takes that back.
    void withdraw(UUID conversation, UUID problem) {
        problems.unlink(problem, conversations.get(conversation).id());
    }

    /// It is none of these: they are not suggested for it again, and alike complaints have them further down.
    @Transactional
    void refuse(UUID conversation, Collection<UUID> refused) {
        var about = conversations.get(conversation).id();
        var me = members.current().map(Member::id).orElse(null);
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var problem : refused) {
            store.refuse(about, problems.get(problem).id(), me, at);
        }
        news.conversations(List.of(about));
    }

    /// Takes refusals back.
    @Transactional
    void allow(UUID conversation, Collection<UUID> refused) {
        var about = conversations.get(conversation).id();
        for (var problem : refused) {
            store.allow(about, problems.get(problem).id());
        }
        news.conversations(List.of(about));
    }
}
