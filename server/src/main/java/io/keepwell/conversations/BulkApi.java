package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Many conversations at once, for programs.
@RestController
@RequestMapping("/api/v1/conversations/bulk")
@Tag(name = "Conversations")
class BulkApi {

    @Schema(name = "BulkChange", description = "One deed and what it is done to: ids, or a filter")
    record Change(
            @Schema(description = "Ids of conversations") @Nullable
            List<UUID> conversations,

            @Schema(description = "All that fit, as in a view") @Nullable
            Map<String, String> filter,

            @Schema(
                    description = "What is set",
                    allowableValues = {
                        "assignee",
                        "team",
                        "state",
                        "priority",
                        "tag",
                        "untag",
                        "snooze",
                        "spam",
                        "merge"
                    },
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String deed,

            @Schema(
                    description = "What it is set to: id or e-mail address of a member, id of a team, a state (open,"
                            + " pending, on-hold, solved), a priority, a tag, an instant; empty for nobody and nothing."
                            + " For spam true or false. For merge the conversation that is left, empty for the oldest"
                            + " of them; at most 50 at once")
            @Nullable
            String value) {}

    @Schema(name = "Batch", description = "What became of a change of many")
    record Answer(
            UUID id,

            @Schema(allowableValues = {"running", "done", "undoing", "undone"})
            String state,

            int total,
            int pending,
            int changed,

            @Schema(description = "Those that were so already")
            int same,

            int refused,
            int undone,

            @Schema(description = "Those left alone by the undo, because somebody had changed them since")
            int kept,

            @Schema(description = "Those refused or left alone, the first hundred")
            List<Exceptional> exceptions) {

        static Answer of(Batch batch) {
            return new Answer(
                    batch.id(),
                    batch.state(),
                    batch.total(),
                    batch.pending(),
                    batch.changed(),
                    batch.same(),
                    batch.refused(),
                    batch.undone(),
                    batch.kept(),
                    batch.exceptions().stream()
                            .map(one -> new Exceptional(one.conversation(), one.number(), one.outcome(), one.reason()))
                            .toList());
        }
    }

    @Schema(name = "BatchException")
    record Exceptional(
            UUID conversation,
            long number,

            @Schema(allowableValues = {"refused", "kept"}) String outcome,

            String reason) {}

    private final Batches batches;
    private final InboxLists lists;
    private final Conversations conversations;
    private final Members members;

    BulkApi(Batches batches, InboxLists lists, Conversations conversations, Members members) {
        this.batches = batches;
        this.lists = lists;
        this.conversations = conversations;
        this.members = members;
    }

    @ForAgents
    @PostMapping
    @Operation(
            summary = "Change many conversations by one deed",
            description =
                    "Up to 100 are changed before the answer; more go on, and the Location tells how far they are."
                            + " Each conversation is changed whole or refused with its reason.")
    ResponseEntity<Answer> change(@RequestBody Change change) {
        var filter = change.filter();
        var given = change.conversations();
        if ((given == null) == (filter == null)) {
            throw InvalidRequest.field("conversations", t("conversations.inbox.batch.either"));
        }
        var ids = filter == null
                ? given
                : lists.matching(
                        new InboxFilter(InboxFilter.FILTER, Criteria.strict(filter), "", "", InboxFilter.STEP, ""));
        var what = Words.asked(BulkDeed.What.class, "deed", String.valueOf(change.deed()));
        var value = change.value() == null ? "" : change.value();
        var batch = batches.start(new BulkDeed(what, named(what, value)), ids == null ? List.of() : ids);
        return ResponseEntity.created(URI.create("/api/v1/conversations/bulk/" + batch.id()))
                .body(Answer.of(batch));
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "How far a change of many is")
    Answer get(@PathVariable UUID id) {
        return Answer.of(batches.get(id));
    }

    @ForAgents
    @PostMapping("/{id}/undo")
    @Operation(
            summary = "Undo a change of many",
            description = "Gives back every value that nobody has changed since. What was new stays open.")
    Answer undo(@PathVariable UUID id) {
        return Answer.of(batches.undo(id));
    }

    private String named(BulkDeed.What what, String value) {
        if (what == BulkDeed.What.MERGE && !value.isEmpty()) {
            return conversations.get(value).id().toString();
        }
        return what == BulkDeed.What.ASSIGNEE && value.contains("@")
                ? MemberReference.find(members, value)
                        .map(Member::id)
                        .map(UUID::toString)
                        .orElseThrow(() -> InvalidRequest.field("value", t("conversations.refused.no-member")))
                : value;
    }
}
