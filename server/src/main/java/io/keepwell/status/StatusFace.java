package io.keepwell.status;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.NoticeStage;
import io.keepwell.problems.Problem;
import io.keepwell.problems.Problems;
import io.keepwell.problems.PublicStatus;
import io.keepwell.shared.Words;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Our own status page, for those who speak of problems: what stands there of them, and what they say there. Of a page
/// that is kept elsewhere we know neither.
@Component
class StatusFace implements PublicStatus {

    private final Incidents incidents;
    private final IncidentStore store;
    private final StatusProblems faces;
    private final StatusSetup setup;
    private final Problems problems;
    private final KeepwellSettings installation;

    StatusFace(
            Incidents incidents,
            IncidentStore store,
            StatusProblems faces,
            StatusSetup setup,
            Problems problems,
            KeepwellSettings installation) {
        this.incidents = incidents;
        this.store = store;
        this.faces = faces;
        this.setup = setup;
        this.problems = problems;
        this.installation = installation;
    }

    @Override
    public boolean open() {
        return setup.settings().enabled();
    }

    @Override
    public Optional<String> follow(UUID problem) {
        return open()
                ? problems.find(problem)
                        .flatMap(it -> face(it).filter(incident ->
                                present(incident, it) && !incident.state().over()))
                        .map(incident -> installation.publicUrl() + "/status/incidents/" + incident.number())
                : Optional.empty();
    }

    @Override
    public Optional<String> whileSomethingIsWrong() {
        return open() && store.open().stream().anyMatch(it -> !it.maintenance()) ? setup.address() : Optional.empty();
    }

    private Optional<Incident> face(Problem problem) {
        return incidents.ofProblem(problem.id());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void say(UUID id, NoticeStage stage, String text) {
        var problem = problems.get(id);
        var incident = face(problem);
        if (stage == NoticeStage.FIXED) {
            incident.filter(it -> !it.state().over())
                    .ifPresent(it -> faces.update(it, said(text, IncidentState.FIXED)));
        } else {
            // one that came back goes on where it stood
            incident.filter(it -> stage == NoticeStage.CORRECTION || present(it, problem))
                    .ifPresentOrElse(
                            it -> faces.update(it, said(text, it.state().over() ? IncidentState.INVESTIGATING : null)),
                            () -> publish(problem, text));
        }
    }

    private static boolean present(Incident incident, Problem problem) {
        return incident.episode() != null && incident.episode() == problem.episode();
    }

    private static Incidents.Said said(String text, @Nullable IncidentState state) {
        return new Incidents.Said(text, state, null, Telling.EVERYBODY);
    }

    private void publish(Problem problem, String text) {
        incidents.publish(new NewIncident(
                problem.publicTitle(),
                text,
                IncidentState.IDENTIFIED,
                faces.hits(problem).entrySet().stream()
                        .map(hit -> new Hit(
                                UUID.fromString(hit.getKey()), Words.read(ComponentState.class, hit.getValue())))
                        .toList(),
                problem.id(),
                null,
                null,
                Telling.EVERYBODY));
    }
}
