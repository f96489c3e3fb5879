package io.keepwell.problems.solving;

import gg.jte.Content;
import io.keepwell.conversations.CauseState;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.shared.Fragments;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Says of a complaint that its customer has been answered, and that it is not over: service does not end it alone
/// (19).
@Component
class AnsweredPanel implements ConversationPanel {

    private static final int ORDER = 5;

    private final Fragments fragments;

    AnsweredPanel(Fragments fragments) {
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.HEAD;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        boolean open = conversation.cause() == CauseState.OPEN || conversation.cause() == CauseState.TRIAGE;
        boolean answered = conversation.firstResponseAt() != null && conversation.waitingSince() == null;
        return conversation.kind() == ConversationKind.COMPLAINT && open && answered
                ? Optional.of(fragments.of("problems/solving/answered.jte", Map.of("number", conversation.number())))
                : Optional.empty();
    }
}
