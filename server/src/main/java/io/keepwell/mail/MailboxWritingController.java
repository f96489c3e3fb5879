package io.keepwell.mail;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Addresses, signatures and the spam header of a mailbox.
@Controller
@ForAdministrators
@RequestMapping("/settings/mailboxes/{id}/writing")
class MailboxWritingController {

    /// What the page shows.
    ///
    /// @param signatures by language, an empty one where there is none
    record Page(
            Account account,
            String aliases,
            List<MailboxSignatures.Written> signatures,
            String spamHeader,
            @Nullable String wrong) {}

    private final MailboxKeeping mailboxes;
    private final MailboxAliases aliases;
    private final MailboxSignatures signatures;
    private final SpamHeaders headers;

    MailboxWritingController(
            MailboxKeeping mailboxes, MailboxAliases aliases, MailboxSignatures signatures, SpamHeaders headers) {
        this.mailboxes = mailboxes;
        this.aliases = aliases;
        this.signatures = signatures;
        this.headers = headers;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model) {
        var account = mailboxes.get(id);
        var written = signatures.all(id).stream()
                .collect(Collectors.toMap(MailboxSignatures.Written::language, Function.identity()));
        model.addAttribute(
                "page",
                new Page(
                        account,
                        String.join("\n", aliases.of(id)),
                        languages().stream()
                                .map(language -> written.getOrDefault(
                                        language, new MailboxSignatures.Written(language, "", null)))
                                .toList(),
                        headers.of(id).orElse(""),
                        null));
        return "mail/writing";
    }

    @PostMapping
    @Transactional
    String save(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String addresses,
            @RequestParam(defaultValue = "") String spamHeader,
            @RequestParam Map<String, String> fields,
            Model model,
            RedirectAttributes redirect) {
        var account = mailboxes.get(id);
        try {
            aliases.set(account, addresses.lines().toList());
            headers.set(id, spamHeader);
            for (var language : languages()) {
                signatures.set(account, language, fields.get("text-" + language), fields.get("html-" + language));
            }
            redirect.addFlashAttribute("done", t("mail.writing.saved"));
            return "redirect:/settings/mailboxes/" + id + "/writing";
        } catch (InvalidRequest refused) {
            org.springframework.transaction.interceptor.TransactionAspectSupport.currentTransactionStatus()
                    .setRollbackOnly();
            model.addAttribute(
                    "page",
                    new Page(
                            account,
                            addresses,
                            languages().stream()
                                    .map(language -> new MailboxSignatures.Written(
                                            language,
                                            fields.getOrDefault("text-" + language, ""),
                                            fields.get("html-" + language)))
                                    .toList(),
                            spamHeader,
                            refused.sentence()));
            return "mail/writing";
        }
    }

    private static List<String> languages() {
        return Texts.LANGUAGES.stream().map(language -> language.getLanguage()).toList();
    }

    /// The way there from the page of the mailbox.
    @Component
    @Order(6)
    static class Link implements MailboxPart {

        @Override
        public String href(UUID mailbox) {
            return "/settings/mailboxes/" + mailbox + "/writing";
        }

        @Override
        public String label() {
            return t("mail.writing.title");
        }

        @Override
        public String sentence() {
            return t("mail.writing.sentence");
        }
    }

    /// The same for programs.
    @RestController
    @RequestMapping("/api/v1/mailboxes/{id}")
    static class Programs {

        @Schema(name = "MailboxAliases")
        record Addresses(
                @Schema(description = "Further addresses that the mailbox receives for") @Nullable
                List<String> addresses) {}

        @Schema(name = "MailboxSignatures")
        record All(List<MailboxSignatures.Written> items) {}

        @Schema(name = "MailboxSignature")
        record Words(
                @Schema(
                        description = "With places such as {{agent.name}}, {{agent.first_name}}, {{mailbox.name}},"
                                + " {{mailbox.address}}; null for no signature")
                @Nullable
                String text,

                @Schema(description = "The same as HTML; null to make it from the text") @Nullable
                String html) {}

        private final MailboxKeeping mailboxes;
        private final MailboxAliases aliases;
        private final MailboxSignatures signatures;

        Programs(MailboxKeeping mailboxes, MailboxAliases aliases, MailboxSignatures signatures) {
            this.mailboxes = mailboxes;
            this.aliases = aliases;
            this.signatures = signatures;
        }

        @ForTeam
        @GetMapping("/aliases")
        @Operation(summary = "The further addresses of a mailbox")
        Addresses aliases(@PathVariable UUID id) {
            return new Addresses(aliases.of(mailboxes.get(id).id()));
        }

        @ForAdministrators
        @PutMapping("/aliases")
        @Operation(
                summary = "Say which further addresses a mailbox receives for",
                description = "Answers go out from the address that the customer wrote to.")
        Addresses aliases(@PathVariable UUID id, @RequestBody Addresses request) {
            aliases.set(mailboxes.get(id), request.addresses() == null ? List.of() : request.addresses());
            return aliases(id);
        }

        @ForTeam
        @GetMapping("/signatures")
        @Operation(summary = "What stands under the replies of a mailbox, by language")
        All signatures(@PathVariable UUID id) {
            return new All(signatures.all(mailboxes.get(id).id()));
        }

        @ForAdministrators
        @PutMapping("/signatures/{language}")
        @Operation(summary = "Say what stands under the replies in a language")
        All signature(@PathVariable UUID id, @PathVariable String language, @RequestBody Words request) {
            signatures.set(mailboxes.get(id), language, request.text(), request.html());
            return signatures(id);
        }
    }
}
