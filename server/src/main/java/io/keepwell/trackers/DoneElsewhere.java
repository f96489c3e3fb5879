package io.keepwell.trackers;

import io.keepwell.problems.Area;
import io.keepwell.problems.Areas;
import io.keepwell.problems.Problem;
import io.keepwell.problems.ProblemSettings;
import io.keepwell.problems.Problems;
import io.keepwell.team.Member;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Which problems trackers call done: then the fix can be prepared, by a person. Worked out from the issues, so that
/// it ends by itself when one of them is opened again.
@Component
class DoneElsewhere {

    private final IssueStore issues;
    private final Problems problems;
    private final Areas areas;
    private final ProblemSettings settings;

    DoneElsewhere(IssueStore issues, Problems problems, Areas areas, ProblemSettings settings) {
        this.issues = issues;
        this.problems = problems;
        this.areas = areas;
        this.settings = settings;
    }

    /// What trackers say of a problem that lasts.
    ///
    /// @param since when the last of its issues was closed
    /// @param words what may say what was changed, can be empty
    record Done(Instant since, String words) {}

    /// Empty where it is fixed here, or one of its issues is open still, or all were closed as something else.
    Optional<Done> of(Problem problem) {
        return problem.state().over() ? Optional.empty() : of(issues.of(problem.id()));
    }

    static Optional<Done> of(List<TrackerIssue> all) {
        var counted = all.stream()
                .filter(issue -> issue.state() != TrackerIssue.State.FAILED)
                .toList();
        var done = counted.stream().filter(TrackerIssue::done).toList();
        if (done.isEmpty() || counted.stream().anyMatch(issue -> issue.state() != TrackerIssue.State.CLOSED)) {
            return Optional.empty();
        }
        return done.stream()
                .map(TrackerIssue::closedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(since -> new Done(
                        since,
                        done.stream()
                                .map(TrackerIssue::words)
                                .filter(Objects::nonNull)
                                .map(String::strip)
                                .distinct()
                                .collect(Collectors.joining("\n\n"))));
    }

    /// The problems whose fix can be prepared.
    List<Problem> all() {
        return issues.problemsWithDone().stream()
                .flatMap(id -> problems.find(id).stream())
                .distinct()
                .filter(problem -> of(problem).isPresent())
                .sorted(Comparator.comparingLong(Problem::number))
                .toList();
    }

    /// Who answers for it: its owner, else that of its part of the product, else the manager.
    Optional<UUID> answers(Problem problem) {
        return Optional.ofNullable(problem.owner())
                .or(() ->
                        Optional.ofNullable(problem.area()).flatMap(areas::find).map(Area::owner))
                .or(() -> settings.manager().map(Member::id));
    }
}
