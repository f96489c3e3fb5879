package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What happens in a mailbox when somebody says thanks after solved and nothing else.
@Controller
@Tag(name = "Mailboxes")
class ThanksController {

    @Schema(name = "Thanks", description = "What happens when somebody says thanks after solved and nothing else")
    record Answer(
            @Schema(description = "Whether the conversation stays solved; else it is opened again")
            boolean staySolved) {}

    private final ThanksStay thanks;
    private final Mailboxes mailboxes;

    ThanksController(ThanksStay thanks, Mailboxes mailboxes) {
        this.thanks = thanks;
        this.mailboxes = mailboxes;
    }

    @ForAdministrators
    @GetMapping("/settings/thanks/{id}")
    String show(@PathVariable UUID id, Model model) {
        var mailbox = mailbox(id);
        model.addAttribute("mailbox", mailbox);
        model.addAttribute("stays", thanks.on(id));
        return "conversations/thanks-setting";
    }

    @ForAdministrators
    @PostMapping("/settings/thanks/{id}")
    String update(@PathVariable UUID id, @RequestParam boolean stays, RedirectAttributes redirect) {
        thanks.set(mailbox(id), stays);
        redirect.addFlashAttribute("done", t("conversations.thanks.kept"));
        return "redirect:/settings/thanks/" + id;
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/mailboxes/{id}/thanks")
    @Operation(summary = "What happens when somebody says thanks after solved and nothing else")
    Answer get(@PathVariable UUID id) {
        return new Answer(thanks.on(mailbox(id).id()));
    }

    @ForAdministrators
    @ResponseBody
    @PutMapping("/api/v1/mailboxes/{id}/thanks")
    @Operation(summary = "Say what happens when somebody says thanks after solved and nothing else")
    Answer set(@PathVariable UUID id, @RequestBody Answer wanted) {
        thanks.set(mailbox(id), wanted.staySolved());
        return get(id);
    }

    private Mailbox mailbox(UUID id) {
        return mailboxes.find(id).orElseThrow(MailboxUnknown::new);
    }
}
