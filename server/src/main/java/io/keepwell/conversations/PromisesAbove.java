package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.shared.Fragments;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What we owe the customer, above the letters.
@Component
class PromisesAbove implements ConversationPanel {

    private static final int ORDER = 100;

    private final PromiseViews views;
    private final Fragments fragments;

    PromisesAbove(PromiseViews views, Fragments fragments) {
        this.views = views;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.ABOVE_LETTERS;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        var above = views.above(conversation);
        return above.owed().isEmpty()
                        && above.recent().isEmpty()
                        && above.earlier().isEmpty()
                ? Optional.empty()
                : Optional.of(fragments.of("conversations/promises.jte", Map.of("promises", above)));
    }
}
