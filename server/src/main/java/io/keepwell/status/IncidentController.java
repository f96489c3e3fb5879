package io.keepwell.status;

import static io.keepwell.shared.Texts.t;

import io.keepwell.problems.Problem;
import io.keepwell.problems.Problems;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Refusal;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Where the team speaks to the public: incidents and maintenance.
@ForTeam
@Controller
@RequestMapping("/incidents")
class IncidentController {

    private static final int MOST = 200;
    private static final Duration AHEAD = Duration.ofDays(2);

    private final Incidents incidents;
    private final IncidentStore store;
    private final ComponentStore components;
    private final SubscriberStore subscribers;
    private final Ledger ledger;
    private final StatusSetup setup;
    private final StatusViews views;
    private final StatusProblems faces;
    private final Problems problems;
    private final Members members;
    private final Clock clock;

    IncidentController(
            Incidents incidents,
            IncidentStore store,
            ComponentStore components,
            SubscriberStore subscribers,
            Ledger ledger,
            StatusSetup setup,
            StatusViews views,
            StatusProblems faces,
            Problems problems,
            Members members,
            Clock clock) {
        this.incidents = incidents;
        this.store = store;
        this.components = components;
        this.subscribers = subscribers;
        this.ledger = ledger;
        this.setup = setup;
        this.views = views;
        this.faces = faces;
        this.problems = problems;
        this.members = members;
        this.clock = clock;
    }

    /// The list.
    ///
    /// @param address where the public sees it; null while there is no page
    record Listing(
            List<Incident> open,
            List<Incident> over,
            @Nullable String address,
            boolean enabled,
            long subscribers,
            boolean writes) {}

    /// What is needed to say something.
    ///
    /// @param parts components that can be affected
    /// @param count how many subscribers would be told
    /// @param wrong why it was not taken, or null
    record Composer(
            IncidentForm typed,
            List<StatusComponent> parts,
            List<IncidentState> states,
            int count,
            boolean maintenance,
            @Nullable String wrong) {}

    /// The page before something is published.
    record New(Composer composer, @Nullable Problem problem) {}

    /// Something that was said, with what became of its letters.
    record SaidBefore(Post post, @Nullable String by, Map<String, Long> letters) {}

    /// The page of an incident.
    record Page(
            Incident incident,
            Composer composer,
            List<SaidBefore> posts,
            List<Post.Named> affected,
            @Nullable Problem problem,
            String address,
            boolean writes) {}

    @GetMapping
    String list(Model model) {
        var all = store.before(null, MOST);
        model.addAttribute(
                "page",
                new Listing(
                        all.stream().filter(it -> it.overAt() == null).toList(),
                        all.stream().filter(it -> it.overAt() != null).toList(),
                        setup.address().orElse(null),
                        setup.settings().enabled(),
                        subscribers.counts().getOrDefault(SubscriberState.ACTIVE.word(), 0L),
                        writes()));
        return "status/incidents";
    }

    @ForAgents
    @GetMapping("/new")
    String compose(
            @RequestParam(required = false) @Nullable String problem,
            @RequestParam(defaultValue = "incident") String kind,
            Model model) {
        var about = problem == null ? null : problems.get(problem);
        boolean maintenance = kind.equals("maintenance");
        var starts = clock.instant().plus(AHEAD).truncatedTo(ChronoUnit.HOURS);
        var typed = new IncidentForm(
                about == null ? "" : about.publicTitle(),
                about == null ? "" : faces.words(about),
                maintenance
                        ? IncidentState.PLANNED.word()
                        : about == null ? IncidentState.INVESTIGATING.word() : IncidentState.IDENTIFIED.word(),
                about == null ? Map.of() : faces.hits(about),
                maintenance ? IncidentForm.local(starts, views.zone()) : "",
                maintenance ? IncidentForm.local(starts.plus(Duration.ofHours(2)), views.zone()) : "",
                true,
                "");
        model.addAttribute("page", new New(composer(null, typed, maintenance, null), about));
        return "status/new";
    }

    @ForAgents
    @PostMapping
    ModelAndView publish(
            @RequestParam(required = false) @Nullable UUID problem,
            @RequestParam(defaultValue = "incident") String kind,
            @RequestParam Map<String, String> all) {
        var typed = IncidentForm.of(all);
        boolean maintenance = kind.equals("maintenance");
        try {
            var made = incidents.publish(new NewIncident(
                    typed.title(),
                    typed.text(),
                    Optional.ofNullable(typed.to()).orElse(IncidentState.INVESTIGATING),
                    maintenance
                            ? typed.asked().stream()
                                    .map(hit -> new Hit(hit.component(), ComponentState.MAINTENANCE))
                                    .toList()
                            : typed.asked(),
                    problem,
                    maintenance ? typed.startsAt(views.zone()) : null,
                    maintenance ? typed.endsAt(views.zone()) : null,
                    typed.telling()));
            return new ModelAndView("redirect:/incidents/" + made.number());
        } catch (Refusal refused) {
            return again(
                    "status/new",
                    new New(
                            composer(null, typed, maintenance, refused.sentence()),
                            problem == null ? null : problems.get(problem)),
                    refused);
        }
    }

