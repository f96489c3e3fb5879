package io.keepwell.problems.likely;

import io.keepwell.conversations.Conversations;
import io.keepwell.problems.ProblemState;
import io.keepwell.problems.Problems;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The likeliest problems of a conversation, for programs. To confirm one, link it.
@RestController
@RequestMapping("/api/v1/conversations/{id}/likely-problems")
@Tag(name = "Problems")
class LikelyApi {

    @Schema(name = "LikelyProblem")
    record Item(
            UUID problem,

            @Schema(description = "The number people quote") long number,

            String title,
            ProblemState state,

            @Schema(description = "Share of belief among all problems, between 0 and 1")
            double score,

            @Schema(description = "Earlier complaints that are alike, the nearest first")
            List<AlikeItem> because,

            @Schema(description = "Words of the problem's own names that occur in the conversation")
            List<String> named,

            @Schema(description = "What both have in common besides words, such as an error code")
            List<String> signals) {

        static Item of(LikelyProblem it) {
            return new Item(
                    it.problem().id(),
                    it.problem().number(),
                    it.problem().title(),
                    it.problem().state(),
                    it.score(),
                    it.alike().stream()
                            .map(alike ->
                                    new AlikeItem(alike.conversation(), alike.number(), alike.subject(), alike.words()))
                            .toList(),
                    it.named(),
                    it.signals());
        }
    }

    @Schema(name = "AlikeComplaint")
    record AlikeItem(
            UUID conversation,
            long number,
            String subject,

            @Schema(description = "What both say, the rarest word first")
            List<String> words) {}

    @Schema(name = "ProblemRefusal")
    record Refusal(
            @Schema(description = "Id or number of the problem it is not", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String problem) {}

    private final LikelyProblems likely;
    private final Problems problems;
    private final Conversations conversations;

    LikelyApi(LikelyProblems likely, Problems problems, Conversations conversations) {
        this.likely = likely;
        this.problems = problems;
        this.conversations = conversations;
    }

    @ForTeam
    @GetMapping
    @Operation(
            summary = "The likeliest problems of a conversation",
            description = "Five at most, best first, each with what speaks for it. To confirm one, link it.")
    Slice<Item> list(@PathVariable String id) {
        return new Slice<>(
                likely.of(conversations.get(id).id()).stream().map(Item::of).toList(), null);
    }

    @ForAgents
    @PostMapping("/refusals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say that a conversation is not about a problem",
            description = "It is not suggested for it again, and alike complaints have it further down.")
    void refuse(@PathVariable String id, @RequestBody Refusal asked) {
        var problem = Optional.ofNullable(asked.problem())
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(problems::get)
                .orElseThrow(
                        () -> InvalidRequest.field("problem", Texts.t("problems.refused.missing", "field", "problem")));
        likely.refuse(conversations.get(id).id(), List.of(problem.id()));
    }

    @ForAgents
    @DeleteMapping("/refusals/{problem}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a refusal back")
    void allow(@PathVariable String id, @PathVariable String problem) {
        likely.allow(conversations.get(id).id(), List.of(problems.get(problem).id()));
    }
}
