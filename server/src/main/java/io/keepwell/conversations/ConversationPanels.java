package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.conversations.ConversationPanel.Slot;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What all parts of Keepwell have to show with a conversation.
@Component
class ConversationPanels {

    private final List<ConversationPanel> panels;
    private final ConversationStore store;

    ConversationPanels(ObjectProvider<ConversationPanel> panels, ConversationStore store) {
        this.store = store;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(ConversationPanel::order))
                .toList();
    }

    Map<Slot, List<Content>> of(UUID id) {
        var conversation = store.find(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
        var shown = new EnumMap<Slot, List<Content>>(Slot.class);
        for (var slot : Slot.values()) {
            shown.put(
                    slot,
                    panels.stream()
                            .filter(panel -> panel.slot() == slot)
                            .map(panel -> panel.show(conversation))
                            .flatMap(Optional::stream)
                            .toList());
        }
        return shown;
    }
}
