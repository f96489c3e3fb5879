package io.keepwell.conversations;

import static io.keepwell.conversations.Sharing.given;
import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import io.keepwell.team.Members;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The page where saved replies are written.
@Controller
@ForAgents
@RequestMapping("/settings/saved-replies")
class SavedReplyController {

    private static final String PAGE = "conversations/saved-replies";
    private static final String HERE = "redirect:/settings/saved-replies";
    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "nl", "pt");

    /// A reply as it is edited.
    ///
    /// @param id       null for a new one
    /// @param previews how each language would be read, by language; empty until asked for
    /// @param problem  what is wrong, or null
    record Form(
            @Nullable UUID id,
            SavedReplyDraft draft,
            List<Language> languages,
            Map<String, String> previews,
            @Nullable FieldError problem) {

        String tags() {
            return String.join(", ", draft.givenTags());
        }
    }

    /// The words of one language.
    record Language(String tag, String name, String text) {}

    /// What the page shows.
    ///
    /// @param form null while nothing is edited
    record Page(
            List<SavedReply> replies,
            List<Members.TeamName> teams,
            @Nullable Form form,
            List<String> places) {}

    /// What the form says. Read by hand: a single text would be taken apart at its commas.
    record Fields(@Nullable UUID id, SavedReplyDraft draft) {

        static Fields of(MultiValueMap<String, String> form) {
            var languages = form.getOrDefault("language", List.of());
            var words = form.getOrDefault("text", List.of());
            var texts = new TreeMap<String, String>();
            for (int i = 0; i < Math.min(languages.size(), words.size()); i++) {
                if (!words.get(i).isBlank()) {
                    texts.put(languages.get(i), words.get(i));
                }
            }
            var sharing = Sharing.of(form);
            var id = given(form, "id");
            return new Fields(
                    id.isEmpty() ? null : UUID.fromString(id),
                    new SavedReplyDraft(
                            given(form, "name"),
                            sharing.scope(),
                            sharing.team(),
                            Arrays.asList(given(form, "tags").split(",")),
                            texts));
        }
    }

    private final SavedReplies replies;
    private final Members members;
    private final JsonMapper json;

    SavedReplyController(SavedReplies replies, Members members, JsonMapper json) {
        this.replies = replies;
        this.members = members;
        this.json = json;
    }

    @GetMapping
    String show(@RequestParam(required = false) @Nullable String edit, Model model) {
        Form form = null;
        if (edit != null && edit.equals("new")) {
            form = form(null, new SavedReplyDraft(null, null, null, null, null), false, null);
        } else if (edit != null) {
            var reply = replies.get(UUID.fromString(edit));
            form = form(reply.id(), SavedReplyDraft.of(reply), true, null);
        }
        return page(model, form);
    }

    @PostMapping(params = "then=preview")
    String preview(@RequestParam MultiValueMap<String, String> form, Model model) {
        var fields = Fields.of(form);
        return page(model, form(fields.id(), fields.draft(), true, null));
    }

    @PostMapping(params = "then=keep")
    String keep(
            @RequestParam MultiValueMap<String, String> form,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var fields = Fields.of(form);
        var draft = fields.draft();
        try {
            var kept = fields.id() == null ? replies.create(draft) : replies.change(fields.id(), draft);
            redirect.addFlashAttribute("done", t("conversations.saved.kept", "name", kept.name()));
            return HERE;
        } catch (InvalidRequest wrong) {
            response.setStatus(400);
            return page(model, form(fields.id(), draft, false, wrong.first("name")));
        }
    }

    @PostMapping("/{id}/deletion")
    String delete(@PathVariable UUID id, RedirectAttributes redirect) {
        var reply = replies.get(id);
        replies.delete(id);
        redirect.addFlashAttribute("done", t("conversations.saved.deleted", "name", reply.name()));
        redirect.addFlashAttribute("deleted", id.toString());
        return HERE;
    }

    @PostMapping("/{id}/restoration")
    String restore(@PathVariable UUID id, RedirectAttributes redirect) {
        var reply = replies.restore(id);
        redirect.addFlashAttribute("done", t("conversations.saved.restored", "name", reply.name()));
        return HERE;
    }

    @GetMapping(path = "/export", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ResponseEntity<byte[]> export() {
        var all = new SavedReplyJson.Export(
                replies.all().stream().map(SavedReplyJson.Words::of).toList());
        var file =
                ContentDisposition.attachment().filename("saved-replies.json").build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(json.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(all));
    }

    @PostMapping("/import")
    String take(@RequestParam MultipartFile file, RedirectAttributes redirect) throws IOException {
        try {
            var export = json.readValue(file.getBytes(), SavedReplyJson.Export.class);
            int count = replies.take(export.savedReplies().stream()
                    .map(SavedReplyJson.Words::draft)
                    .toList());
            redirect.addFlashAttribute("done", t("conversations.saved.taken", "count", count));
            return HERE;
        } catch (JacksonException e) {
            throw InvalidRequest.field("file", t("conversations.saved.wrong.file"));
        }
    }

    private String page(Model model, @Nullable Form form) {
        model.addAttribute("page", new Page(replies.all(), members.teams(), form, Placeholders.NAMES));
        return PAGE;
    }

    private Form form(@Nullable UUID id, SavedReplyDraft draft, boolean preview, @Nullable FieldError problem) {
        var texts = draft.givenTexts();
        var previews = new TreeMap<String, String>();
        if (preview) {
            texts.forEach((language, text) -> previews.put(language, replies.sample(text)));
        }
        var languages = LANGUAGES.stream()
                .map(tag -> new Language(
                        tag,
                        Locale.forLanguageTag(tag).getDisplayLanguage(LocaleContextHolder.getLocale()),
                        texts.getOrDefault(tag, "")))
                .toList();
        return new Form(id, draft, languages, previews, problem);
    }
}
