package io.keepwell.customers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.CustomerPage.Known;
import io.keepwell.customers.CustomerPage.Life;
import io.keepwell.customers.CustomerPanel.Slot;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The pages of the customers. The address says which tab is open and what it shows.
@ForTeam
@Controller
class CustomerController {

    private static final int ROWS = 50;
    private static final int ENTRIES = 40;
    private static final String PAGE = "page";
    private static final String DONE = "done";

    private final CustomerList list;
    private final CustomerPages pages;
    private final CustomerEditing editing;
    private final Customers customers;
    private final CustomerTimeline timeline;
    private final CustomerMerges merges;
    private final CustomerErasure erasure;
    private final CustomerExport export;
    private final Segments segments;

    CustomerController(
            CustomerList list,
            CustomerPages pages,
            CustomerEditing editing,
            Customers customers,
            CustomerTimeline timeline,
            CustomerMerges merges,
            CustomerErasure erasure,
            CustomerExport export,
            Segments segments) {
        this.list = list;
        this.pages = pages;
        this.editing = editing;
        this.customers = customers;
        this.timeline = timeline;
        this.merges = merges;
        this.erasure = erasure;
        this.export = export;
        this.segments = segments;
    }

    @GetMapping("/customers")
    String list(
            @RequestParam(name = "q", defaultValue = "") String query,
            @RequestParam(required = false) @Nullable String segment,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var narrowed = segment == null || segment.isBlank() ? null : segments.get(segment);
        model.addAttribute("query", query);
        model.addAttribute("segment", narrowed);
        model.addAttribute("people", list.find(query, narrowed == null ? null : narrowed.rule(), cursor, ROWS));
        return "customers/list";
    }

    @GetMapping("/customers/{id}")
    String timeline(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Set<String> kind,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var page = pages.page(id, "timeline");
        if (!page.customer().id().equals(id)) {
            return "redirect:" + page.href();
        }
        var chosen = kind == null ? Set.<String>of() : kind;
        model.addAttribute(PAGE, page);
        model.addAttribute(
                "life", Life.of(page.href(), timeline.read(id, chosen, cursor, ENTRIES), timeline.kinds(), chosen));
        return "customers/timeline";
    }

    @GetMapping("/customers/{id}/conversations")
    String conversations(@PathVariable UUID id, Model model) {
        var page = pages.page(id, "conversations");
        model.addAttribute(PAGE, page);
        model.addAttribute("parts", pages.panels(page.customer(), Slot.CONVERSATIONS));
        return "customers/conversations";
    }

    @GetMapping("/customers/{id}/known")
    String known(@PathVariable UUID id, Model model) {
        return known(id, null, null, null, model);
    }

    @ForAgents
    @PostMapping("/customers/{id}/known")
    String change(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String externalId,
            @RequestParam(defaultValue = "") String addresses,
            RedirectAttributes redirect,
            Model model) {
        var facts = new CustomerEditing.Facts(name, language, externalId, List.of(addresses.split("[\\s,;]+")));
        try {
            editing.change(id, facts);
        } catch (InvalidRequest wrong) {
            return known(id, facts, wrong.sentence(), null, model);
        } catch (IdentifierTaken taken) {
            return known(id, facts, taken.sentence(), customers.get(taken.owner()), model);
        }
        redirect.addFlashAttribute(DONE, t("customers.changed"));
        return "redirect:/customers/" + id + "/known";
    }

    private String known(
            UUID id,
            CustomerEditing.@Nullable Facts typed,
            @Nullable String wrong,
            @Nullable Customer taken,
            Model model) {
        var page = pages.page(id, "known");
        var customer = page.customer();
        model.addAttribute(PAGE, page);
        model.addAttribute(
                "known",
                new Known(typed == null ? editing.facts(customer) : typed, merges.of(customer.id()), wrong, taken));
        model.addAttribute("parts", page.erased() ? List.of() : pages.panels(customer, Slot.KNOWN));
        return "customers/known";
    }

    /// Shows whom a customer could be merged with, and what that would do.
    @ForAgents
    @GetMapping("/customers/{id}/merge")
    String merge(
            @PathVariable UUID id,
            @RequestParam(name = "q", defaultValue = "") String query,
            @RequestParam(required = false) @Nullable UUID with,
            Model model) {
        var page = pages.page(id, "known");
        model.addAttribute(PAGE, page);
        model.addAttribute("query", query);
        model.addAttribute(
                "found",
                query.isBlank()
                        ? List.of()
                        : list.find(query, null, 10).items().stream()
                                .filter(customer ->
                                        !customer.id().equals(page.customer().id()))
                                .toList());
        try {
            model.addAttribute("preview", with == null ? null : merges.preview(id, with));
        } catch (InvalidRequest wrong) {
            model.addAttribute("wrong", wrong.sentence());
        }
        return "customers/merge";
    }

    @ForAgents
    @PostMapping("/customers/{id}/merge")
    String merge(@PathVariable UUID id, @RequestParam UUID with, RedirectAttributes redirect) {
        var merge = merges.merge(id, with);
        redirect.addFlashAttribute(DONE, t("customers.merge.done", "name", merge.mergedName()));
        return "redirect:/customers/" + merge.survivor() + "/known";
    }

    @ForAgents
    @PostMapping("/customers/merges/{merge}/undo")
    String separate(@PathVariable UUID merge, RedirectAttributes redirect) {
        var undone = merges.undo(merge);
        redirect.addFlashAttribute(DONE, t("customers.merge.undone", "name", undone.mergedName()));
        return "redirect:/customers/" + undone.survivor() + "/known";
    }

    @ForAdministrators
    @PostMapping("/customers/{id}/export")
    void export(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var customer = customers.get(id);
        export.asked(customer.id());
        CustomerPrivacyApi.zip(response, customer);
        export.write(customer, response.getOutputStream());
    }

    @ForAdministrators
    @GetMapping("/customers/{id}/erasure")
    String erasure(@PathVariable UUID id, Model model) {
        var page = pages.page(id, "known");
        model.addAttribute(PAGE, page);
        model.addAttribute("size", erasure.size(page.customer().id()));
        return "customers/erasure";
    }

    @ForAdministrators
    @PostMapping("/customers/{id}/erasure")
    String erase(@PathVariable UUID id, @RequestParam(defaultValue = "") String confirm, RedirectAttributes redirect) {
        var size = erasure.size(id);
        if (!confirm.strip().equals(Long.toString(size.messages()))) {
            throw InvalidRequest.field("confirm", t("customers.erase.unconfirmed", "messages", size.messages()));
        }
        erasure.erase(id);
        redirect.addFlashAttribute(DONE, t("customers.erase.done"));
        return "redirect:/customers/" + customers.get(id).id();
    }
}
