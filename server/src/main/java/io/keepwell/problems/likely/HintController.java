package io.keepwell.problems.likely;

import io.keepwell.conversations.Conversations;
import io.keepwell.problems.Area;
import io.keepwell.problems.Areas;
import io.keepwell.problems.LinkKind;
import io.keepwell.problems.NewProblem;
import io.keepwell.problems.Problems;
import io.keepwell.problems.Severity;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Words;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/// Hints on the page of problems, and the new problem that a hint opens: with its conversations chosen already.
@Controller
@RequestMapping("/problems")
class HintController {

    /// What is shown of hints.
    record View(Hints.Found found, boolean writes) {}

    /// The form of a new problem.
    ///
    /// @param title what is proposed
    record Form(String title, List<Hints.Complaint> complaints, List<Area> areas) {}

    private final Hints hints;
    private final Problems problems;
    private final Areas areas;
    private final Conversations conversations;
    private final Members members;

    HintController(Hints hints, Problems problems, Areas areas, Conversations conversations, Members members) {
        this.hints = hints;
        this.problems = problems;
        this.areas = areas;
        this.conversations = conversations;
        this.members = members;
    }

    @ForTeam
    @GetMapping(path = "/hints", headers = "HX-Request")
    String piece(Model model) {
        model.addAttribute("view", view());
        return "problems/likely/hints";
    }

    @ForTeam
    @GetMapping("/hints")
    String page(Model model) {
        model.addAttribute("view", view());
        return "problems/likely/hints-page";
    }

    private View view() {
        return new View(
                hints.lately(),
                members.current().filter(me -> me.role() != Role.VIEWER).isPresent());
    }

    @ForAgents
    @PostMapping("/hints/dismissals")
    ResponseEntity<Void> dismiss(
            @RequestParam String kind,
            @RequestParam List<UUID> subject,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        hints.dismiss(kind, subject);
        if (script == null) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create("/problems"))
                    .build();
        }
        var which = subject.stream().map(it -> "&subject=" + it).collect(Collectors.joining());
        return ResponseEntity.created(URI.create("/problems/hints/dismissals?kind=" + kind + which))
                .build();
    }

    @ForAgents
    @DeleteMapping("/hints/dismissals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void bringBack(@RequestParam String kind, @RequestParam List<UUID> subject) {
        hints.bringBack(kind, subject);
    }

    @ForAgents
    @GetMapping("/new")
    String form(@RequestParam(required = false) @Nullable List<UUID> conversation, Model model) {
        var chosen = hints.complaints(conversation == null ? List.of() : conversation);
        var title = chosen.isEmpty() ? "" : chosen.getFirst().subject();
        model.addAttribute("form", new Form(title, chosen, areas.all()));
        return "problems/likely/new";
    }

    @ForAgents
    @PostMapping("/new")
    @Transactional
    String create(
            @RequestParam String title,
            @RequestParam(defaultValue = "") String publicTitle,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String severity,
            @RequestParam(required = false) @Nullable List<UUID> conversation) {
        var made = problems.create(new NewProblem(
                title,
                publicTitle.isBlank() ? title : publicTitle,
                area.isBlank() ? null : areas.named(area.strip()).id(),
                null,
                Optional.ofNullable(Words.askedOrNull(Severity.class, "severity", severity))
                        .orElse(Severity.SLOWS),
                null));
        if (conversation != null) {
            conversation.forEach(
                    id -> problems.link(made.id(), conversations.get(id).id(), LinkKind.CAUSED_BY, null));
        }
        return "redirect:/problems/" + made.number();
    }
}
