package io.keepwell.mail;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForAgents;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// "Addresses that do not answer": where nothing is sent any more, and why.
@Controller
@ForAgents
@RequestMapping("/settings/unreachable")
class UnreachableController {

    private static final int SHOWN = 200;

    private final Suppressions suppressions;

    UnreachableController(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    @GetMapping
    String show(Model model) {
        List<Suppressions.Suppression> all = suppressions.all(null, SHOWN + 1);
        model.addAttribute("items", all.subList(0, Math.min(all.size(), SHOWN)));
        model.addAttribute("more", all.size() > SHOWN);
        return "mail/unreachable";
    }

    @PostMapping("/lifted")
    String lift(@RequestParam String address, RedirectAttributes redirect) {
        EmailAddress.parse(address)
                .filter(suppressions::lift)
                .ifPresent(lifted ->
                        redirect.addFlashAttribute("done", t("mail.unreachable.lifted", "address", lifted.value())));
        return "redirect:/settings/unreachable";
    }
}
