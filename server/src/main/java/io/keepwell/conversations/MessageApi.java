package io.keepwell.conversations;

import io.keepwell.conversations.ConversationJson.Details;
import io.keepwell.shared.ForAgents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What may be done with a single message, for programs.
@RestController
@RequestMapping("/api/v1/messages/{id}")
@Tag(name = "Messages", description = "Single messages: sending again, taking back, letters of strangers")
class MessageApi {

    private final Deliveries deliveries;
    private final Calls calls;
    private final HeldLetters held;
    private final ConversationReading reading;

    MessageApi(Deliveries deliveries, Calls calls, HeldLetters held, ConversationReading reading) {
        this.deliveries = deliveries;
        this.calls = calls;
        this.held = held;
        this.reading = reading;
    }

    @ForAgents
    @PostMapping("/sending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Send a letter again that failed or is uncertain",
            description = "The same letter with the same Message-ID; 409 where it is still on its way or arrived.")
    void sendAgain(@PathVariable UUID id) {
        deliveries.sendAgain(id);
    }

    @ForAgents
    @DeleteMapping("/sending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take a reply back that has not left",
            description = "Its text becomes the draft of whoever takes it back; 409 where it is too late.")
    void takeBack(@PathVariable UUID id) {
        deliveries.takeBack(id);
    }

    @ForAgents
    @DeleteMapping("/call")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take a phone call back that was written down by mistake",
            description = "It answers nothing any more: what it kept is owed again, what was promised in it is not.")
    void takeCallBack(@PathVariable UUID id) {
        calls.takeBack(id);
    }

    @ForAgents
    @PostMapping("/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that the author of a held letter takes part in the conversation")
    void confirm(@PathVariable UUID id) {
        held.confirm(id);
    }

    @ForAgents
    @PostMapping("/separation")
    @Operation(summary = "Give a held letter a conversation of its own")
    ResponseEntity<Details> separate(@PathVariable UUID id) {
        var own = held.separate(id);
        return ResponseEntity.created(URI.create("/api/v1/conversations/" + own.id()))
                .body(reading.details(own));
    }
}
