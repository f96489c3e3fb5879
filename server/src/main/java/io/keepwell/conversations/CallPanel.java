package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.shared.Fragments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The form in which a phone call is written down: who called, whether they were reached, what was said, and which
/// promises it keeps.
@Component
class CallPanel implements ConversationPanel {

    /// What the form shows.
    ///
    /// @param name      how the customer is called
    /// @param reachAt   how to reach them now, or null
    /// @param solvable  whether it can be solved with the call
    /// @param keeps     promises that are owed
    record View(
            UUID id,
            long number,
            String name,
            @Nullable String reachAt,
            boolean solvable,
            List<PromiseComposer.Keeps> keeps) {}

    private final PromiseComposer promises;
    private final Fragments fragments;

    CallPanel(PromiseComposer promises, Fragments fragments) {
        this.promises = promises;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.CALL;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        if (conversation.closed()) {
            return Optional.empty();
        }
        var owed = promises.view(conversation, "");
        var view = new View(
                conversation.id(),
                conversation.number(),
                owed.name(),
                owed.reach().contact(),
                !(conversation.complaint() && conversation.cause() == CauseState.NONE),
                owed.keeps());
        return Optional.of(fragments.of("conversations/call.jte", Map.of("view", view)));
    }
}
