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
            OAuthFields oauth,
            MailboxOAuthStore.@Nullable Grant grant,
            String redirectUri,
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
    private final MailboxOAuthStore permissions;
    private final MailboxConsent consent;
    private final ObjectProvider<MailboxPart> parts;

    MailboxController(
            MailboxKeeping mailboxes,
            MailboxStore store,
            MailboxHealth health,
            MailboxOAuthStore permissions,
            MailboxConsent consent,
            ObjectProvider<MailboxPart> parts) {
        this.mailboxes = mailboxes;
        this.store = store;
        this.health = health;
        this.permissions = permissions;
        this.consent = consent;
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
        model.addAttribute("page", page(null, MailboxFields.empty(), OAuthFields.password(), null, List.of()));
        return "mail/mailbox";
    }

    @PostMapping
    String create(
            @ModelAttribute MailboxFields fields,
            @ModelAttribute OAuthFields oauth,
            Model model,
            RedirectAttributes redirect) {
        try {
            var account = mailboxes.create(fields.asRequest(null, oauth).checked(null, null));
            redirect.addFlashAttribute("done", done("mail.page.created", account));
            return "redirect:/settings/mailboxes/" + account.id();
        } catch (Refusal refusal) {
            model.addAttribute("page", page(null, fields, oauth, outcome(refusal), List.of()));
            return "mail/mailbox";
        }
    }

    /// With scripts the form stays as it is, passwords and all, and only the outcome is shown.
    @PostMapping(headers = "HX-Request")
    Object createInPlace(@ModelAttribute MailboxFields fields, @ModelAttribute OAuthFields oauth) {
        try {
            return goTo(mailboxes.create(fields.asRequest(null, oauth).checked(null, null)));
        } catch (Refusal refusal) {
            return fragment(outcome(refusal));
        }
    }

    /// Tries the connections and keeps nothing.
    @PostMapping(path = "/trial", headers = "HX-Request")
    Object tryOut(
            @ModelAttribute MailboxFields fields,
            @ModelAttribute OAuthFields oauth,
            @RequestParam @Nullable UUID mailbox) {
        return fragment(trial(fields, oauth, mailbox));
    }

    @PostMapping("/trial")
    String tryOutWithoutScripts(
            @ModelAttribute MailboxFields fields,
            @ModelAttribute OAuthFields oauth,
            @RequestParam @Nullable UUID mailbox,
            Model model) {
        var row = mailbox == null ? null : row(mailboxes.get(mailbox), health.of(mailbox));
        model.addAttribute("page", page(row, fields, oauth, trial(fields, oauth, mailbox), List.of()));
        return "mail/mailbox";
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model) {
        var account = mailboxes.get(id);
        model.addAttribute(
                "page",
                page(
                        row(account, health.of(id)),
                        MailboxFields.of(account),
                        OAuthFields.of(mailboxes.permission(id)),
                        null,
                        links(id)));
        return "mail/mailbox";
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute MailboxFields fields,
            @ModelAttribute OAuthFields oauth,
            Model model,
            RedirectAttributes redirect) {
        var before = mailboxes.get(id);
        try {
            var account =
                    mailboxes.change(id, fields.asRequest(before, oauth).checked(before, mailboxes.permission(id)));
            redirect.addFlashAttribute("done", done("mail.page.changed", account));
            return "redirect:/settings/mailboxes/" + id;
        } catch (Refusal refusal) {
            model.addAttribute("page", page(row(before, health.of(id)), fields, oauth, outcome(refusal), links(id)));
            return "mail/mailbox";
        }
    }

    @PostMapping(path = "/{id}", headers = "HX-Request")
    Object changeInPlace(
            @PathVariable UUID id, @ModelAttribute MailboxFields fields, @ModelAttribute OAuthFields oauth) {
        var before = mailboxes.get(id);
        try {
            return goTo(
                    mailboxes.change(id, fields.asRequest(before, oauth).checked(before, mailboxes.permission(id))));
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
        var permission = mailboxes.permission(id);
        var fields = MailboxFields.of(before).asRequest(before, OAuthFields.of(permission));
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
                                fields.afterFetch(),
                                fields.oauth())
                        .checked(before, permission));
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

    private Page page(
            @Nullable Row row, MailboxFields fields, OAuthFields oauth, @Nullable Outcome outcome, List<Link> links) {
        var grant = row == null ? null : permissions.find(row.account().id()).orElse(null);
        return new Page(row, fields, oauth, grant, consent.redirectUri(), outcome, links);
    }

    /// Where a person has to say yes first, nothing is connected yet.
    private String done(String key, Account account) {
        boolean waits = permissions
                .find(account.id())
                .filter(grant -> !grant.state().equals("granted"))
                .isPresent();
        return waits ? t("mail.oauth.kept") : t(key, "name", account.name());
    }

    private Outcome trial(MailboxFields fields, OAuthFields oauth, @Nullable UUID mailbox) {
        var before = mailbox == null ? null : mailboxes.get(mailbox);
        try {
            var permission = mailbox == null ? null : mailboxes.permission(mailbox);
            var draft = fields.asRequest(before, oauth).checked(before, permission);
            var trial = mailboxes.tryOut(mailbox, draft);
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
