package io.keepwell.problems;

import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customers;
import io.keepwell.customers.TraitRule;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.ImpactApi.Listed;
import io.keepwell.problems.ProblemJson.Change;
import io.keepwell.problems.ProblemJson.Details;
import io.keepwell.problems.ProblemJson.EpisodeJson;
import io.keepwell.problems.ProblemJson.Item;
import io.keepwell.problems.ProblemJson.LinkJson;
import io.keepwell.problems.ProblemJson.NewExposure;
import io.keepwell.problems.ProblemJson.NewLink;
import io.keepwell.problems.ProblemJson.NewProblemJson;
import io.keepwell.problems.ProblemJson.RuleJson;
import io.keepwell.problems.Ranking.Ranked;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Problems, for programs: noted, linked, and who was hit.
@RestController
@RequestMapping("/api/v1/problems")
@Tag(name = "Problems", description = "Causes of complaints, whom they hit, and who was told what")
class ProblemApi {

    private final Problems problems;
    private final ProblemQueries queries;
    private final ExposureRules rules;
    private final Ranking ranking;
    private final Areas areas;
    private final Conversations conversations;
    private final Customers customers;
    private final Members members;
    private final KeepwellSettings settings;

    ProblemApi(
            Problems problems,
            ProblemQueries queries,
            ExposureRules rules,
            Ranking ranking,
            Areas areas,
            Conversations conversations,
            Customers customers,
            Members members,
            KeepwellSettings settings) {
        this.problems = problems;
        this.queries = queries;
        this.rules = rules;
        this.ranking = ranking;
        this.areas = areas;
        this.conversations = conversations;
        this.customers = customers;
        this.members = members;
        this.settings = settings;
    }

    @ForTeam
    @GetMapping
    @Operation(
            summary = "Problems with their numbers, the newest first",
            description = "With sort the heaviest first; of equal weight, one that is fixed and not told to everybody.")
    Slice<Listed> list(
            @Parameter(description = "One of the states, or open for those that last")
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(required = false) @Nullable UUID component,
            @RequestParam(required = false) @Nullable UUID owner,
            @RequestParam(required = false) @Nullable String query,
            @Parameter(description = "impact, accounts, value or recurrence") @RequestParam(required = false) @Nullable
                    String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var filter = new ProblemQueries.Filter(state, component, owner, query);
        int size = Cursor.limit(limit);
        if (sort == null) {
            var found = queries.list(filter, cursor, size);
            return new Slice<>(listed(ranking.rank(found.items(), null)), found.next());
        }
        var ranked = ranking.rank(queries.all(filter), Ranking.By.named(sort));
        int from = Math.min(cursor == null ? 0 : place(cursor), ranked.size());
        int to = Math.min(from + size, ranked.size());
        return new Slice<>(listed(ranked.subList(from, to)), to < ranked.size() ? Cursor.of(to) : null);
    }

    private List<Listed> listed(List<Ranked> ranked) {
        boolean money = Money.visible(members);
        return ranked.stream()
                .map(it -> Listed.of(it, money, settings.currency()))
                .toList();
    }

    private static int place(String cursor) {
        try {
            return Math.max(0, Integer.parseInt(Cursor.read(cursor, 1).getFirst()));
        } catch (NumberFormatException e) {
            throw Cursor.foreign();
        }
    }

    @ForAgents
    @PostMapping
    @Transactional
    @Operation(summary = "Note a problem")
    ResponseEntity<Details> create(@RequestBody NewProblemJson asked) {
        var made = problems.create(new NewProblem(
                given(asked.title()).orElse(""),
                given(asked.publicTitle()).orElse(""),
                given(asked.component()).map(areas::named).map(Area::id).orElse(null),
                given(asked.owner()).map(this::member).orElse(null),
                asked.severity() == null ? Severity.SLOWS : asked.severity(),
                asked.updateHours()));
        return ResponseEntity.created(URI.create("/api/v1/problems/" + made.id()))
                .body(details(made));
    }

    @ForTeam
    @GetMapping("/{id}")
    @Operation(summary = "One problem with its episodes", description = "id is its id or its number.")
    Details get(@PathVariable String id) {
        return details(problems.get(id));
    }

