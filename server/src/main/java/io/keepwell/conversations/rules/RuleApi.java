package io.keepwell.conversations.rules;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keepwell.conversations.Conversations;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Rules, for programs.
@RestController
@RequestMapping("/api/v1/rules")
@Tag(name = "Rules", description = "When something happens to a conversation, and it is like this, then that is done")
class RuleApi {

    private static final RuleContent NOTHING =
            new RuleContent(new RuleContent.When("", null, null), "all", List.of(), List.of(), false);

    @Schema(name = "Rule")
    record Answer(
            UUID id,
            String name,

            @Schema(description = "Grows with every change; the log names it")
            int version,

            @Schema(description = "Whether it is on") boolean active,

            @Schema(description = "When it switched itself off after too many failures, or null") @Nullable
            Instant stoppedAt,

            @JsonUnwrapped RuleContent content,

            @Schema(description = "How often it acted in the last 30 days")
            long acted,

            @Schema(description = "How often something was wrong with it in the last 30 days")
            long failed,

            @Schema(description = "When it last acted, or null") @Nullable
            Instant actedAt) {

        static Answer of(Rule it, Map<UUID, RuleStore.Figures> figures) {
            var figure = figures.getOrDefault(it.id(), RuleStore.Figures.NONE);
            return new Answer(
                    it.id(),
                    it.name(),
                    it.version(),
                    it.active(),
                    it.stoppedAt(),
                    it.content(),
                    figure.done(),
                    figure.failed(),
                    figure.lastAt());
        }
    }

    @Schema(name = "RuleChange", description = "What to set; what is absent stays, or is empty in a new rule")
    record Change(
            @Nullable String name,

            @Schema(description = "Whether it is on; a new rule is, unless this says otherwise") @Nullable
            Boolean active,

            RuleContent.@Nullable When when,
            @Nullable String match,
            @Nullable List<RuleContent.Condition> conditions,
            @Nullable List<RuleContent.Deed> deeds,
            @Nullable Boolean stop) {

        RuleContent over(RuleContent before) {
            return new RuleContent(
                    Objects.requireNonNullElse(when, before.when()),
                    Objects.requireNonNullElse(match, before.match()),
                    Objects.requireNonNullElse(conditions, before.conditions()),
                    Objects.requireNonNullElse(deeds, before.deeds()),
                    Objects.requireNonNullElse(stop, before.stop()));
        }
    }

    @Schema(name = "RuleOrder")
    record Order(
            @Schema(description = "Ids of all rules, the first to be tried first")
            List<UUID> rules) {}

    @Schema(name = "RuleLogEntry", description = "What a rule did, and why")
    record Line(
            UUID id,

            @Schema(description = "Version of the rule that did it")
            int version,

            UUID conversation,
            long number,
            Instant at,

            @Schema(description = "How many rules had acted one upon the other, this one included")
            int hop,

            @Schema(
                    allowableValues = {"done", "refused", "failed", "stopped"},
                    description =
                            "refused: it cannot be done to this conversation; failed: something is wrong with the rule; stopped: rules ran in a circle")
            String outcome,

            @Schema(description = "The conditions that were met")
            List<RuleContent.Condition> matched,

            List<RuleContent.Deed> deeds,

            @Schema(description = "Why nothing was done, or null") @Nullable
            String reason) {

        static Line of(RuleLog.Entry it) {
            return new Line(
                    it.id(),
                    it.version(),
                    it.conversation(),
                    it.number(),
                    it.at(),
                    it.hop(),
                    it.outcome(),
                    it.matched().stream().map(Matching.Check::condition).toList(),
                    it.deeds(),
                    it.reason());
        }
    }

    @Schema(name = "RuleTrialRequest", description = "A rule to be tried on the past, kept or not")
    record Trial(
            @Schema(description = "How many days back: 1 to 30; 7 where nothing is said") @Nullable
            Integer days,

            @Schema(description = "Id or number of the one conversation to try it on, instead of the last days")
            @Nullable
            String conversation,

            Change rule) {}

    @Schema(name = "RuleTrial", description = "What the rule would have done")
    record Tried(
            @Schema(description = "How often what it waits for happened")
            int causes,

            @Schema(description = "How often it would have acted")
            int met,

            @Schema(description = "In how many conversations")
            long conversations,

            @Schema(description = "Whether there were more causes than were looked at")
            boolean more,

            @Schema(description = "The newest hundred") List<Case> cases) {}

