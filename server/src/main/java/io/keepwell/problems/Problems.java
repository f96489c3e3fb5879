package io.keepwell.problems;

import io.keepwell.conversations.CauseState;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.CustomerNotices;
import io.keepwell.customers.Customers;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The problems behind complaints, for the other modules: noted, linked to conversations, and who was hit. Whatever is
/// told to customers goes through [Broadcasts].
@Service
public class Problems {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 20_000;

    private final ProblemStore store;
    private final LinkStore links;
    private final ExposureStore exposures;
    private final AreaStore areas;
    private final Conversations conversations;
    private final CustomerNotices causes;
    private final Customers customers;
    private final Members members;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Problems(
            ProblemStore store,
            LinkStore links,
            ExposureStore exposures,
            AreaStore areas,
            Conversations conversations,
            CustomerNotices causes,
            Customers customers,
            Members members,
            LiveUpdates live,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.links = links;
        this.exposures = exposures;
        this.areas = areas;
        this.conversations = conversations;
        this.causes = causes;
        this.customers = customers;
        this.members = members;
        this.live = live;
        this.events = events;
        this.clock = clock;
    }

    /// The problem of an id; of one that was merged into another, that other one.
    public Optional<Problem> find(UUID id) {
        return store.survivor(id).flatMap(store::find);
    }

    /// @throws ProblemNotFound where there is none
    public Problem get(UUID id) {
        return find(id).orElseThrow(() -> new ProblemNotFound(id.toString()));
    }

    /// The problem of an id or of a number.
    ///
    /// @throws ProblemNotFound where there is none
    public Problem get(String reference) {
        try {
            return reference.length() == 36
                    ? get(UUID.fromString(reference))
                    : store.byNumber(Long.parseLong(reference))
                            .flatMap(found -> find(found.id()))
                            .orElseThrow(() -> new ProblemNotFound(reference));
        } catch (IllegalArgumentException e) {
            throw new ProblemNotFound(reference);
        }
    }

    /// Notes a problem.
    ///
    /// @return it, as reported
    @Transactional
    public Problem create(NewProblem asked) {
        var title = text("title", asked.title(), LONGEST_TITLE);
        var publicTitle =
                asked.publicTitle().isBlank() ? title : text("publicTitle", asked.publicTitle(), LONGEST_TITLE);
        var owner = asked.owner() == null ? ownerOf(asked.area()) : member(asked.owner());
        checkHours(asked.updateHours());
        var id = Ids.next();
        var at = now();
        store.insert(
                new NewProblem(title, publicTitle, asked.area(), owner, asked.severity(), asked.updateHours()),
                id,
                me(),
                at);
        store.happened(id, at, me(), "created", null, title);
        changed(id);
        return get(id);
    }

    private @Nullable UUID ownerOf(@Nullable UUID area) {
        return area == null ? null : area(area).owner();
    }

    private Area area(UUID id) {
        return areas.find(id).orElseThrow(() -> InvalidRequest.field("component", Texts.t("problems.refused.area")));
    }

    private UUID member(UUID id) {
        return members.find(id)
                .filter(Member::active)
                .map(Member::id)
                .orElseThrow(() -> InvalidRequest.field("owner", Texts.t("problems.refused.member")));
    }

    private static void checkHours(@Nullable Integer hours) {
        if (hours != null && (hours < 1 || hours > 720)) {
            throw InvalidRequest.field("updateHours", Texts.t("problems.refused.hours"));
        }
    }