    @GetMapping("/{number:\\d{1,12}}")
    String show(
            @PathVariable long number,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "false") boolean words,
            Model model) {
        var incident = incidents.numbered(number);
        var state = IncidentState.OF_INCIDENTS.stream()
                .filter(it -> it.word().equals(to) && !incident.maintenance())
                .findFirst()
                .orElse(incident.state());
        var text = words && incident.problem() != null ? faces.words(problems.get(incident.problem())) : "";
        model.addAttribute("page", page(incident, IncidentForm.of(incident, text, state, views.zone()), null));
        return "status/incident";
    }

    /// Says something: an update, with or without a state; or that what was said was not so.
    @ForAgents
    @PostMapping("/{number:\\d{1,12}}/posts")
    ModelAndView say(
            @PathVariable long number,
            @RequestParam(defaultValue = "update") String deed,
            @RequestParam Map<String, String> all) {
        var incident = incidents.numbered(number);
        var typed = IncidentForm.of(all);
        return deed(incident, typed, () -> {
            switch (deed) {
                case "correct" -> incidents.correct(incident.id(), typed.text(), typed.telling());
                case "move" ->
                    incidents.move(
                            incident.id(),
                            typed.startsAt(views.zone()),
                            typed.endsAt(views.zone()),
                            typed.text(),
                            typed.telling());
                default ->
                    faces.update(
                            incident, new Incidents.Said(typed.text(), typed.to(), typed.asked(), typed.telling()));
            }
        });
    }

    @ForAgents
    @PostMapping("/{number:\\d{1,12}}/title")
    ModelAndView title(@PathVariable long number, @RequestParam String title) {
        var incident = incidents.numbered(number);
        return deed(
                incident,
                IncidentForm.of(incident, "", incident.state(), views.zone()),
                () -> incidents.title(incident.id(), title));
    }

    @ForAgents
    @PostMapping("/{number:\\d{1,12}}/posts/{post}/text")
    ModelAndView edit(@PathVariable long number, @PathVariable UUID post, @RequestParam String text) {
        var incident = incidents.numbered(number);
        return deed(
                incident,
                IncidentForm.of(incident, "", incident.state(), views.zone()),
                () -> incidents.edit(post, text));
    }

    /// How many would be told of what is being typed.
    @ForAgents
    @PostMapping("/count")
    String count(
            @RequestParam(required = false) @Nullable UUID incident,
            @RequestParam Map<String, String> all,
            Model model) {
        var typed = IncidentForm.of(all);
        model.addAttribute("count", count(incident == null ? null : incidents.get(incident), typed));
        return "status/count";
    }

    private ModelAndView deed(Incident incident, IncidentForm typed, Runnable deed) {
        try {
            deed.run();
            return new ModelAndView("redirect:/incidents/" + incident.number());
        } catch (Refusal refused) {
            return again("status/incident", page(incident, typed, refused.sentence()), refused);
        }
    }

    private static ModelAndView again(String view, Object page, Refusal refused) {
        var again = new ModelAndView(view, Map.of("page", page));
        again.setStatus(HttpStatus.valueOf(refused.kind().status()));
        return again;
    }

    private Composer composer(
            @Nullable Incident incident, IncidentForm typed, boolean maintenance, @Nullable String wrong) {
        return new Composer(
                typed,
                components.all().stream()
                        .filter(part -> part.open()
                                || typed.hits().containsKey(part.id().toString()))
                        .toList(),
                states(incident, maintenance),
                count(incident, typed),
                maintenance,
                wrong);
    }

    private static List<IncidentState> states(@Nullable Incident incident, boolean maintenance) {
        if (!maintenance) {
            return incident == null
                    ? IncidentState.OF_INCIDENTS.stream()
                            .filter(state -> !state.over())
                            .toList()
                    : IncidentState.OF_INCIDENTS;
        }
        return incident == null || incident.state() == IncidentState.PLANNED
                ? IncidentState.OF_MAINTENANCE
                : IncidentState.OF_MAINTENANCE.stream()
                        .filter(state ->
                                incident.state().over() ? state == incident.state() : state != IncidentState.PLANNED)
                        .toList();
    }

    private int count(@Nullable Incident incident, IncidentForm typed) {
        var parts = typed.hits().keySet().stream()
                .filter(id -> id.length() == 36)
                .map(UUID::fromString)
                .toList();
        boolean ends = Arrays.stream(IncidentState.values())
                .anyMatch(state -> state.over() && state.word().equals(typed.state()));
        return incidents.count(incident == null ? null : incident.id(), parts, incident != null && ends);
    }

    private Page page(Incident incident, IncidentForm typed, @Nullable String wrong) {
        var counts = ledger.counts(incident.id());
        var names = new LinkedHashMap<UUID, String>();
        return new Page(
                incident,
                composer(incident, typed, incident.maintenance(), wrong),
                store.posts(incident.id()).stream()
                        .map(post -> new SaidBefore(
                                post,
                                post.member() == null
                                        ? null
                                        : names.computeIfAbsent(
                                                post.member(),
                                                id -> members.find(id)
                                                        .map(Member::name)
                                                        .orElse(t("status.somebody"))),
                                counts.getOrDefault(post.id(), Map.of())))
                        .toList(),
                views.story(incident).affected(),
                incident.problem() == null
                        ? null
                        : problems.find(incident.problem()).orElse(null),
                "/status/incidents/" + incident.number(),
                writes());
    }

    private boolean writes() {
        return members.current().filter(me -> me.role() != Role.VIEWER).isPresent();
    }
}
