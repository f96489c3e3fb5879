package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.SpamMarks.Block;
import io.keepwell.mail.HeldMail;
import io.keepwell.mail.KeptSpam;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Mail that was kept apart when it came, and calling a conversation spam or not. Conversations that were
/// called so stand in a view of the inbox.
@Controller
class SpamController {

    private static final int SHOWN = 200;

    /// What the view shows.
    ///
    /// @param kept   mail that became no conversation
    /// @param count  how much of that there is
    /// @param floods automatic mail that came too fast, by sender
    /// @param days   how long spam is kept
    /// @param open   the kept mail whose words are shown, or null
    record Page(
            List<KeptSpam.Kept> kept,
            int count,
            List<HeldMail.Flood> floods,
            long days,
            @Nullable Open open) {

        boolean empty() {
            return kept.isEmpty() && floods.isEmpty();
        }
    }

    /// The words of a kept mail.
    record Open(UUID id, String words) {}

    private final SpamMarks marks;
    private final KeptSpam kept;
    private final HeldMail held;
    private final Conversations conversations;

    SpamController(SpamMarks marks, KeptSpam kept, HeldMail held, Conversations conversations) {
        this.marks = marks;
        this.kept = kept;
        this.held = held;
        this.conversations = conversations;
    }

    @ForTeam
    @GetMapping("/inbox/spam")
    String show(@RequestParam(required = false) @Nullable UUID read, Model model) throws InterruptedException {
        model.addAttribute(
                "page",
                new Page(
                        kept.kept(null, SHOWN),
                        kept.count() - held.held(),
                        held.floods(),
                        kept.keptFor().toDays(),
                        read == null ? null : new Open(read, kept.words(read))));
        return "conversations/spam";
    }

    @ForAgents
    @PostMapping("/inbox/spam/{mail}/release")
    String release(@PathVariable UUID mail, RedirectAttributes redirect) {
        var thread = kept.release(mail);
        redirect.addFlashAttribute("done", t("conversations.spam.released"));
        return thread.map(id -> "redirect:/inbox/" + conversations.get(id).number())
                .orElse("redirect:/inbox/spam");
    }

    @ForAgents
    @PostMapping("/inbox/spam/floods/release")
    String release(@RequestParam UUID mailbox, @RequestParam String sender, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "done", t("conversations.spam.flood.released", "count", held.release(mailbox, sender)));
        return "redirect:/inbox/spam";
    }

    @ForAgents
    @PostMapping("/inbox/spam/floods/discard")
    String discard(@RequestParam UUID mailbox, @RequestParam String sender, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "done", t("conversations.spam.flood.discarded", "count", held.discard(mailbox, sender)));
        return "redirect:/inbox/spam";
    }

    @ForAgents
    @PostMapping("/conversations/{id}/spam")
    ResponseEntity<Void> mark(
            @PathVariable UUID id, @RequestParam(defaultValue = "none") String block, HttpServletRequest request) {
        marks.mark(id, Words.asked(Block.class, "block", block));
        return Afterwards.show(request, conversations.get(id).number());
    }

    @ForAgents
    @PostMapping("/conversations/{id}/spam/removal")
    ResponseEntity<Void> unmark(@PathVariable UUID id, HttpServletRequest request) {
        marks.unmark(id);
        return Afterwards.show(request, conversations.get(id).number());
    }
}
