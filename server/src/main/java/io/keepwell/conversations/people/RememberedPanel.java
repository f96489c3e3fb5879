package io.keepwell.conversations.people;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.customers.RememberedNotes;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What we remember of the person stands first beside their conversation.
@Component
class RememberedPanel implements ConversationPanel {

    private final RememberedNotes notes;

    RememberedPanel(RememberedNotes notes) {
        this.notes = notes;
    }

    @Override
    public Slot slot() {
        return Slot.PERSON_FIRST;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        return Optional.of(notes.pane(conversation.customer(), conversation.id()));
    }
}
