package io.keepwell.problems.solving;

import io.keepwell.conversations.CauseState;
import io.keepwell.conversations.Conversations;
import io.keepwell.problems.Problems;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How complaints end, for programs. Handing one to product is `PATCH cause=triage` of the conversation.
@RestController
@Tag(name = "Complaints", description = "How complaints end, and what of their handling was right")
class SolvingApi {

    static final Duration REPORTED = Duration.ofDays(90);

    private static final int MOST = 500;

    @Schema(name = "OneOff", description = "A complaint without a cause that could happen again")
    record OneOffJson(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            OneOffReason reason,

            @Schema(description = "Id or name of the part of the product it was about") @Nullable
            String component,

            @Schema(description = "What is to be said of it") @Nullable
            String words) {}

    @Schema(name = "ComplaintToTriage", description = "A complaint whose cause product is to find")
    record TriagedJson(
            UUID conversation,
            long number,
            String subject,
            UUID customer,

            @Schema(description = "Id of the member who looks after the conversation") @Nullable
            UUID assignee,

            Instant createdAt,

            @Schema(description = "When it was handed to product")
            Instant since) {}

    @Schema(name = "JusticeMark")
    record Mark(
            @Schema(description = "Whether it was right", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Boolean good) {}

    @Schema(name = "JusticeVerdict")
    record VerdictJson(
            Aspect aspect,

            @Schema(description = "Complaints of the last 90 days with a mark on it")
            long marked,

            @Schema(description = "Those where it was not right")
            long failed) {}

    @Schema(name = "ThreeColumns", description = "What service, product and customers have said of a problem")
    record ColumnsJson(
            boolean service,
            boolean product,

            @Schema(description = "Customers who say that it works for them now")
            int works,

            @Schema(description = "Customers who say that it does not")
            int worksNot,

            @Schema(description = "Customers who were asked and have not answered for 14 days")
            int silent,

            @Schema(description = "Whether all three have had their say")
            boolean complete) {}

    private final Solving solving;
    private final Columns columns;
    private final Problems problems;
    private final SolvingStore store;
    private final Conversations conversations;
    private final Clock clock;

    SolvingApi(
            Solving solving,
            Columns columns,
            Problems problems,
            SolvingStore store,
            Conversations conversations,
            Clock clock) {
        this.solving = solving;
        this.columns = columns;
        this.problems = problems;
        this.store = store;
        this.conversations = conversations;
        this.clock = clock;
    }

    @ForTeam
    @GetMapping("/api/v1/complaints/triage")
    @Operation(summary = "Complaints whose cause product is to find, those that wait longest first")
    Slice<TriagedJson> triage() {
        return new Slice<>(
                store.triage(MOST).stream()
                        .map(it -> new TriagedJson(
                                it.conversation(),
                                it.number(),
                                it.subject(),
                                it.customer(),
                                it.assignee(),
                                it.createdAt(),
                                it.since()))
                        .toList(),
                null);
    }

    @ForAgents
    @PutMapping("/api/v1/conversations/{id}/one-off")
    @Operation(
            summary = "Call a complaint a one-off, with the reason",
            description = "Its cause is one-off then, so that it can be solved.")
    OneOffJson oneOff(@PathVariable String id, @RequestBody OneOffJson asked) {
        if (asked.reason() == null) {
            throw Solving.missing("reason");
        }
        solving.oneOff(
                conversations.get(id).id(),
                asked.reason(),
                solving.part(asked.component()),
                asked.words() == null ? "" : asked.words(),
                false);
        return asked;
    }

    @ForAgents
    @DeleteMapping("/api/v1/conversations/{id}/one-off")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take that back", description = "Its cause is unknown again.")
    void noOneOff(@PathVariable String id) {
        var conversation = conversations.get(id);
        if (conversation.cause() == CauseState.ONE_OFF) {
            conversations.cause(conversation.id(), CauseState.NONE);
        }
    }

    @ForTeam
    @GetMapping("/api/v1/conversations/{id}/justice")
    @Operation(
            summary = "What of the handling of a complaint was right",
            description = "outcome: put right or made good; interaction: with respect and explained; procedure: fast,"
                    + " simple, with their say. What nobody marked is absent.")
    Map<Aspect, Boolean> justice(@PathVariable String id) {
        return store.marks(conversations.get(id).id());
    }

    @ForAgents
    @PutMapping("/api/v1/conversations/{id}/justice/{aspect}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark whether an aspect of the handling was right; good null takes the mark away")
    void mark(@PathVariable String id, @PathVariable String aspect, @RequestBody Mark mark) {
        solving.mark(conversations.get(id).id(), Words.asked(Aspect.class, "aspect", aspect), mark.good());
    }

    @ForTeam
    @GetMapping("/api/v1/complaints/justice")
    @Operation(summary = "Which aspect of the handling fails most, of the last 90 days")
    List<VerdictJson> verdicts() {
        return store.verdicts(clock.instant().minus(REPORTED)).stream()
                .map(it -> new VerdictJson(it.aspect(), it.marked(), it.failed()))
                .toList();
    }

    @ForTeam
    @GetMapping("/api/v1/problems/{id}/columns")
    @Operation(summary = "Whether service, product and customers have all had their say on a problem")
    ColumnsJson columns(@PathVariable String id) {
        var said = columns.of(problems.get(id));
        return new ColumnsJson(
                said.service(), said.product(), said.works(), said.worksNot(), said.silent(), said.complete());
    }
}
