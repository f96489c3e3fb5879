package io.keepwell.customers.traits;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.CustomerTabs;
import io.keepwell.customers.Traits;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Changes traits by hand.
@ForAgents
@Controller
class TraitController {

    private final Traits traits;
    private final TraitEditing editing;
    private final CustomerTabs tabs;

    TraitController(Traits traits, TraitEditing editing, CustomerTabs tabs) {
        this.traits = traits;
        this.editing = editing;
        this.tabs = tabs;
    }

    @GetMapping("/customers/{id}/traits")
    String edit(@PathVariable UUID id, Model model) {
        return page(id, TraitForm.of(traits.of(id)), null, model);
    }

    @PostMapping("/customers/{id}/traits")
    String change(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            RedirectAttributes redirect,
            Model model) {
        var form = TraitForm.read(fields);
        try {
            editing.change(id, form.wanted(traits.of(id)));
        } catch (InvalidRequest wrong) {
            return page(id, form, wrong.sentence(), model);
        }
        redirect.addFlashAttribute("done", t("customers.changed"));
        return "redirect:/customers/" + id + "/known";
    }

    private String page(UUID id, TraitForm form, @Nullable String wrong, Model model) {
        tabs.show(id, "known", model);
        model.addAttribute("form", form);
        model.addAttribute("names", traits.names());
        model.addAttribute("wrong", wrong);
        return "customers/traits/edit";
    }
}
