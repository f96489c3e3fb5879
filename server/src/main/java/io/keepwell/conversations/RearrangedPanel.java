package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Says above the letters which other conversation some of them came from or went to, with the way there and back.
@Component
class RearrangedPanel implements ConversationPanel {

    private static final int SHOWN = 3;

    /// @param id     of the conversation that is shown
    /// @param number of the other one
    /// @param how    `merge`, `split-off`, `split-from`, `moved-out` or `moved-in`
    /// @param undo   whether it can be taken back
    record Row(UUID id, long number, String how, Instant at, boolean undo) {}

    private final RearrangementStore acts;
    private final ConversationStore store;
    private final Members members;
    private final Fragments fragments;

    RearrangedPanel(RearrangementStore acts, ConversationStore store, Members members, Fragments fragments) {
        this.acts = acts;
        this.store = store;
        this.members = members;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.ABOVE_LETTERS;
    }

    @Override
    public int order() {
        return 80;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        var all = acts.of(conversation.id());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        boolean writes = !conversation.closed()
                && members.current()
                        .filter(member -> member.role() != Role.VIEWER)
                        .isPresent();
        var last = all.getFirst();
        List<Row> rows = all.stream()
                .limit(SHOWN)
                .map(act -> row(conversation, act, writes && act.equals(last)))
                .toList();
        return Optional.of(fragments.of("conversations/rearranged.jte", Map.of("rows", rows)));
    }

    private Row row(Conversation conversation, Rearrangement act, boolean last) {
        boolean source = act.source().equals(conversation.id());
        var other = store.find(source ? act.target() : act.source()).orElseThrow();
        boolean undo = last
                && acts.of(other.id()).stream().findFirst().filter(act::equals).isPresent();
        return new Row(conversation.id(), other.number(), how(act, source), act.at(), undo);
    }

    private static String how(Rearrangement act, boolean source) {
        return switch (act.kind()) {
            case MERGE -> "merge";
            case SPLIT -> source ? "split-off" : "split-from";
            case MOVE -> source ? "moved-out" : "moved-in";
        };
    }
}
