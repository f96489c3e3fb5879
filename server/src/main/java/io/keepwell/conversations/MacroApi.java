package io.keepwell.conversations;

import io.keepwell.conversations.MacroOutcome.Ran;
import io.keepwell.conversations.MacroOutcome.Stopped;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Macros, for programs.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Macros", description = "Several things done to a conversation by one word, and undone by one")
class MacroApi {

    @Schema(name = "Macros")
    record Answers(List<Answer> items) {}

    @Schema(name = "Macro")
    record Answer(
            UUID id,
            String name,

            @Schema(
                    description = "Who finds it",
                    allowableValues = {"own", "team", "all"})
            String scope,

            @Schema(description = "Id of the team, where the scope is team") @Nullable
            UUID team,

            Actions actions,

            @Schema(description = "How often it was run") long uses) {

        static Answer of(Macro macro) {
            return new Answer(macro.id(), macro.name(), macro.scope(), macro.team(), macro.actions(), macro.uses());
        }
    }

    /// What is written to make or change one.
    @Schema(name = "MacroWords", description = "What is absent in a change stays as it is; actions are set as a whole")
    record Wish(
            @Nullable String name,

            @Schema(
                    description = "Who finds it",
                    allowableValues = {"own", "team", "all"})
            @Nullable
            String scope,

            @Schema(description = "Id of the team, where the scope is team") @Nullable
            UUID team,

            @Nullable Actions actions) {

        MacroDraft draft() {
            return new MacroDraft(name, scope, team, actions);
        }

        MacroDraft over(Macro before) {
            return new MacroDraft(
                    name == null ? before.name() : name,
                    scope == null ? before.scope() : scope,
                    scope == null && team == null ? before.team() : team,
                    actions == null ? before.actions() : actions);
        }
    }

    @Schema(name = "RunOfMacro")
    record Asked(
            UUID macro,

            @Schema(description = "The whole reply, with the words of the macro; absent: after what is kept as a draft")
            @Nullable
            String text,

            @Schema(description = "Id of the newest message that was seen: a reply that was overtaken is stopped")
            @Nullable
            UUID seen) {}

    @Schema(name = "MacroRun")
    record Run(
            UUID id,
            UUID macro,
            UUID conversation,
            Instant at,

            @Schema(description = "The reply that it sent") @Nullable
            UUID message,

            @Schema(description = "The note that it wrote") @Nullable
            UUID note,

            @Schema(description = "When it was undone") @Nullable
            Instant undoneAt,

            @Schema(description = "What the undo left alone because somebody had changed it since, in words") @Nullable
            String leftAlone) {

        static Run of(MacroRun run) {
            return new Run(
                    run.id(),
                    run.macro(),
                    run.conversation(),
                    run.at(),
                    run.message(),
                    run.note(),
                    run.undoneAt(),
                    run.leftAlone());
        }
    }

    private final Macros macros;
    private final MacroRuns runs;
    private final Conversations conversations;

    MacroApi(Macros macros, MacroRuns runs, Conversations conversations) {
        this.macros = macros;
        this.runs = runs;
        this.conversations = conversations;
    }

    @ForTeam
    @GetMapping("/macros")
    @Operation(summary = "Macros you find, by name", description = "Your own, those of your teams, everybody's.")
    Answers list() {
        return new Answers(macros.all().stream().map(Answer::of).toList());
    }

    @ForAgents
    @PostMapping("/macros")
    @Operation(summary = "Write a macro")
    ResponseEntity<Answer> create(@RequestBody Wish wish) {
        var made = macros.create(wish.draft());
        return ResponseEntity.created(URI.create("/api/v1/macros/" + made.id())).body(Answer.of(made));
    }

    @ForTeam
    @GetMapping("/macros/{id}")
    @Operation(summary = "One macro")
    Answer get(@PathVariable UUID id) {
        return Answer.of(macros.get(id));
    }

    @ForAgents
    @PatchMapping("/macros/{id}")
    @Operation(summary = "Change a macro", description = "What is absent stays as it is; actions are set as a whole.")
    Answer change(@PathVariable UUID id, @RequestBody Wish wish) {
        return Answer.of(macros.change(id, wish.over(macros.get(id))));
    }

    @ForAgents
    @DeleteMapping("/macros/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a macro")
    void delete(@PathVariable UUID id) {
        macros.delete(id);
    }

    @ForAgents
    @PostMapping("/macros/{id}/restoration")
    @Operation(summary = "Undo the deletion of a macro")
    Answer restore(@PathVariable UUID id) {
        return Answer.of(macros.restore(id));
    }

    @ForAgents
    @PostMapping("/conversations/{id}/macro-runs")
    @Operation(
            summary = "Run a macro on a conversation",
            description = "All of it is done, or nothing. The events carry the id of the run as their batch.")
    ResponseEntity<Run> run(@PathVariable String id, @RequestBody Asked asked) {
        var typed = new MacroRuns.Typed(null, asked.text(), asked.seen(), List.of());
        return switch (runs.run(conversations.get(id).id(), asked.macro(), typed)) {
            case Ran(var run) ->
                ResponseEntity.created(URI.create("/api/v1/macro-runs/" + run.id()))
                        .body(Run.of(run));
            case Stopped(var by) -> throw new ReplyOvertaken(by);
        };
    }

    @ForTeam
    @GetMapping("/macro-runs/{id}")
    @Operation(summary = "What a macro did")
    Run ran(@PathVariable UUID id) {
        return Run.of(runs.get(id));
    }

    @ForAgents
    @PostMapping("/macro-runs/{id}/undo")
    @Operation(
            summary = "Undo a run",
            description = "Within an hour; one that sent a reply only until that leaves, ten seconds later.")
    Run undo(@PathVariable UUID id) {
        return Run.of(runs.undo(id));
    }
}
