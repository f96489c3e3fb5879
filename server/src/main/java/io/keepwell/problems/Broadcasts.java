package io.keepwell.problems;

import io.keepwell.conversations.CauseState;
import io.keepwell.conversations.CustomerNotices;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tells everybody who was hit: that we know, how far we are, that it is fixed, that it has come back. A
/// broadcast writes its rows into the ledger at once, each with what becomes of it, and sends nothing before
/// its hold is over: until then it is taken back whole (3.7.8).
@Service
public class Broadcasts {

    /// Above this many people whoever sends it says the number (3.7.4).
    public static final int CONFIRMED_ABOVE = 500;

    private static final Duration LONGEST_HOLD = Duration.ofHours(24);
    private static final int LONGEST_TEXT = 20_000;

    private final Problems problems;
    private final ProblemStore store;
    private final LinkStore links;
    private final ExposureStore exposures;
    private final NoticeStore ledger;
    private final BroadcastStore broadcasts;
    private final Reachable reachable;
    private final AvailabilityStore availabilities;
    private final FixReach reach;
    private final CustomerNotices conversations;
    private final InPublic inPublic;
    private final Members members;
    private final Audit audit;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Broadcasts(
            Problems problems,
            ProblemStore store,
            LinkStore links,
            ExposureStore exposures,
            NoticeStore ledger,
            BroadcastStore broadcasts,
            Reachable reachable,
            AvailabilityStore availabilities,
            FixReach reach,
            CustomerNotices conversations,
            InPublic inPublic,
            Members members,
            Audit audit,
            LiveUpdates live,
            ApplicationEventPublisher events,
            Clock clock) {
        this.problems = problems;
        this.store = store;
        this.links = links;
        this.exposures = exposures;
        this.ledger = ledger;
        this.broadcasts = broadcasts;
        this.reachable = reachable;
        this.availabilities = availabilities;
        this.reach = reach;
        this.conversations = conversations;
        this.inPublic = inPublic;
        this.members = members;
        this.audit = audit;
        this.live = live;
        this.events = events;
        this.clock = clock;
    }

    /// Who would be told.
    ///
    /// @param problem  id of the problem
    /// @param stage    what they would be told; [NoticeStage#CORRECTION] asks who would hear that it came back
    /// @param inferred whether those count whom only a rule names
    /// @return ids of customers, those who cannot be reached too
    public List<UUID> audience(UUID problem, NoticeStage stage, boolean inferred) {
        var it = problems.get(problem);
        return switch (stage) {
            case KNOWN -> ledger.toTellKnown(it.id(), it.episode(), inferred);
            case UPDATE -> ledger.toTellMore(it.id(), it.episode(), nextUpdate(it));
            case FIXED -> ledger.toTellFixed(it.id(), it.episode());
            case CORRECTION -> ledger.toCorrect(it.id(), it.episode());
        };
    }

    /// Tells those hit that we know of it. Said again, it tells those who were hit since.
    ///
    /// @return the broadcast; empty where nobody is left to tell
    @Transactional
    public Optional<Broadcast> announce(UUID id, Announcement said) {
        var problem = problems.hold(id);
        if (problem.state().over()) {
            throw ProblemRefused.because("over");
        }
        var at = now();
        var people = ledger.toTellKnown(problem.id(), problem.episode(), said.inferred());
        store.spoken(problem.id(), problem.episode(), at, again(problem, at));
        if (problem.state() == ProblemState.REPORTED) {
            store.set(problem.id(), "state = :value", ProblemState.CONFIRMED.word(), at);
        }
        store.happened(problem.id(), at, me(), "announced", null, said.texts().get(""));
        return stage(problem, NoticeStage.KNOWN, 0, said, null, people, at);
    }

    /// Tells those who know of it how far we are (14).
    ///
    /// @return the broadcast; empty where nobody knows of it
    @Transactional
    public Optional<Broadcast> update(UUID id, Announcement said) {
        var problem = problems.hold(id);
        if (problem.state().over()) {
            throw ProblemRefused.because("over");
        }
        var at = now();
        int sequence = nextUpdate(problem);
        var people = ledger.toTellMore(problem.id(), problem.episode(), sequence);
        store.spoken(problem.id(), problem.episode(), at, again(problem, at));
        store.happened(problem.id(), at, me(), "updated", null, said.texts().get(""));
        return stage(problem, NoticeStage.UPDATE, sequence, said, null, people, at);
    }

    private int nextUpdate(Problem problem) {
        return broadcasts.lastUpdate(problem.id(), problem.episode()) + 1;
    }

    private static @Nullable Instant again(Problem problem, Instant at) {
        var hours = problem.updateHours();
        return hours == null ? null : at.plus(Duration.ofHours(hours));
    }

