package io.keepwell.customers.consents;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Consents.By;
import io.keepwell.customers.Consents.Topic;
import io.keepwell.shared.ForAgents;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Takes down by hand what a customer wants to hear, and takes that back.
@ForAgents
@Controller
class ConsentController {

    private static final String DONE = "done";

    private final ConsentBook consents;

    ConsentController(ConsentBook consents) {
        this.consents = consents;
    }

    @PostMapping("/customers/{id}/consents/{topic}")
    String choose(
            @PathVariable UUID id,
            @PathVariable String topic,
            @RequestParam boolean allowed,
            @RequestParam(defaultValue = "false") boolean themselves,
            RedirectAttributes redirect) {
        var of = Topic.of(topic).orElseThrow(NoSuchTopic::new);
        consents.choose(id, of, allowed, themselves ? By.CUSTOMER : By.TEAM)
                .ifPresent(change -> redirect.addFlashAttribute(
                        "undo", "/customers/" + id + "/consents/changes/" + change + "/undo"));
        redirect.addFlashAttribute(
                DONE,
                t(
                        allowed ? "customers.consents.in" : "customers.consents.out",
                        "topic",
                        t("customers.consents." + topic)));
        return "redirect:/customers/" + id + "/known";
    }

    @PostMapping("/customers/{id}/consents/changes/{change}/undo")
    String undo(@PathVariable UUID id, @PathVariable UUID change, RedirectAttributes redirect) {
        consents.undo(id, change);
        redirect.addFlashAttribute(DONE, t("customers.consents.undone"));
        return "redirect:/customers/" + id + "/known";
    }
}
