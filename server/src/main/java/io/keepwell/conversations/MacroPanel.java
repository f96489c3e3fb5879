package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Says below the letters which macro somebody has just run, with the way back.
@Component
class MacroPanel implements ConversationPanel {

    private static final Duration SHOWN = Duration.ofMinutes(10);

    private final MacroStore store;
    private final Members members;
    private final Fragments fragments;

    MacroPanel(MacroStore store, Members members, Fragments fragments) {
        this.store = store;
        this.members = members;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.BELOW_LETTERS;
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        return members.current()
                .map(Member::id)
                .flatMap(me -> store.recent(conversation.id(), me, SHOWN))
                .map(run -> fragments.of("conversations/macro-run.jte", Map.of("run", run)));
    }
}
