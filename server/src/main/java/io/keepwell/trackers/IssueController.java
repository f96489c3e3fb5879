package io.keepwell.trackers;

import io.keepwell.problems.Problem;
import io.keepwell.problems.Problems;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page before an issue is opened for a problem, and what is done with its issues.
@ForAgents
@Controller
@RequestMapping("/problems/{number:\\d+}/issues")
class IssueController {

    private final Problems problems;
    private final Connections connections;
    private final TrackerIssues issues;
    private final IssueDraft drafts;

    IssueController(Problems problems, Connections connections, TrackerIssues issues, IssueDraft drafts) {
        this.problems = problems;
        this.connections = connections;
        this.issues = issues;
        this.drafts = drafts;
    }

    /// The page.
    ///
    /// @param chosen where it is to be opened; null where nothing is connected
    /// @param order  id of what is asked for, so that it is asked for once
    /// @param texts  whether what service and product found is in it
    /// @param url    address of an issue that is there, as it was typed
    /// @param wrong  why it was not taken, or null
    record Page(
            Problem problem,
            List<Connection> connections,
            @Nullable Connection chosen,
            UUID order,
            boolean texts,
            String title,
            String body,
            String url,
            @Nullable String wrong) {}

    @GetMapping("/new")
    ModelAndView draft(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable UUID connection,
            @RequestParam(defaultValue = "false") boolean texts) {
        var problem = problems.get(number);
        var draft = drafts.of(problem, texts);
        return page(problem, connection, Ids.next(), texts, draft, "", null);
    }

    private ModelAndView page(
            Problem problem,
            @Nullable UUID connection,
            UUID order,
            boolean texts,
            IssueDraft.Draft draft,
            String url,
            @Nullable Refusal refused) {
        var active = connections.active();
        var chosen = active.stream()
                .filter(it -> it.id().equals(connection))
                .findFirst()
                .orElse(active.isEmpty() ? null : active.getFirst());
        var page = new Page(
                problem,
                active,
                chosen,
                order,
                texts,
                draft.title(),
                draft.body(),
                url,
                refused == null ? null : refused.sentence());
        return new ModelAndView(
                "trackers/new",
                Map.of("page", page),
                refused == null
                        ? HttpStatus.OK
                        : HttpStatus.valueOf(refused.kind().status()));
    }

    @PostMapping
    ModelAndView open(
            @PathVariable String number,
            @RequestParam UUID order,
            @RequestParam UUID connection,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "false") boolean texts) {
        var problem = problems.get(number);
        var body = text.replace("\r\n", "\n");
        try {
            issues.open(problem, order, connection, title, body);
            return new ModelAndView("redirect:/problems/" + problem.number() + "#issues");
        } catch (Refusal refused) {
            return page(problem, connection, order, texts, new IssueDraft.Draft(title, body), "", refused);
        }
    }

    @PostMapping("/link")
    ModelAndView link(@PathVariable String number, @RequestParam(defaultValue = "") String url) {
        var problem = problems.get(number);
        try {
            issues.link(problem, url);
            return new ModelAndView("redirect:/problems/" + problem.number() + "#issues");
        } catch (Refusal refused) {
            return page(problem, null, Ids.next(), false, drafts.of(problem, false), url, refused);
        }
    }

    @PostMapping("/{issue}/unlink")
    String unlink(@PathVariable String number, @PathVariable UUID issue) {
        issues.unlink(problems.get(number), issue);
        return "redirect:/problems/" + number + "#issues";
    }

    @PostMapping("/{issue}/again")
    String again(@PathVariable String number, @PathVariable UUID issue) {
        issues.again(problems.get(number), issue);
        return "redirect:/problems/" + number + "#issues";
    }

    @PostMapping("/{issue}/refresh")
    String refresh(@PathVariable String number, @PathVariable UUID issue) {
        issues.refresh(problems.get(number), issue);
        return "redirect:/problems/" + number + "#issues";
    }
}
