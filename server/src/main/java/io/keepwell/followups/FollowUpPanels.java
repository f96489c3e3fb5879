package io.keepwell.followups;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerPanel;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// On the page of a customer and above the letters of a conversation: whether somebody owes them a call, and what was
/// learned.
@Component
class FollowUpPanels {

    private final FollowUpStore store;
    private final FollowUpLists lists;
    private final FollowUpRows rows;
    private final ChoiceStore choices;
    private final Members members;
    private final Fragments fragments;

    FollowUpPanels(
            FollowUpStore store,
            FollowUpLists lists,
            FollowUpRows rows,
            ChoiceStore choices,
            Members members,
            Fragments fragments) {
        this.store = store;
        this.lists = lists;
        this.rows = rows;
        this.choices = choices;
        this.members = members;
        this.fragments = fragments;
    }

    /// What is shown of one.
    ///
    /// @param step at which step of the journey the gap is, or null
    record Shown(FollowUpRow row, @Nullable String step) {}

    private List<Shown> of(UUID customer, boolean openOnly) {
        var some = store.ofCustomer(customer).stream()
                .filter(it -> !openOnly || it.state().open())
                .limit(3)
                .map(it -> {
                    var answers = lists.answers(it.id());
                    return new FollowUpLists.Line(it, answers.isEmpty() ? null : answers.getLast());
                })
                .toList();
        return rows.of(some).stream()
                .map(row ->
                        new Shown(row, choices.label(row.followUp().learned().step())))
                .toList();
    }

    /// On the page of a customer, with the gap between what they wanted and what they got (33).
    @Component
    static class OfCustomer implements CustomerPanel {

        private static final int ORDER = 60;

        private final FollowUpPanels panels;

        OfCustomer(FollowUpPanels panels) {
            this.panels = panels;
        }

        @Override
        public Slot slot() {
            return Slot.LATELY;
        }

        @Override
        public int order() {
            return ORDER;
        }

        @Override
        public Optional<Content> show(Customer customer) {
            var shown = panels.of(customer.id(), false);
            boolean writes = panels.members
                    .current()
                    .filter(me -> me.role() != Role.VIEWER)
                    .isPresent();
            return shown.isEmpty() && !writes
                    ? Optional.empty()
                    : Optional.of(panels.fragments.of(
                            "followups/of-customer.jte",
                            Map.of("shown", shown, "customer", customer.id(), "writes", writes)));
        }
    }

    /// Above the letters, as long as it is open.
    @Component
    static class AboveLetters implements ConversationPanel {

        private static final int ORDER = 15;

        private final FollowUpPanels panels;

        AboveLetters(FollowUpPanels panels) {
            this.panels = panels;
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
            var shown = panels.of(conversation.customer(), true);
            return shown.isEmpty()
                    ? Optional.empty()
                    : Optional.of(panels.fragments.of(
                            "followups/above.jte",
                            Map.of("row", shown.getFirst().row(), "number", conversation.number())));
        }
    }
}
