package io.keepwell.tasks;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Promises, for programs.
@RestController
@RequestMapping("/api/v1/promises")
@Tag(name = "Promises", description = "What customers were promised, and what became of it")
class PromiseApi {

    @Schema(name = "Promise")
    record Answer(
            UUID id,

            @Schema(
                    description = "What is owed",
                    allowableValues = {"answer", "call", "fixed", "other"})
            String kind,

            @Schema(description = "In words; empty where the kind says it all")
            String what,

            @Schema(
                    description = "broken means that the due time passed; it stays owed until endedAt is there",
                    allowableValues = {"open", "kept", "broken", "withdrawn"})
            String state,

            @Schema(description = "Id of the customer") UUID customer,

            @Schema(description = "Id of the conversation") @Nullable
            UUID conversation,

            @Schema(description = "Id of the member who owes it; null for whoever looks after the conversation")
            @Nullable
            UUID owner,

            @Schema(description = "Id of the member who gave their word; null for an acknowledgement") @Nullable
            UUID madeBy,

            Instant madeAt,

            @Schema(description = "Null where it is due on an event: we tell you when it is fixed") @Nullable
            Instant dueAt,

            @Schema(description = "The due instant that passed") @Nullable
            Instant brokenAt,

            @Schema(description = "When it was kept, made good or withdrawn") @Nullable
            Instant endedAt,

            @Schema(description = "Id of the message that did it") @Nullable
            UUID endedMessage,

            @Schema(description = "Why it was moved or withdrawn") @Nullable
            String reason,

            @Schema(description = "Id of the broken promise in whose place it was made") @Nullable
            UUID follows) {

        static Answer of(Task it) {
            return new Answer(
                    it.id(),
                    it.kind().word(),
                    it.what(),
                    it.state().word(),
                    it.customer(),
                    it.subject(),
                    it.owner(),
                    it.madeBy(),
                    it.madeAt(),
                    it.dueAt(),
                    it.brokenAt(),
                    it.endedAt(),
                    it.endedMessage(),
                    it.reason() == null ? null : TaskReason.words(it.reason()),
                    it.follows());
        }
    }

    @Schema(name = "PromiseDetails", description = "A promise with what became of it, oldest first")
    record Details(@JsonUnwrapped Answer promise, List<Step> history) {}

    @Schema(name = "PromiseStep")
    record Step(
            Instant at,

            @Schema(description = "Id of the member, null for Keepwell itself") @Nullable
            UUID member,

            @Schema(allowableValues = {"made", "kept", "broken", "moved", "withdrawn", "reopened", "owner"})
            String kind,

            @Nullable Instant oldDue,
            @Nullable Instant newDue,
            @Nullable String reason,
            @Nullable UUID message) {}

