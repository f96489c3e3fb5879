package io.keepwell.status;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.problems.Area;
import io.keepwell.problems.Areas;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.InvalidRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page where administrators set the status page up.
@ForAdministrators
@Controller
@RequestMapping("/settings/status")
class StatusSettingsController {

    private static final String HERE = "redirect:/settings/status";
    private static final int MOST = 100;

    private final StatusSetup setup;
    private final Subscriptions subscriptions;
    private final SubscriberStore subscribers;
    private final Areas areas;
    private final Mailboxes mailboxes;
    private final StatusSnapshot snapshot;

    StatusSettingsController(
            StatusSetup setup,
            Subscriptions subscriptions,
            SubscriberStore subscribers,
            Areas areas,
            Mailboxes mailboxes,
            StatusSnapshot snapshot) {
        this.setup = setup;
        this.subscriptions = subscriptions;
        this.subscribers = subscribers;
        this.areas = areas;
        this.mailboxes = mailboxes;
        this.snapshot = snapshot;
    }

    /// A part of the product, and how it is shown.
    record Part(Area area, @Nullable StatusComponent component) {}

    /// What the page shows.
    ///
    /// @param counts how many subscribers are in each state, by its word
    /// @param found  subscribers that were looked for, or the newest
    /// @param wrong  sentence by field
    record Page(
            StatusSettings settings,
            @Nullable String address,
            List<Mailbox> mailboxes,
            List<Part> parts,
            List<ComponentGroup> groups,
            Map<String, Long> counts,
            List<Subscriber> found,
            String query,
            Map<String, String> wrong) {}

    @GetMapping
    String show(@RequestParam(defaultValue = "") String q, Model model) {
        return page(model, setup.settings(), q, Map.of());
    }

    @PostMapping
    String change(
            @RequestParam(defaultValue = "off") String mode,
            @RequestParam(defaultValue = "") String elsewhere,
            @RequestParam(defaultValue = "") String company,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String colour,
            @RequestParam(required = false) @Nullable UUID mailbox,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        var wanted = new StatusSettings(
                mode.equals("own"), mode.equals("elsewhere") ? elsewhere : null, company, about, colour, mailbox);
        try {
            if (mode.equals("elsewhere") && elsewhere.isBlank()) {
                throw InvalidRequest.field("elsewhere", t("status.refused.address"));
            }
            setup.change(wanted);
        } catch (InvalidRequest refused) {
            response.setStatus(400);
            return page(model, wanted, "", wrong(refused));
        }
        redirect.addFlashAttribute("done", t("status.settings.saved"));
        return HERE;
    }

    @PostMapping("/components")
    String component(
            @RequestParam UUID area,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable UUID group,
            @RequestParam(defaultValue = "0") int position,
            @RequestParam(defaultValue = "false") boolean open,
            RedirectAttributes redirect) {
        setup.show(area, name, group, position, open);
        redirect.addFlashAttribute("done", t("status.settings.saved"));
        return HERE + "#parts";
    }

    @PostMapping("/groups")
    String group(
            @RequestParam(required = false) @Nullable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "0") int position,
            HttpServletResponse response,
            RedirectAttributes redirect,
            Model model) {
        try {
            setup.group(id, name, position);
        } catch (InvalidRequest refused) {
            response.setStatus(400);
            return page(model, setup.settings(), "", Map.of("group", refused.sentence()));
        }
        redirect.addFlashAttribute("done", t("status.settings.saved"));
        return HERE + "#parts";
    }

    @PostMapping("/groups/{id}/removal")
    String removeGroup(@PathVariable UUID id, RedirectAttributes redirect) {
        setup.removeGroup(id);
        redirect.addFlashAttribute("done", t("status.settings.saved"));
        return HERE + "#parts";
    }

    @PostMapping("/subscribers/{id}/{deed:removal|resumption}")
    String subscriber(@PathVariable UUID id, @PathVariable String deed, RedirectAttributes redirect) {
        if (deed.equals("removal")) {
            subscriptions.remove(id);
        } else {
            subscriptions.resume(id);
        }
        redirect.addFlashAttribute("done", t("status.settings." + deed));
        return HERE + "#subscribers";
    }

    /// Everything the public sees, as files for another host (3.10.10).
    @GetMapping("/snapshot.zip")
    ResponseEntity<byte[]> snapshot() {
        return zip(snapshot.zip());
    }

    static ResponseEntity<byte[]> zip(byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("status.zip")
                                .build()
                                .toString())
                .body(bytes);
    }

    private static Map<String, String> wrong(InvalidRequest refused) {
        var wrong = new HashMap<String, String>();
        refused.errors().forEach(error -> wrong.putIfAbsent(error.field(), error.message()));
        return wrong;
    }

    private String page(Model model, StatusSettings settings, String query, Map<String, String> wrong) {
        var shown = setup.components().stream().collect(Collectors.toMap(StatusComponent::area, Function.identity()));
        model.addAttribute(
                "page",
                new Page(
                        settings,
                        setup.address().orElse(null),
                        mailboxes.all(),
                        areas.all().stream()
                                .map(area -> new Part(area, shown.get(area.id())))
                                .toList(),
                        setup.groups(),
                        subscribers.counts(),
                        subscribers.before(query, null, MOST),
                        query,
                        wrong));
        return "status/settings";
    }
}
