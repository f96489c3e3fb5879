package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Follow-ups, for programs.
@RestController
@RequestMapping("/api/v1/follow-ups")
@Tag(
        name = "Follow-ups",
        description = "Calling unhappy customers: what was tried, what was learned, what became of it")
class FollowUpApi {

    private static final UUID NOBODY = new UUID(0, 0);

    @Schema(name = "FollowUpAsked")
    record Asked(
            @Schema(description = "Id, external:USER_ID or email:ADDRESS")
            String customer,

            @Schema(description = "Why, in a sentence") @Nullable
            String occasion) {}

    @Schema(name = "FollowUpOwner")
    record Owner(
            @Schema(description = "Id of the member; null for whoever asks") @Nullable
            UUID owner) {}

    @Schema(name = "FollowUpTrying")
    record Trying(
            AttemptChannel channel,
            AttemptOutcome outcome,
            @Nullable String note,

            @Schema(description = "When it was; null for now") @Nullable
            Instant at) {}

    @Schema(name = "FollowUpLearned")
    record Answers(
            @Schema(description = "Question one: the main reason the desired outcome was not reached") @Nullable
            String mainReason,

            @Schema(description = "Id or word of the chosen reason") @Nullable
            String reason,

            @Schema(description = "They did not want to say") @Nullable
            Boolean mainReasonRefused,

            @Schema(description = "Question two: what change of the product would have helped") @Nullable
            String wouldHaveHelped,

            @Nullable Boolean wouldHaveHelpedRefused,

            @Schema(description = "What they wanted, in their words") @Nullable
            String wanted,

            @Schema(description = "What they got, in their words") @Nullable
            String got,

            @Schema(description = "Id or word of the step of the journey") @Nullable
            String step,

            @Schema(description = "Id of the part of the product") @Nullable
            UUID area) {}

    @Schema(name = "FollowUpCause")
    record Cause(
            @Schema(description = "Id of the problem; null for none") @Nullable
            UUID problem,

            @Schema(description = "Id of the idea; null for none") @Nullable
            UUID idea) {}

    @Schema(name = "FollowUpTold")
    record Told(
            @Schema(description = "Id of a message to the customer that was sent")
            UUID message) {}

    @Schema(name = "FollowUpLetter")
    record Letter(
            @Schema(description = "Needed where there is no conversation about it yet") @Nullable
            String subject,

            String text,

            @Schema(description = "Whether it tells them what became of it: the follow-up is told once it has left")
            @Nullable
            Boolean tells) {}

    @Schema(name = "FollowUpClosure")
    record Closure(CloseReason reason, @Nullable String note) {}

    @Schema(name = "FollowUpMind")
    record Evidence(
            @Schema(description = "What shows that they stay after all")
            String evidence) {}

    private final FollowUps followUps;
    private final FollowUpLists lists;
    private final FollowUpJson json;
    private final ChoiceStore choices;
    private final ChangedMinds minds;
    private final Customers customers;
    private final Members members;

    FollowUpApi(
            FollowUps followUps,
            FollowUpLists lists,
            FollowUpJson json,
            ChoiceStore choices,
            ChangedMinds minds,
            Customers customers,
            Members members) {
        this.followUps = followUps;
        this.lists = lists;
        this.json = json;
        this.choices = choices;
        this.minds = minds;
        this.customers = customers;
        this.members = members;
    }

    @ForTeam
    @GetMapping
    @Operation(summary = "Follow-ups, the newest first")
    Slice<FollowUpJson.Item> list(
            @Parameter(description = "A state, or open for all that are not closed")
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(description = "Id, external:USER_ID or email:ADDRESS; an unknown one gives an empty list")
                    @RequestParam(required = false)
                    @Nullable
                    String customer,
            @Parameter(description = "Only those owned by this member") @RequestParam(required = false) @Nullable
                    UUID owner,
            @Parameter(description = "Only those who should have heard from us by now")
                    @RequestParam(defaultValue = "false")
                    boolean overdue,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var filter = FollowUpFilter.ALL.states(states(state));
        if (customer != null && !customer.isBlank()) {
            filter =
                    filter.ofCustomer(customers.find(customer).map(Customer::id).orElse(NOBODY));
        }
        if (owner != null) {
            filter = filter.ownedBy(owner);
        }
        if (overdue) {
            filter = filter.late();
        }
        var found = lists.list(filter, cursor, Cursor.limit(limit));
        return new Slice<>(
                json.items(
                        found.items().stream().map(FollowUpLists.Line::followUp).toList()),
                found.next());
    }