    /// It is fixed: everybody who was hit, and everybody who was told of it, hears so (3.7.5). What it caused
    /// is answered with its cause fixed, and solved where it waited for nothing else (3.7.12, PR8).
    ///
    /// @param whatChanged what we changed, for customers (6.3.3)
    /// @return the broadcast; empty where nobody was hit
    @Transactional
    public Optional<Broadcast> fix(UUID id, String whatChanged, Announcement said) {
        return fix(id, whatChanged, said, Availability.EVERYBODY);
    }

    /// The same for a fix that does not reach everybody at once: whoever has to wait is owed the news until
    /// then (3.7.7).
    ///
    /// @param availability when it reaches whom
    @Transactional
    public Optional<Broadcast> fix(UUID id, String whatChanged, Announcement said, Availability availability) {
        var problem = problems.hold(id);
        if (problem.state().over()) {
            throw ProblemRefused.because("fixed-already");
        }
        var changed = whatChanged.strip();
        if (changed.isEmpty()) {
            throw InvalidRequest.field("whatChanged", Texts.t("problems.refused.what-changed"));
        }
        if (changed.length() > LONGEST_TEXT) {
            throw InvalidRequest.field(
                    "whatChanged", Texts.t("problems.refused.long", "field", "whatChanged", "most", LONGEST_TEXT));
        }
        var at = now();
        // what still waits to say that we know of it would come after the fix
        ledger.outdated(problem.id(), problem.episode(), "fixed", at);
        var people = ledger.toTellFixed(problem.id(), problem.episode());
        store.fixed(problem.id(), problem.episode(), at, changed);
        store.set(problem.id(), "state = :value", ProblemState.FIXED.word(), at);
        store.happened(problem.id(), at, me(), "fixed", problem.state().word(), changed);
        causes(problem, CauseState.FIXED);
        audit.record("problem.fixed", problem.id(), problem.title(), Map.of("people", people.size()));
        return stage(problem, NoticeStage.FIXED, 0, said, changed, people, at, availability);
    }

    /// Tells those of a fixed problem who have no row yet, such as somebody whose complaint was linked late.
    ///
    /// @return the broadcast; empty where everybody has been told
    @Transactional
    public Optional<Broadcast> tellRest(UUID id, Announcement said) {
        var problem = problems.hold(id);
        if (!problem.state().over()) {
            throw ProblemRefused.because("not-fixed");
        }
        var changed = store.episodes(problem.id()).getLast().whatChanged();
        var people = ledger.toTellFixed(problem.id(), problem.episode());
        // it reaches them no sooner than it reaches the others
        var availability = availabilities.ofEpisode(problem.id(), problem.episode());
        return stage(problem, NoticeStage.FIXED, 0, said, changed, people, now(), availability);
    }

    /// It has come back: the next episode begins. Whoever was told that it was fixed hears that it is not;
    /// whoever was hit and had not heard yet is still hit, and does not hear the wrong news any more (3.7.8,
    /// 3.7.9).
    ///
    /// @param reason why, for the team
    /// @return the broadcast of the corrections; empty where nobody was told that it was fixed
    @Transactional
    public Optional<Broadcast> reopen(UUID id, String reason, Announcement said) {
        var problem = problems.hold(id);
        if (!problem.state().over()) {
            throw ProblemRefused.because("not-fixed");
        }
        var at = now();
        ledger.outdated(problem.id(), problem.episode(), "reopened", at);
        var people = ledger.toCorrect(problem.id(), problem.episode());
        int next = problem.episode() + 1;
        store.episode(problem.id(), next, at, reason.strip());
        exposures.carryOn(problem.id(), problem.episode(), next);
        store.set(problem.id(), "episode = :value", next, at);
        store.set(problem.id(), "state = :value", ProblemState.CONFIRMED.word(), at);
        store.spoken(problem.id(), next, at, again(problem, at));
        store.happened(problem.id(), at, me(), "reopened", problem.state().word(), reason.strip());
        causes(problem, CauseState.OPEN);
        audit.record("problem.reopened", problem.id(), problem.title(), Map.of("people", people.size()));
        return stage(problems.get(problem.id()), NoticeStage.CORRECTION, 0, said, null, people, at);
    }

    private void causes(Problem problem, CauseState cause) {
        for (var link : links.ofProblem(problem.id())) {
            if (link.kind() == LinkKind.CAUSED_BY) {
                conversations.cause(link.conversation(), cause);
            }
        }
    }

    private Optional<Broadcast> stage(
            Problem problem,
            NoticeStage stage,
            int sequence,
            Announcement said,
            @Nullable String whatChanged,
            List<UUID> audience,
            Instant at) {
        return stage(problem, stage, sequence, said, whatChanged, audience, at, Availability.EVERYBODY);
    }

