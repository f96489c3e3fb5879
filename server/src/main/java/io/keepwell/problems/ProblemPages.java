package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.ProblemFigures.Figures;
import io.keepwell.shared.Moments;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Problems as their pages show them.
@Component
class ProblemPages {

    private static final int MOST = 200;
    private static final int EVENTS = 50;

    private final Problems problems;
    private final ProblemQueries queries;
    private final ProblemFigures figures;
    private final Ranking ranking;
    private final Impacts impacts;
    private final ProblemStore store;
    private final Broadcasts broadcasts;
    private final NoticeStore ledger;
    private final ExposureRules rules;
    private final Areas areas;
    private final Conversations conversations;
    private final Customers customers;
    private final Members members;
    private final KeepwellSettings settings;
    private final ObjectProvider<ProblemPart> parts;
    private final Clock clock;

    ProblemPages(
            Problems problems,
            ProblemQueries queries,
            ProblemFigures figures,
            Ranking ranking,
            Impacts impacts,
            ProblemStore store,
            Broadcasts broadcasts,
            NoticeStore ledger,
            ExposureRules rules,
            Areas areas,
            Conversations conversations,
            Customers customers,
            Members members,
            KeepwellSettings settings,
            ObjectProvider<ProblemPart> parts,
            Clock clock) {
        this.problems = problems;
        this.queries = queries;
        this.figures = figures;
        this.ranking = ranking;
        this.impacts = impacts;
        this.store = store;
        this.broadcasts = broadcasts;
        this.ledger = ledger;
        this.rules = rules;
        this.areas = areas;
        this.conversations = conversations;
        this.customers = customers;
        this.members = members;
        this.settings = settings;
        this.parts = parts;
        this.clock = clock;
    }

    /// A line of the list.
    ///
    /// @param title what the team calls it
    /// @param area  name of the part of the product, or null
    /// @param owner name of who answers for it, or null
    /// @param value what the accounts it hits are worth, or null where one may not see it or nothing is known
    /// @param due   by when customers were promised to hear of it again, where that is over (14), or null
    /// @param late  how long ago that was, or null
    record Row(
            Problem problem,
            @Nullable String area,
            @Nullable String owner,
            Figures figures,
            Impact impact,
            @Nullable String value,
            @Nullable Instant due,
            @Nullable String late) {}

    /// The list.
    ///
    /// @param owed  fixed, and not everybody told: they come first, because they are nearly free (3.9.5)
    /// @param open  those that last, the heaviest first
    /// @param over  fixed and told
    /// @param query what was looked for
    /// @param sort  what they are ordered by
    record Listing(List<Row> owed, List<Row> open, List<Row> over, String query, String sort, List<Area> areas) {

        boolean empty() {
            return owed.isEmpty() && open.isEmpty() && over.isEmpty();
        }
    }

    /// What topics of their own show above the list.
    List<Content> aboveList() {
        return shown(ProblemPart::ofList);
    }

    /// What topics of their own show below the list.
    List<Content> underList() {
        return shown(ProblemPart::underList);
    }

    /// What topics of their own show above a problem.
    List<Content> above(Problem problem) {
        return shown(part -> part.of(problem));
    }

    /// What topics of their own show below the buttons of a problem.
    List<Content> underButtons(Problem problem) {
        return shown(part -> part.underButtons(problem));
    }

    /// What topics of their own show under the columns of a problem.
    List<Content> underColumns(Problem problem) {
        return shown(part -> part.underColumns(problem));
    }

    private List<Content> shown(Function<ProblemPart, Optional<Content>> which) {
        return parts.stream()
                .sorted(Comparator.comparingInt(ProblemPart::order))
                .map(which)
                .flatMap(Optional::stream)
                .toList();
    }

