package io.keepwell.problems.solving;

import io.keepwell.conversations.CauseState;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Conversations;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.Words;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/// The end of a complaint on the page. Every form works without a script, which undoes by deleting what was made.
@ForAgents
@Controller
@RequestMapping("/conversations/{id}")
class SolvingController {

    private final Solving solving;
    private final Conversations conversations;

    SolvingController(Solving solving, Conversations conversations) {
        this.solving = solving;
        this.conversations = conversations;
    }

    @PostMapping("/triage")
    ResponseEntity<Void> triage(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean solve,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        return made(id, solving.triage(id, solve), script);
    }

    @PostMapping("/one-off")
    ResponseEntity<Void> oneOff(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "false") boolean solve,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        var why = Words.askedOrNull(OneOffReason.class, "reason", reason);
        if (why == null) {
            throw Solving.missing("reason");
        }
        return made(id, solving.oneOff(id, why, solving.part(area), words, solve), script);
    }

    private ResponseEntity<Void> made(UUID id, Solving.Before before, @Nullable String script) {
        return script == null
                ? back(id)
                : ResponseEntity.created(URI.create("/conversations/" + id + "/ending?cause="
                                + before.cause().word() + "&state="
                                + before.state().word()))
                        .build();
    }

    private ResponseEntity<Void> back(UUID id) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/inbox/" + conversations.get(id).number()))
                .build();
    }

    /// Takes either back, to how it stood before.
    @DeleteMapping("/ending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(@PathVariable UUID id, @RequestParam String cause, @RequestParam String state) {
        solving.undo(
                id,
                new Solving.Before(
                        Words.asked(CauseState.class, "cause", cause),
                        Words.asked(ConversationState.class, "state", state)));
    }

    /// @param good `yes`, `no`, or nothing to take the mark away
    @PostMapping("/justice")
    ResponseEntity<Void> mark(
            @PathVariable UUID id,
            @RequestParam String aspect,
            @RequestParam(defaultValue = "") String good,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        solving.mark(id, Words.asked(Aspect.class, "aspect", aspect), good.isBlank() ? null : good.equals("yes"));
        return script == null ? back(id) : ResponseEntity.noContent().build();
    }
}
