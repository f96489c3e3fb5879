package io.keepwell.conversations;

import io.keepwell.conversations.ConversationJson.Details;
import io.keepwell.conversations.SpamMarks.Block;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Calling conversations spam, for programs.
@RestController
@Tag(name = "Spam")
class ConversationSpamApi {

    @Schema(name = "SpamMark")
    record Mark(
            @Schema(
                    description = "Whom to block with it",
                    allowableValues = {"none", "address", "domain"},
                    defaultValue = "none")
            @Nullable
            String block) {}

    private final SpamMarks marks;
    private final Conversations conversations;
    private final ConversationReading reading;

    ConversationSpamApi(SpamMarks marks, Conversations conversations, ConversationReading reading) {
        this.marks = marks;
        this.conversations = conversations;
        this.reading = reading;
    }

    @ForAgents
    @PostMapping("/api/v1/conversations/{id}/spam")
    @Operation(
            summary = "Call a conversation spam",
            description = "It stands in no view but that of spam, and is deleted after 30 days unless set otherwise.")
    Details mark(@PathVariable String id, @RequestBody Mark request) {
        var conversation = conversations.get(id).id();
        var block = Words.askedOrNull(Block.class, "block", request.block());
        marks.mark(conversation, block == null ? Block.NONE : block);
        return reading.details(conversations.get(conversation));
    }

    @ForAgents
    @DeleteMapping("/api/v1/conversations/{id}/spam")
    @Operation(summary = "Say that a conversation is no spam; it stands in its views again")
    Details unmark(@PathVariable String id) {
        var conversation = conversations.get(id).id();
        marks.unmark(conversation);
        return reading.details(conversations.get(conversation));
    }
}