    @Schema(name = "NewPromise")
    record NewPromise(
            @Schema(
                    description = "Id or number of the conversation; its customer is promised",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String conversation,

            @Schema(
                    allowableValues = {"answer", "call", "fixed", "other"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String kind,

            @Nullable String what,

            @Schema(description = "Needed for every kind but fixed") @Nullable
            Instant dueAt,

            @Schema(description = "Id of the member who owes it; you, where nobody is named") @Nullable
            UUID owner) {}

    @Schema(name = "PromiseKept")
    record Kept(
            @Schema(description = "When it was done; now, where nothing is said") @Nullable
            Instant at,

            @Schema(description = "What held it up, where it was late") @Nullable
            String reason) {}

    @Schema(name = "PromiseMoved")
    record Moved(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Instant dueAt,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}

    @Schema(name = "PromiseWithdrawn")
    record Withdrawn(@Nullable String reason) {}

    private final Tasks tasks;
    private final PromiseQueries queries;
    private final Customers customers;
    private final Members members;
    private final ObjectProvider<TaskSubjects> subjects;
    private final Clock clock;

    PromiseApi(
            Tasks tasks,
            PromiseQueries queries,
            Customers customers,
            Members members,
            ObjectProvider<TaskSubjects> subjects,
            Clock clock) {
        this.tasks = tasks;
        this.queries = queries;
        this.customers = customers;
        this.members = members;
        this.subjects = subjects;
        this.clock = clock;
    }

    @ForTeam
    @GetMapping
    @Operation(
            summary = "Promises, the earliest due first",
            description = "state is one of open, kept, broken, withdrawn, or owed for those still to be done, open or"
                    + " broken. A customer is named by id, external:USER_ID or email:ADDRESS; a conversation by id or"
                    + " number.")
    Slice<Answer> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String conversation,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable UUID owner,
            @RequestParam(required = false) @Nullable Instant dueUntil,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        var subject = given(conversation).flatMap(this::subject);
        var person = given(customer).flatMap(customers::find);
        if (given(conversation).isPresent() && subject.isEmpty()
                || given(customer).isPresent() && person.isEmpty()) {
            return new Slice<>(List.of(), null);
        }
        boolean owed = "owed".equals(state);
        var filter = new PromiseQueries.Filter(
                owed ? null : state(state),
                owed,
                subject.map(TaskSubjects.Subject::id).orElse(null),
                person.map(Customer::id).orElse(null),
                owner,
                dueUntil);
        var found = queries.list(filter, cursor, most);
        return new Slice<>(found.items().stream().map(Answer::of).toList(), found.next());
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "One promise, with what became of it")
    Details get(@PathVariable UUID id) {
        return details(id);
    }

    @ForAgents
    @PostMapping
    @Transactional
    @Operation(
            summary = "Note a promise",
            description = "What a customer was told outside of a letter. It orders the lists from then on.")
    ResponseEntity<Details> create(@RequestBody NewPromise request) {
        var subject = given(request.conversation())
                .flatMap(this::subject)
                .orElseThrow(() -> InvalidRequest.field(
                        "conversation", "conversation is the id or the number of a conversation."));
        var kind = given(request.kind())
                .flatMap(TaskKind::of)
                .filter(it -> it != TaskKind.DEADLINE)
                .orElseThrow(() -> InvalidRequest.field("kind", "kind is one of answer, call, fixed, other."));
        if (kind != TaskKind.FIXED && request.dueAt() == null) {
            throw InvalidRequest.field("dueAt", "dueAt says until when.");
        }
        var me = members.current().map(Member::id).orElse(null);
        var owner = request.owner() == null ? me : request.owner();
        if (owner != null && members.find(owner).isEmpty()) {
            throw InvalidRequest.field("owner", "owner is the id of a member of the team.");
        }
        var id = tasks.make(new NewTask(
                        "hand:" + Ids.next(),
                        kind,
                        true,
                        request.what() == null ? "" : request.what().strip(),
                        subject.customer(),
                        subject.id(),
                        owner,
                        subject.team(),
                        me,
                        now(),
                        null,
                        request.dueAt()))
                .orElseThrow();
        return ResponseEntity.created(URI.create("/api/v1/promises/" + id)).body(details(id));
    }

    @ForAgents
    @PostMapping("/{id}/keep")
    @Operation(summary = "It has been done", description = "Kept where it was in time, else made good late.")
    Details keep(@PathVariable UUID id, @RequestBody(required = false) @Nullable Kept request) {
        var at = request == null || request.at() == null ? now() : request.at();
        if (at.isAfter(now())) {
            throw InvalidRequest.field("at", "at is not in the future.");
        }
        tasks.keep(id, at, null, request == null || request.reason() == null ? "" : request.reason());
        return details(id);
    }

    @ForAgents
    @PostMapping("/{id}/move")
    @Operation(
            summary = "Promise another time",
            description = "A broken promise stays broken, and another one takes its place: that one is answered.")
    Details move(@PathVariable UUID id, @RequestBody Moved request) {
        var due = request.dueAt();
        if (due == null) {
            throw InvalidRequest.field("dueAt", "dueAt says until when.");
        }
        return details(tasks.move(id, due, request.reason() == null ? "" : request.reason())
                .id());
    }

    @ForAgents
    @PostMapping("/{id}/withdraw")
    @Operation(summary = "It is not owed any more, although nobody did it")
    Details withdraw(@PathVariable UUID id, @RequestBody(required = false) @Nullable Withdrawn request) {
        tasks.withdraw(id, request == null || request.reason() == null ? "" : request.reason());
        return details(id);
    }

    @ForAgents
    @PostMapping("/{id}/reopen")
    @Operation(summary = "Take back that it was kept or withdrawn")
    Details reopen(@PathVariable UUID id) {
        tasks.reopen(id);
        return details(id);
    }

    private Details details(UUID id) {
        return new Details(
                Answer.of(tasks.get(id)),
                tasks.steps(id).stream()
                        .map(step -> new Step(
                                step.at(),
                                step.member(),
                                step.kind(),
                                step.oldDue(),
                                step.newDue(),
                                step.reason() == null ? null : TaskReason.words(step.reason()),
                                step.message()))
                        .toList());
    }

    private Optional<TaskSubjects.Subject> subject(String reference) {
        return Optional.ofNullable(subjects.getIfAvailable()).flatMap(known -> known.find(reference));
    }

    private static @Nullable TaskState state(@Nullable String word) {
        return given(word)
                .map(it -> TaskState.of(it)
                        .orElseThrow(() -> InvalidRequest.field("state", Texts.t("tasks.refused.state"))))
                .orElse(null);
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(it -> !it.isBlank());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
