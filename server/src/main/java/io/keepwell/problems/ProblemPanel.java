package io.keepwell.problems;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a conversation was caused by, beside its letters: the problems it is linked to, and the way to link
/// one.
@Component
class ProblemPanel implements ConversationPanel {

    private static final int ORDER = 50;
    private static final int MOST = 100;

    private final ProblemQueries queries;
    private final Fragments fragments;
    private final Members members;

    ProblemPanel(ProblemQueries queries, Fragments fragments, Members members) {
        this.queries = queries;
        this.fragments = fragments;
        this.members = members;
    }

    /// A problem it is linked to.
    record Linked(Problem problem, LinkKind kind) {}

    @Override
    public Slot slot() {
        return Slot.PERSON;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        var linked = queries.linkedTo(conversation.id());
        boolean writes =
                members.current().filter(me -> me.role() != Role.VIEWER).isPresent();
        if (linked.isEmpty() && !writes) {
            return Optional.empty();
        }
        return Optional.of(fragments.of(
                "problems/panel.jte",
                Map.of(
                        "conversation",
                        conversation.id(),
                        "number",
                        conversation.number(),
                        "subject",
                        conversation.subject(),
                        "linked",
                        linked,
                        "writes",
                        writes)));
    }

    /// The problems that last and that a conversation is not linked to yet; asked only where somebody wants to
    /// link one.
    List<Problem> open(UUID conversation) {
        var known = queries.linkedTo(conversation).stream()
                .map(it -> it.problem().id())
                .toList();
        return queries.list(new ProblemQueries.Filter("open", null, null, null), null, MOST).items().stream()
                .filter(problem -> !known.contains(problem.id()))
                .toList();
    }
}