    private Optional<Broadcast> stage(
            Problem problem,
            NoticeStage stage,
            int sequence,
            Announcement said,
            @Nullable String whatChanged,
            List<UUID> audience,
            Instant at,
            Availability availability) {
        check(said);
        if (said.inPublic()) {
            inPublic.check();
        }
        var people = audience.stream()
                .filter(person -> !said.excluded().contains(person))
                .toList();
        if (people.size() > CONFIRMED_ABOVE && !Objects.equals(said.confirm(), people.size())) {
            throw new PeopleNotConfirmed(people.size());
        }
        live.changed("problem", problem.id());
        if (audience.isEmpty()) {
            if (said.inPublic()) {
                inPublic.now(problem.id(), stage, said.texts().getOrDefault("", ""), whatChanged);
            }
            return Optional.empty();
        }
        var broadcast = new Broadcast(
                Ids.next(),
                problem.id(),
                problem.episode(),
                stage,
                sequence,
                said.texts(),
                whatChanged,
                BroadcastState.HELD,
                at.plus(said.hold()),
                problem.state(),
                me(),
                at);
        broadcasts.insert(broadcast);
        if (said.inPublic()) {
            inPublic.with(broadcast.id());
        }
        availabilities.set(broadcast.id(), availability);
        var refusals = reachable.refusals(people);
        var waiting = reach.waiting(availability, people);
        for (var person : audience) {
            var refusal = said.excluded().contains(person) ? "excluded" : refusals.get(person);
            var state = refusal != null
                    ? NoticeState.SUPPRESSED
                    : waiting.containsKey(person) ? NoticeState.OWED : NoticeState.QUEUED;
            var from = state == NoticeState.OWED
                    ? waiting.getOrDefault(person, Optional.empty()).orElse(null)
                    : null;
            ledger.put(NoticeStore.fresh(broadcast, person, state, refusal, from));
        }
        events.publishEvent(new BroadcastStaged(broadcast.id(), problem.id(), stage, people.size(), at));
        return Optional.of(broadcast);
    }

    private static void check(Announcement said) {
        var text = said.texts().getOrDefault("", "");
        if (text.isBlank()) {
            throw InvalidRequest.field("text", Texts.t("problems.refused.text"));
        }
        if (said.texts().values().stream().anyMatch(it -> it.length() > LONGEST_TEXT)) {
            throw InvalidRequest.field("text", Texts.t("problems.refused.long", "field", "text", "most", LONGEST_TEXT));
        }
        if (said.hold().isNegative() || said.hold().compareTo(LONGEST_HOLD) > 0) {
            throw InvalidRequest.field("holdMinutes", Texts.t("problems.refused.hold"));
        }
    }

    /// Takes a broadcast back whose hold is not over, and with it what it said: a fix is no fix then.
    @Transactional
    public void cancel(UUID id) {
        var found = get(id);
        var problem = problems.hold(found.problem());
        var broadcast = hold(id);
        if (broadcast.state() != BroadcastState.HELD || !broadcast.holdUntil().isAfter(now())) {
            throw ProblemRefused.because("left-already");
        }
        var at = now();
        ledger.cancel(id, "taken-back", at);
        broadcasts.state(id, BroadcastState.CANCELLED);
        if (broadcast.stage() == NoticeStage.FIXED
                && broadcast.episode() == problem.episode()
                && problem.state() == ProblemState.FIXED
                && !broadcast.stateBefore().over()) {
            store.notFixed(problem.id(), problem.episode(), again(problem, at));
            store.set(problem.id(), "state = :value", broadcast.stateBefore().word(), at);
            causes(problem, CauseState.OPEN);
        }
        store.happened(problem.id(), at, me(), "cancelled", broadcast.stage().word(), null);
        audit.record("broadcast.cancelled", problem.id(), problem.title(), Map.of());
        live.changed("problem", problem.id());
    }

    /// Stops a broadcast; what has not left waits.
    @Transactional
    public void pause(UUID id) {
        var broadcast = hold(id);
        if (broadcast.state() != BroadcastState.HELD && broadcast.state() != BroadcastState.SENDING) {
            throw ProblemRefused.because("left-already");
        }
        broadcasts.state(id, BroadcastState.PAUSED);
        live.changed("problem", broadcast.problem());
    }

    /// Lets a broadcast go on.
    @Transactional
    public void resume(UUID id) {
        var broadcast = hold(id);
        if (broadcast.state() != BroadcastState.PAUSED) {
            throw ProblemRefused.because("not-paused");
        }
        broadcasts.state(id, broadcast.holdUntil().isAfter(now()) ? BroadcastState.HELD : BroadcastState.SENDING);
        live.changed("problem", broadcast.problem());
    }

    /// @throws ProblemNotFound where there is none
    public Broadcast get(UUID id) {
        return broadcasts.find(id).orElseThrow(() -> new ProblemNotFound(id.toString()));
    }

    private Broadcast hold(UUID id) {
        return broadcasts.lock(id).orElseThrow(() -> new ProblemNotFound(id.toString()));
    }

    /// Those of a problem, the newest first.
    public List<Broadcast> of(UUID problem) {
        return broadcasts.ofProblem(problems.get(problem).id());
    }

    /// The ledger of a problem, the newest episode first.
    public List<Notice> ledger(UUID problem) {
        return ledger.ofProblem(problems.get(problem).id());
    }

    private @Nullable UUID me() {
        return members.current().map(Member::id).orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
