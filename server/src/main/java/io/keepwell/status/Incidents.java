package io.keepwell.status;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.LiveUpdates;
import io.keepwell.problems.Problems;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What is said on the status page: published, gone on with, fixed, come back, planned and moved. Each post
/// and the rows of those who are told of it are written in one transaction.
@Service
public class Incidents {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_REASON = 500;

    private final IncidentStore store;
    private final ComponentStore components;
    private final StatusSettingsStore settings;
    private final Audience audience;
    private final Ledger ledger;
    private final Problems problems;
    private final Members members;
    private final Audit audit;
    private final LiveUpdates live;
    private final Clock clock;

    Incidents(
            IncidentStore store,
            ComponentStore components,
            StatusSettingsStore settings,
            Audience audience,
            Ledger ledger,
            Problems problems,
            Members members,
            Audit audit,
            LiveUpdates live,
            Clock clock) {
        this.store = store;
        this.components = components;
        this.settings = settings;
        this.audience = audience;
        this.ledger = ledger;
        this.problems = problems;
        this.members = members;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /// Something that is said of what is there already.
    ///
    /// @param text    what is said; empty for the standard text, where there is something else to tell
    /// @param state   how far it has come; null for as far as before
    /// @param hits    what it affects from now on; null for the same as before
    /// @param telling whether subscribers are told
    public record Said(
            String text,
            @Nullable IncidentState state,
            @Nullable List<Hit> hits,
            Telling telling) {}

    /// The incident or maintenance of an id.
    ///
    /// @throws StatusNotFound where there is none
    public Incident get(UUID id) {
        return store.find(id).orElseThrow(StatusNotFound::new);
    }

    /// @throws StatusNotFound where there is none
    Incident numbered(long number) {
        return store.byNumber(number).orElseThrow(StatusNotFound::new);
    }

    /// Publishes an incident, or announces a maintenance.
    @Transactional
    public Incident publish(NewIncident asked) {
        if (!settings.settings().enabled()) {
            throw StatusRefused.because("off");
        }
        boolean maintenance = asked.startsAt() != null || asked.endsAt() != null;
        check(asked.telling());
        var at = now();
        var starts = maintenance ? time("startsAt", asked.startsAt()) : null;
        var ends = maintenance ? time("endsAt", asked.endsAt()) : null;
        if (starts != null && ends != null) {
            checkTimes(starts, ends, at);
        }
        var state = maintenance ? IncidentState.PLANNED : asked.state();
        if (state.maintenance() != maintenance || state == IncidentState.FIXED) {
            throw InvalidRequest.field("state", t("status.refused.state"));
        }
        var problem = asked.problem() == null ? null : problems.get(asked.problem());
        if (problem != null
                && store.ofProblem(problem.id()).stream()
                        .anyMatch(it -> it.episode() != null && it.episode() == problem.episode())) {
            throw StatusRefused.because("published-already");
        }
        var id = Ids.next();
        var wanted = new Incident(
                id,
                0,
                maintenance,
                title(asked.title()),
                state,
                problem == null ? null : problem.id(),
                problem == null ? null : problem.episode(),
                starts,
                ends,
                asked.telling(),
                at,
                null,
                hits(asked.hits(), maintenance));
        store.insert(wanted, me());
        var incident = get(id);
        say(
                incident,
                maintenance ? PostKind.ANNOUNCED : PostKind.PUBLISHED,
                text(asked.text()),
                asked.telling(),
                null,
                at);
        audit.record(maintenance ? "maintenance.announced" : "incident.published", id, incident.title(), Map.of());
        return incident;
    }

    /// Goes on with it: how far it is, what it affects, what there is to say. A state of `fixed` ends it,
    /// and sets what it affected back unless something else holds it; any other state of one that was fixed
    /// opens it again. One of the words, the state or the parts has to be new.
    @Transactional
    public Post update(UUID id, Said said) {
        return update(id, said, null);
    }

    /// The same, as the face of a later episode of its problem.
    Post update(UUID id, Said said, @Nullable Integer episode) {
        var before = hold(id);
        check(said.telling());
        var text = text(said.text());
        var state = said.state() == null ? before.state() : said.state();
        if (state.maintenance() != before.maintenance()
                || (before.maintenance() && before.state().over() && state != before.state())
                || (state == IncidentState.PLANNED && before.state() != IncidentState.PLANNED)) {
            throw InvalidRequest.field("state", t("status.refused.state"));
        }
        var hits = said.hits() == null ? before.hits() : hits(said.hits(), before.maintenance());
        if (text.isEmpty() && state == before.state() && hits.equals(before.hits())) {
            throw InvalidRequest.field("text", t("status.refused.nothing-new"));
        }
        var at = now();
        if (!hits.equals(before.hits())) {
            store.hits(id, hits);
        }
        if (state != before.state()) {
            store.state(id, state, at);
        }
        if (episode != null) {
            store.episode(id, episode);
        }
        return say(get(id), kind(before.state(), state), text, said.telling(), null, at);
    }

    private static PostKind kind(IncidentState before, IncidentState after) {
        if (before.over() && !after.over()) {
            return PostKind.REOPENED;
        }
        if (before == after) {
            return PostKind.UPDATE;
        }
        return switch (after) {
            case FIXED -> PostKind.FIXED;
            case RUNNING -> PostKind.STARTED;
            case FINISHED -> PostKind.FINISHED;
            case CANCELLED -> PostKind.CANCELLED;
            case INVESTIGATING, IDENTIFIED, WATCHING, PLANNED -> PostKind.UPDATE;
        };
    }

    /// What was said before was not so. It stays where it stands; this says how it is.
    @Transactional
    public Post correct(UUID id, String text, Telling telling) {
        var incident = hold(id);
        check(telling);
        var words = text(text);
        if (words.isEmpty()) {
            throw InvalidRequest.field("text", t("status.refused.text"));
        }
        return say(incident, PostKind.CORRECTED, words, telling, null, now());
    }

    /// A maintenance is at another time.
    @Transactional
    public Post move(UUID id, Instant starts, Instant ends, String text, Telling telling) {
        var before = hold(id);
        if (before.state() != IncidentState.PLANNED && before.state() != IncidentState.RUNNING) {
            throw StatusRefused.because("not-planned");
        }
        check(telling);
        var at = now();
        // one that runs can only end at another time
        var from = before.state() == IncidentState.RUNNING && before.startsAt() != null ? before.startsAt() : starts;
        if (before.state() == IncidentState.PLANNED) {
            checkTimes(from, ends, at);
        } else if (!ends.isAfter(at)) {
            throw InvalidRequest.field("endsAt", t("status.refused.times"));
        }
        store.move(id, from, ends);
        return say(get(id), PostKind.MOVED, text(text), telling, null, at);
    }

    /// Takes a typo out of what was said: no event, nobody is told.
    @Transactional
    public void edit(UUID post, String text) {
        var found = store.findPost(post).orElseThrow(StatusNotFound::new);
        var incident = hold(found.incident());
        var words = text(text);
        if (words.isEmpty()) {
            throw InvalidRequest.field("text", t("status.refused.text"));
        }
        store.edit(post, words, now());
        audit.record("incident.edited", incident.id(), incident.title(), Map.of("before", found.text()));
        live.changed("status", incident.id());
    }

    /// Takes a typo out of its title.
    @Transactional
    public void title(UUID id, String title) {
        var before = hold(id);
        store.title(id, title(title));
        audit.record("incident.edited", id, before.title(), Map.of());
        live.changed("status", id);
    }

    /// What was said of it, the newest first.
    public List<Post> posts(UUID id) {
        return store.posts(get(id).id());
    }

    /// What happens to a maintenance by itself when its time comes: reminders, begin and end, each once.
    @Transactional
    public void look(UUID id) {
        var incident = hold(id);
        var at = now();
        var due = MaintenanceTimes.due(incident, told(incident), at);
        while (due != null) {
            if (due.state() != incident.state()) {
                store.state(id, due.state(), at);
                incident = get(id);
            }
            say(incident, due.kind(), "", incident.telling(), due.once(), at);
            due = MaintenanceTimes.due(incident, told(incident), at);
        }
    }

    /// Since when people know of the times that stand now, and which reminders of them were given.
    private MaintenanceTimes.Told told(Incident incident) {
        var posts = store.posts(incident.id());
        return new MaintenanceTimes.Told(
                posts.stream()
                        .filter(post -> post.kind() == PostKind.MOVED || post.kind() == PostKind.ANNOUNCED)
                        .findFirst()
                        .map(Post::at)
                        .orElse(incident.begunAt()),
                store.given(incident.id()));
    }

    /// How many would be told.
    ///
    /// @param incident id of the incident, or null for one that is about to be published
    public int count(@Nullable UUID incident, List<UUID> components, boolean onlyTold) {
        return audience.of(incident, components, onlyTold).size();
    }

    private Post say(
            Incident incident, PostKind kind, String text, Telling telling, @Nullable String once, Instant at) {
        var names = components.byId();
        var states = components.states();
        var about = incident.hits().stream()
                .flatMap(hit -> Optional.ofNullable(names.get(hit.component())).filter(StatusComponent::open).stream()
                        .map(part -> new Post.Named(
                                part.name(),
                                incident.state() == IncidentState.PLANNED
                                        ? hit.state()
                                        : states.getOrDefault(part.id(), ComponentState.OPERATIONAL))))
                .toList();
        var post = new Post(
                Ids.next(),
                incident.id(),
                at,
                kind,
                incident.state(),
                text,
                incident.startsAt(),
                incident.endsAt(),
                about,
                telling.tell(),
                telling.tell() ? null : telling.whyNot().strip(),
                null,
                me());
        if (store.say(post, once) && telling.tell()) {
            boolean onlyTold = kind.ends() || incident.state().over();
            ledger.owe(
                    post.id(),
                    audience.of(
                            incident.id(),
                            incident.hits().stream().map(Hit::component).toList(),
                            onlyTold),
                    at);
        }
        live.changed("status", incident.id());
        return post;
    }

    private Incident hold(UUID id) {
        return store.lock(id).orElseThrow(StatusNotFound::new);
    }

    private List<Hit> hits(List<Hit> asked, boolean maintenance) {
        var known = components.byId();
        var hits = asked.stream()
                .filter(hit -> hit.state() != ComponentState.OPERATIONAL)
                .map(hit -> maintenance ? new Hit(hit.component(), ComponentState.MAINTENANCE) : hit)
                .collect(Collectors.toMap(Hit::component, it -> it, (one, other) -> other))
                .values()
                .stream()
                .sorted(Comparator.comparingInt(hit -> Optional.ofNullable(known.get(hit.component()))
                        .map(StatusComponent::position)
                        .orElse(0)))
                .toList();
        for (var hit : hits) {
            if (!known.containsKey(hit.component()) || (!maintenance && hit.state() == ComponentState.MAINTENANCE)) {
                throw InvalidRequest.field("components", t("status.refused.component"));
            }
        }
        return hits;
    }

    private static void check(Telling telling) {
        if (!telling.tell() && telling.whyNot().isBlank()) {
            throw InvalidRequest.field("whyNot", t("status.refused.why-not"));
        }
        if (telling.whyNot().length() > LONGEST_REASON) {
            throw InvalidRequest.field("whyNot", t("status.refused.long", "most", LONGEST_REASON));
        }
    }

    private static Instant time(String field, @Nullable Instant time) {
        if (time == null) {
            throw InvalidRequest.field(field, t("status.refused.times"));
        }
        return time;
    }

    private static void checkTimes(Instant starts, Instant ends, Instant now) {
        if (!ends.isAfter(starts)) {
            throw InvalidRequest.field("endsAt", t("status.refused.times"));
        }
        if (!starts.isAfter(now)) {
            throw InvalidRequest.field("startsAt", t("status.refused.past"));
        }
    }

    private static String title(String title) {
        var stripped = title.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_TITLE) {
            throw InvalidRequest.field("title", t("status.refused.title", "most", LONGEST_TITLE));
        }
        return stripped;
    }

    private static String text(String text) {
        var stripped = text.strip().replace("\r\n", "\n");
        if (stripped.length() > LONGEST_TEXT) {
            throw InvalidRequest.field("text", t("status.refused.long", "most", LONGEST_TEXT));
        }
        return stripped;
    }

    private @Nullable UUID me() {
        return members.current().map(Member::id).orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// The newest of a problem, whatever its episode.
    Optional<Incident> ofProblem(UUID problem) {
        return store.ofProblem(problem).stream().findFirst();
    }
}
