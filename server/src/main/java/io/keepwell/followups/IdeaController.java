package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.problems.Area;
import io.keepwell.problems.Areas;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Words;
import io.keepwell.surveys.FeedbackTabs;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Ideas of customers, who wants them, and telling those people when they ship.
@Controller
class IdeaController {

    private static final int SHOWN = 50;

    /// The list.
    ///
    /// @param typed what was typed and refused, by field
    record Listing(
            String state,
            List<Row> rows,
            List<Area> areas,
            @Nullable String next,
            boolean writes,
            @Nullable String wrong,
            Map<String, String> typed) {

        String typed(String field) {
            return typed.getOrDefault(field, "");
        }
    }

    record Row(Idea idea, @Nullable String area) {}

    /// A person who wants it.
    ///
    /// @param told how far telling them has come, or null
    record Person(
            UUID id,
            String name,
            String words,
            @Nullable UUID followUp,
            @Nullable String told) {}

    /// The page of an idea.
    ///
    /// @param letters what supporters would read, where somebody asked for the preview; else null
    record One(
            Idea idea,
            List<Person> people,
            List<Area> areas,
            @Nullable List<Ideas.Letter> letters,
            boolean writes,
            @Nullable String wrong,
            Map<String, String> typed) {

        String value(String field, @Nullable Object known) {
            return typed.containsKey(field) ? typed.getOrDefault(field, "") : known == null ? "" : known.toString();
        }
    }

    private final Ideas ideas;
    private final IdeaStore store;
    private final Areas areas;
    private final Customers customers;
    private final Members members;

    private final FeedbackTabs tabs;

    IdeaController(Ideas ideas, IdeaStore store, Areas areas, Customers customers, Members members, FeedbackTabs tabs) {
        this.tabs = tabs;
        this.ideas = ideas;
        this.store = store;
        this.areas = areas;
        this.customers = customers;
        this.members = members;
    }

    @ModelAttribute("tabs")
    Content tabs() {
        return tabs.show(FollowUpTabs.IDEAS);
    }

    @ForTeam
    @GetMapping("/ideas")
    String list(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        return listing(state, cursor, null, Map.of(), model);
    }

    private String listing(
            String state, @Nullable String cursor, @Nullable String wrong, Map<String, String> typed, Model model) {
        var found = store.list(Words.askedOrNull(IdeaState.class, "state", state), cursor, SHOWN);
        model.addAttribute(
                "page",
                new Listing(
                        state,
                        found.items().stream()
                                .map(it -> new Row(it, area(it.area())))
                                .toList(),
                        areas.all(),
                        found.next() == null ? null : "/ideas?state=" + state + "&cursor=" + found.next(),
                        writes(),
                        wrong,
                        typed));
        return "followups/ideas";
    }

    private @Nullable String area(@Nullable UUID area) {
        return Optional.ofNullable(area).flatMap(areas::find).map(Area::name).orElse(null);
    }

    private boolean writes() {
        return members.current().filter(me -> me.role() != Role.VIEWER).isPresent();
    }

    @ForAgents
    @PostMapping("/ideas")
    String create(@RequestParam Map<String, String> typed, HttpServletResponse response, Model model) {
        try {
            return "redirect:/ideas/"
                    + ideas.create(typed.getOrDefault("title", ""), id("area", typed))
                            .id();
        } catch (InvalidRequest wrong) {
            response.setStatus(wrong.kind().status());
            return listing("", null, wrong.sentence(), typed, model);
        }
    }

    @ForTeam
    @GetMapping("/ideas/{id}")
    String show(@PathVariable UUID id, Model model) {
        return page(id, null, null, Map.of(), model);
    }

    private String page(
            UUID id,
            @Nullable List<Ideas.Letter> letters,
            @Nullable String wrong,
            Map<String, String> typed,
            Model model) {
        var supporters = store.supporters(id);
        var told = store.notices(id).stream()
                .collect(Collectors.toMap(IdeaStore.Notice::customer, IdeaStore.Notice::state, (a, b) -> a));
        var people = customers.find(
                supporters.stream().map(IdeaStore.Supporter::customer).collect(Collectors.toSet()));
        model.addAttribute(
                "page",
                new One(
                        ideas.get(id),
                        supporters.stream()
                                .map(it -> new Person(
                                        it.customer(),
                                        Optional.ofNullable(people.get(it.customer()))
                                                .map(Customer::label)
                                                .orElse(""),
                                        it.words(),
                                        it.followUp(),
                                        told.get(it.customer())))
                                .toList(),
                        areas.all(),
                        letters,
                        writes(),
                        wrong,
                        typed));
        return "followups/idea";
    }

    @ForAgents
    @PostMapping("/ideas/{id}")
    String change(
            @PathVariable UUID id, @RequestParam Map<String, String> typed, HttpServletResponse response, Model model) {
        return deed(id, typed, response, model, () -> {
            ideas.change(
                    id,
                    typed.getOrDefault("title", ""),
                    id("area", typed),
                    Words.asked(IdeaState.class, "state", typed.getOrDefault("state", "")),
                    typed.getOrDefault("what-changed", ""));
        });
    }

    @ForAgents
    @PostMapping("/ideas/{id}/supporters")
    String support(
            @PathVariable UUID id, @RequestParam Map<String, String> typed, HttpServletResponse response, Model model) {
        return deed(id, typed, response, model, () -> {
            var reference = typed.getOrDefault("customer", "").strip();
            var person = customers
                    .find(reference.contains("@") ? "email:" + reference : reference)
                    .orElseThrow(() -> InvalidRequest.field("customer", t("followups.refused.customer")));
            ideas.support(id, person.id(), typed.getOrDefault("words", ""));
        });
    }

    /// What each of them would read.
    @ForAgents
    @PostMapping("/ideas/{id}/preview")
    String preview(
            @PathVariable UUID id, @RequestParam Map<String, String> typed, HttpServletResponse response, Model model) {
        try {
            return page(id, ideas.preview(id, typed.getOrDefault("what-changed", "")), null, typed, model);
        } catch (InvalidRequest wrong) {
            return refused(id, wrong, typed, response, model);
        }
    }

    @ForAgents
    @PostMapping("/ideas/{id}/shipment")
    String ship(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "-1") int people,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        return deed(id, typed, response, model, () -> ideas.ship(id, typed.getOrDefault("what-changed", ""), people));
    }

    private String deed(UUID id, Map<String, String> typed, HttpServletResponse response, Model model, Runnable deed) {
        try {
            deed.run();
            return "redirect:/ideas/" + id;
        } catch (InvalidRequest | PeopleChanged wrong) {
            return refused(id, wrong, typed, response, model);
        }
    }

    private String refused(
            UUID id, Refusal wrong, Map<String, String> typed, HttpServletResponse response, Model model) {
        response.setStatus(wrong.kind().status());
        return page(id, null, wrong.sentence(), typed, model);
    }

    private static @Nullable UUID id(String name, Map<String, String> typed) {
        var word = typed.getOrDefault(name, "");
        try {
            return word.isBlank() ? null : UUID.fromString(word);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field(name, t("followups.refused.choice"));
        }
    }
}
