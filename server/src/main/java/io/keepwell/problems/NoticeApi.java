package io.keepwell.problems;

import io.keepwell.problems.ProblemJson.Announce;
import io.keepwell.problems.ProblemJson.BroadcastJson;
import io.keepwell.problems.ProblemJson.Fix;
import io.keepwell.problems.ProblemJson.Item;
import io.keepwell.problems.ProblemJson.Reopen;
import io.keepwell.problems.ProblemJson.Staged;
import io.keepwell.problems.ProblemJson.Telling;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What those hit by a problem are told, for programs.
@RestController
@RequestMapping("/api/v1/problems")
@Tag(name = "Problems")
class NoticeApi {

    private static final int HOLD_MINUTES = 15;
    private static final int MOST_LANGUAGES = 20;

    private final Problems problems;
    private final Broadcasts broadcasts;

    NoticeApi(Problems problems, Broadcasts broadcasts) {
        this.problems = problems;
        this.broadcasts = broadcasts;
    }

    @ForAgents
    @PostMapping("/{id}/announce")
    @Operation(
            summary = "Tell those hit that we know of it",
            description = "Said again, it tells those hit since, and nobody twice.")
    Staged announce(@PathVariable String id, @RequestBody Announce said) {
        var problem = problems.get(id).id();
        return staged(problem, broadcasts.announce(problem, announcement(said, 0)));
    }

    @ForAgents
    @PostMapping("/{id}/update")
    @Operation(summary = "Tell those who know of it how far we are")
    Staged update(@PathVariable String id, @RequestBody Announce said) {
        var problem = problems.get(id).id();
        return staged(problem, broadcasts.update(problem, announcement(said, 0)));
    }

    @ForAgents
    @PostMapping("/{id}/fix")
    @Operation(
            summary = "It is fixed: tell everybody who was hit or told",
            description =
                    "Above 500 people confirm must be their number, else 409 with the number. Whoever the fix has not"
                            + " reached is owed the news until it does.")
    Staged fix(@PathVariable String id, @RequestBody Fix said) {
        var problem = problems.get(id).id();
        return staged(
                problem,
                broadcasts.fix(
                        problem,
                        said.whatChanged() == null ? "" : said.whatChanged(),
                        announcement(said, HOLD_MINUTES),
                        Availability.of(said.availability())));
    }

    @ForAgents
    @PostMapping("/{id}/fix/rest")
    @Operation(summary = "Tell those of a fixed problem who were not told yet")
    Staged rest(@PathVariable String id, @RequestBody Announce said) {
        var problem = problems.get(id).id();
        return staged(problem, broadcasts.tellRest(problem, announcement(said, HOLD_MINUTES)));
    }

    @ForAgents
    @PostMapping("/{id}/reopen")
    @Operation(
            summary = "It has come back: the next episode begins",
            description = "Whoever was told that it was fixed is told that it is not.")
    Staged reopen(@PathVariable String id, @RequestBody Reopen said) {
        var problem = problems.get(id).id();
        return staged(
                problem,
                broadcasts.reopen(
                        problem, said.reason() == null ? "" : said.reason(), announcement(said, HOLD_MINUTES)));
    }

    @ForTeam
    @GetMapping("/{id}/broadcasts")
    @Operation(summary = "What was sent to many, the newest first")
    List<BroadcastJson> broadcasts(@PathVariable String id) {
        return broadcasts.of(problems.get(id).id()).stream()
                .map(BroadcastJson::of)
                .toList();
    }

    @ForAgents
    @PostMapping("/broadcasts/{broadcast}/cancel")
    @Operation(summary = "Take a broadcast back before its hold is over", description = "A fix is no fix then.")
    BroadcastJson cancel(@PathVariable UUID broadcast) {
        broadcasts.cancel(broadcast);
        return BroadcastJson.of(broadcasts.get(broadcast));
    }

    @ForAgents
    @PostMapping("/broadcasts/{broadcast}/pause")
    @Operation(summary = "Stop a broadcast; what has not left waits")
    BroadcastJson pause(@PathVariable UUID broadcast) {
        broadcasts.pause(broadcast);
        return BroadcastJson.of(broadcasts.get(broadcast));
    }

    @ForAgents
    @PostMapping("/broadcasts/{broadcast}/resume")
    @Operation(summary = "Let a broadcast go on")
    BroadcastJson resume(@PathVariable UUID broadcast) {
        broadcasts.resume(broadcast);
        return BroadcastJson.of(broadcasts.get(broadcast));
    }

    private Staged staged(UUID problem, Optional<Broadcast> broadcast) {
        return new Staged(
                Item.of(problems.get(problem)), broadcast.map(BroadcastJson::of).orElse(null));
    }

    /// @param minutes how long it can be taken back where nothing is said of it
    static Announcement announcement(Telling said, int minutes) {
        var texts = new HashMap<String, String>();
        if (said.texts() != null) {
            said.texts().forEach((language, text) -> texts.put(language, text == null ? "" : text.strip()));
        }
        texts.values().removeIf(String::isEmpty);
        texts.put("", said.text() == null ? "" : said.text().strip());
        if (texts.size() > MOST_LANGUAGES) {
            throw InvalidRequest.field("texts", Texts.t("problems.refused.texts", "most", MOST_LANGUAGES));
        }
        return new Announcement(
                texts,
                Duration.ofMinutes(said.holdMinutes() == null ? minutes : said.holdMinutes()),
                said.confirm(),
                said.exclude() == null ? Set.of() : Set.copyOf(said.exclude()),
                said.inferred() == null || said.inferred(),
                Boolean.TRUE.equals(said.statusPage()));
    }
}
