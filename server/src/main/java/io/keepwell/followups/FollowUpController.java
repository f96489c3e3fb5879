package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.conversations.reports.Csv;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Words;
import io.keepwell.surveys.FeedbackTabs;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The queue of follow-ups, and the page of each with everything one does there. A form that is refused comes back with
/// what was typed.
@Controller
class FollowUpController {

    private static final int SHOWN = 50;
    private static final int EXPORTED = 100_000;
    private static final List<String> VIEWS = List.of("mine", "team", "overdue", "all");
    private static final UUID NOBODY = new UUID(0, 0);

    /// The queue.
    ///
    /// @param counts how many wait in each view but that of all, by its word
    /// @param only   the people a figure counts, in words; or null
    /// @param next   address of the next part, or null
    record Queue(
            String view,
            List<String> views,
            Map<String, Integer> counts,
            List<FollowUpRow> rows,
            @Nullable String only,
            @Nullable String next,
            boolean any,
            boolean writes) {}

    private final FollowUps followUps;
    private final FollowUpLists lists;
    private final FollowUpRows rows;
    private final FollowUpPages pages;
    private final FollowUpQueries queries;
    private final ChoiceStore choices;
    private final ChangedMinds minds;
    private final Ideas ideas;
    private final Customers customers;
    private final Members members;
    private final KeepwellSettings house;

    private final FeedbackTabs tabs;

    FollowUpController(
            FollowUps followUps,
            FollowUpLists lists,
            FollowUpRows rows,
            FollowUpPages pages,
            FollowUpQueries queries,
            ChoiceStore choices,
            ChangedMinds minds,
            Ideas ideas,
            Customers customers,
            Members members,
            KeepwellSettings house,
            FeedbackTabs tabs) {
        this.tabs = tabs;
        this.followUps = followUps;
        this.lists = lists;
        this.rows = rows;
        this.pages = pages;
        this.queries = queries;
        this.choices = choices;
        this.minds = minds;
        this.ideas = ideas;
        this.customers = customers;
        this.members = members;
        this.house = house;
    }

    @ModelAttribute("tabs")
    Content tabs() {
        return tabs.show(FollowUpTab.KEY);
    }

    @ForTeam
    @GetMapping("/follow-ups")
    String queue(
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam Map<String, String> asked,
            Model model) {
        var me = members.require();
        var narrowed = queries.narrowed(asked);
        var shown = view != null && VIEWS.contains(view) ? view : narrowed ? "all" : "mine";
        var filter = of(shown, me.id(), asked);
        boolean everything = shown.equals("all");
        var found = everything ? lists.list(filter, cursor, SHOWN) : lists.queue(filter, cursor, SHOWN);
        var counts = Map.of(
                "mine", lists.count(of("mine", me.id(), Map.of()), 100),
                "team", lists.count(of("team", me.id(), Map.of()), 100),
                "overdue", lists.count(of("overdue", me.id(), Map.of()), 100));
        model.addAttribute(
                "page",
                new Queue(
                        shown,
                        VIEWS,
                        counts,
                        rows.of(found.items()),
                        queries.words(asked),
                        found.next() == null
                                ? null
                                : "/follow-ups?view=" + shown + queries.parameters(asked) + "&cursor=" + found.next(),
                        !found.items().isEmpty() || lists.count(FollowUpFilter.ALL, 1) > 0,
                        me.role() != Role.VIEWER));
        return "followups/queue";
    }

    private FollowUpFilter of(String view, UUID me, Map<String, String> asked) {
        var filter = queries.filter(asked);
        return switch (view) {
            case "mine" -> filter.states(FollowUpFilter.OPEN).ownedBy(me);
            case "team" -> filter.states(FollowUpFilter.OPEN).queueOf(me);
            case "overdue" -> filter.late();
            default -> filter;
        };
    }

