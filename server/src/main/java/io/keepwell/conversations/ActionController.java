package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.ReplyOutcome.Overtaken;
import io.keepwell.conversations.ReplyOutcome.Written;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Members;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;

/// What people do to a conversation on the page. Every action is a form; afterwards the page shows the conversation.
@Controller
@ForAgents
@RequestMapping("/conversations/{id}")
class ActionController {

    private static final Duration UNDO = Duration.ofSeconds(10);
    private static final List<String> DRAFTS = List.of("message", "note");

    private final Conversations conversations;
    private final Replies replies;
    private final Drafts drafts;
    private final Uploads uploads;
    private final Members members;

    ActionController(Conversations conversations, Replies replies, Drafts drafts, Uploads uploads, Members members) {
        this.conversations = conversations;
        this.replies = replies;
        this.drafts = drafts;
        this.uploads = uploads;
        this.members = members;
    }

    @PostMapping("/replies")
    ResponseEntity<Void> reply(
            @PathVariable UUID id,
            @RequestParam String text,
            @RequestParam(required = false) @Nullable String then,
            @RequestParam(required = false) @Nullable UUID seen,
            @RequestParam(required = false) @Nullable List<MultipartFile> attachments,
            HttpServletRequest request) {
        var state = Words.askedOrNull(ConversationState.class, "then", then);
        var reply = new Reply(written(text), uploads.keep(attachments), state, seen, UNDO);
        return switch (replies.reply(id, reply)) {
            case Written(var into, var number, var message) -> Afterwards.show(request, number);
            case Overtaken(var other, var author) -> throw new ReplyOvertaken(author);
        };
    }

    @PostMapping("/notes")
    ResponseEntity<Void> note(
            @PathVariable UUID id,
            @RequestParam String text,
            @RequestParam(required = false) @Nullable List<MultipartFile> attachments,
            HttpServletRequest request) {
        replies.note(id, written(text), uploads.keep(attachments));
        return shown(id, request);
    }

    @PutMapping("/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void draft(@PathVariable UUID id, @RequestParam(defaultValue = "message") String type, @RequestParam String text) {
        if (!DRAFTS.contains(type)) {
            throw InvalidRequest.field("type", "type is one of message, note.");
        }
        drafts.keep(conversations.get(id).id(), members.require().id(), type, text);
    }

    @PostMapping("/state")
    @Transactional
    ResponseEntity<Void> state(
            @PathVariable UUID id,
            @RequestParam String state,
            @RequestParam(required = false) @Nullable String cause,
            HttpServletRequest request) {
        var known = Words.askedOrNull(CauseState.class, "cause", cause);
        if (known != null) {
            conversations.cause(id, known);
        }
        conversations.state(id, Words.asked(ConversationState.class, "state", state));
        return shown(id, request);
    }

    @PostMapping("/cause")
    ResponseEntity<Void> cause(@PathVariable UUID id, @RequestParam String cause, HttpServletRequest request) {
        conversations.cause(id, Words.asked(CauseState.class, "cause", cause));
        return shown(id, request);
    }

    @PostMapping("/kind")
    ResponseEntity<Void> kind(@PathVariable UUID id, @RequestParam String kind, HttpServletRequest request) {
        conversations.kind(id, kind.equals("none") ? null : Words.askedOrNull(ConversationKind.class, "kind", kind));
        return shown(id, request);
    }

    @PostMapping("/assignee")
    ResponseEntity<Void> assignee(@PathVariable UUID id, @RequestParam String assignee, HttpServletRequest request) {
        conversations.assignee(id, idOrNull("assignee", assignee));
        return shown(id, request);
    }

    @PostMapping("/team")
    ResponseEntity<Void> team(@PathVariable UUID id, @RequestParam String team, HttpServletRequest request) {
        conversations.team(id, idOrNull("team", team));
        return shown(id, request);
    }

    @PostMapping("/tags")
    ResponseEntity<Void> tags(@PathVariable UUID id, @RequestParam String tags, HttpServletRequest request) {
        conversations.tags(id, List.of(tags.split(",")));
        return shown(id, request);
    }

    private ResponseEntity<Void> shown(UUID id, HttpServletRequest request) {
        return Afterwards.show(request, conversations.get(id).number());
    }

    private static String written(String text) {
        if (text.isBlank()) {
            throw InvalidRequest.field("text", Texts.t("conversations.refused.empty"));
        }
        return text;
    }

    private static @Nullable UUID idOrNull(String field, String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field(field, t("shared.api.value", "field", field));
        }
    }
}
