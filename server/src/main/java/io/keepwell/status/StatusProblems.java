package io.keepwell.status;

import gg.jte.Content;
import io.keepwell.problems.BroadcastState;
import io.keepwell.problems.Broadcasts;
import io.keepwell.problems.Problem;
import io.keepwell.problems.ProblemPart;
import io.keepwell.problems.Problems;
import io.keepwell.shared.Fragments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The public face of problems: what their page says of the status page, and what goes there of them. Only
/// words that were meant for customers, never those of the team.
@Component
class StatusProblems implements ProblemPart {

    private static final int ORDER = 60;

    private final Incidents incidents;
    private final ComponentStore components;
    private final StatusSetup setup;
    private final Problems problems;
    private final Broadcasts broadcasts;
    private final Fragments fragments;
    private final Members members;

    StatusProblems(
            Incidents incidents,
            ComponentStore components,
            StatusSetup setup,
            Problems problems,
            Broadcasts broadcasts,
            Fragments fragments,
            Members members) {
        this.incidents = incidents;
        this.components = components;
        this.setup = setup;
        this.problems = problems;
        this.broadcasts = broadcasts;
        this.fragments = fragments;
        this.members = members;
    }

    /// How a problem stands on the status page.
    ///
    /// @param incident the newest of it, or null where nothing was published
    /// @param next     where the status page says something else than the problem does: the state to bring
    ///     it to, by its word; else null
    record Face(@Nullable Incident incident, @Nullable String next) {}

    Face face(Problem problem) {
        var incident = incidents.ofProblem(problem.id()).orElse(null);
        if (incident == null) {
            return new Face(null, null);
        }
        boolean over = problem.state().over();
        if (over == incident.state().over()) {
            return new Face(incident, null);
        }
        return new Face(incident, over ? IncidentState.FIXED.word() : IncidentState.INVESTIGATING.word());
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> underButtons(Problem problem) {
        if (!setup.settings().enabled()) {
            return Optional.empty();
        }
        boolean writes =
                members.current().filter(me -> me.role() != Role.VIEWER).isPresent();
        return Optional.of(fragments.of(
                "status/problem.jte", Map.of("problem", problem, "face", face(problem), "writes", writes)));
    }

    /// Goes on with an incident; one that came back with its problem is the face of the new episode from then
    /// on.
    Post update(Incident incident, Incidents.Said said) {
        boolean back =
                incident.state().over() && said.state() != null && !said.state().over();
        var episode = Optional.ofNullable(back ? incident.problem() : null)
                .flatMap(problems::find)
                .map(Problem::episode)
                .orElse(null);
        return incidents.update(incident.id(), said, episode);
    }

    /// What customers were last told of it, to begin with.
    String words(Problem problem) {
        var episode = problems.episodes(problem.id()).getLast();
        if (problem.state().over() && episode.whatChanged() != null) {
            return episode.whatChanged();
        }
        return broadcasts.of(problem.id()).stream()
                .filter(it -> it.state() != BroadcastState.CANCELLED && it.episode() == problem.episode())
                .findFirst()
                .map(it -> it.texts().getOrDefault("", ""))
                .filter(it -> !it.isBlank())
                .orElse(problem.workaround());
    }

    /// The component of its part of the product, where that stands on the page.
    Map<String, String> hits(Problem problem) {
        var hits = new HashMap<String, String>();
        if (problem.area() != null) {
            components
                    .ofArea(problem.area())
                    .filter(StatusComponent::open)
                    .ifPresent(part ->
                            hits.put(part.id().toString(), severity(problem).word()));
        }
        return hits;
    }

    private static ComponentState severity(Problem problem) {
        return switch (problem.severity()) {
            case ANNOYANCE, SLOWS -> ComponentState.DEGRADED;
            case BLOCKS_TASK -> ComponentState.PARTIAL;
            case BLOCKS_PURPOSE -> ComponentState.MAJOR;
        };
    }
}
