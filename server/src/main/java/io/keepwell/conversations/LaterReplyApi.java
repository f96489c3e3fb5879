package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.IncomingMail;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
import org.springframework.web.multipart.MultipartFile;

/// Replies that wait for their time, for programs.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Later replies", description = "Replies that leave at a chosen time, unless somebody writes in between")
class LaterReplyApi {

    @Schema(name = "LaterReply")
    record Answer(
            UUID id,
            UUID conversation,
            UUID member,
            String text,
            @Schema(description = "When it leaves") Instant sendAt,

            @Schema(description = "State of the conversation from then on") @Nullable
            String state,

            @Schema(allowableValues = {"waiting", "stopped", "sent", "taken-back"})
            String status,

            @Schema(
                    description = "Why it was stopped",
                    allowableValues = {"customer", "colleague", "closed", "author", "refused"})
            @Nullable
            String stoppedBy) {

        static Answer of(LaterReply later) {
            return new Answer(
                    later.id(),
                    later.conversation(),
                    later.member(),
                    later.text(),
                    later.due(),
                    later.thenState(),
                    later.state(),
                    later.stoppedWhy());
        }
    }

    @Schema(name = "NewLaterReply")
    record Request(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String text,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Instant sendAt,

            @Schema(description = "State of the conversation from then on") @Nullable
            ConversationState state,

            @Schema(description = "Id of the newest message that was read; absent: the newest there is") @Nullable
            UUID seen) {}

    @Schema(name = "LaterReplyChange")
    record Change(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Instant sendAt) {}

    @Schema(name = "LaterReplies")
    record Answers(List<Answer> items) {}

    private final LaterReplies replies;
    private final Conversations conversations;
    private final Uploads uploads;

    LaterReplyApi(LaterReplies replies, Conversations conversations, Uploads uploads) {
        this.replies = replies;
        this.conversations = conversations;
        this.uploads = uploads;
    }

    @ForTeam
    @GetMapping("/conversations/{id}/later-replies")
    @Operation(summary = "Replies of a conversation that wait or were stopped, the next to leave first")
    Answers list(@PathVariable String id) {
        return new Answers(replies.open(conversations.get(id).id()).stream()
                .map(Answer::of)
                .toList());
    }

    @ForAgents
    @PostMapping(path = "/conversations/{id}/later-replies", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Write a reply that leaves later",
            description = "Whatever a customer or a colleague writes before that time stops it; it is shown then and"
                    + " waits for a person.")
    ResponseEntity<Answer> create(@PathVariable String id, @RequestBody Request request) {
        return create(id, request, List.of());
    }

    @ForAgents
    @PostMapping(path = "/conversations/{id}/later-replies", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Write a reply that leaves later, with files",
            description = "One file may have 25 MB, all together 30.")
    ResponseEntity<Answer> createWithFiles(
            @PathVariable String id,
            @RequestParam @Nullable String text,
            @RequestParam @Nullable Instant sendAt,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable UUID seen,
            @RequestParam(required = false) @Nullable List<MultipartFile> attachments) {
        var then = Words.askedOrNull(ConversationState.class, "state", state);
        return create(id, new Request(text, sendAt, then, seen), uploads.keep(attachments));
    }

    private ResponseEntity<Answer> create(String id, Request request, List<IncomingMail.Attachment> files) {
        if (request.text() == null || request.text().isBlank()) {
            throw InvalidRequest.field("text", t("conversations.refused.empty"));
        }
        Uploads.check(files.stream().mapToLong(IncomingMail.Attachment::size).sum());
        var reply = new Reply(request.text(), files, request.state(), request.seen(), Duration.ZERO);
        var made = replies.put(conversations.get(id).id(), reply, given(request.sendAt()));
        return ResponseEntity.created(URI.create("/api/v1/later-replies/" + made.id()))
                .body(Answer.of(made));
    }

    @ForTeam
    @GetMapping("/later-replies/{id}")
    @Operation(summary = "One reply for later, and what became of it")
    Answer get(@PathVariable UUID id) {
        return Answer.of(replies.get(id));
    }

    @ForAgents
    @PatchMapping("/later-replies/{id}")
    @Operation(
            summary = "Choose another time",
            description = "One that was stopped waits again: whoever does so has seen what stopped it.")
    Answer change(@PathVariable UUID id, @RequestBody Change change) {
        replies.move(id, given(change.sendAt()));
        return Answer.of(replies.get(id));
    }

    @ForAgents
    @DeleteMapping("/later-replies/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take a reply for later back",
            description = "Its text and files become the draft of whoever takes it back.")
    void takeBack(@PathVariable UUID id) {
        replies.takeBack(id);
    }

    @ForAgents
    @PostMapping("/later-replies/{id}/sending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Send a reply for later now",
            description = "Also one that was stopped, whatever has come since.")
    void send(@PathVariable UUID id) {
        replies.send(id, Duration.ZERO);
    }

    private static Instant given(@Nullable Instant at) {
        if (at == null) {
            throw InvalidRequest.field("sendAt", t("conversations.writing.later.wrong-time"));
        }
        return at;
    }
}
