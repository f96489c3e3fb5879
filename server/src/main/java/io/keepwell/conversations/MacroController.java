package io.keepwell.conversations;

import static io.keepwell.conversations.Sharing.given;
import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page where macros are written.
@Controller
@ForAgents
@RequestMapping("/settings/macros")
class MacroController {

    private static final String PAGE = "conversations/macros";
    private static final String HERE = "redirect:/settings/macros";

    /// A macro as it is edited.
    ///
    /// @param id      null for a new one
    /// @param problem what is wrong, or null
    record Form(
            @Nullable UUID id, MacroDraft draft, @Nullable FieldError problem) {

        Actions actions() {
            return draft.givenActions();
        }

        String promiseKind() {
            var promise = actions().promise();
            return promise == null ? "" : promise.kind();
        }

        String promiseWhat() {
            var promise = actions().promise();
            return promise == null ? "" : promise.words();
        }

        String promiseWithin() {
            var promise = actions().promise();
            return promise == null ? "" : said(promise.within());
        }

        static String said(@Nullable String value) {
            return value == null ? "" : value;
        }

        boolean is(@Nullable String value, String other) {
            return said(value).equals(other);
        }
    }

    /// A macro in the list.
    ///
    /// @param does what it does, a sentence for each
    record Line(Macro macro, List<String> does) {}

    /// What the page shows.
    ///
    /// @param form null while nothing is edited
    record Page(
            List<Line> macros,
            List<Members.TeamName> teams,
            List<Member> people,
            @Nullable Form form,
            List<String> places) {}

    /// What the form says.
    record Fields(@Nullable UUID id, MacroDraft draft) {

        static Fields of(MultiValueMap<String, String> form) {
            var sharing = Sharing.of(form);
            var id = given(form, "id");
            var promise = given(form, "promise");
            return new Fields(
                    id.isEmpty() ? null : UUID.fromString(id),
                    new MacroDraft(
                            given(form, "name"),
                            sharing.scope(),
                            sharing.team(),
                            new Actions(
                                    given(form, "text"),
                                    !given(form, "send").isEmpty(),
                                    given(form, "note"),
                                    given(form, "state"),
                                    given(form, "kind"),
                                    given(form, "priority"),
                                    tags(form, "addTags"),
                                    tags(form, "removeTags"),
                                    given(form, "assignee"),
                                    given(form, "team"),
                                    given(form, "snooze"),
                                    promise.isEmpty()
                                            ? null
                                            : new Actions.Promise(
                                                    promise,
                                                    given(form, "promiseWithin"),
                                                    given(form, "promiseWhat")))));
        }

        private static List<String> tags(MultiValueMap<String, String> form, String field) {
            return Arrays.stream(given(form, field).split(","))
                    .map(String::strip)
                    .filter(tag -> !tag.isEmpty())
                    .toList();
        }
    }

    private final Macros macros;
    private final MacroWords words;
    private final Members members;

    MacroController(Macros macros, MacroWords words, Members members) {
        this.macros = macros;
        this.words = words;
        this.members = members;
    }

    @GetMapping
    String show(@RequestParam(required = false) @Nullable String edit, Model model) {
        if (edit == null) {
            return page(model, null);
        }
        if (edit.equals("new")) {
            return page(model, new Form(null, new MacroDraft(null, null, null, null), null));
        }
        var macro = macros.get(UUID.fromString(edit));
        return page(model, new Form(macro.id(), MacroDraft.of(macro), null));
    }

    @PostMapping
    String keep(
            @RequestParam MultiValueMap<String, String> form,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var fields = Fields.of(form);
        try {
            var kept = fields.id() == null ? macros.create(fields.draft()) : macros.change(fields.id(), fields.draft());
            redirect.addFlashAttribute("done", t("conversations.saved.kept", "name", kept.name()));
            return HERE;
        } catch (InvalidRequest wrong) {
            response.setStatus(400);
            return page(model, new Form(fields.id(), fields.draft(), wrong.first("name")));
        }
    }

    @PostMapping("/{id}/deletion")
    String delete(@PathVariable UUID id, RedirectAttributes redirect) {
        var macro = macros.get(id);
        macros.delete(id);
        redirect.addFlashAttribute("done", t("conversations.saved.deleted", "name", macro.name()));
        redirect.addFlashAttribute("deleted", id.toString());
        return HERE;
    }

    @PostMapping("/{id}/restoration")
    String restore(@PathVariable UUID id, RedirectAttributes redirect) {
        var macro = macros.restore(id);
        redirect.addFlashAttribute("done", t("conversations.saved.restored", "name", macro.name()));
        return HERE;
    }

    private String page(Model model, @Nullable Form form) {
        var lines = macros.all().stream()
                .map(macro -> new Line(macro, words.sentences(macro.actions())))
                .toList();
        model.addAttribute("page", new Page(lines, members.teams(), members.active(), form, Placeholders.NAMES));
        return PAGE;
    }
}
