package io.keepwell.conversations;

import io.keepwell.shared.ForAgents;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/// Putting one conversation off, and taking that back.
@ForAgents
@Controller
@Tag(name = "Conversations")
class SnoozeController {

    @Schema(name = "Snooze")
    record Until(
            @Schema(description = "When it comes back, unless the customer writes before")
            Instant until) {}

    private final Snoozes snoozes;
    private final Conversations conversations;
    private final InboxPreferences preferences;
    private final Members members;
    private final Clock clock;

    SnoozeController(
            Snoozes snoozes, Conversations conversations, InboxPreferences preferences, Members members, Clock clock) {
        this.snoozes = snoozes;
        this.conversations = conversations;
        this.preferences = preferences;
        this.members = members;
        this.clock = clock;
    }

    @PostMapping("/conversations/{id}/snooze")
    ResponseEntity<Void> create(
            @PathVariable UUID id,
            @RequestParam String when,
            @RequestParam(defaultValue = "") String until,
            HttpServletRequest request) {
        var zone = preferences.zone(members.require().id());
        snoozes.snooze(id, SnoozeTimes.asked(when, until, clock.instant(), zone));
        return Afterwards.show(request, conversations.get(id).number());
    }

    @DeleteMapping("/conversations/{id}/snooze")
    ResponseEntity<Void> destroy(@PathVariable UUID id, HttpServletRequest request) {
        snoozes.snooze(id, null);
        return Afterwards.show(request, conversations.get(id).number());
    }

    @ResponseBody
    @PutMapping("/api/v1/conversations/{id}/snooze")
    @Operation(summary = "Put a conversation off until a time")
    Until set(@PathVariable String id, @RequestBody Until wanted) {
        snoozes.snooze(conversations.get(id).id(), wanted.until());
        return wanted;
    }

    @DeleteMapping("/api/v1/conversations/{id}/snooze")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ResponseBody
    @Operation(summary = "Bring a conversation back now")
    void end(@PathVariable String id) {
        snoozes.snooze(conversations.get(id).id(), null);
    }
}