    Listing listing(String query, Ranking.By by) {
        var found = queries.list(new ProblemQueries.Filter(null, null, null, query), null, MOST)
                .items();
        var areaNames = areas.all().stream().collect(Collectors.toMap(Area::id, Area::name));
        var now = clock.instant();
        var late = store.late(now);
        var rows = ranking.rank(found, by).stream()
                .map(it -> new Row(
                        it.problem(),
                        it.problem().area() == null
                                ? null
                                : areaNames.get(it.problem().area()),
                        name(it.problem().owner()),
                        it.figures(),
                        it.impact(),
                        value(it.impact()),
                        late.get(it.problem().id()),
                        Optional.ofNullable(late.get(it.problem().id()))
                                .map(due -> Moments.span(Duration.between(due, now)))
                                .orElse(null)))
                .toList();
        return new Listing(
                rows.stream()
                        .filter(row ->
                                row.problem().state().over() && row.figures().owed() > 0)
                        .toList(),
                rows.stream().filter(row -> !row.problem().state().over()).toList(),
                rows.stream()
                        .filter(row ->
                                row.problem().state().over() && row.figures().owed() == 0)
                        .toList(),
                query,
                by.word(),
                areas.all());
    }

    private @Nullable String value(Impact impact) {
        var value = impact.valueAtRisk();
        return value == null || !Money.visible(members) ? null : Money.words(value, settings.currency());
    }

    /// A conversation it caused, in the words of its first letter.
    record Said(long number, String name, String subject, Instant at, String state, LinkKind kind, UUID id) {}

    /// A person it hit.
    ///
    /// @param name   how they are called
    /// @param source how we know
    /// @param told   what became of the newest notice, or null where there is none
    record Hit(
            UUID customer,
            String name,
            ExposureSource source,
            Instant since,
            boolean denied,
            @Nullable Told told) {}

    /// What somebody was told last.
    ///
    /// @param notice id of the row of the ledger
    /// @param waits  the day until which they wait for the fix; empty while nobody knows it; null where they do
    ///               not
    record Told(
            UUID notice,
            NoticeStage stage,
            NoticeState state,
            @Nullable String reason,
            Instant at,
            @Nullable String waits) {

        /// Whether a person may try again.
        boolean failed() {
            return state == NoticeState.FAILED || state == NoticeState.BOUNCED || state == NoticeState.UNCERTAIN;
        }
    }

    /// A broadcast with what became of it.
    ///
    /// @param counts how many are in each state, by its word
    record Sent(
            Broadcast broadcast,
            Map<String, Long> counts,
            boolean held,
            @Nullable String by) {}

    /// Something that happened to it.
    record Step(Instant at, String who, String words) {}

    /// The page of a problem.
    ///
    /// @param value   what the accounts it hits are worth, or null where one may not see it or nothing is known
    /// @param others  people who were told of it and are not hit
    /// @param failing whether so many say that it does not work that it should be reopened (3.7.11)
    record Page(
            Problem problem,
            @Nullable String area,
            @Nullable String owner,
            Figures figures,
            Impact impact,
            @Nullable String value,
            List<Episode> episodes,
            List<Said> said,
            List<Hit> hits,
            List<Hit> others,
            List<Sent> sent,
            NoticeStore.Answers answers,
            boolean failing,
            @Nullable String rule,
            List<Step> steps,
            List<Area> areas,
            List<Member> members,
            boolean writes) {

        Episode episode() {
            return episodes.getLast();
        }

        /// How many people the bar is about.
        long people() {
            return hits.stream().filter(hit -> !hit.denied()).count() + others.size();
        }

        /// How many of them have heard the newest that is to be said, as far as we can know.
        long told() {
            return all().filter(told -> told.state().told()).count();
        }

        /// How many have a letter that waits to leave.
        long waiting() {
            return all().filter(told -> told.state().waits()).count();
        }

        private Stream<Told> all() {
            boolean over = problem.state().over();
            return Stream.concat(hits.stream().filter(hit -> !hit.denied()), others.stream())
                    .map(Hit::told)
                    .filter(Objects::nonNull)
                    .filter(told -> over == (told.stage() == NoticeStage.FIXED));
        }
    }

