package io.keepwell.problems.outreach;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.problems.Problem;
import io.keepwell.problems.Problems;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// "Who else is hit?": people who did not write, and the lists by which somebody turns to them.
@ForTeam
@Controller
@RequestMapping("/problems/{number:\\d+}/outreach")
class OutreachController {

    private static final int MOST_SHOWN = 200;

    private final Outreaches outreaches;
    private final OutreachStore store;
    private final Problems problems;
    private final Customers customers;
    private final Members members;

    OutreachController(
            Outreaches outreaches, OutreachStore store, Problems problems, Customers customers, Members members) {
        this.outreaches = outreaches;
        this.store = store;
        this.problems = problems;
        this.customers = customers;
        this.members = members;
    }

    /// Somebody who did not write.
    record Row(UUID customer, String name, Instant since) {}

    /// Somebody on a list.
    record Turn(UUID customer, String name, @Nullable Instant doneAt) {}

    /// A list as it is shown.
    record Shown(UUID id, @Nullable String owner, Instant at, long left, List<Turn> people) {}

    /// The page.
    ///
    /// @param silent those on no list yet, of many the first
    /// @param more   how many of them are not shown
    /// @param undone id of a list that was taken back just now, or null
    record Page(
            Problem problem,
            List<Row> silent,
            int more,
            List<Shown> lists,
            List<Member> members,
            @Nullable UUID me,
            @Nullable UUID undone,
            boolean writes) {}

    @GetMapping
    String show(@PathVariable String number, @RequestParam(required = false) @Nullable UUID undone, Model model) {
        var problem = problems.get(number);
        var silent = store.silent(problem.id(), problem.episode(), null, null, Integer.MAX_VALUE).stream()
                .filter(it -> !it.listed())
                .toList();
        var shown = silent.subList(0, Math.min(MOST_SHOWN, silent.size()));
        var lists = store.ofProblem(problem.id());
        var people = new HashMap<>(customers.find(
                shown.stream().map(OutreachStore.Silent::customer).toList()));
        people.putAll(customers.find(lists.stream()
                .flatMap(list -> list.people().stream())
                .map(Outreach.Person::customer)
                .toList()));
        model.addAttribute(
                "page",
                new Page(
                        problem,
                        shown.stream()
                                .map(it -> new Row(it.customer(), name(people, it.customer()), it.since()))
                                .toList(),
                        silent.size() - shown.size(),
                        lists.stream().map(it -> shown(it, people)).toList(),
                        members.active(),
                        members.current().map(Member::id).orElse(null),
                        undone,
                        members.current().filter(me -> me.role() != Role.VIEWER).isPresent()));
        return "problems/outreach/page";
    }

    private Shown shown(Outreach list, Map<UUID, Customer> people) {
        return new Shown(
                list.id(),
                list.owner() == null
                        ? null
                        : members.find(list.owner()).map(Member::name).orElse(null),
                list.at(),
                list.left(),
                list.people().stream()
                        .map(it -> new Turn(it.customer(), name(people, it.customer()), it.doneAt()))
                        .toList());
    }

    private static String name(Map<UUID, Customer> people, UUID id) {
        var known = people.get(id);
        return known == null ? id.toString() : known.label();
    }

    @ForAgents
    @PostMapping
    String make(@PathVariable String number, @RequestParam(required = false) @Nullable UUID owner) {
        outreaches.make(problems.get(number).id(), owner);
        return "redirect:/problems/" + number + "/outreach";
    }

    @ForAgents
    @PostMapping("/{outreach}/{deed:undo|restore}")
    String undo(@PathVariable String number, @PathVariable UUID outreach, @PathVariable String deed) {
        outreaches.undo(outreach, deed.equals("undo"));
        return "redirect:/problems/" + number + "/outreach" + (deed.equals("undo") ? "?undone=" + outreach : "");
    }

    /// @param done whether somebody turned to them
    @ForAgents
    @PostMapping("/{outreach}/people/{customer}")
    String tick(
            @PathVariable String number,
            @PathVariable UUID outreach,
            @PathVariable UUID customer,
            @RequestParam boolean done) {
        outreaches.done(outreach, customer, done);
        return "redirect:/problems/" + number + "/outreach";
    }

    @ForAgents
    @PostMapping("/{outreach}/people/{customer}/letter")
    String write(
            @PathVariable String number,
            @PathVariable UUID outreach,
            @PathVariable UUID customer,
            @RequestParam String text) {
        outreaches.write(outreach, customer, text);
        return "redirect:/problems/" + number + "/outreach";
    }
}