    @ForTeam
    @GetMapping("/follow-ups.csv")
    ResponseEntity<String> table(@RequestParam Map<String, String> asked) {
        var csv = new Csv()
                .line(
                        "opened_at",
                        "customer",
                        "state",
                        "owner",
                        "due_at",
                        "contacted_at",
                        "score",
                        "said",
                        "main_reason",
                        "reason",
                        "would_have_helped",
                        "wanted",
                        "got",
                        "step",
                        "told_at",
                        "closed_at",
                        "close_reason");
        rows.of(lists.list(queries.filter(asked), null, EXPORTED).items()).forEach(row -> {
            var it = row.followUp();
            var learned = it.learned();
            csv.line(
                    it.openedAt(),
                    row.name(),
                    it.state().word(),
                    row.owner(),
                    it.dueAt(),
                    it.firstContactedAt(),
                    row.said() == null ? null : row.said().score(),
                    row.said() == null ? it.occasion() : row.said().words(),
                    learned.mainReason(),
                    choices.label(learned.reason()),
                    learned.wouldHaveHelped(),
                    learned.wanted(),
                    learned.got(),
                    choices.label(learned.step()),
                    it.toldAt(),
                    it.closedAt(),
                    it.closed() == null ? null : it.closed().word());
        });
        return csv.answer("follow-ups.csv");
    }

    @ForAgents
    @GetMapping("/follow-ups/new")
    String fresh(@RequestParam(defaultValue = "") String customer, Model model) {
        return fresh(customer, "", null, model);
    }

    /// What the page shows that makes one.
    ///
    /// @param customer reference of the customer, as typed
    /// @param name     of the customer, where there is one of that reference
    record Fresh(
            String customer,
            @Nullable String name,
            String occasion,
            @Nullable String wrong) {}

    private String fresh(String customer, String occasion, @Nullable String wrong, Model model) {
        model.addAttribute(
                "page", new Fresh(customer, find(customer).map(Customer::label).orElse(null), occasion, wrong));
        return "followups/new";
    }

    private Optional<Customer> find(String typed) {
        var reference = typed.strip();
        return customers
                .find(reference)
                .or(() -> reference.contains("@") ? customers.find("email:" + reference) : Optional.empty());
    }

    @ForAgents
    @PostMapping("/follow-ups")
    String create(
            @RequestParam(defaultValue = "") String customer,
            @RequestParam(defaultValue = "") String occasion,
            HttpServletResponse response,
            Model model) {
        try {
            var person =
                    find(customer).orElseThrow(() -> InvalidRequest.field("customer", t("followups.refused.customer")));
            return "redirect:/follow-ups/"
                    + followUps.make(person.id(), occasion).id();
        } catch (InvalidRequest wrong) {
            response.setStatus(wrong.kind().status());
            return fresh(customer, occasion, wrong.sentence(), model);
        }
    }

    @ForTeam
    @GetMapping("/follow-ups/{id}")
    String show(@PathVariable UUID id, Model model) {
        model.addAttribute("page", pages.of(id, null, Map.of()));
        return "followups/page";
    }

    @ForAgents
    @PostMapping("/follow-ups/{id}/owner")
    String give(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        return deed(id, "take", typed, response, model, () -> {
            followUps.give(
                    id,
                    owner.isBlank()
                            ? members.require().id()
                            : Optional.ofNullable(id("owner", owner)).orElse(NOBODY));
        });
    }

