package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.customers.Customers;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.Fragments;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Offers to join a conversation with the one whose old letter was answered, where the two belong together after all
/// (T10).
@Component
class JoinPanel implements ConversationPanel {

    private final ConversationStore store;
    private final Customers customers;
    private final Fragments fragments;

    JoinPanel(ConversationStore store, Customers customers, Fragments fragments) {
        this.store = store;
        this.customers = customers;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.ABOVE_LETTERS;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        return Optional.ofNullable(conversation.follows())
                .filter(before -> !conversation.closed())
                .flatMap(store::find)
                .filter(before -> !before.closed() && before.customer().equals(conversation.customer()))
                .map(before -> fragments.of(
                        "conversations/join.jte",
                        Map.of(
                                "number",
                                conversation.number(),
                                "before",
                                before.number(),
                                "name",
                                customers
                                        .find(conversation.customer())
                                        .map(customer -> customer.label())
                                        .orElse(""))));
    }

    /// Joins the two.
    @Controller
    @ForAgents
    @Hidden
    static class Joining {

        private final Conversations conversations;
        private final Rearranging rearranging;

        Joining(Conversations conversations, Rearranging rearranging) {
            this.conversations = conversations;
            this.rearranging = rearranging;
        }

        @PostMapping("/conversations/{number}/joining")
        ResponseEntity<Void> create(@PathVariable long number, HttpServletRequest request) {
            var conversation = conversations.get(String.valueOf(number));
            var before = Optional.ofNullable(conversation.follows())
                    .orElseThrow(() -> new ConversationNotFound(String.valueOf(number)));
            return Afterwards.show(
                    request, rearranging.merge(conversation.id(), before, false).number());
        }
    }
}
