package io.keepwell.status;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.Problems;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import io.keepwell.status.StatusJson.HitJson;
import io.keepwell.status.StatusJson.IncidentJson;
import io.keepwell.status.StatusJson.Moved;
import io.keepwell.status.StatusJson.NewIncidentJson;
import io.keepwell.status.StatusJson.NewMaintenance;
import io.keepwell.status.StatusJson.NewPost;
import io.keepwell.status.StatusJson.PostJson;
import io.keepwell.status.StatusJson.Title;
import io.keepwell.status.StatusJson.Typo;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What is said on the status page, for programs.
@RestController
@ForAgents
@RequestMapping("/api/v1/status")
@Tag(name = "Status page", description = "The public status page: components, incidents, maintenance, subscribers")
class IncidentApi {

    private final Incidents incidents;
    private final IncidentStore store;
    private final Ledger ledger;
    private final StatusProblems faces;
    private final Problems problems;
    private final KeepwellSettings settings;

    IncidentApi(
            Incidents incidents,
            IncidentStore store,
            Ledger ledger,
            StatusProblems faces,
            Problems problems,
            KeepwellSettings settings) {
        this.incidents = incidents;
        this.store = store;
        this.ledger = ledger;
        this.faces = faces;
        this.problems = problems;
        this.settings = settings;
    }

    @GetMapping("/incidents")
    @ForTeam
    @Operation(summary = "Incidents and maintenance, the newest first")
    Slice<IncidentJson> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Cursor.limit(limit);
        var found = store.before(
                cursor == null ? null : number(Cursor.read(cursor, 1).getFirst()), most + 1);
        var shown = found.subList(0, Math.min(most, found.size()));
        return new Slice<>(
                shown.stream().map(it -> json(it, List.of())).toList(),
                found.size() > most ? Cursor.of(shown.getLast().number()) : null);
    }

    private static Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw Cursor.foreign();
        }
    }

    @PostMapping("/incidents")
    @Operation(
            summary = "Publish an incident",
            description =
                    "With a problem it is the public face of its current episode. Subscribers are told unless you say"
                            + " no.")
    ResponseEntity<IncidentJson> publish(@RequestBody NewIncidentJson wanted) {
        var state = Optional.ofNullable(Words.askedOrNull(IncidentState.class, "state", wanted.state()))
                .orElse(IncidentState.INVESTIGATING);
        return created(incidents.publish(new NewIncident(
                text(wanted.title()),
                text(wanted.text()),
                state,
                hits(wanted.components()),
                wanted.problem() == null ? null : problems.get(wanted.problem()).id(),
                null,
                null,
                telling(wanted.tell(), wanted.whyNot()))));
    }

    @PostMapping("/maintenances")
    @Operation(
            summary = "Announce a maintenance",
            description = "It reminds a day and an hour ahead, starts and finishes by itself.")
    ResponseEntity<IncidentJson> announce(@RequestBody NewMaintenance wanted) {
        var components = wanted.components() == null ? List.<UUID>of() : wanted.components();
        return created(incidents.publish(new NewIncident(
                text(wanted.title()),
                text(wanted.text()),
                IncidentState.PLANNED,
                components.stream()
                        .map(id -> new Hit(id, ComponentState.MAINTENANCE))
                        .toList(),
                null,
                // so that a maintenance without times is refused as one
                wanted.startsAt() == null ? Instant.EPOCH : wanted.startsAt(),
                wanted.endsAt() == null ? Instant.EPOCH : wanted.endsAt(),
                telling(wanted.tell(), wanted.whyNot()))));
    }

    private ResponseEntity<IncidentJson> created(Incident made) {
        return ResponseEntity.created(URI.create("/api/v1/status/incidents/" + made.id()))
                .body(whole(made.id()));
    }

    @GetMapping("/incidents/{id}")
    @ForTeam
    @Operation(summary = "An incident or a maintenance with everything that was said")
    IncidentJson get(@PathVariable UUID id) {
        return whole(id);
    }

    @PostMapping("/incidents/{id}/posts")
    @Operation(
            summary = "Say something: an update, that it is fixed, that it came back, a correction",
            description = "Of fixed, finished and cancelled only those hear who were told something of it before.")
    ResponseEntity<IncidentJson> say(@PathVariable UUID id, @RequestBody NewPost wanted) {
        var telling = telling(wanted.tell(), wanted.whyNot());
        if (Boolean.TRUE.equals(wanted.corrects())) {
            incidents.correct(id, text(wanted.text()), telling);
        } else {
            faces.update(
                    incidents.get(id),
                    new Incidents.Said(
                            text(wanted.text()),
                            Words.askedOrNull(IncidentState.class, "state", wanted.state()),
                            wanted.components() == null ? null : hits(wanted.components()),
                            telling));
        }
        return ResponseEntity.status(HttpStatus.CREATED).body(whole(id));
    }

    @PostMapping("/maintenances/{id}/times")
    @Operation(summary = "Move a maintenance to another time")
    IncidentJson move(@PathVariable UUID id, @RequestBody Moved wanted) {
        incidents.move(
                id,
                wanted.startsAt() == null ? Instant.EPOCH : wanted.startsAt(),
                wanted.endsAt() == null ? Instant.EPOCH : wanted.endsAt(),
                text(wanted.text()),
                telling(wanted.tell(), wanted.whyNot()));
        return whole(id);
    }

    @PatchMapping("/incidents/{id}")
    @Operation(summary = "Take a typo out of the title")
    IncidentJson title(@PathVariable UUID id, @RequestBody Title wanted) {
        incidents.title(id, text(wanted.title()));
        return whole(id);
    }

    @PatchMapping("/posts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a typo out of what was said: no event, nobody is told")
    void edit(@PathVariable UUID id, @RequestBody Typo wanted) {
        incidents.edit(id, text(wanted.text()));
    }

    private IncidentJson whole(UUID id) {
        var letters = ledger.counts(id);
        return json(
                incidents.get(id),
                incidents.posts(id).stream()
                        .map(post -> new PostJson(
                                post.id(),
                                post.at(),
                                post.kind().word(),
                                post.state().word(),
                                post.text(),
                                post.tell(),
                                post.whyNot(),
                                post.editedAt(),
                                letters.getOrDefault(post.id(), Map.of())))
                        .toList());
    }

    private IncidentJson json(Incident it, List<PostJson> posts) {
        return new IncidentJson(
                it.id(),
                it.number(),
                it.maintenance() ? "maintenance" : "incident",
                it.title(),
                it.state().word(),
                it.problem(),
                it.episode(),
                it.startsAt(),
                it.endsAt(),
                it.begunAt(),
                it.overAt(),
                it.hits().stream()
                        .map(hit -> new HitJson(hit.component(), hit.state().word()))
                        .toList(),
                posts,
                settings.publicUrl() + "/status/incidents/" + it.number());
    }

    private static List<Hit> hits(@Nullable List<HitJson> asked) {
        return asked == null
                ? List.of()
                : asked.stream()
                        .map(hit ->
                                new Hit(hit.component(), Words.asked(ComponentState.class, "components", hit.state())))
                        .toList();
    }

    private static Telling telling(@Nullable Boolean tell, @Nullable String whyNot) {
        return tell == null || tell ? Telling.EVERYBODY : Telling.nobody(text(whyNot));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
