package io.keepwell.conversations;

import io.keepwell.conversations.ConversationJson.Details;
import io.keepwell.conversations.MessagesMoved.Kind;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Joining, parting and moving, for programs.
@ForAgents
@RestController
@RequestMapping("/api/v1/conversations/{conversation}")
@Tag(name = "Conversations")
class RearrangingApi {

    @Schema(name = "ConversationMerge")
    record Merge(
            @Schema(
                    description = "Id or number of the conversation that is left",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String into,

            @Schema(description = "Whether it is meant that the two are with different customers") @Nullable
            Boolean otherCustomer) {}

    @Schema(name = "ConversationSplit")
    record Split(
            @Schema(
                    description = "Ids of the messages; at least one has to stay",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            List<UUID> messages,

            @Schema(description = "What the new conversation is about; absent: the same") @Nullable
            String subject) {}

    @Schema(name = "MessagesMove")
    record Move(
            @Schema(
                    description = "Ids of the messages; at least one has to stay",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            List<UUID> messages,

            @Schema(
                    description = "Id or number of the conversation they go into",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String into,

            @Schema(description = "Whether it is meant that the two are with different customers") @Nullable
            Boolean otherCustomer) {}

    private final Rearranging rearranging;
    private final Conversations conversations;
    private final ConversationStore store;
    private final ConversationReading reading;

    RearrangingApi(
            Rearranging rearranging,
            Conversations conversations,
            ConversationStore store,
            ConversationReading reading) {
        this.rearranging = rearranging;
        this.conversations = conversations;
        this.store = store;
        this.reading = reading;
    }

    @PostMapping("/merge")
    @Operation(
            summary = "Make a conversation part of another one",
            description = "All its messages go there, in the order of time; what was owed, known and typed goes along."
                    + " Its id and its number lead to the other one for ever. With another customer it is refused"
                    + " (409, other-customer) unless otherCustomer is true. Answers with the one that is left.")
    Details merge(@PathVariable String conversation, @RequestBody Merge request) {
        var into = conversations.get(named("into", request.into())).id();
        return reading.details(
                rearranging.merge(itself(conversation), into, Boolean.TRUE.equals(request.otherCustomer())));
    }

    @PostMapping("/merge/undo")
    @Operation(
            summary = "Take the last merge back",
            description = "id is that of either conversation. Only the last thing done with both can be taken back."
                    + " Answers with the one that is a conversation of its own again.")
    Details undoMerge(@PathVariable String conversation) {
        return reading.details(rearranging.undo(itself(conversation), Kind.MERGE));
    }

    @PostMapping("/split")
    @Operation(
            summary = "Make some messages a conversation of their own",
            description = "It is open, with whoever wrote the first of them. Both name each other in their logs.")
    ResponseEntity<Details> split(@PathVariable String conversation, @RequestBody Split request) {
        var own = rearranging.split(itself(conversation), letters(request.messages()), request.subject());
        return ResponseEntity.created(URI.create("/api/v1/conversations/" + own.id()))
                .body(reading.details(own));
    }

    @PostMapping("/move")
    @Operation(
            summary = "Move some messages into another conversation",
            description = "A message of the customer opens it as if it had come there. Answers with that conversation.")
    Details move(@PathVariable String conversation, @RequestBody Move request) {
        var into = conversations.get(named("into", request.into())).id();
        return reading.details(rearranging.move(
                itself(conversation), letters(request.messages()), into, Boolean.TRUE.equals(request.otherCustomer())));
    }

    @PostMapping("/undo")
    @Operation(
            summary = "Take back the last merge, split or move of a conversation",
            description = "Messages that came since stay where they are, but for those that were written to the"
                    + " conversation that is one of its own again. Answers with the one the messages had come from.")
    Details undo(@PathVariable String conversation) {
        return reading.details(rearranging.undo(itself(conversation), null));
    }

    // Not where it leads: what is part of another one cannot be merged again, and can be brought back.
    private UUID itself(String reference) {
        var number = reference.startsWith("#") ? reference.substring(1) : reference;
        if (number.matches("\\d{1,18}")) {
            return store.byNumber(Long.parseLong(number))
                    .map(Conversation::id)
                    .orElseThrow(() -> new ConversationNotFound(reference));
        }
        try {
            return store.find(UUID.fromString(reference))
                    .map(Conversation::id)
                    .orElseThrow(() -> new ConversationNotFound(reference));
        } catch (IllegalArgumentException e) {
            throw new ConversationNotFound(reference);
        }
    }

    private static String named(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw InvalidRequest.field(field, Texts.t("conversations.rearranging.refused.no-target"));
        }
        return value.strip();
    }

    private static List<UUID> letters(@Nullable List<UUID> messages) {
        if (messages == null || messages.isEmpty()) {
            throw InvalidRequest.field("messages", Texts.t("conversations.rearranging.refused.none-chosen"));
        }
        return messages;
    }
}
