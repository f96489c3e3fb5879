package io.keepwell.problems.insight;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.problems.Area;
import io.keepwell.problems.Areas;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What was marked in a conversation, and the way to mark more: a form, which a script also brings to the words that
/// are selected.
@Component
class MarksPanel implements ConversationPanel {

    private static final int ORDER = 60;

    /// What is shown.
    record View(UUID conversation, long number, List<Mark> marks, List<Area> areas, boolean writes) {}

    private final MarkStore store;
    private final Areas areas;
    private final Fragments fragments;
    private final Members members;

    MarksPanel(MarkStore store, Areas areas, Fragments fragments, Members members) {
        this.store = store;
        this.areas = areas;
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
        var marks = store.of(conversation.id());
        if (marks.isEmpty() && (!writes || conversation.automatic())) {
            return Optional.empty();
        }
        return Optional.of(fragments.of(
                "problems/insight/marks.jte",
                Map.of(
                        "view",
                        new View(
                                conversation.id(),
                                conversation.number(),
                                marks,
                                writes ? areas.all() : List.of(),
                                writes))));
    }
}
