package io.keepwell.mail;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.CustomerNotFound;
import io.keepwell.customers.Customers;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForAgents;
import io.keepwell.team.Members;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Stopping mail to a customer and letting it go again, on their page.
@Controller
@ForAgents
@RequestMapping("/customers/{id}/mail")
class CustomerMailController {

    private final Suppressions suppressions;
    private final Customers customers;
    private final Members members;

    CustomerMailController(Suppressions suppressions, Customers customers, Members members) {
        this.suppressions = suppressions;
        this.customers = customers;
        this.members = members;
    }

    @PostMapping("/stopped")
    String stop(
            @PathVariable UUID id,
            @RequestParam String address,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        var theirs = theirs(id, address);
        suppressions.stop(theirs, reason, members.require());
        redirect.addFlashAttribute("done", t("mail.stopped.done", "address", theirs.value()));
        return "redirect:/customers/" + id + "/known#mail";
    }

    @PostMapping("/resumed")
    String resume(@PathVariable UUID id, @RequestParam String address, RedirectAttributes redirect) {
        var theirs = theirs(id, address);
        suppressions.lift(theirs);
        redirect.addFlashAttribute("done", t("mail.unreachable.lifted", "address", theirs.value()));
        return "redirect:/customers/" + id + "/known#mail";
    }

    private EmailAddress theirs(UUID id, String address) {
        return EmailAddress.parse(address)
                .filter(it -> customers.addresses(id).contains(it.value()))
                .orElseThrow(() -> CustomerNotFound.of("email:" + address));
    }
}
