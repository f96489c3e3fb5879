package io.keepwell.mail;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.wire.ConnectionTrouble;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The pages of the mailboxes: how they are doing, and how they are connected.
@Controller
@ForAdministrators
@RequestMapping("/settings/mailboxes")
class MailboxController {

    /// A mailbox in the list.
    record Row(
            Account account,
            MailboxHealth.Condition condition,
            @Nullable String problem) {}

    /// A page of a module above.
    record Link(String href, String label, String sentence) {}

    /// What a trial has shown, or what is wrong.
    ///
    /// @param lying  how many mails lie there, -1 where nobody looked
    /// @param oldest since when
    record Outcome(
            List<Refusal.FieldError> errors,
            boolean tried,
            int lying,
            @Nullable Instant oldest) {}

    /// The page of one mailbox, or of one to be.
    record Page(
            @Nullable Row row,
            MailboxFields fields,
            @Nullable Outcome outcome,
            List<Link> links) {

        @Nullable
        String wrong(String field) {
            return outcome == null
                    ? null
                    : outcome.errors().stream()
                            .filter(error -> error.field().equals(field))
                            .map(Refusal.FieldError::message)
                            .findFirst()
                            .orElse(null);
        }
    }

    private final MailboxKeeping mailboxes;
    private final MailboxStore store;
    private final MailboxHealth health;
    private final ObjectProvider<MailboxPart> parts;

    MailboxController(
            MailboxKeeping mailboxes, MailboxStore store, MailboxHealth health, ObjectProvider<MailboxPart> parts) {
        this.mailboxes = mailboxes;
        this.store = store;
        this.health = health;
        this.parts = parts;
    }

    @GetMapping
    String list(Model model) {
        var conditions = health.all();
        model.addAttribute(
                "mailboxes",
                store.active().stream()
                        .map(account -> row(account, conditions.getOrDefault(account.id(), health.of(account.id()))))
                        .toList());
        return "mail/mailboxes";
    }

    @GetMapping("/new")
    String begin(Model model) {
        model.addAttribute("page", new Page(null, MailboxFields.empty(), null, List.of()));
        return "mail/mailbox";
    }

    @PostMapping
    String create(@ModelAttribute MailboxFields fields, Model model, RedirectAttributes redirect) {
        try {
            var account = mailboxes.create(fields.asRequest(null).checked(null));
            redirect.addFlashAttribute("done", t("mail.page.created", "name", account.name()));
            return "redirect:/settings/mailboxes/" + account.id();
        } catch (Refusal refusal) {
            model.addAttribute("page", new Page(null, fields, outcome(refusal), List.of()));
            return "mail/mailbox";
        }
    }

    /// With scripts the form stays as it is, passwords and all, and only the outcome is shown.
    @PostMapping(headers = "HX-Request")
    Object createInPlace(@ModelAttribute MailboxFields fields) {
        try {
            return goTo(mailboxes.create(fields.asRequest(null).checked(null)));
        } catch (Refusal refusal) {
            return fragment(outcome(refusal));
        }
    }

    /// Tries the connections and keeps nothing.
    @PostMapping(path = "/trial", headers = "HX-Request")
    Object tryOut(@ModelAttribute MailboxFields fields, @RequestParam @Nullable UUID mailbox) {
        return fragment(trial(fields, mailbox));
    }

    @PostMapping("/trial")
    String tryOutWithoutScripts(
            @ModelAttribute MailboxFields fields, @RequestParam @Nullable UUID mailbox, Model model) {
        var row = mailbox == null ? null : row(mailboxes.get(mailbox), health.of(mailbox));
        model.addAttribute("page", new Page(row, fields, trial(fields, mailbox), List.of()));
        return "mail/mailbox";
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model) {
        var account = mailboxes.get(id);
        model.addAttribute("page", new Page(row(account, health.of(id)), MailboxFields.of(account), null, links(id)));
        return "mail/mailbox";
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id, @ModelAttribute MailboxFields fields, Model model, RedirectAttributes redirect) {
        var before = mailboxes.get(id);
        try {
            mailboxes.change(id, fields.asRequest(before).checked(before));
            redirect.addFlashAttribute("done", t("mail.page.changed"));
            return "redirect:/settings/mailboxes/" + id;
        } catch (Refusal refusal) {
            model.addAttribute("page", new Page(row(before, health.of(id)), fields, outcome(refusal), links(id)));
            return "mail/mailbox";
        }
    }

    @PostMapping(path = "/{id}", headers = "HX-Request")
    Object changeInPlace(@PathVariable UUID id, @ModelAttribute MailboxFields fields) {
        var before = mailboxes.get(id);
        try {
            return goTo(mailboxes.change(id, fields.asRequest(before).checked(before)));
        } catch (Refusal refusal) {
            return fragment(outcome(refusal));
        }
    }

    /// What is done with mail that lay there before the mailbox was connected.
    @PostMapping("/{id}/existing")
    String existing(
            @PathVariable UUID id,
            @RequestParam String existing,
            @RequestParam @Nullable Integer days,
            RedirectAttributes redirect) {
        var before = mailboxes.get(id);
        var fields = MailboxFields.of(before).asRequest(before);
        mailboxes.change(
                id,
                new MailboxRequest(
                                fields.address(),
                                fields.name(),
                                fields.imap(),
                                fields.smtp(),
                                fields.trustedAuthservId(),
                                fields.acknowledge(),
                                existing,
                                days,
                                fields.afterFetch())
                        .checked(before));
        redirect.addFlashAttribute("done", t("mail.page.existing.done." + existing));
        return "redirect:/settings/mailboxes/" + id;
    }

    @PostMapping("/{id}/retirement")
    String retire(@PathVariable UUID id, RedirectAttributes redirect) {
        var account = mailboxes.get(id);
        mailboxes.retire(id);
        redirect.addFlashAttribute("done", t("mail.page.retired", "name", account.name()));
        return "redirect:/settings/mailboxes";
    }

    private Outcome trial(MailboxFields fields, @Nullable UUID mailbox) {
        var before = mailbox == null ? null : mailboxes.get(mailbox);
        try {
            var draft = fields.asRequest(before).checked(before);
            var trial = mailboxes.tryOut(draft);
            return new Outcome(List.of(), true, draft.imap() == null ? -1 : trial.lying(), trial.oldest());
        } catch (Refusal refusal) {
            return outcome(refusal);
        }
    }

    private static Outcome outcome(Refusal refusal) {
        var errors =
                refusal.errors().isEmpty() ? List.of(new Refusal.FieldError("", refusal.sentence())) : refusal.errors();
        return new Outcome(errors, false, -1, null);
    }

    private static Row row(Account account, MailboxHealth.Condition condition) {
        var imap = account.imap();
        ConnectionTrouble.Kind trouble = condition.trouble();
        return new Row(
                account,
                condition,
                trouble == null || imap == null
                        ? null
                        : TroubleWords.of("imap", imap.host(), imap.port(), trouble, condition.words()));
    }

    private List<Link> links(UUID id) {
        return parts.orderedStream()
                .map(part -> new Link(part.href(id), part.label(), part.sentence()))
                .toList();
    }

    private static ModelAndView fragment(Outcome outcome) {
        return new ModelAndView("mail/outcome").addObject("outcome", outcome);
    }

    private static ResponseEntity<Void> goTo(Account account) {
        return ResponseEntity.ok()
                .header("HX-Redirect", "/settings/mailboxes/" + account.id())
                .build();
    }
}
