package io.keepwell.problems.insight;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customers;
import io.keepwell.problems.Area;
import io.keepwell.problems.Areas;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/// The list of needs and pain points, and marking them in a conversation.
@Controller
class InsightController {

    private static final int MOST = 50;

    /// A line of the list.
    ///
    /// @param name of the customer
    /// @param area name of the part of the product, or null
    /// @param by   who marked it, or null for a program
    record Row(
            Mark mark,
            String name,
            @Nullable String area,
            @Nullable String by) {}

    /// The page.
    ///
    /// @param kind word of the kind that is shown, or empty for both
    /// @param area id of the part that is shown, `none` for those of no part, or empty for all
    /// @param next cursor of the next ones, or null
    record Page(
            List<Row> rows,
            List<MarkStore.Count> counts,
            List<Area> areas,
            String kind,
            String area,
            @Nullable String next,
            List<Content> parts,
            boolean writes) {

        boolean narrowed() {
            return !kind.isEmpty() || !area.isEmpty();
        }
    }

    private final Insights insights;
    private final MarkStore store;
    private final Conversations conversations;
    private final Customers customers;
    private final Areas areas;
    private final Members members;
    private final List<InsightPart> parts;

    InsightController(
            Insights insights,
            MarkStore store,
            Conversations conversations,
            Customers customers,
            Areas areas,
            Members members,
            ObjectProvider<InsightPart> parts) {
        this.insights = insights;
        this.store = store;
        this.conversations = conversations;
        this.customers = customers;
        this.areas = areas;
        this.members = members;
        this.parts = parts.stream().toList();
    }

    @ForTeam
    @GetMapping("/problems/insight")
    String list(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var found = store.list(filter(kind, area), cursor, MOST);
        var people = customers.find(found.items().stream().map(Mark::customer).collect(Collectors.toSet()));
        var all = areas.all();
        var names = all.stream().collect(Collectors.toMap(Area::id, Area::name));
        model.addAttribute(
                "page",
                new Page(
                        found.items().stream()
                                .map(mark -> new Row(
                                        mark,
                                        Optional.ofNullable(people.get(mark.customer()))
                                                .map(person -> person.label())
                                                .orElseGet(() -> t("problems.somebody")),
                                        mark.area() == null ? null : names.get(mark.area()),
                                        Optional.ofNullable(mark.by())
                                                .flatMap(members::find)
                                                .map(Member::name)
                                                .orElse(null)))
                                .toList(),
                        store.counts(),
                        all,
                        kind,
                        area,
                        found.next(),
                        parts.stream().flatMap(part -> part.show().stream()).toList(),
                        members.current().filter(me -> me.role() != Role.VIEWER).isPresent()));
        return "problems/insight/list";
    }

    static MarkStore.Filter filter(@Nullable String kind, @Nullable String area) {
        boolean none = "none".equals(area);
        return new MarkStore.Filter(
                kind == null || kind.isEmpty() ? null : Words.asked(InsightKind.class, "kind", kind),
                none || area == null || area.isEmpty() ? null : id(area),
                none);
    }

    private static UUID id(String area) {
        try {
            return UUID.fromString(area);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field("area", t("problems.refused.area"));
        }
    }

    @ForAgents
    @PostMapping("/conversations/{id}/insight")
    ResponseEntity<Void> create(
            @PathVariable UUID id,
            @RequestParam String kind,
            @RequestParam String words,
            @RequestParam(required = false) @Nullable UUID message,
            @RequestParam(defaultValue = "") String area,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        var made = insights.mark(id, kind, words, message, insights.areaNamed(area));
        return script == null
                ? ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/inbox/" + conversations.get(id).number()))
                        .build()
                : ResponseEntity.created(URI.create("/insight/" + made)).build();
    }

    @ForAgents
    @DeleteMapping("/insight/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void destroy(@PathVariable UUID id) {
        insights.unmark(id);
    }

    /// The same for a form, which cannot delete.
    @ForAgents
    @PostMapping("/insight/{id}/removal")
    ResponseEntity<Void> remove(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "/problems/insight") String back,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        insights.unmark(id);
        if (script != null) {
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(back.matches("/inbox/\\d+") ? back : "/problems/insight"))
                .build();
    }

    @ForAgents
    @PostMapping("/insight/{id}/area")
    String area(@PathVariable UUID id, @RequestParam String area) {
        insights.area(id, area);
        return "redirect:/problems/insight";
    }
}
