package io.keepwell.problems.solving;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.conversations.ConversationState;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Beside a solved complaint: what of its handling was right, a tap each (3.11).
@Component
class JusticePanel implements ConversationPanel {

    private static final int ORDER = 53;

    /// What is shown.
    ///
    /// @param marks what was said so far
    record View(UUID conversation, long number, Map<Aspect, Boolean> marks) {

        Aspect[] aspects() {
            return Aspect.values();
        }

        boolean says(Aspect aspect, boolean good) {
            return Boolean.valueOf(good).equals(marks.get(aspect));
        }
    }

    private final SolvingStore store;
    private final Fragments fragments;
    private final Members members;

    JusticePanel(SolvingStore store, Fragments fragments, Members members) {
        this.store = store;
        this.fragments = fragments;
        this.members = members;
    }

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
        boolean writes =
                members.current().filter(me -> me.role() != Role.VIEWER).isPresent();
        boolean over =
                conversation.state() == ConversationState.SOLVED || conversation.state() == ConversationState.CLOSED;
        return writes && over && conversation.kind() == ConversationKind.COMPLAINT
                ? Optional.of(fragments.of(
                        "problems/solving/justice.jte",
                        Map.of(
                                "view",
                                new View(conversation.id(), conversation.number(), store.marks(conversation.id())))))
                : Optional.empty();
    }
}
