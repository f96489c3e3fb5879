package io.keepwell.conversations;

import gg.jte.Content;
import io.keepwell.mail.Suppressions;
import io.keepwell.shared.EmailAddress;
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
import org.springframework.web.bind.annotation.RequestParam;

/// Says above the letters that somebody of this conversation cannot be reached by mail, before anybody writes to them
/// in vain (L7).
@Component
class UnreachablePanel implements ConversationPanel {

    private final ConversationStore store;
    private final Suppressions suppressions;
    private final Fragments fragments;

    UnreachablePanel(ConversationStore store, Suppressions suppressions, Fragments fragments) {
        this.store = store;
        this.suppressions = suppressions;
        this.fragments = fragments;
    }

    @Override
    public Slot slot() {
        return Slot.ABOVE_LETTERS;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        var unreachable = suppressions.among(store.participants(conversation.id()));
        return unreachable.isEmpty()
                ? Optional.empty()
                : Optional.of(fragments.of(
                        "conversations/unreachable.jte",
                        Map.of("items", unreachable, "number", conversation.number())));
    }

    /// Lets letters go there again, from within the conversation.
    @Controller
    @ForAgents
    @Hidden
    static class Lifting {

        private final Suppressions suppressions;

        Lifting(Suppressions suppressions) {
            this.suppressions = suppressions;
        }

        @PostMapping("/conversations/{number}/reachable")
        ResponseEntity<Void> lift(@PathVariable long number, @RequestParam String address, HttpServletRequest request) {
            EmailAddress.parse(address).ifPresent(suppressions::lift);
            return Afterwards.show(request, number);
        }
    }
}
