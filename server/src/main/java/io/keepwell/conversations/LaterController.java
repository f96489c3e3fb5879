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
import org.springframework.web.bind.annotation.RequestParam;

/// What people do with a reply that waits for its time.
@Controller
@ForAgents
@RequestMapping("/later-replies/{id}")
class LaterController {

    private final LaterReplies replies;
    private final LaterTimes times;
    private final Conversations conversations;

    LaterController(LaterReplies replies, LaterTimes times, Conversations conversations) {
        this.replies = replies;
        this.times = times;
        this.conversations = conversations;
    }

    @PostMapping("/time")
    ResponseEntity<Void> move(@PathVariable UUID id, @RequestParam String at, HttpServletRequest request) {
        replies.move(id, times.read(at));
        return shown(id, request);
    }

    @PostMapping("/sending")
    ResponseEntity<Void> send(@PathVariable UUID id, HttpServletRequest request) {
        replies.send(id, ActionController.UNDO);
        return shown(id, request);
    }

    @DeleteMapping("/sending")
    ResponseEntity<Void> takeBack(@PathVariable UUID id, HttpServletRequest request) {
        replies.takeBack(id);
        return shown(id, request);
    }

    private ResponseEntity<Void> shown(UUID id, HttpServletRequest request) {
        return Afterwards.show(
                request, conversations.get(replies.get(id).conversation()).number());
    }
}
