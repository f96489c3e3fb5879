package io.keepwell.mail;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page of blocked senders.
@Controller
@ForAgents
@RequestMapping("/settings/blocked-senders")
class BlockedSendersController {

    private static final int SHOWN = 500;

    private final BlockedSenders blocked;

    BlockedSendersController(BlockedSenders blocked) {
        this.blocked = blocked;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("blocked", blocked.all(null, SHOWN));
        return "mail/blocked";
    }

    @PostMapping
    String block(@RequestParam String sender, RedirectAttributes redirect) {
        try {
            redirect.addFlashAttribute(
                    "done",
                    t("mail.blocked.done", "sender", blocked.block(sender).value()));
        } catch (InvalidRequest refused) {
            redirect.addFlashAttribute("failed", refused.sentence());
            redirect.addFlashAttribute("typed", sender);
        }
        return "redirect:/settings/blocked-senders";
    }

    @PostMapping("/{id}/removal")
    String unblock(@PathVariable UUID id, RedirectAttributes redirect) {
        if (blocked.unblock(id)) {
            redirect.addFlashAttribute("done", t("mail.blocked.undone"));
        }
        return "redirect:/settings/blocked-senders";
    }
}