    @Schema(name = "RuleTrialCase")
    record Case(
            UUID conversation,
            long number,
            Instant at,
            boolean met,
            List<RuleContent.Condition> matched,
            List<RuleContent.Condition> missing) {

        static Case of(DryRuns.Case it) {
            return new Case(
                    it.conversation(),
                    it.number(),
                    it.at(),
                    it.verdict().met(),
                    it.verdict().reasons().stream()
                            .map(Matching.Check::condition)
                            .toList(),
                    it.verdict().checks().stream()
                            .filter(check -> !check.met())
                            .map(Matching.Check::condition)
                            .toList());
        }
    }

    private final Rules rules;
    private final DryRuns dryRuns;
    private final Conversations conversations;

    RuleApi(Rules rules, DryRuns dryRuns, Conversations conversations) {
        this.rules = rules;
        this.dryRuns = dryRuns;
        this.conversations = conversations;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "All rules in the order in which they are tried")
    Slice<Answer> list() {
        var figures = rules.figures();
        return new Slice<>(
                rules.all().stream().map(it -> Answer.of(it, figures)).toList(), null);
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "One rule")
    Answer get(@PathVariable UUID id) {
        return Answer.of(rules.get(id), rules.figures());
    }

    @ForAdministrators
    @PostMapping
    @Transactional
    @Operation(summary = "Make a rule", description = "It is tried after those there are; order says otherwise.")
    ResponseEntity<Answer> create(@RequestBody Change change) {
        var made = rules.create(change.name(), !Boolean.FALSE.equals(change.active()), change.over(NOTHING));
        return ResponseEntity.created(URI.create("/api/v1/rules/" + made.id())).body(get(made.id()));
    }

    @ForAdministrators
    @PatchMapping("/{id}")
    @Transactional
    @Operation(summary = "Change a rule", description = "What it says changes its version; on and off do not.")
    Answer change(@PathVariable UUID id, @RequestBody Change change) {
        var before = rules.get(id);
        rules.change(id, change.name() == null ? before.name() : change.name(), change.over(before.content()));
        if (change.active() != null) {
            rules.active(id, change.active());
        }
        return get(id);
    }

    @ForAdministrators
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a rule away", description = "Its log stays; restoration brings it back.")
    void remove(@PathVariable UUID id) {
        rules.remove(id);
    }

    @ForAdministrators
    @PostMapping("/{id}/restoration")
    @Transactional
    @Operation(summary = "Bring a rule back that was taken away")
    Answer restore(@PathVariable UUID id) {
        rules.restore(id);
        return get(id);
    }

    @ForAdministrators
    @PostMapping("/order")
    @Transactional
    @Operation(summary = "Say which rule is tried first")
    Slice<Answer> order(@RequestBody Order order) {
        rules.order(order.rules());
        return list();
    }

    @ForTeam
    @GetMapping("/{id}/log")
    @Operation(summary = "What a rule did, newest first")
    Slice<Line> log(
            @PathVariable UUID id,
            @RequestParam Optional<UUID> cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        var entries = rules.log(id, cursor.orElse(null), most + 1);
        var shown = entries.subList(0, Math.min(most, entries.size()));
        return new Slice<>(
                shown.stream().map(Line::of).toList(),
                entries.size() > most ? shown.getLast().id().toString() : null);
    }

    @ForAdministrators
    @PostMapping("/trial")
    @Operation(
            summary = "Try a rule on the past",
            description = "Says what it would have done, and why. Nothing is changed.")
    Tried trial(@RequestBody Trial trial) {
        var content = rules.checked(trial.rule().over(NOTHING));
        int days = Math.clamp(Objects.requireNonNullElse(trial.days(), 7), 1, 30);
        var result = trial.conversation() == null
                ? dryRuns.lately(content, Duration.ofDays(days))
                : dryRuns.of(content, conversations.get(trial.conversation()).id());
        return new Tried(
                result.causes(),
                result.met(),
                result.conversations(),
                result.more(),
                result.cases().stream().map(Case::of).toList());
    }
}
