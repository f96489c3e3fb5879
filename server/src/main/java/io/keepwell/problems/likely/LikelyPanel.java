package io.keepwell.problems.likely;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The place beside a complaint where its likeliest problems appear. They are fetched once the page stands, so that
/// opening a conversation waits for nothing.
@Component
class LikelyPanel implements ConversationPanel {

    // right under what it is linked to
    private static final int ORDER = 51;

    private final Fragments fragments;
    private final Members members;

    LikelyPanel(Fragments fragments, Members members) {
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
        return writes && LikelyProblems.wanted(conversation)
                ? Optional.of(fragments.of(
                        "problems/likely/panel.jte",
                        Map.of("conversation", conversation.id(), "number", conversation.number())))
                : Optional.empty();
    }
}
