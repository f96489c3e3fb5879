package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.RearrangingQueries.Side;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages where conversations are joined and letters taken out. Scripts show them as dialogs over the
/// inbox; they work on their own as well.
@Controller
@ForAgents
@RequestMapping("/conversations")
class RearrangingController {

    /// What the page for joining shows.
    ///
    /// @param one   the conversation that becomes part of another
    /// @param with  the other one, once it is chosen
    /// @param found to choose from
    /// @param wrong why it was refused, or null
    record JoinPage(
            Side one,
            @Nullable Side with,
            String query,
            List<Side> found,
            @Nullable String wrong) {

        boolean otherCustomer() {
            return with != null && !with.customer().equals(one.customer());
        }

        boolean searched() {
            return !query.isBlank();
        }
    }

    /// What the page for taking letters out shows.
    ///
    /// @param chosen letters ticked before it was refused
    record PartPage(
            Side one,
            List<Message> letters,
            Set<UUID> chosen,
            String subject,
            String into,
            boolean otherCustomer,
            @Nullable String wrong) {

        String words(Message letter) {
            var words = letter.text().replaceAll("\\s+", " ").strip();
            return words.length() <= 160 ? words : words.substring(0, 160) + "…";
        }
    }

    private final Rearranging rearranging;
    private final RearrangingQueries queries;
    private final Conversations conversations;
    private final MessageStore messages;

    RearrangingController(
            Rearranging rearranging, RearrangingQueries queries, Conversations conversations, MessageStore messages) {
        this.rearranging = rearranging;
        this.queries = queries;
        this.conversations = conversations;
        this.messages = messages;
    }

    @GetMapping("/{id}/merge")
    String joining(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable UUID with,
            Model model) {
        return joining(id, q, with, null, model);
    }

    private String joining(UUID id, String q, @Nullable UUID with, @Nullable String wrong, Model model) {
        var one = side(id);
        model.addAttribute(
                "page",
                new JoinPage(
                        one,
                        with == null ? null : side(with),
                        q,
                        with == null ? queries.candidates(id, one.customer(), q) : List.of(),
                        wrong));
        return "conversations/merge";
    }

    @PostMapping("/{id}/merge")
    String join(
            @PathVariable UUID id,
            @RequestParam UUID into,
            @RequestParam(defaultValue = "false") boolean otherCustomer,
            HttpServletResponse response,
            Model model) {
        try {
            return shown(rearranging.merge(id, into, otherCustomer));
        } catch (RearrangingRefused | OtherCustomer | ConversationClosed refused) {
            response.setStatus(refused.kind().status());
            return joining(id, "", into, refused.sentence(), model);
        }
    }

    @GetMapping("/{id}/parting")
    String parting(@PathVariable UUID id, Model model) {
        return parting(id, Set.of(), "", "", false, null, model);
    }

    private String parting(
            UUID id,
            Set<UUID> chosen,
            String subject,
            String into,
            boolean other,
            @Nullable String wrong,
            Model model) {
        var letters = messages.all(id).stream()
                .filter(letter -> !"cancelled".equals(letter.deliveryState()))
                .toList();
        model.addAttribute("page", new PartPage(side(id), letters, chosen, subject, into, other, wrong));
        return "conversations/part";
    }

    @PostMapping("/{id}/parting")
    String part(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Set<UUID> message,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String into,
            @RequestParam(defaultValue = "false") boolean otherCustomer,
            HttpServletResponse response,
            Model model) {
        var chosen = message == null ? Set.<UUID>of() : message;
        try {
            return shown(
                    into.isBlank()
                            ? rearranging.split(id, chosen, subject)
                            : rearranging.move(
                                    id, chosen, conversations.get(into.strip()).id(), otherCustomer));
        } catch (RearrangingRefused
                | OtherCustomer
                | ConversationClosed
                | ConversationNotFound
                | InvalidRequest refused) {
            response.setStatus(refused.kind().status());
            return parting(id, chosen, subject, into, refused instanceof OtherCustomer, sentence(refused), model);
        }
    }

    private static String sentence(Refusal refused) {
        return refused.sentence();
    }

    @PostMapping("/{conversation}/rearranging/undo")
    String undo(@PathVariable UUID conversation) {
        return shown(rearranging.undo(conversation, null));
    }

    private static String shown(Conversation conversation) {
        return "redirect:/inbox/" + conversation.number();
    }

    private Side side(UUID id) {
        return queries.side(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
    }

    static String subject(Side side) {
        return side.subject().isBlank() ? t("conversations.subject.none") : side.subject();
    }
}
