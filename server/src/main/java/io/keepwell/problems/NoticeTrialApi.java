package io.keepwell.problems;

import io.keepwell.shared.ForAgents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A test of what customers are about to read, for programs.
@RestController
@RequestMapping("/api/v1/problems")
@Tag(name = "Problems")
class NoticeTrialApi {

    private final Problems problems;
    private final NoticeTrials trials;

    NoticeTrialApi(Problems problems, NoticeTrials trials) {
        this.problems = problems;
        this.trials = trials;
    }

    @Schema(name = "NoticeTest")
    record Trial(
            @Schema(description = "What it would say: known, update, fixed or correction", defaultValue = "known")
            @Nullable
            NoticeStage stage,

            @Schema(description = "What customers would read", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String text,

            @Schema(description = "The same in other languages, by language tag") @Nullable
            Map<String, @Nullable String> texts,

            @Schema(description = "What was changed, for a fix") @Nullable
            String whatChanged) {}

    @Schema(name = "NoticeTestSent")
    record Sent(
            @Schema(description = "What was done, in a sentence")
            String sentence) {}

    @ForAgents
    @PostMapping("/{id}/test")
    @Operation(
            summary = "Send what customers would read to yourself",
            description =
                    "One letter for each language, marked as a test, to the address of whom the token belongs to. Nobody"
                            + " is told and nothing changes in the ledger.")
    Sent send(@PathVariable String id, @RequestBody Trial trial) {
        var texts = new HashMap<String, String>();
        if (trial.texts() != null) {
            trial.texts().forEach((language, text) -> texts.put(language, text == null ? "" : text.strip()));
        }
        texts.values().removeIf(String::isEmpty);
        texts.put("", trial.text() == null ? "" : trial.text().strip());
        return new Sent(trials.send(
                problems.get(id),
                trial.stage() == null ? NoticeStage.KNOWN : trial.stage(),
                texts,
                trial.whatChanged()));
    }
}
