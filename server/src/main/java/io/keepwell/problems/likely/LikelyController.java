package io.keepwell.problems.likely;

import io.keepwell.conversations.Conversations;
import io.keepwell.shared.ForAgents;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/// The likeliest problems of a complaint on the page: a piece of the conversation, or a page of its own where no script
/// fetches it.
@ForAgents
@Controller
@RequestMapping("/conversations/{id}/likely")
class LikelyController {

    /// What is shown.
    ///
    /// @param together the possible new problem it is part of, or null
    record View(UUID conversation, long number, List<LikelyProblem> likely, Hints.@Nullable Together together) {}

    private final LikelyProblems likely;
    private final Hints hints;
    private final Conversations conversations;

    LikelyController(LikelyProblems likely, Hints hints, Conversations conversations) {
        this.likely = likely;
        this.hints = hints;
        this.conversations = conversations;
    }

    @GetMapping(headers = "HX-Request")
    String piece(@PathVariable UUID id, Model model) {
        model.addAttribute("view", view(id));
        return "problems/likely/list";
    }

    @GetMapping
    String page(@PathVariable UUID id, Model model) {
        model.addAttribute("view", view(id));
        return "problems/likely/page";
    }

    private View view(UUID id) {
        var conversation = conversations.get(id);
        return new View(
                conversation.id(),
                conversation.number(),
                likely.offer(conversation),
                hints.lately().with(conversation.id()).orElse(null));
    }

    @PostMapping("/{problem}")
    ResponseEntity<Void> confirm(
            @PathVariable UUID id,
            @PathVariable UUID problem,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        likely.confirm(id, problem);
        return made(id, "/" + problem, script);
    }

    @DeleteMapping("/{problem}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID id, @PathVariable UUID problem) {
        likely.withdraw(id, problem);
    }

    @PostMapping("/refusals")
    ResponseEntity<Void> refuse(
            @PathVariable UUID id,
            @RequestParam List<UUID> problem,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        likely.refuse(id, problem);
        var which = problem.stream().map(it -> "problem=" + it).collect(Collectors.joining("&"));
        return made(id, "/refusals?" + which, script);
    }

    @DeleteMapping("/refusals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void allow(@PathVariable UUID id, @RequestParam List<UUID> problem) {
        likely.allow(id, problem);
    }

    // Scripts draw the rest themselves, and undo by deleting what was made; a plain form is led back.
    private ResponseEntity<Void> made(UUID id, String what, @Nullable String script) {
        return script == null
                ? ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/inbox/" + conversations.get(id).number()))
                        .build()
                : ResponseEntity.created(URI.create("/conversations/" + id + "/likely" + what))
                        .build();
    }
}