    Page page(Problem problem, boolean writes) {
        var now = clock.instant();
        var notices = new LinkedHashMap<UUID, Told>();
        var rows = broadcasts.ledger(problem.id());
        rows.stream()
                .filter(notice -> notice.state() != NoticeState.CANCELLED)
                .forEach(notice -> notices.putIfAbsent(
                        notice.customer(),
                        new Told(
                                notice.id(),
                                notice.stage(),
                                notice.state(),
                                notice.reason(),
                                notice.at(),
                                waits(notice))));
        var exposures = problems.exposures(problem.id());
        var hit = exposures.stream().map(Exposure::customer).collect(Collectors.toSet());
        var people = new HashMap<UUID, Customer>(customers.find(hit));
        people.putAll(customers.find(notices.keySet()));
        var impact = impacts.of(problem.id());
        var answers = ledger.answers(problem.id(), problem.episode());
        return new Page(
                problem,
                Optional.ofNullable(problem.area())
                        .flatMap(areas::find)
                        .map(Area::name)
                        .orElse(null),
                name(problem.owner()),
                figures.of(problem.id()),
                impact,
                value(impact),
                problems.episodes(problem.id()),
                said(problem),
                exposures.stream()
                        .map(it -> new Hit(
                                it.customer(),
                                label(people, it.customer()),
                                it.source(),
                                it.firstSeenAt(),
                                it.denied(),
                                notices.get(it.customer())))
                        .toList(),
                notices.entrySet().stream()
                        .filter(it -> !hit.contains(it.getKey()))
                        .map(it -> new Hit(
                                it.getKey(),
                                label(people, it.getKey()),
                                ExposureSource.MANUAL,
                                it.getValue().at(),
                                false,
                                it.getValue()))
                        .toList(),
                sent(problem, rows, now),
                answers,
                problem.state().over() && answers.failed(),
                rules.of(problem.id()).map(rule -> rule.inWords()).orElse(null),
                store.events(problem.id(), EVENTS).stream().map(this::step).toList(),
                areas.all(),
                members.active(),
                writes);
    }

    private @Nullable String waits(Notice notice) {
        if (notice.state() != NoticeState.OWED) {
            return null;
        }
        var from = notice.availableAt();
        return from == null ? "" : ReachForm.day(from, settings.zone());
    }

    private List<Said> said(Problem problem) {
        var said = new ArrayList<Said>();
        var links = problems.conversationsOf(problem.id());
        var people = customers.find(links.stream().map(ProblemLink::customer).collect(Collectors.toSet()));
        for (var link : links.stream().limit(MOST).toList()) {
            conversations
                    .find(link.conversation())
                    .ifPresent(it -> said.add(new Said(
                            it.number(),
                            label(people, link.customer()),
                            it.subject(),
                            it.createdAt(),
                            it.state().word(),
                            link.kind(),
                            it.id())));
        }
        return said;
    }

    private List<Sent> sent(Problem problem, List<Notice> rows, Instant now) {
        var byBroadcast = rows.stream()
                .filter(notice -> notice.broadcast() != null)
                .collect(Collectors.groupingBy(
                        Notice::broadcast,
                        Collectors.groupingBy(
                                notice -> notice.state().word(), LinkedHashMap::new, Collectors.counting())));
        return broadcasts.of(problem.id()).stream()
                .map(it -> new Sent(
                        it,
                        byBroadcast.getOrDefault(it.id(), new LinkedHashMap<>()),
                        it.state() == BroadcastState.HELD && it.holdUntil().isAfter(now),
                        name(it.by())))
                .toList();
    }

    private Step step(ProblemEvent event) {
        var who = event.member() == null
                ? t("problems.step.keepwell")
                : Optional.ofNullable(name(event.member())).orElse("");
        return new Step(
                event.at(),
                who,
                t(
                        "problems.step." + event.kind(),
                        "before",
                        words(event.kind(), event.before()),
                        "after",
                        words(event.kind(), event.after())));
    }

    private static String words(String kind, @Nullable String value) {
        if (value == null) {
            return "";
        }
        return switch (kind) {
            case "state" -> t("problems.state." + value);
            case "severity" -> t("problems.severity." + value);
            default -> value;
        };
    }

    private static String label(Map<UUID, Customer> people, UUID id) {
        var known = people.get(id);
        return known == null ? t("problems.somebody") : known.label();
    }

    private @Nullable String name(@Nullable UUID member) {
        return member == null ? null : members.find(member).map(Member::name).orElse(null);
    }
}
