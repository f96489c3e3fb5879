package io.keepwell.problems;

import io.keepwell.conversations.Conversations;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.shared.Words;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The list of problems, and the page of each.
@ForTeam
@Controller
@RequestMapping("/problems")
class ProblemController {

    private final Problems problems;
    private final ProblemPages pages;
    private final Areas areas;
    private final Conversations conversations;
    private final Members members;

    ProblemController(
            Problems problems, ProblemPages pages, Areas areas, Conversations conversations, Members members) {
        this.problems = problems;
        this.pages = pages;
        this.areas = areas;
        this.conversations = conversations;
        this.members = members;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "impact") String sort,
            Model model) {
        model.addAttribute("page", pages.listing(q, Ranking.By.named(sort)));
        model.addAttribute("above", pages.aboveList());
        model.addAttribute("below", pages.underList());
        model.addAttribute("writes", writes());
        return "problems/list";
    }

    @ForAgents
    @PostMapping
    @Transactional
    String create(
            @RequestParam String title,
            @RequestParam(defaultValue = "") String publicTitle,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String severity,
            @RequestParam(required = false) @Nullable UUID conversation) {
        var made = problems.create(new NewProblem(
                title,
                publicTitle.isBlank() ? title : publicTitle,
                given(area).map(areas::named).map(Area::id).orElse(null),
                null,
                Optional.ofNullable(Words.askedOrNull(Severity.class, "severity", severity))
                        .orElse(Severity.SLOWS),
                null));
        if (conversation != null) {
            problems.link(made.id(), conversation, LinkKind.CAUSED_BY, null);
        }
        return "redirect:/problems/" + made.number();
    }

    @GetMapping("/{number:\\d+}")
    String show(@PathVariable String number, Model model) {
        var problem = problems.get(number);
        if (!String.valueOf(problem.number()).equals(number)) {
            return "redirect:/problems/" + problem.number();
        }
        model.addAttribute("page", pages.page(problem, writes()));
        model.addAttribute("above", pages.above(problem));
        model.addAttribute("underButtons", pages.underButtons(problem));
        model.addAttribute("underColumns", pages.underColumns(problem));
        return "problems/problem";
    }

    /// One fact of it; empty for none where that can be.
    @ForAgents
    @PostMapping("/{number:\\d+}/facts")
    @Transactional
    String change(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(required = false) @Nullable String publicTitle,
            @RequestParam(required = false) @Nullable String area,
            @RequestParam(required = false) @Nullable String owner,
            @RequestParam(required = false) @Nullable String severity,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String updateHours,
            @RequestParam(required = false) @Nullable String serviceText,
            @RequestParam(required = false) @Nullable String productText,
            @RequestParam(required = false) @Nullable String workaround) {
        var id = problems.get(number).id();
        if (title != null) {
            problems.title(id, title);
        }
        if (publicTitle != null) {
            problems.publicTitle(id, publicTitle);
        }
        if (area != null) {
            problems.area(id, given(area).map(areas::named).map(Area::id).orElse(null));
        }
        if (owner != null) {
            problems.owner(id, given(owner).map(ProblemController::member).orElse(null));
        }
        if (severity != null) {
            problems.severity(id, Words.asked(Severity.class, "severity", severity));
        }
        if (state != null) {
            problems.state(id, Words.asked(ProblemState.class, "state", state));
        }
        if (updateHours != null) {
            problems.updateHours(
                    id, given(updateHours).map(ProblemController::hours).orElse(null));
        }
        if (serviceText != null) {
            problems.serviceText(id, serviceText);
        }
        if (productText != null) {
            problems.productText(id, productText);
        }
        if (workaround != null) {
            problems.workaround(id, workaround);
        }
        return "redirect:/problems/" + number;
    }

    /// @param conversation id or number of the conversation
    @ForAgents
    @PostMapping("/{number:\\d+}/links")
    String link(@PathVariable String number, @RequestParam String conversation) {
        problems.link(problems.get(number).id(), conversations.get(conversation).id(), LinkKind.CAUSED_BY, null);
        return "redirect:/problems/" + number;
    }

    /// From the page of the conversation, which names the problem in the form.
    ///
    /// @param problem id or number of the problem
    @ForAgents
    @PostMapping("/links")
    String linkFromThread(@RequestParam String problem, @RequestParam UUID conversation) {
        var linked = conversations.get(conversation);
        problems.link(problems.get(problem).id(), linked.id(), LinkKind.CAUSED_BY, null);
        return "redirect:/inbox/" + linked.number();
    }

    @ForAgents
    @PostMapping("/{number:\\d+}/links/remove")
    String unlink(
            @PathVariable String number,
            @RequestParam String conversation,
            @RequestParam(defaultValue = "") String back) {
        var linked = conversations.get(conversation);
        problems.unlink(problems.get(number).id(), linked.id());
        return "redirect:" + (back.equals("thread") ? "/inbox/" + linked.number() : "/problems/" + number);
    }

    /// @param hit whether the customer was hit
    @ForAgents
    @PostMapping("/{number:\\d+}/people")
    String person(@PathVariable String number, @RequestParam UUID customer, @RequestParam boolean hit) {
        var id = problems.get(number).id();
        if (hit) {
            problems.allow(id, customer);
        } else {
            problems.deny(id, customer);
        }
        return "redirect:/problems/" + number;
    }

    private static UUID member(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field("owner", Texts.t("problems.refused.member"));
        }
    }

    private static Integer hours(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw InvalidRequest.field("updateHours", Texts.t("problems.refused.hours"));
        }
    }

    private static Optional<String> given(String text) {
        return Optional.of(text.strip()).filter(it -> !it.isEmpty());
    }

    private boolean writes() {
        return members.current().filter(me -> me.role() != Role.VIEWER).isPresent();
    }
}