    @ForAgents
    @PatchMapping("/{id}")
    @Transactional
    @Operation(summary = "Change a problem", description = "All of it or nothing.")
    Details change(@PathVariable String id, @RequestBody Change change) {
        var problem = problems.get(id).id();
        Optional.ofNullable(change.title()).ifPresent(title -> problems.title(problem, title));
        Optional.ofNullable(change.publicTitle()).ifPresent(title -> problems.publicTitle(problem, title));
        if (change.component() != null) {
            problems.area(
                    problem,
                    given(change.component()).map(areas::named).map(Area::id).orElse(null));
        }
        if (change.owner() != null) {
            problems.owner(problem, given(change.owner()).map(this::member).orElse(null));
        }
        Optional.ofNullable(change.severity()).ifPresent(severity -> problems.severity(problem, severity));
        if (change.updateHours() != null) {
            problems.updateHours(problem, change.updateHours() == 0 ? null : change.updateHours());
        }
        Optional.ofNullable(change.serviceText()).ifPresent(text -> problems.serviceText(problem, text));
        Optional.ofNullable(change.productText()).ifPresent(text -> problems.productText(problem, text));
        Optional.ofNullable(change.workaround()).ifPresent(text -> problems.workaround(problem, text));
        Optional.ofNullable(change.state()).ifPresent(state -> problems.state(problem, state));
        return details(problems.get(problem));
    }

    @ForTeam
    @GetMapping("/{id}/conversations")
    @Operation(summary = "What is linked to it, the newest link first")
    List<LinkJson> conversations(@PathVariable String id) {
        return problems.conversationsOf(problems.get(id).id()).stream()
                .map(LinkJson::of)
                .toList();
    }

    @ForAgents
    @PostMapping("/{id}/conversations")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    @Operation(
            summary = "Link a conversation",
            description = "Its customer was hit then, and a complaint it caused waits for it.")
    Details link(@PathVariable String id, @RequestBody NewLink asked) {
        var problem = problems.get(id);
        var conversation = given(asked.conversation())
                .map(conversations::get)
                .orElseThrow(() -> InvalidRequest.field(
                        "conversation", Texts.t("problems.refused.missing", "field", "conversation")));
        problems.link(
                problem.id(),
                conversation.id(),
                asked.kind() == null ? LinkKind.CAUSED_BY : asked.kind(),
                given(asked.reason()).orElse(null));
        return details(problems.get(problem.id()));
    }

    @ForAgents
    @DeleteMapping("/{id}/conversations/{conversation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a link back")
    void unlink(@PathVariable String id, @PathVariable String conversation) {
        problems.unlink(problems.get(id).id(), conversations.get(conversation).id());
    }

    @ForAgents
    @PostMapping("/{id}/exposures")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say that a customer was hit, or was not",
            description =
                    "Whoever is said to be unaffected is not brought back by any rule, until said to be hit again.")
    void expose(@PathVariable String id, @RequestBody NewExposure asked) {
        var problem = problems.get(id).id();
        var customer = given(asked.customer())
                .flatMap(customers::find)
                .orElseThrow(() -> InvalidRequest.field("customer", Texts.t("problems.refused.customer")));
        if (Boolean.TRUE.equals(asked.notAffected())) {
            problems.deny(problem, customer.id());
        } else {
            problems.allow(problem, customer.id());
            problems.expose(problem, customer.id());
        }
    }

    @ForAgents
    @PutMapping("/{id}/exposure-rule")
    @Operation(
            summary = "Say whom it hits besides those we know of",
            description =
                    "Whoever comes to be meant while it lasts is added. A body without traits takes the rule away.")
    Details rule(@PathVariable String id, @RequestBody RuleJson asked) {
        var problem = problems.get(id).id();
        rules.set(problem, asked.traits() == null ? null : TraitRule.of(asked.traits()));
        return details(problems.get(problem));
    }

    @Schema(name = "ProblemMerge")
    record Merge(
            @Schema(description = "Id or number of the problem it becomes part of") @Nullable
            String into) {}

    @ForAgents
    @PostMapping("/{id}/merge")
    @Operation(
            summary = "Make it part of another",
            description = "Nobody is told again what they were told under its number. All its rows stay for an undo.")
    Details merge(@PathVariable String id, @RequestBody Merge asked) {
        var into = given(asked.into())
                .map(problems::get)
                .orElseThrow(() -> InvalidRequest.field("into", Texts.t("problems.refused.missing", "field", "into")));
        problems.merge(problems.get(id).id(), into.id());
        return details(problems.get(into.id()));
    }

    @ForAgents
    @PostMapping("/{id}/unmerge")
    @Operation(summary = "Take its merge back", description = "id is the id of the problem that was merged.")
    Details unmerge(@PathVariable UUID id) {
        problems.unmerge(id);
        return details(problems.get(id));
    }

    private Details details(Problem it) {
        return new Details(
                Item.of(it),
                it.serviceText(),
                it.productText(),
                it.workaround(),
                rules.of(it.id()).map(TraitRule::json).orElse(null),
                problems.episodes(it.id()).stream().map(EpisodeJson::of).toList());
    }

    private UUID member(String reference) {
        return members.active().stream()
                .filter(it -> it.id().toString().equals(reference) || it.email().equalsIgnoreCase(reference))
                .map(Member::id)
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field("owner", Texts.t("problems.refused.member")));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(it -> !it.isEmpty());
    }
}
