package io.keepwell.customers.notes;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.CustomerTabs;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// NoteBook of customers, on their page and from the pane beside a conversation. Where a script asks,
/// nothing is answered: the page asks anew by itself.
@Controller
class NoteBookController {

    private static final String FROM_SCRIPT = "HX-Request";
    private static final String DONE = "done";

    private final NoteBook notes;
    private final CustomerTabs tabs;

    NoteBookController(NoteBook notes, CustomerTabs tabs) {
        this.notes = notes;
        this.tabs = tabs;
    }

    /// @param open    a sensitive note to be opened; that is audited
    /// @param changes a note to be changed
    @ForTeam
    @GetMapping("/customers/{id}/notes")
    String list(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID open,
            @RequestParam(required = false) @Nullable UUID changes,
            Model model) {
        tabs.show(id, "notes", model);
        model.addAttribute("notes", notes.of(id));
        var shown = open != null ? open : changes;
        model.addAttribute("opened", shown == null ? null : notes.open(shown));
        model.addAttribute("changing", changes != null);
        model.addAttribute("today", notes.today());
        return "customers/notes/tab";
    }

    @ForAgents
    @PostMapping("/customers/{id}/notes")
    String add(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields, RedirectAttributes redirect) {
        notes.add(NoteForm.read(id, fields, notes.today()));
        redirect.addFlashAttribute(DONE, t("customers.notes.added"));
        return back(id);
    }

    @ForAgents
    @PostMapping(path = "/customers/{id}/notes", headers = FROM_SCRIPT)
    ResponseEntity<Void> add(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields) {
        notes.add(NoteForm.read(id, fields, notes.today()));
        return ResponseEntity.noContent().build();
    }

    @ForAgents
    @PostMapping("/customers/{id}/notes/{note}")
    String change(
            @PathVariable UUID id,
            @PathVariable UUID note,
            @RequestParam MultiValueMap<String, String> fields,
            RedirectAttributes redirect) {
        notes.change(note, NoteForm.read(id, fields, notes.today()));
        redirect.addFlashAttribute(DONE, t("customers.notes.changed"));
        return back(id);
    }

    @ForAgents
    @PostMapping("/customers/{id}/notes/{note}/holds")
    String holds(@PathVariable UUID id, @PathVariable UUID note, RedirectAttributes redirect) {
        notes.holds(note);
        redirect.addFlashAttribute(DONE, t("customers.notes.changed"));
        return back(id);
    }

    @ForAgents
    @PostMapping("/customers/{id}/notes/{note}/removal")
    String remove(@PathVariable UUID id, @PathVariable UUID note, RedirectAttributes redirect) {
        notes.remove(note);
        redirect.addFlashAttribute(DONE, t("customers.notes.removed"));
        redirect.addFlashAttribute("removed", note);
        return back(id);
    }

    @ForAgents
    @PostMapping(path = "/customers/{id}/notes/{note}/removal", headers = FROM_SCRIPT)
    ResponseEntity<Void> remove(@PathVariable UUID note) {
        notes.remove(note);
        return ResponseEntity.noContent().build();
    }

    @ForAgents
    @PostMapping("/customers/{id}/notes/{note}/return")
    String restore(@PathVariable UUID id, @PathVariable UUID note, RedirectAttributes redirect) {
        notes.restore(note);
        redirect.addFlashAttribute(DONE, t("customers.notes.restored"));
        return back(id);
    }

    @ForAgents
    @PostMapping(path = "/customers/{id}/notes/{note}/return", headers = FROM_SCRIPT)
    ResponseEntity<Void> restore(@PathVariable UUID note) {
        notes.restore(note);
        return ResponseEntity.noContent().build();
    }

    private static String back(UUID customer) {
        return "redirect:/customers/" + customer + "/notes";
    }
}
