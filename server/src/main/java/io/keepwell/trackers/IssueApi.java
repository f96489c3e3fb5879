package io.keepwell.trackers;

import io.keepwell.problems.Problem;
import io.keepwell.problems.Problems;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Issues of problems, for programs.
@RestController
@RequestMapping("/api/v1/problems/{id}/issues")
@Tag(name = "Trackers")
class IssueApi {

    @Schema(name = "TrackerIssue")
    record Issue(
            UUID id,

            @Schema(description = "Id of the connection") UUID tracker,

            TrackerIssue.State state,

            @Schema(description = "Of a closed one: whether it was closed because it is done")
            boolean done,

            String title,

            @Schema(description = "The tracker's number; null until it is there") @Nullable
            Long number,

            @Nullable String url,

            @Schema(description = "Why it could not be opened, or what became of it") @Nullable
            Trouble trouble,

            @Schema(description = "What the tracker said of that") @Nullable
            String troubleDetail,

            @Schema(description = "Id of the member who had it opened or linked it") @Nullable
            UUID by,

            Instant createdAt,

            @Schema(description = "When we last heard of it") @Nullable
            Instant heardAt,

            @Nullable Instant closedAt) {

        static Issue of(TrackerIssue it) {
            return new Issue(
                    it.id(),
                    it.connection(),
                    it.state(),
                    it.done(),
                    it.title(),
                    it.number(),
                    it.url(),
                    it.trouble(),
                    it.troubleDetail(),
                    it.by(),
                    it.createdAt(),
                    it.heardAt(),
                    it.closedAt());
        }
    }

    @Schema(name = "TrackerIssues")
    record Issues(
            List<Issue> items,

            @Schema(description = "Since when trackers call it done, so that its fix can be prepared; null otherwise")
            @Nullable
            Instant doneSince,

            @Schema(description = "What may say what was changed, from its closing; a suggestion only") @Nullable
            String suggestion) {}

    @Schema(name = "TrackerIssueDraft")
    record Draft(
            @Schema(description = "Repeated in the request, it makes that it is opened once")
            UUID order,

            String title,

            @Schema(description = "Markdown") String text) {}

    @Schema(name = "NewTrackerIssue", description = "Either url, or all but that")
    record NewIssue(
            @Schema(description = "Id of the connection where it is opened") @Nullable
            UUID tracker,

            @Schema(description = "Absent: as in the draft") @Nullable
            String title,

            @Schema(description = "Markdown; absent: as in the draft, without what service and product found") @Nullable
            String text,

            @Schema(description = "Id of your own making: with the same one nothing is opened twice") @Nullable
            UUID order,

            @Schema(description = "Page of an issue that is there, to be linked") @Nullable
            String url) {}

    private final Problems problems;
    private final TrackerIssues issues;
    private final IssueDraft drafts;
    private final DoneElsewhere done;

    IssueApi(Problems problems, TrackerIssues issues, IssueDraft drafts, DoneElsewhere done) {
        this.problems = problems;
        this.issues = issues;
        this.drafts = drafts;
        this.done = done;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "The issues of a problem, in the order they came", description = "id is its id or its number.")
    Issues list(@PathVariable String id) {
        var problem = problems.get(id);
        var said = done.of(problem);
        return new Issues(
                issues.of(problem.id()).stream().map(Issue::of).toList(),
                said.map(DoneElsewhere.Done::since).orElse(null),
                said.map(DoneElsewhere.Done::words)
                        .filter(words -> !words.isBlank())
                        .orElse(null));
    }

    @ForAgents
    @GetMapping("/draft")
    @Operation(
            summary = "What an issue would say",
            description = "Title and numbers; nothing of customers, neither names nor addresses nor letters.")
    Draft draft(
            @PathVariable String id,
            @Parameter(description = "Whether what service and product found is in it")
                    @RequestParam(defaultValue = "false")
                    boolean texts) {
        var draft = drafts.of(problems.get(id), texts);
        return new Draft(Ids.next(), draft.title(), draft.body());
    }

    @ForAgents
    @PostMapping
    @Operation(
            summary = "Have an issue opened, or link one that is there",
            description = "Opened in the background: it waits until the tracker has taken it. What names a customer is "
                    + "refused.")
    ResponseEntity<Issue> create(@PathVariable String id, @RequestBody NewIssue asked) {
        var problem = problems.get(id);
        var made = asked.url() == null ? open(problem, asked) : issues.link(problem, asked.url());
        return ResponseEntity.created(URI.create("/api/v1/problems/" + problem.id() + "/issues"))
                .body(Issue.of(made));
    }

    private TrackerIssue open(Problem problem, NewIssue asked) {
        var tracker = asked.tracker();
        if (tracker == null) {
            throw InvalidRequest.field("tracker", Texts.t("trackers.wrong.tracker"));
        }
        var draft = drafts.of(problem, false);
        return issues.open(
                problem,
                asked.order() == null ? Ids.next() : asked.order(),
                tracker,
                Objects.requireNonNullElse(asked.title(), draft.title()),
                Objects.requireNonNullElse(asked.text(), draft.body()));
    }

    @ForAgents
    @PostMapping("/{issue}/retry")
    @Operation(summary = "Try again what could not be opened", description = "It is looked for first.")
    Issue again(@PathVariable String id, @PathVariable UUID issue) {
        return Issue.of(issues.again(problems.get(id), issue));
    }

    @ForAgents
    @PostMapping("/{issue}/refresh")
    @Operation(summary = "Ask the tracker how an issue stands", description = "Where it says no, trouble says why.")
    Issue refresh(@PathVariable String id, @PathVariable UUID issue) {
        return Issue.of(issues.refresh(problems.get(id), issue));
    }

    @ForAgents
    @DeleteMapping("/{issue}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let an issue go", description = "It stays where it is.")
    void unlink(@PathVariable String id, @PathVariable UUID issue) {
        issues.unlink(problems.get(id), issue);
    }
}
