package io.keepwell.messenger;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.InvalidRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page where administrators set the messenger up.
@Controller
@ForAdministrators
@RequestMapping("/settings/messenger")
class MessengerController {

    private static final String HERE = "redirect:/settings/messenger";

    /// What the page shows.
    ///
    /// @param address where the script comes from
    /// @param wrong   sentence by field
    /// @param made    a secret that was just made, null otherwise
    record Page(
            MessengerSettings settings,
            List<Mailbox> mailboxes,
            List<MessengerKey> keys,
            String address,
            Map<String, String> wrong,
            MessengerKeeping.@Nullable Made made) {

        String snippet() {
            var key = keys.isEmpty() ? "…" : keys.getFirst().publicKey();
            return """
                    <script src="%s/messenger.js"
                            data-key="%s"
                            data-user-id="USER_ID"
                            data-user-hash="HMAC"
                            defer></script>""".formatted(address, key);
        }
    }

    private final MessengerKeeping keeping;
    private final MessengerStore store;
    private final Mailboxes mailboxes;
    private final KeepwellSettings installation;

    MessengerController(
            MessengerKeeping keeping, MessengerStore store, Mailboxes mailboxes, KeepwellSettings installation) {
        this.keeping = keeping;
        this.store = store;
        this.mailboxes = mailboxes;
        this.installation = installation;
    }

    @GetMapping
    String show(Model model) {
        return page(model, store.settings(), Map.of(), null);
    }

    @PostMapping
    String change(
            @RequestParam(defaultValue = "false") boolean enabled,
            @RequestParam(required = false) @Nullable UUID mailbox,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String greetingEn,
            @RequestParam(defaultValue = "") String greetingDe,
            @RequestParam(defaultValue = "") String colour,
            @RequestParam(defaultValue = "") String side,
            @RequestParam(defaultValue = "") String origins,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var wanted = new MessengerSettings(
                enabled,
                mailbox,
                title,
                Map.of("en", greetingEn, "de", greetingDe),
                colour,
                side,
                Arrays.stream(origins.split("\\s+"))
                        .filter(origin -> !origin.isBlank())
                        .toList());
        try {
            keeping.change(wanted);
        } catch (InvalidRequest refused) {
            response.setStatus(400);
            var wrong = new HashMap<String, String>();
            refused.errors().forEach(error -> wrong.putIfAbsent(error.field(), error.message()));
            return page(model, wanted, wrong, null);
        }
        redirect.addFlashAttribute("done", t("messenger.done.saved"));
        return HERE;
    }

    @PostMapping("/keys")
    String create(@RequestParam(defaultValue = "") String name, HttpServletResponse response, Model model) {
        try {
            return page(model, store.settings(), Map.of(), keeping.create(name));
        } catch (InvalidRequest refused) {
            response.setStatus(400);
            return page(model, store.settings(), Map.of("name", refused.sentence()), null);
        }
    }

    @PostMapping("/keys/{id}/rotation")
    String rotate(@PathVariable UUID id, Model model) {
        // shown here and now, for afterwards nobody sees it
        return page(model, store.settings(), Map.of(), keeping.rotate(id));
    }

    @PostMapping("/keys/{id}/withdrawal")
    String withdraw(@PathVariable UUID id, RedirectAttributes redirect) {
        keeping.delete(id);
        redirect.addFlashAttribute("done", t("messenger.done.withdrawn"));
        return HERE;
    }

    private String page(
            Model model, MessengerSettings settings, Map<String, String> wrong, MessengerKeeping.@Nullable Made made) {
        model.addAttribute(
                "page", new Page(settings, mailboxes.all(), store.keys(), installation.publicUrl(), wrong, made));
        return "messenger/settings";
    }
}
