package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.problems.FixSuggestion;
import io.keepwell.problems.Problem;
import io.keepwell.problems.ProblemPart;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The issues of a problem on its page, that its fix can be prepared, and the words to begin with.
@Component
class TrackerPart implements ProblemPart, FixSuggestion {

    private static final int ORDER = 50;

    private final Connections connections;
    private final TrackerIssues issues;
    private final DoneElsewhere done;
    private final Fragments fragments;
    private final Members members;

    TrackerPart(
            Connections connections, TrackerIssues issues, DoneElsewhere done, Fragments fragments, Members members) {
        this.connections = connections;
        this.issues = issues;
        this.done = done;
        this.fragments = fragments;
        this.members = members;
    }

    /// An issue as the page shows it.
    record Row(TrackerIssue issue, Connection connection) {

        /// How it is called there, such as `acme/app#12`.
        String label() {
            return issue.there() ? connection.address().project() + "#" + issue.number() : connection.name();
        }

        /// What is wrong, in words.
        Optional<String> trouble() {
            return Optional.ofNullable(issue.trouble())
                    .map(trouble -> trouble.sentence(connection.kind(), issue.troubleDetail()));
        }

        /// How it stands, as the last word of a text.
        String state() {
            return issue.state() == TrackerIssue.State.CLOSED && issue.done()
                    ? "done"
                    : issue.state().word();
        }
    }

    /// A problem whose fix can be prepared.
    record Ready(long number, String title, Instant since) {}

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> ofList() {
        var ready = done.all().stream()
                .flatMap(problem ->
                        done.of(problem).stream().map(it -> new Ready(problem.number(), problem.title(), it.since())))
                .toList();
        return ready.isEmpty()
                ? Optional.empty()
                : Optional.of(fragments.of("trackers/ready.jte", Map.of("ready", ready)));
    }

    @Override
    public Optional<Content> of(Problem problem) {
        return done.of(problem)
                .map(it -> fragments.of(
                        "trackers/done.jte", Map.of("problem", problem, "since", it.since(), "writes", writes())));
    }

    @Override
    public Optional<Content> underButtons(Problem problem) {
        var rows = rows(problem);
        var open = connections.active();
        if (rows.isEmpty() && open.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(fragments.of(
                "trackers/problem.jte",
                Map.of("problem", problem, "rows", rows, "connections", open, "writes", writes())));
    }

    private List<Row> rows(Problem problem) {
        Map<UUID, Connection> known =
                connections.all().stream().collect(Collectors.toMap(Connection::id, Function.identity()));
        return issues.of(problem.id()).stream()
                .flatMap(
                        issue -> Optional.ofNullable(known.get(issue.connection()))
                                .map(connection -> new Row(issue, connection))
                                .stream())
                .toList();
    }

    private boolean writes() {
        return members.current().filter(me -> me.role() != Role.VIEWER).isPresent();
    }

    @Override
    public Optional<Words> whatChanged(Problem problem) {
        return done.of(problem)
                .map(DoneElsewhere.Done::words)
                .filter(words -> !words.isBlank())
                .map(words -> new Words(words, t("trackers.suggested")));
    }
}
