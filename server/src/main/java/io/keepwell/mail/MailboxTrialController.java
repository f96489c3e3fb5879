package io.keepwell.mail;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page that tests a mailbox.
@Controller
@ForAdministrators
@RequestMapping("/settings/mailboxes/{id}/test")
class MailboxTrialController {

    /// What the page shows.
    record Page(Account account, MailboxTrialStore.@Nullable Last last, List<MailboxTestReport.Line> lines) {

        boolean running() {
            return last != null && last.running();
        }

        boolean possible() {
            return account.imap() != null && account.smtp() != null;
        }

        /// The server whose word could be believed and is not yet.
        @Nullable
        String offered() {
            var facts = last == null ? null : last.facts();
            var host = facts == null ? null : facts.authserv();
            return host == null || host.equals(account.trustedAuthservId()) ? null : host;
        }
    }

    private final MailboxKeeping mailboxes;
    private final MailboxTrial trial;
    private final MailboxTrialStore store;

    MailboxTrialController(MailboxKeeping mailboxes, MailboxTrial trial, MailboxTrialStore store) {
        this.mailboxes = mailboxes;
        this.trial = trial;
        this.store = store;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model) {
        model.addAttribute("page", page(id));
        return "mail/test";
    }

    @GetMapping(headers = "HX-Request")
    String progress(@PathVariable UUID id, Model model) {
        model.addAttribute("page", page(id));
        return "mail/test-result";
    }

    @PostMapping
    String begin(@PathVariable UUID id, RedirectAttributes redirect) {
        try {
            trial.begin(mailboxes.get(id));
        } catch (InvalidRequest refused) {
            redirect.addFlashAttribute("failed", refused.sentence());
        }
        return "redirect:/settings/mailboxes/" + id + "/test";
    }

    /// Believes the server that noted the checks.
    @PostMapping("/trust")
    String trust(@PathVariable UUID id, @RequestParam String host, RedirectAttributes redirect) {
        mailboxes.trust(id, host);
        redirect.addFlashAttribute("done", t("mail.test.trusted", "host", host));
        return "redirect:/settings/mailboxes/" + id + "/test";
    }

    private Page page(UUID id) {
        return page(mailboxes.get(id), store);
    }

    private static Page page(Account account, MailboxTrialStore store) {
        var last = store.last(account.id()).orElse(null);
        var facts = last == null ? null : last.facts();
        return new Page(account, last, facts == null ? List.of() : MailboxTestReport.of(facts));
    }

    /// The way there from the page of the mailbox.
    @Component
    @Order(5)
    static class Link implements MailboxPart {

        @Override
        public String href(UUID mailbox) {
            return "/settings/mailboxes/" + mailbox + "/test";
        }

        @Override
        public String label() {
            return t("mail.test.title");
        }

        @Override
        public String sentence() {
            return t("mail.test.sentence");
        }
    }

    /// The same for programs.
    @RestController
    @RequestMapping("/api/v1/mailboxes/{id}/test")
    static class Programs {

        @Schema(name = "MailboxTest")
        record Result(
                @Schema(allowableValues = {"never", "sending", "waiting", "reading", "done", "failed"})
                String step,

                @Nullable Instant startedAt,
                @Nullable Instant finishedAt,

                @Schema(description = "After how long the mail came") @Nullable
                Double seconds,

                @Schema(description = "The server that noted checks of the sender, to be named as trustedAuthservId")
                @Nullable
                String authservId,

                @Schema(description = "What was in the way, with failed") @Nullable
                String problem,

                List<MailboxTestReport.Line> checks) {}

        private final MailboxKeeping mailboxes;
        private final MailboxTrial trial;
        private final MailboxTrialStore store;

        Programs(MailboxKeeping mailboxes, MailboxTrial trial, MailboxTrialStore store) {
            this.mailboxes = mailboxes;
            this.trial = trial;
            this.store = store;
        }

        @ForAdministrators
        @PostMapping
        @Operation(
                summary = "Let a mailbox send a mail to itself",
                description = "Looks at how soon and how it arrives; GET tells how far it has come.")
        ResponseEntity<Result> begin(@PathVariable UUID id) {
            trial.begin(mailboxes.get(id));
            return ResponseEntity.accepted().body(result(id));
        }

        @ForTeam
        @GetMapping
        @Operation(summary = "The last test of a mailbox: what was seen, what degrades, and the records to paste")
        Result result(@PathVariable UUID id) {
            var page = page(mailboxes.get(id), store);
            var last = page.last();
            if (last == null) {
                return new Result("never", null, null, null, null, null, List.of());
            }
            var facts = last.facts();
            var millis = facts == null ? null : facts.millis();
            return new Result(
                    last.step(),
                    last.startedAt(),
                    last.finishedAt(),
                    millis == null ? null : millis / 1000.0,
                    facts == null ? null : facts.authserv(),
                    last.trouble(),
                    page.lines());
        }
    }
}