    private static String text(String field, String text, int longest) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            throw InvalidRequest.field(field, Texts.t("problems.refused.missing", "field", field));
        }
        return within(field, stripped, longest);
    }

    private static String within(String field, String text, int longest) {
        if (text.length() > longest) {
            throw InvalidRequest.field(field, Texts.t("problems.refused.long", "field", field, "most", longest));
        }
        return text;
    }

    /// What the team calls it.
    @Transactional
    public void title(UUID id, String title) {
        var before = hold(id);
        var after = text("title", title, LONGEST_TITLE);
        if (!before.title().equals(after)) {
            store.set(before.id(), "title = :value", after, now());
            noted(before.id(), "title", before.title(), after);
        }
    }

    /// What customers read.
    @Transactional
    public void publicTitle(UUID id, String title) {
        var before = hold(id);
        store.set(before.id(), "public_title = :value", text("publicTitle", title, LONGEST_TITLE), now());
        changed(before.id());
    }

    /// Which part of the product it is in, or none. Its owner answers for it where nobody does yet.
    @Transactional
    public void area(UUID id, @Nullable UUID area) {
        var before = hold(id);
        if (Objects.equals(before.area(), area)) {
            return;
        }
        var after = area == null ? null : area(area);
        store.set(before.id(), "area_id = :value", area, now());
        noted(
                before.id(),
                "area",
                before.area() == null
                        ? null
                        : areas.find(before.area()).map(Area::name).orElse(null),
                after == null ? null : after.name());
        if (before.owner() == null && after != null && after.owner() != null) {
            owner(before.id(), after.owner());
        }
    }

    /// Who answers for it, or nobody.
    @Transactional
    public void owner(UUID id, @Nullable UUID owner) {
        var before = hold(id);
        if (Objects.equals(before.owner(), owner)) {
            return;
        }
        store.set(before.id(), "owner_id = :value", owner == null ? null : member(owner), now());
        noted(before.id(), "owner", name(before.owner()), name(owner));
    }

    /// What it does to those it hits.
    @Transactional
    public void severity(UUID id, Severity severity) {
        var before = hold(id);
        if (before.severity() != severity) {
            store.set(before.id(), "severity = :value", severity.word(), now());
            noted(before.id(), "severity", before.severity().word(), severity.word());
        }
    }

    /// How often those who were told hear of it while it lasts, in hours; null for never by promise.
    @Transactional
    public void updateHours(UUID id, @Nullable Integer hours) {
        var before = hold(id);
        checkHours(hours);
        store.set(before.id(), "update_hours = :value", hours, now());
        changed(before.id());
    }

    /// What service found, for the team only.
    @Transactional
    public void serviceText(UUID id, String text) {
        texts(id, "serviceText", "service_text = :value", text);
    }

    /// What product found, for the team only.
    @Transactional
    public void productText(UUID id, String text) {
        texts(id, "productText", "product_text = :value", text);
    }

    /// What helps customers until it is fixed.
    @Transactional
    public void workaround(UUID id, String text) {
        texts(id, "workaround", "workaround = :value", text);
    }

    private void texts(UUID id, String field, String assignment, String text) {
        var before = hold(id);
        store.set(before.id(), assignment, within(field, text.strip(), LONGEST_TEXT), now());
        changed(before.id());
    }

    /// Moves it on (PR1). Fixed and back from it are deeds of their own, because customers are told of them.
    @Transactional
    public void state(UUID id, ProblemState to) {
        var before = hold(id);
        if (before.state() == to) {
            return;
        }
        if (to == ProblemState.FIXED) {
            throw ProblemRefused.because("fix");
        }
        if (before.state().over() && !to.over()) {
            throw ProblemRefused.because("reopen");
        }
        if (to.over() && !before.state().over()) {
            throw ProblemRefused.because("not-fixed");
        }
        store.set(before.id(), "state = :value", to.word(), now());
        noted(before.id(), "state", before.state().word(), to.word());
    }

    /// Says that a conversation has to do with a problem (PR2), whatever its state and team. What the problem caused
    /// waits for it from then on, and its customer was hit, however many conversations they have.
    ///
    /// @param reason why, or null
    @Transactional
    public void link(UUID id, UUID conversation, LinkKind kind, @Nullable String reason) {
        var problem = hold(id);
        var linked = conversations.get(conversation);
        var at = now();
        boolean first = links.insert(new ProblemLink(
                problem.id(), linked.id(), linked.customer(), problem.episode(), kind, reason, me(), at));
        if (!first) {
            return;
        }
        if (kind == LinkKind.CAUSED_BY) {
            exposures.add(
                    problem.id(),
                    problem.episode(),
                    linked.customer(),
                    ExposureSource.REPORTED,
                    linked.createdAt(),
                    linked.lastMessageAt());
            causes.cause(linked.id(), problem.state().over() ? CauseState.FIXED : CauseState.OPEN);
        }
        store.touched(problem.id(), at);
        noted(problem.id(), "linked", null, "#" + linked.number());
        events.publishEvent(new ProblemLinked(problem.id(), linked.id(), linked.customer(), kind, at));
    }

    /// Takes it back.
    @Transactional
    public void unlink(UUID id, UUID conversation) {
        var problem = hold(id);
        var linked = conversations.get(conversation);
        var at = now();
        var ended = links.ofConversation(conversation).stream()
                .filter(link -> find(link.problem()).map(Problem::id).equals(Optional.of(problem.id())))
                .findFirst()
                .flatMap(link -> links.end(link.problem(), conversation, me(), at))
                .orElseThrow(() -> ProblemRefused.because("not-linked"));
        if (ended.kind() == LinkKind.CAUSED_BY) {
            if (!links.reportedElsewhere(ended.problem(), ended.episode(), ended.customer())) {
                exposures.end(ended.problem(), ended.episode(), ended.customer(), ExposureSource.REPORTED);
            }
            causes.cause(linked.id(), causeOf(linked));
        }
        noted(problem.id(), "unlinked", "#" + linked.number(), null);
        events.publishEvent(new ProblemUnlinked(problem.id(), linked.id(), ended.customer(), ended.kind(), at));
    }

    private CauseState causeOf(Conversation conversation) {
        var others = links.ofConversation(conversation.id()).stream()
                .filter(link -> link.kind() == LinkKind.CAUSED_BY)
                .flatMap(link -> find(link.problem()).stream())
                .toList();
        if (others.isEmpty()) {
            return CauseState.NONE;
        }
        return others.stream().allMatch(problem -> problem.state().over()) ? CauseState.FIXED : CauseState.OPEN;
    }

    /// What a conversation has to do with, the first link first.
    public List<ProblemLink> linksOf(UUID conversation) {
        return links.ofConversation(conversation);
    }

    /// The conversations of a problem and of what was merged into it, the newest link first.
    public List<ProblemLink> conversationsOf(UUID problem) {
        return links.ofProblem(problem);
    }

    /// Somebody of the team knows that a customer was hit.
    @Transactional
    public void expose(UUID id, UUID customer) {
        var problem = hold(id);
        var person = customers.get(customer);
        exposures.add(problem.id(), problem.episode(), person.id(), ExposureSource.MANUAL, now(), now());
        changed(problem.id());
    }

    /// Somebody of the team knows that a customer was not hit; no source brings them back (3.7.2).
    @Transactional
    public void deny(UUID id, UUID customer) {
        var problem = hold(id);
        var person = customers.get(customer);
        exposures.deny(problem.id(), problem.episode(), person.id(), me(), now());
        noted(problem.id(), "denied", null, null);
    }

    /// Takes that back.
    @Transactional
    public void allow(UUID id, UUID customer) {
        var problem = hold(id);
        exposures.allow(problem.id(), problem.episode(), customers.get(customer).id());
        changed(problem.id());
        events.publishEvent(new ProblemHappened(problem.id(), "allowed", now()));
    }

    /// Who was hit in the current episode, the longest hit first, those said to be unaffected too.
    public List<Exposure> exposures(UUID id) {
        var problem = get(id);
        return exposures.of(problem.id(), problem.episode());
    }

    /// Its episodes, oldest first.
    public List<Episode> episodes(UUID id) {
        return store.episodes(get(id).id());
    }

    /// Makes one problem part of another. All its rows stay as they are and count for the other from then on, so
    /// that nobody is told again what they were told under its number (3.7.13).
    @Transactional
    public void merge(UUID id, UUID into) {
        // in one order, whoever merges what
        var first = id.compareTo(into) < 0 ? id : into;
        store.lock(first);
        var problem = hold(id);
        var other = hold(into);
        if (problem.id().equals(other.id())) {
            throw ProblemRefused.because("merge-itself");
        }
        if (problem.state().over() != other.state().over()) {
            throw ProblemRefused.because("merge-states");
        }
        var at = now();
        store.merge(problem.id(), other.id(), other.episode(), at);
        store.happened(problem.id(), at, me(), "merged", null, "#" + other.number());
        noted(other.id(), "merged", "#" + problem.number(), null);
    }

    /// Takes a merge back.
    @Transactional
    public void unmerge(UUID id) {
        var problem = store.lock(id).orElseThrow(() -> new ProblemNotFound(id.toString()));
        var other = problem.mergedInto();
        if (other == null) {
            throw ProblemRefused.because("not-merged");
        }
        store.unmerge(id, now());
        noted(id, "unmerged", null, null);
        noted(other, "unmerged", "#" + problem.number(), null);
    }

    /// Holds the problem against other changes; of one that was merged, the one it became part of.
    Problem hold(UUID id) {
        var survivor = store.survivor(id).orElseThrow(() -> new ProblemNotFound(id.toString()));
        return store.lock(survivor).orElseThrow(() -> new ProblemNotFound(id.toString()));
    }

    private void noted(UUID id, String kind, @Nullable String before, @Nullable String after) {
        var at = now();
        store.happened(id, at, me(), kind, before, after);
        changed(id);
    }

    private void changed(UUID id) {
        live.changed("problem", id);
        events.publishEvent(new ProblemChanged(id));
    }

    private @Nullable String name(@Nullable UUID member) {
        return member == null ? null : members.find(member).map(Member::name).orElse(null);
    }

    private @Nullable UUID me() {
        return members.current().map(Member::id).orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
