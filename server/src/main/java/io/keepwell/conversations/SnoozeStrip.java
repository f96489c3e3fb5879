package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.shared.Fragments;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Says above the letters until when the conversation is put off, with the way back.
@Component
class SnoozeStrip implements ConversationPanel {

    private final Snoozes snoozes;
    private final Fragments fragments;

    SnoozeStrip(Snoozes snoozes, Fragments fragments) {
        this.snoozes = snoozes;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.ABOVE_LETTERS;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        return snoozes.find(conversation.id())
                .map(snooze -> fragments.of(
                        "conversations/snooze-strip.jte", Map.of("id", conversation.id(), "snooze", snooze)));
    }
}
