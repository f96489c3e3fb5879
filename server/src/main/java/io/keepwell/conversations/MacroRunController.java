package io.keepwell.conversations;

import io.keepwell.conversations.MacroOutcome.Ran;
import io.keepwell.conversations.MacroOutcome.Stopped;
import io.keepwell.shared.ForAgents;
import io.keepwell.team.Members;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Running a macro from the composer: what it will do is shown first.
@Controller
@ForAgents
class MacroRunController {

    /// What a macro will do.
    ///
    /// @param text      the words for the reply, filled in, or null
    /// @param note      the note, filled in, or null
    /// @param sentences the rest, and what happens to the words
    record Preview(
            UUID conversation,
            Macro macro,
            @Nullable String text,
            @Nullable String note,
            List<String> sentences) {}

    /// What the preview sends: see `MacroRuns.Typed`.
    ///
    /// @param kept   files of the draft that go with it
    /// @param anyway not null: whatever has come since
    record Form(
            @Nullable String before,
            @Nullable String text,
            @Nullable UUID seen,
            @Nullable List<UUID> kept,
            @Nullable String anyway) {}

    private final Macros macros;
    private final MacroRuns runs;
    private final MacroWords words;
    private final SavedReplies replies;
    private final KeptFiles files;
    private final Conversations conversations;
    private final Members members;

    MacroRunController(
            Macros macros,
            MacroRuns runs,
            MacroWords words,
            SavedReplies replies,
            KeptFiles files,
            Conversations conversations,
            Members members) {
        this.macros = macros;
        this.runs = runs;
        this.words = words;
        this.replies = replies;
        this.files = files;
        this.conversations = conversations;
        this.members = members;
    }

    @GetMapping("/conversations/{id}/macros/{macro}")
    String show(@PathVariable UUID id, @PathVariable UUID macro, Model model) {
        var conversation = conversations.get(id);
        var found = macros.get(macro);
        var actions = found.actions();
        model.addAttribute(
                "preview",
                new Preview(
                        conversation.id(),
                        found,
                        actions.text() == null ? null : replies.filled(actions.text(), conversation),
                        actions.note() == null ? null : replies.filled(actions.note(), conversation),
                        words.sentences(actions)));
        return "conversations/macro";
    }

    @PostMapping("/conversations/{id}/macros/{macro}/runs")
    ResponseEntity<Void> run(@PathVariable UUID id, @PathVariable UUID macro, Form form, HttpServletRequest request) {
        var kept = form.kept() == null ? List.<UUID>of() : form.kept();
        var going = files.ofDraft(id, members.require().id()).stream()
                .filter(file -> kept.contains(file.id()))
                .map(KeptFiles.Kept::attachment)
                .toList();
        var seen = form.anyway() == null ? form.seen() : null;
        return switch (runs.run(id, macro, new MacroRuns.Typed(form.before(), form.text(), seen, going))) {
            case Ran(var run) -> shown(run, request);
            case Stopped(var by) -> throw new ReplyOvertaken(by);
        };
    }

    @PostMapping("/macro-runs/{id}/undo")
    ResponseEntity<Void> undo(@PathVariable UUID id, HttpServletRequest request) {
        return shown(runs.undo(id), request);
    }

    private ResponseEntity<Void> shown(MacroRun run, HttpServletRequest request) {
        return Afterwards.show(request, conversations.get(run.conversation()).number());
    }
}
