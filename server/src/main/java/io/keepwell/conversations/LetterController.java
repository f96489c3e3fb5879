package io.keepwell.conversations;

import io.keepwell.shared.ForAgents;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// What people do with a single letter on the page. A form cannot say DELETE, so it says so in a field.
@Controller
@ForAgents
@RequestMapping("/messages/{id}")
class LetterController {

    private final Deliveries deliveries;
    private final HeldLetters held;
    private final MessageStore messages;
    private final Conversations conversations;

    LetterController(Deliveries deliveries, HeldLetters held, MessageStore messages, Conversations conversations) {
        this.deliveries = deliveries;
        this.held = held;
        this.messages = messages;
        this.conversations = conversations;
    }

    @PostMapping(path = "/sending", params = "!_method")
    ResponseEntity<Void> sendAgain(@PathVariable UUID id, HttpServletRequest request) {
        deliveries.sendAgain(id);
        return shown(id, request);
    }

    @DeleteMapping("/sending")
    ResponseEntity<Void> takeBack(@PathVariable UUID id, HttpServletRequest request) {
        deliveries.takeBack(id);
        return shown(id, request);
    }

    @PostMapping(path = "/sending", params = "_method=delete")
    ResponseEntity<Void> takeBackByForm(@PathVariable UUID id, HttpServletRequest request) {
        return takeBack(id, request);
    }

    @PostMapping("/confirmation")
    ResponseEntity<Void> confirm(@PathVariable UUID id, HttpServletRequest request) {
        held.confirm(id);
        return shown(id, request);
    }

    @PostMapping("/separation")
    ResponseEntity<Void> separate(@PathVariable UUID id, HttpServletRequest request) {
        return Afterwards.show(request, held.separate(id).number());
    }

    private ResponseEntity<Void> shown(UUID message, HttpServletRequest request) {
        var conversation =
                messages.find(message).orElseThrow(MessageNotFound::new).conversation();
        return Afterwards.show(request, conversations.get(conversation).number());
    }
}
