package io.keepwell.mail;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.MailboxConsent.Outcome;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForEveryone;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The way to the provider of a mailbox, and back.
@Controller
class MailboxConsentController {

    private final MailboxKeeping mailboxes;
    private final MailboxConsent consent;
    private final Members members;

    MailboxConsentController(MailboxKeeping mailboxes, MailboxConsent consent, Members members) {
        this.mailboxes = mailboxes;
        this.consent = consent;
        this.members = members;
    }

    /// A link, not a form: pages of ours may send forms to ourselves only.
    @ForAdministrators
    @GetMapping("/settings/mailboxes/{id}/consent")
    ResponseEntity<Void> go(@PathVariable UUID id) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(consent.begin(mailboxes.get(id)).url()))
                .build();
    }

    @ForEveryone
    @GetMapping(MailboxConsent.PATH)
    String back(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(name = "error_description", required = false) @Nullable String description,
            Model model,
            RedirectAttributes redirect)
            throws InterruptedException {
        return switch (consent.finish(state, code, error, description)) {
            case Outcome.Entered(var account) ->
                answer(account, true, t("mail.consent.entered", "name", account.name()), model, redirect);
            case Outcome.Hindered(var account, var protocol, var trouble) ->
                answer(account, false, TroubleWords.of(account, protocol, trouble), model, redirect);
            case Outcome.Unknown() -> {
                model.addAttribute("good", false);
                model.addAttribute("sentence", t("mail.consent.unknown"));
                yield "mail/consent";
            }
        };
    }

    private String answer(Account account, boolean good, String sentence, Model model, RedirectAttributes redirect) {
        boolean administrator = members.current()
                .filter(member -> member.role() == Role.ADMINISTRATOR)
                .isPresent();
        if (administrator) {
            redirect.addFlashAttribute(good ? "done" : "failed", sentence);
            return "redirect:/settings/mailboxes/" + account.id();
        }
        model.addAttribute("good", good);
        model.addAttribute("sentence", sentence);
        return "mail/consent";
    }
}