    static Set<FollowUpState> states(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return Set.of();
        }
        return word.equals("open") ? FollowUpFilter.OPEN : Set.of(Words.asked(FollowUpState.class, "state", word));
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "One follow-up with its answers, attempts and history")
    FollowUpJson.Whole get(@PathVariable UUID id) {
        return json.whole(id);
    }

    @ForAgents
    @PostMapping
    @Operation(
            summary = "Make a follow-up for a customer",
            description = "Where one is open already, that one is answered. Whoever makes it looks after it.")
    ResponseEntity<FollowUpJson.Item> create(@RequestBody Asked asked) {
        var customer = Optional.ofNullable(asked.customer())
                .flatMap(customers::find)
                .orElseThrow(() -> InvalidRequest.field("customer", t("followups.refused.customer")));
        var made = followUps.make(customer.id(), said(asked.occasion()));
        return ResponseEntity.created(URI.create("/api/v1/follow-ups/" + made.id()))
                .body(json.item(made.id()));
    }

    @ForAgents
    @PutMapping("/{id}/owner")
    @Operation(summary = "Give it to somebody", description = "Never to the person who was rated: 409.")
    FollowUpJson.Item give(@PathVariable UUID id, @RequestBody Owner asked) {
        followUps.give(id, asked.owner() == null ? members.require().id() : asked.owner());
        return json.item(id);
    }

    @ForAgents
    @PostMapping("/{id}/attempts")
    @Operation(
            summary = "Write down an attempt to reach them",
            description = "The first attempt makes it attempting, one that reached them contacted.")
    FollowUpJson.Item attempt(@PathVariable UUID id, @RequestBody Trying asked) {
        if (asked.channel() == null || asked.outcome() == null) {
            throw InvalidRequest.field(asked.channel() == null ? "channel" : "outcome", t("followups.refused.choice"));
        }
        followUps.attempt(id, asked.channel(), asked.outcome(), said(asked.note()), asked.at());
        return json.item(id);
    }

    @ForAgents
    @PutMapping("/{id}/learned")
    @Operation(
            summary = "Keep what was learned from them",
            description = "Fields that are absent are empty. With both answers, each as words or as refused, and what"
                    + " they wanted and got, a contacted follow-up is understood.")
    FollowUpJson.Item learn(@PathVariable UUID id, @RequestBody Answers asked) {
        followUps.learn(
                id,
                new Learned(
                        said(asked.mainReason()),
                        choice(ChoiceKind.REASON, "reason", asked.reason()),
                        Boolean.TRUE.equals(asked.mainReasonRefused()),
                        said(asked.wouldHaveHelped()),
                        Boolean.TRUE.equals(asked.wouldHaveHelpedRefused()),
                        said(asked.wanted()),
                        said(asked.got()),
                        choice(ChoiceKind.STEP, "step", asked.step()),
                        asked.area()));
        return json.item(id);
    }

    private @Nullable UUID choice(ChoiceKind kind, String field, @Nullable String reference) {
        return reference == null || reference.isBlank()
                ? null
                : choices.named(kind, reference)
                        .orElseThrow(() -> InvalidRequest.field(field, t("followups.refused.choice")));
    }

    @ForAgents
    @PutMapping("/{id}/cause")
    @Operation(
            summary = "Tie it to the problem or the idea behind it",
            description = "The customer counts as hit by the problem and hears when it is fixed; of an idea they are a"
                    + " supporter, in their words.")
    FollowUpJson.Item cause(@PathVariable UUID id, @RequestBody Cause asked) {
        followUps.cause(id, asked.problem(), asked.idea());
        return json.item(id);
    }

    @ForAgents
    @PutMapping("/{id}/waiting")
    @Operation(summary = "It waits for the product", description = "Needs a problem or an idea: else 409.")
    FollowUpJson.Item await(@PathVariable UUID id) {
        followUps.await(id);
        return json.item(id);
    }

    @ForAgents
    @PutMapping("/{id}/told")
    @Operation(summary = "They were told what became of it, by a message that was sent")
    FollowUpJson.Item told(@PathVariable UUID id, @RequestBody Told asked) {
        followUps.told(id, asked.message());
        return json.item(id);
    }

    @ForAgents
    @PostMapping("/{id}/letters")
    @Operation(summary = "Write to them about it, in the conversation there is or in a new one")
    FollowUpJson.Item write(@PathVariable UUID id, @RequestBody Letter asked) {
        followUps.write(id, said(asked.subject()), said(asked.text()), Boolean.TRUE.equals(asked.tells()));
        return json.item(id);
    }

    @ForAgents
    @PutMapping("/{id}/closure")
    @Operation(
            summary = "Close it",
            description = "Recovered, not recovered and no product cause follow understanding; unreachable needs three"
                    + " attempts over at least ten days on two channels: else 409. The cause stays as it is.")
    FollowUpJson.Item close(@PathVariable UUID id, @RequestBody Closure asked) {
        if (asked.reason() == null) {
            throw InvalidRequest.field("reason", t("followups.refused.choice"));
        }
        followUps.close(id, asked.reason(), said(asked.note()));
        return json.item(id);
    }

    @ForAgents
    @PostMapping("/{id}/undoing")
    @Operation(summary = "Take the last step back", description = "Once: 409 where there is none to take back.")
    FollowUpJson.Item undo(@PathVariable UUID id) {
        followUps.undo(id);
        return json.item(id);
    }

    @ForAgents
    @PostMapping("/{id}/changed-minds")
    @Operation(
            summary = "Note that they stay after all",
            description = "With what shows it. That a next score is better is noted by itself.")
    FollowUpJson.Item stays(@PathVariable UUID id, @RequestBody Evidence asked) {
        minds.stays(followUps.get(id).id(), said(asked.evidence()));
        return json.item(id);
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }
}
