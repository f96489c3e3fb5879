package io.keepwell.conversations;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
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

/// Saved replies, for programs.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Saved replies", description = "Words that are written again and again, with places for names")
class SavedReplyApi {

    @Schema(name = "SavedReplies")
    record Answers(List<SavedReplyJson> items) {}

    @Schema(name = "FilledReply")
    record FilledAnswer(
            SavedReplyJson savedReply,

            @Schema(description = "The words with the names filled in")
            String text) {}

    private final SavedReplies replies;
    private final Conversations conversations;

    SavedReplyApi(SavedReplies replies, Conversations conversations) {
        this.replies = replies;
        this.conversations = conversations;
    }

    @ForTeam
    @GetMapping("/saved-replies")
    @Operation(summary = "Saved replies you find, by name", description = "Your own, those of your teams, everybody's.")
    Answers list() {
        return new Answers(replies.all().stream().map(SavedReplyJson::of).toList());
    }

    @ForAgents
    @PostMapping("/saved-replies")
    @Operation(summary = "Write a saved reply")
    ResponseEntity<SavedReplyJson> create(@RequestBody SavedReplyJson.Words words) {
        var made = replies.create(words.draft());
        return ResponseEntity.created(URI.create("/api/v1/saved-replies/" + made.id()))
                .body(SavedReplyJson.of(made));
    }

    @ForTeam
    @GetMapping("/saved-replies/{id}")
    @Operation(summary = "One saved reply")
    SavedReplyJson get(@PathVariable UUID id) {
        return SavedReplyJson.of(replies.get(id));
    }

    @ForAgents
    @PatchMapping("/saved-replies/{id}")
    @Operation(summary = "Change a saved reply", description = "What is absent stays as it is.")
    SavedReplyJson change(@PathVariable UUID id, @RequestBody SavedReplyJson.Words words) {
        return SavedReplyJson.of(replies.change(id, words.over(replies.get(id))));
    }

    @ForAgents
    @DeleteMapping("/saved-replies/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a saved reply")
    void delete(@PathVariable UUID id) {
        replies.delete(id);
    }

    @ForAgents
    @PostMapping("/saved-replies/{id}/restoration")
    @Operation(summary = "Undo the deletion of a saved reply")
    SavedReplyJson restore(@PathVariable UUID id) {
        return SavedReplyJson.of(replies.restore(id));
    }

    @ForTeam
    @GetMapping("/saved-replies/export")
    @Operation(summary = "All saved replies you find, to be taken elsewhere")
    SavedReplyJson.Export export() {
        return new SavedReplyJson.Export(
                replies.all().stream().map(SavedReplyJson.Words::of).toList());
    }

    @ForAgents
    @PostMapping("/saved-replies/import")
    @Operation(
            summary = "Take saved replies over that were exported",
            description = "All or none. One of the same name and scope is replaced, the others are added.")
    SavedReplyJson.Taken take(@RequestBody SavedReplyJson.Export export) {
        return new SavedReplyJson.Taken(replies.take(
                export.savedReplies().stream().map(SavedReplyJson.Words::draft).toList()));
    }

    @ForTeam
    @GetMapping("/conversations/{id}/saved-replies")
    @Operation(
            summary = "Saved replies that fit to some letters, filled in for a conversation",
            description = "The best first, eight at most.")
    List<FilledAnswer> search(@PathVariable String id, @RequestParam(defaultValue = "") String query) {
        return replies.search(conversations.get(id), query).stream()
                .map(found -> new FilledAnswer(SavedReplyJson.of(found.reply()), found.text()))
                .toList();
    }

    @ForAgents
    @PostMapping("/saved-replies/{id}/uses")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Count that a saved reply was taken")
    void used(@PathVariable UUID id) {
        replies.used(id);
    }
}
