package io.keepwell.conversations.sla;

import static io.keepwell.shared.Texts.t;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Agreed times, for programs.
@RestController
@RequestMapping("/api/v1/sla-policies")
@Tag(name = "SLA policies", description = "What was agreed for which conversations; the first that fits holds")
class SlaPolicyApi {

    private static final String OF_MAILBOX = "mailbox";

    @Schema(name = "SlaPolicy")
    record Answer(
            UUID id,
            String name,

            @Schema(description = "Id of the calendar, or mailbox for the one of the mailbox")
            String calendar,

            @Schema(description = "Grows with every change") int version,

            @JsonUnwrapped PolicyContent content) {

        static Answer of(SlaPolicy it) {
            var calendar = it.calendar();
            return new Answer(
                    it.id(),
                    it.name(),
                    calendar == null ? OF_MAILBOX : calendar.toString(),
                    it.version(),
                    PolicyReading.content(it));
        }
    }

    @Schema(name = "SlaPolicyChange", description = "What to set; what is absent stays, or is empty in a new policy")
    record Change(
            @Nullable String name,

            @Schema(description = "Id of the calendar, or mailbox for the one of the mailbox") @Nullable
            String calendar,

            PolicyContent.@Nullable Conditions when,

            @Schema(description = "Minutes of attended time by priority and metric") @Nullable
            Map<String, Map<String, Integer>> targets,

            @Schema(description = "States in which the clock of a metric stands still") @Nullable
            Map<String, List<String>> pauses,

            @Nullable String resolution,
            @Nullable Boolean notesCount,
            @Nullable Integer warnBeforeMinutes) {

        PolicyContent over(PolicyContent before) {
            return new PolicyContent(
                    when == null ? before.when() : when,
                    targets == null ? before.targets() : targets,
                    pauses == null ? before.pauses() : pauses,
                    resolution == null ? before.resolution() : resolution,
                    notesCount == null ? before.notesCount() : notesCount,
                    warnBeforeMinutes == null ? before.warnBeforeMinutes() : warnBeforeMinutes);
        }
    }

    @Schema(name = "SlaPolicyOrder")
    record Order(
            @Schema(description = "Ids of all policies, the first to be tried first")
            List<UUID> policies) {}

    @Schema(name = "SlaRecountRequest")
    record Recount(
            @Schema(
                    description = "open: conversations that are not solved; all: verdicts of solved ones too",
                    allowableValues = {"open", "all"})
            String scope) {}

    @Schema(name = "SlaRecount", description = "How far the clocks are worked out anew")
    record Progress(
            String scope,
            Instant askedAt,
            long total,
            long done,
            @Nullable Instant finishedAt) {

        static Progress of(Recounts.Progress it) {
            return new Progress(it.scope(), it.askedAt(), it.total(), it.done(), it.finishedAt());
        }
    }

    private final SlaPolicies policies;
    private final Recounts recounts;

    SlaPolicyApi(SlaPolicies policies, Recounts recounts) {
        this.policies = policies;
        this.recounts = recounts;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "All policies in the order in which they are tried")
    Slice<Answer> list() {
        return new Slice<>(policies.all().stream().map(Answer::of).toList(), null);
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "One policy")
    Answer get(@PathVariable UUID id) {
        return Answer.of(policies.get(id));
    }

    @ForAdministrators
    @PostMapping
    @Transactional
    @Operation(summary = "Make a policy", description = "It is tried after those there are; order says otherwise.")
    ResponseEntity<Answer> create(@RequestBody Change change) {
        var made = policies.create(
                change.name() == null ? "" : change.name(),
                calendar(change.calendar()),
                change.over(new PolicyContent(null, null, null, null, null, null)));
        return ResponseEntity.created(URI.create("/api/v1/sla-policies/" + made.id()))
                .body(Answer.of(made));
    }

    @ForAdministrators
    @PatchMapping("/{id}")
    @Transactional
    @Operation(
            summary = "Change a policy",
            description = "Clocks of open conversations are worked out anew in the background; verdicts that were found"
                    + " stand.")
    Answer change(@PathVariable UUID id, @RequestBody Change change) {
        var before = policies.get(id);
        return Answer.of(policies.change(
                id,
                change.name() == null ? before.name() : change.name(),
                change.calendar() == null ? before.calendar() : calendar(change.calendar()),
                change.over(PolicyReading.content(before))));
    }

    @ForAdministrators
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a policy", description = "Verdicts that were found by it stand.")
    void remove(@PathVariable UUID id) {
        policies.remove(id);
    }

    @ForAdministrators
    @PostMapping("/order")
    @Transactional
    @Operation(summary = "Say which policy is tried first")
    Slice<Answer> order(@RequestBody Order order) {
        policies.order(order.policies());
        return list();
    }

    @ForAdministrators
    @PostMapping("/recount")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Transactional
    @Operation(summary = "Work out the clocks anew", description = "In the background; GET tells how far it has come.")
    Progress recount(@RequestBody Recount request) {
        switch (String.valueOf(request.scope())) {
            case "open" -> recounts.ask(Recounts.Scope.OPEN);
            case "all" -> policies.judgeAnew();
            default -> throw InvalidRequest.field("scope", t("conversations.sla.wrong.word", "typed", request.scope()));
        }
        return Progress.of(recounts.latest().orElseThrow());
    }

    @ForTeam
    @GetMapping("/recount")
    @Operation(summary = "How far the clocks have been worked out anew", description = "204 where they never were.")
    ResponseEntity<Progress> recount() {
        return recounts.latest()
                .map(it -> ResponseEntity.ok(Progress.of(it)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private static @Nullable UUID calendar(@Nullable String asked) {
        if (asked == null || asked.equals(OF_MAILBOX)) {
            return null;
        }
        return Optional.of(asked)
                .filter(it -> it.matches("[0-9a-fA-F-]{36}"))
                .map(UUID::fromString)
                .orElseThrow(() -> InvalidRequest.field("calendar", t("conversations.calendars.not-found")));
    }
}
