package io.keepwell.problems.solving;

import gg.jte.Content;
import io.keepwell.conversations.CauseState;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.conversations.ConversationState;
import io.keepwell.problems.Area;
import io.keepwell.problems.Areas;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// In the sheet that asks for the cause of a complaint: its problem, product, or a one-off with its reason. Where the
/// cause was asked for because somebody wants to solve it, the answer solves it.
@Component
class CausePanel implements ConversationPanel {

    private static final int ORDER = 50;

    /// What is shown.
    ///
    /// @param solve  whether the conversation is solved with the answer
    /// @param oneOff what was said of it, or null
    record View(
            UUID conversation,
            long number,
            String cause,
            boolean solve,
            @Nullable OneOff oneOff,
            List<Area> areas) {

        OneOffReason[] reasons() {
            return OneOffReason.values();
        }
    }

    private final SolvingStore store;
    private final Areas areas;
    private final Fragments fragments;
    private final Members members;

    CausePanel(SolvingStore store, Areas areas, Fragments fragments, Members members) {
        this.store = store;
        this.areas = areas;
        this.fragments = fragments;
        this.members = members;
    }

    @Override
    public Slot slot() {
        return Slot.CAUSE;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        boolean writes =
                members.current().filter(me -> me.role() != Role.VIEWER).isPresent();
        if (!writes
                || conversation.kind() != ConversationKind.COMPLAINT
                || conversation.state() == ConversationState.CLOSED) {
            return Optional.empty();
        }
        var cause = conversation.cause();
        return Optional.of(fragments.of(
                "problems/solving/cause.jte",
                Map.of(
                        "view",
                        new View(
                                conversation.id(),
                                conversation.number(),
                                cause.word(),
                                cause == CauseState.NONE && conversation.state() != ConversationState.SOLVED,
                                cause == CauseState.ONE_OFF
                                        ? store.oneOffOf(conversation.id()).orElse(null)
                                        : null,
                                areas.all()))));
    }
}
