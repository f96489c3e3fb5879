package io.keepwell.gestures;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.customers.Customers;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Beside a conversation: what was done for this person before, and the way to do one thing more.
@Component
class GesturePanel implements ConversationPanel {

    private static final int ORDER = 40;
    private static final int LATEST = 4;

    /// What is shown.
    ///
    /// @param rows     the latest ones for this person
    /// @param more     address of all of them, null where these are all
    /// @param left     what the person who looks may still give this month, null where they may not
    /// @param deciders who is asked for more
    record View(
            UUID conversation,
            long number,
            String name,
            List<GestureRow> rows,
            @Nullable String more,
            Gestures.@Nullable Left left,
            String deciders) {}

    private final Gestures gestures;
    private final GestureStore store;
    private final GestureRows rows;
    private final GestureSettings settings;
    private final Customers customers;
    private final Members members;
    private final Fragments fragments;

    GesturePanel(
            Gestures gestures,
            GestureStore store,
            GestureRows rows,
            GestureSettings settings,
            Customers customers,
            Members members,
            Fragments fragments) {
        this.gestures = gestures;
        this.store = store;
        this.rows = rows;
        this.settings = settings;
        this.customers = customers;
        this.members = members;
        this.fragments = fragments;
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
        var found = store.list(GestureStore.Filter.ALL.ofCustomer(conversation.customer()), null, LATEST);
        var writes = members.current().filter(me -> me.role() != Role.VIEWER && !conversation.automatic());
        if (found.items().isEmpty() && writes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(fragments.of(
                "gestures/panel.jte",
                Map.of(
                        "view",
                        new View(
                                conversation.id(),
                                conversation.number(),
                                customers.get(conversation.customer()).label(),
                                rows.of(found.items()),
                                found.next() == null ? null : "/gestures?customer=" + conversation.customer(),
                                writes.map(gestures::left).orElse(null),
                                deciders()))));
    }

    private String deciders() {
        return String.join(", ", settings.deciders().stream().map(Member::name).toList());
    }
}
