package io.keepwell.problems.likely;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Hints of new problems and of spikes, for programs.
@RestController
@RequestMapping("/api/v1/problems/hints")
@Tag(name = "Problems")
class HintApi {

    @Schema(name = "ProblemHints")
    record FoundJson(
            @Schema(description = "Complaints of at least three accounts within 48 hours that are alike and unfamiliar")
            List<TogetherJson> newProblems,

            @Schema(description = "More complaints within a day than chance explains (p < 0.001)")
            List<RisingJson> spikes) {}

    @Schema(name = "NewProblemHint")
    record TogetherJson(List<UUID> conversations, int accounts) {}

    @Schema(name = "Spike")
    record RisingJson(
            @Schema(allowableValues = {"problem", "area"}) String kind,

            @Schema(description = "Id of the problem or of the part of the product")
            UUID subject,

            String name,
            int count,
            int accounts,

            @Schema(description = "Complaints that such a day usually sees")
            double expected) {}

    @Schema(name = "HintDismissal")
    record Dismissal(
            @Schema(
                    description = "conversation for the complaints of a possible new problem",
                    allowableValues = {"conversation", "problem", "area"})
            @Nullable
            String kind,

            @Nullable List<UUID> subjects) {}

    private final Hints hints;

    HintApi(Hints hints) {
        this.hints = hints;
    }

    @ForTeam
    @GetMapping
    @Operation(
            summary = "What may be a new problem, and what spikes",
            description = "Hints for a person, never a decision. Up to a minute old.")
    FoundJson list() {
        var found = hints.lately();
        return new FoundJson(
                found.together().stream()
                        .map(it -> new TogetherJson(
                                it.complaints().stream()
                                        .map(Hints.Complaint::conversation)
                                        .toList(),
                                it.accounts()))
                        .toList(),
                found.rising().stream()
                        .map(it -> new RisingJson(
                                it.kind(), it.subject(), it.name(), it.count(), it.accounts(), it.expected()))
                        .toList());
    }

    @ForAgents
    @PostMapping("/dismissals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Dismiss a hint",
            description = "Complaints are part of no such hint again; a spike is not shown for a day.")
    void dismiss(@RequestBody Dismissal asked) {
        if (asked.kind() == null || asked.subjects() == null || asked.subjects().isEmpty()) {
            var field = asked.kind() == null ? "kind" : "subjects";
            throw InvalidRequest.field(field, Texts.t("problems.refused.missing", "field", field));
        }
        hints.dismiss(asked.kind(), asked.subjects());
    }

    @ForAgents
    @DeleteMapping("/dismissals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a dismissal back")
    void bringBack(@RequestParam String kind, @RequestParam List<UUID> subjects) {
        hints.bringBack(kind, subjects);
    }
}
