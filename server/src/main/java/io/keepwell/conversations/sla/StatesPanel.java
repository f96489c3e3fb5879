package io.keepwell.conversations.sla;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.conversations.ConversationState;
import io.keepwell.shared.Fragments;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Says in the menu of states, before one is chosen, what is left of the agreed times that stand still and when they
/// will be due once it is ours to act again (S11).
@Component
class StatesPanel implements ConversationPanel {

    /// States in which a clock can stand still: elsewhere nothing is asked.
    private static final Set<ConversationState> WAITING =
            EnumSet.of(ConversationState.PENDING, ConversationState.ON_HOLD);

    private final Times times;
    private final Fragments fragments;
    private final Clock clock;

    StatesPanel(Times times, Fragments fragments, Clock clock) {
        this.times = times;
        this.fragments = fragments;
        this.clock = clock;
    }

    @Override
    public Slot slot() {
        return Slot.STATES;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        if (!WAITING.contains(conversation.state())) {
            return Optional.empty();
        }
        var now = clock.instant();
        var lines = times.known(conversation.id()).stream()
                .flatMap(it -> SlaPanel.resume(it, now).stream()
                        .map(words -> t(
                                "conversations.sla.states.line",
                                "metric",
                                t("conversations.sla.metric."
                                        + it.row().metric().word()),
                                "words",
                                words)))
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        fragments.of("conversations/sla/states.jte", Map.of("id", conversation.id(), "lines", lines)));
    }
}
