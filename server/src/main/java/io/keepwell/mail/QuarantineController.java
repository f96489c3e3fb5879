package io.keepwell.mail;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.Place;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// "Mail we could not read".
@Controller
@ForAgents
@RequestMapping("/settings/quarantine")
class QuarantineController {

    private static final int SHOWN = 200;

    /// What the page shows.
    ///
    /// @param names names of the mailboxes by id
    record Page(List<Quarantine.Item> items, int count, Map<UUID, String> names) {

        String name(UUID mailbox) {
            return names.getOrDefault(mailbox, "");
        }
    }

    private final Quarantine quarantine;
    private final MailboxStore mailboxes;

    QuarantineController(Quarantine quarantine, MailboxStore mailboxes) {
        this.quarantine = quarantine;
        this.mailboxes = mailboxes;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute(
                "page",
                new Page(
                        quarantine.items(null, SHOWN),
                        quarantine.count(),
                        mailboxes.active().stream().collect(Collectors.toMap(Account::id, Account::name))));
        return "mail/quarantine";
    }

    @PostMapping("/{id}/retry")
    String retry(@PathVariable UUID id, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "done", t(quarantine.retry(id) ? "mail.quarantine.again-not" : "mail.quarantine.read"));
        return "redirect:/settings/quarantine";
    }

    /// In the navigation, only while there is something to look at.
    @Component
    static class Shelf implements Place {

        private final Quarantine quarantine;
        private final Members members;

        Shelf(Quarantine quarantine, Members members) {
            this.quarantine = quarantine;
            this.members = members;
        }

        @Override
        public String key() {
            return "quarantine";
        }

        @Override
        public String href() {
            return "/settings/quarantine";
        }

        @Override
        public String icon() {
            return "mail-question";
        }

        @Override
        public String label() {
            return t("mail.quarantine.place");
        }

        @Override
        public int order() {
            return 890;
        }

        @Override
        public int waiting() {
            return quarantine.count();
        }

        @Override
        public boolean visible() {
            return members.current()
                            .filter(member -> member.role() != Role.VIEWER)
                            .isPresent()
                    && quarantine.count() > 0;
        }
    }
}