    @ForAgents
    @PostMapping("/follow-ups/{id}/attempts")
    String attempt(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "phone") String channel,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String at,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        return deed(id, "call", typed, response, model, () -> {
            if (outcome.isBlank()) {
                throw InvalidRequest.field("outcome", t("followups.refused.outcome"));
            }
            followUps.attempt(
                    id,
                    Words.asked(AttemptChannel.class, "channel", channel),
                    Words.asked(AttemptOutcome.class, "outcome", outcome),
                    note,
                    time(at));
        });
    }

    private @Nullable Instant time(String local) {
        if (local.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(local).atZone(house.zone()).toInstant();
        } catch (DateTimeException e) {
            throw InvalidRequest.field("at", t("followups.refused.at"));
        }
    }

    @ForAgents
    @PostMapping("/follow-ups/{id}/learned")
    String learn(
            @PathVariable UUID id, @RequestParam Map<String, String> typed, HttpServletResponse response, Model model) {
        return deed(id, "understand", typed, response, model, () -> {
            followUps.learn(
                    id,
                    new Learned(
                            typed.getOrDefault("main-reason", ""),
                            id("reason", typed.getOrDefault("reason", "")),
                            typed.containsKey("main-reason-refused"),
                            typed.getOrDefault("would-have-helped", ""),
                            typed.containsKey("would-have-helped-refused"),
                            typed.getOrDefault("wanted", ""),
                            typed.getOrDefault("got", ""),
                            id("step", typed.getOrDefault("step", "")),
                            id("area", typed.getOrDefault("area", ""))));
        });
    }

    @ForAgents
    @PostMapping("/follow-ups/{id}/cause")
    String cause(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String problem,
            @RequestParam(defaultValue = "") String idea,
            @RequestParam(name = "new-idea", defaultValue = "") String fresh,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        return deed(id, "cause", typed, response, model, () -> {
            var tied = fresh.isBlank()
                    ? id("idea", idea)
                    : ideas.create(fresh, followUps.get(id).learned().area()).id();
            followUps.cause(id, id("problem", problem), tied);
            if (typed.containsKey("wait")) {
                followUps.await(id);
            }
        });
    }

    @ForAgents
    @PostMapping("/follow-ups/{id}/letters")
    String write(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(name = "form", defaultValue = "write") String form,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        boolean tells = form.equals("tell");
        return deed(id, tells ? "tell" : "write", typed, response, model, () -> {
            followUps.write(id, subject, text, tells);
        });
    }

    @ForAgents
    @PostMapping("/follow-ups/{id}/told")
    String told(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String message,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        return deed(id, "told", typed, response, model, () -> {
            followUps.told(id, Optional.ofNullable(id("message", message)).orElse(NOBODY));
        });
    }

    @ForAgents
    @PostMapping("/follow-ups/{id}/closure")
    String close(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String note,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        return deed(id, "close", typed, response, model, () -> {
            if (reason.isBlank()) {
                throw InvalidRequest.field("reason", t("followups.refused.close-reason"));
            }
            followUps.close(id, Words.asked(CloseReason.class, "reason", reason), note);
        });
    }

    @ForAgents
    @PostMapping("/follow-ups/{id}/undoing")
    String undo(@PathVariable UUID id, HttpServletResponse response, Model model) {
        return deed(id, "undo", Map.of(), response, model, () -> followUps.undo(id));
    }

    @ForAgents
    @PostMapping("/follow-ups/{id}/changed-mind")
    String stays(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String evidence,
            @RequestParam Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        return deed(
                id,
                "mind",
                typed,
                response,
                model,
                () -> minds.stays(followUps.get(id).id(), evidence));
    }

    private String deed(
            UUID id, String form, Map<String, String> typed, HttpServletResponse response, Model model, Runnable deed) {
        try {
            deed.run();
            return "redirect:/follow-ups/" + id;
        } catch (InvalidRequest wrong) {
            var first = wrong.first("");
            return refused(id, form, first.field(), first.message(), wrong, typed, response, model);
        } catch (FollowUpRefused wrong) {
            return refused(id, form, "", wrong.sentence(), wrong, typed, response, model);
        }
    }

    private String refused(
            UUID id,
            String form,
            String field,
            String sentence,
            Refusal why,
            Map<String, String> typed,
            HttpServletResponse response,
            Model model) {
        response.setStatus(why.kind().status());
        model.addAttribute("page", pages.of(id, new FollowUpPage.Wrong(form, field, sentence), typed));
        return "followups/page";
    }

    private static @Nullable UUID id(String field, String typed) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(typed.strip());
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.field(field, t("followups.refused.choice"));
        }
    }
}
