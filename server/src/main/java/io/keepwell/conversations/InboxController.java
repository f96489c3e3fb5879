package io.keepwell.conversations;

import io.keepwell.shared.ForTeam;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The inbox. The address says what is shown: `/inbox?view=mine`, `/inbox/1042?view=mine&write=note`. A request of htmx
/// gets the three panes alone.
@ForTeam
@Controller
class InboxController {

    private final InboxPages pages;

    InboxController(InboxPages pages) {
        this.pages = pages;
    }

    @ModelAttribute
    InboxFilter filter(@RequestParam Map<String, String> parameters) {
        return filterOf(parameters);
    }

    /// What an address of the inbox asks for.
    static InboxFilter filterOf(Map<String, String> parameters) {
        return new InboxFilter(
                parameters.getOrDefault("view", InboxFilter.View.ALL.key()),
                Criteria.lenient(parameters),
                parameters.getOrDefault("q", ""),
                parameters.getOrDefault("after", ""),
                number(parameters.getOrDefault("show", "")),
                parameters.getOrDefault("write", ""));
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : InboxFilter.STEP;
    }

    @GetMapping("/inbox")
    String list(@ModelAttribute(binding = false) InboxFilter filter, Model model) {
        model.addAttribute("page", pages.list(filter));
        return "conversations/inbox";
    }

    @GetMapping(path = "/inbox", headers = "HX-Request")
    String listPanes(@ModelAttribute(binding = false) InboxFilter filter, Model model) {
        model.addAttribute("page", pages.list(filter));
        return "conversations/panes";
    }

    @GetMapping("/inbox/{number}")
    String conversation(
            @ModelAttribute(binding = false) InboxFilter filter,
            @PathVariable long number,
            @RequestParam(defaultValue = "thread") String step,
            Model model) {
        model.addAttribute("page", pages.conversation(filter, number, step(step)));
        return "conversations/inbox";
    }

    @GetMapping(path = "/inbox/{number}", headers = "HX-Request")
    String conversationPanes(
            @ModelAttribute(binding = false) InboxFilter filter,
            @PathVariable long number,
            @RequestParam(defaultValue = "thread") String step,
            Model model) {
        model.addAttribute("page", pages.conversation(filter, number, step(step)));
        return "conversations/panes";
    }

    /// A click in the list: it stays as it is, with its counts, for as long as nothing live changes it.
    @GetMapping(
            path = "/inbox/{number}",
            headers = {"HX-Request", "Keepwell-List=stays"})
    String conversationBesideTheList(
            @ModelAttribute(binding = false) InboxFilter filter,
            @PathVariable long number,
            @RequestParam(defaultValue = "thread") String step,
            Model model) {
        model.addAttribute("page", pages.besideTheList(filter, number, step(step)));
        return "conversations/panes";
    }

    private static String step(String asked) {
        return asked.equals("person") ? "person" : "thread";
    }
}
