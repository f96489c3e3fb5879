package io.keepwell.messenger;

import io.keepwell.mail.Mailbox;
import io.keepwell.shared.ForEveryone;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// The page that the owner of an address is asked on whether it was them who wrote. The link in the letter is what lets
/// them in; only the button changes something, for programs open every link.
@Controller
@ForEveryone
@RequestMapping("/messenger/confirm/{token}")
class ProofPage {

    /// What the page shows.
    ///
    /// @param company who asks
    /// @param state   `open`, `done` or `over`
    record Shown(String company, String state, AddressProofs.@Nullable Asked asked) {}

    private final AddressProofs proofs;
    private final MessengerStore store;
    private final MessengerDesk desk;

    ProofPage(AddressProofs proofs, MessengerStore store, MessengerDesk desk) {
        this.proofs = proofs;
        this.store = store;
        this.desk = desk;
    }

    @GetMapping
    String show(@PathVariable String token, HttpServletResponse response, Model model) {
        var asked = proofs.asked(token).orElse(null);
        return page(response, model, asked == null ? "over" : "open", asked);
    }

    @PostMapping
    String prove(@PathVariable String token, HttpServletResponse response, Model model) {
        return page(response, model, proofs.prove(token) ? "done" : "over", null);
    }

    private String page(HttpServletResponse response, Model model, String state, AddressProofs.@Nullable Asked asked) {
        response.setStatus(state.equals("over") ? 404 : 200);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        var settings = store.settings();
        var company = settings.title().isBlank()
                ? desk.mailbox(settings).map(Mailbox::name).orElse("Keepwell")
                : settings.title();
        model.addAttribute("page", new Shown(company, state, asked));
        return "messenger/proof";
    }
}
