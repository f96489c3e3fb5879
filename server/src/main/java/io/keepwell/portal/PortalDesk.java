package io.keepwell.portal;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.CustomerNotFound;
import io.keepwell.customers.Customers;
import io.keepwell.shared.ForAgents;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What the team does about one customer's page, from the page it has of them.
@Controller
@ForAgents
@RequestMapping("/customers/{id}/portal")
class PortalDesk {

    private static final int DAYS = 7;

    /// A link that was just made.
    ///
    /// @param link it; null where all were ended instead
    record Made(Customer customer, PortalLinks.@Nullable Link link) {}

    private final PortalKeeping keeping;
    private final Customers customers;

    PortalDesk(PortalKeeping keeping, Customers customers) {
        this.keeping = keeping;
        this.customers = customers;
    }

    /// Looks at it as its customer does. A form, because the look is noted.
    @PostMapping("/look")
    String look(@PathVariable UUID id) {
        return "redirect:" + keeping.look(find(id)).url();
    }

    /// Shown here and now: afterwards it is known to nobody.
    @PostMapping("/links")
    String make(@PathVariable UUID id, Model model) {
        var customer = find(id);
        model.addAttribute("made", new Made(customer, keeping.make(customer, DAYS)));
        return "portal/made";
    }

    @PostMapping("/end")
    String end(@PathVariable UUID id, RedirectAttributes redirect) {
        var customer = find(id);
        keeping.end(customer);
        redirect.addFlashAttribute("done", t("portal.panel.ended", "name", customer.label()));
        return "redirect:/customers/" + customer.id() + "/known";
    }

    private Customer find(UUID id) {
        return customers.find(id).orElseThrow(() -> CustomerNotFound.of(id.toString()));
    }
}
