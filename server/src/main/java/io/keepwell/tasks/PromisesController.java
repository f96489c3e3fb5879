package io.keepwell.tasks;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Moments;
import io.keepwell.tasks.PromisesPage.Count;
import io.keepwell.tasks.PromisesPage.Part;
import io.keepwell.tasks.PromisesPage.Row;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// The promises of the team: kept and broken today before anything else, what is due next, and what was broken and why.
@ForTeam
@Controller
class PromisesController {

    private static final int NEXT = 25;
    private static final int MOST = 500;
    private static final Duration WORTH_SAYING = Duration.ofMinutes(15);

    /// What a page says when a promise is due.
    ///
    /// @param text a sentence
    /// @param href where it leads, or null
    /// @param link words of the link
    record DueNotice(String text, @Nullable String href, String link) {}

    private final PromiseQueries queries;
    private final Tasks tasks;
    private final Customers customers;
    private final Members members;
    private final ObjectProvider<TaskSubjects> subjects;
    private final KeepwellSettings settings;
    private final Clock clock;

    PromisesController(
            PromiseQueries queries,
            Tasks tasks,
            Customers customers,
            Members members,
            ObjectProvider<TaskSubjects> subjects,
            KeepwellSettings settings,
            Clock clock) {
        this.queries = queries;
        this.tasks = tasks;
        this.customers = customers;
        this.members = members;
        this.subjects = subjects;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/promises")
    String show(Model model) {
        var from = today();
        var to = from.plus(Duration.ofDays(1));
        var people = counts(false, from, to);
        var page = new PromisesPage(
                t("tasks.promises"),
                queries.none(),
                people.stream().mapToLong(Count::kept).sum(),
                people.stream().mapToLong(Count::broken).sum(),
                people,
                members.teams().isEmpty() ? List.of() : counts(true, from, to),
                List.of(
                        part("due", queries.behind("owed", from, to, Map.of(), NEXT + 1), NEXT),
                        part("broken", queries.behind("broken", from, to, Map.of(), NEXT + 1), NEXT)),
                false);
        model.addAttribute("page", page);
        return "tasks/promises";
    }

    /// The rows behind a number: `/promises/kept?owner=...`.
    @GetMapping("/promises/{what:kept|broken|owed}")
    String behind(
            @PathVariable String what,
            @RequestParam(required = false) @Nullable UUID owner,
            @RequestParam(required = false) @Nullable UUID team,
            Model model) {
        var from = today();
        var who = new HashMap<String, UUID>();
        if (owner != null) {
            who.put("owner", owner);
        }
        if (team != null) {
            who.put("team", team);
        }
        var rows = queries.behind(what, from, from.plus(Duration.ofDays(1)), who, MOST + 1);
        model.addAttribute(
                "page",
                new PromisesPage(
                        t("tasks.promises.behind." + what, "who", owner == null ? team(team) : person(owner)),
                        false,
                        0,
                        0,
                        List.of(),
                        List.of(),
                        List.of(part(what, rows, MOST)),
                        true));
        return "tasks/promises";
    }

    /// What to say to the person who looks, where a promise that is due is theirs or nobody's; nothing else.
    @GetMapping("/promises/{id}/notice")
    @ResponseBody
    ResponseEntity<DueNotice> notice(@PathVariable UUID id) {
        var now = clock.instant();
        return tasks.find(id)
                .filter(Task::owed)
                .filter(task -> mine(task) && pressing(task.dueAt(), now))
                .map(task -> ResponseEntity.ok(notice(task, now)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private boolean mine(Task task) {
        var me = members.require().id();
        var subject = Optional.ofNullable(task.subject())
                .flatMap(id -> Optional.ofNullable(about(List.of(id)).get(id)));
        var owner = task.owner() == null
                ? subject.map(TaskSubjects.Subject::assignee).orElse(null)
                : task.owner();
        return owner == null || owner.equals(me);
    }

    // Long past is told by the lists, not by a notice in somebody's way.
    private static boolean pressing(@Nullable Instant due, Instant now) {
        return due != null
                && due.isBefore(now.plus(Tasks.AHEAD).plusSeconds(60))
                && due.isAfter(now.minus(WORTH_SAYING));
    }

    private DueNotice notice(Task task, Instant now) {
        var due = Objects.requireNonNull(task.dueAt());
        var name = customers.get(task.customer()).label();
        var subject = Optional.ofNullable(task.subject())
                .flatMap(id -> Optional.ofNullable(about(List.of(id)).get(id)));
        return new DueNotice(
                t(
                        due.isAfter(now) ? "tasks.notice.soon" : "tasks.notice.due",
                        "what",
                        DueWords.what(task.kind(), task.what(), name),
                        "time",
                        Moments.time(due)),
                subject.map(TaskSubjects.Subject::href).orElse(null),
                t("tasks.notice.open"));
    }

    private List<Count> counts(boolean byTeam, Instant from, Instant to) {
        var parameter = byTeam ? "?team=" : "?owner=";
        return queries.counts(byTeam, from, to).stream()
                .map(count -> {
                    var who = count.who();
                    var query = who == null ? "" : parameter + who;
                    return new Count(
                            byTeam ? team(who) : person(who),
                            count.kept(),
                            "/promises/kept" + query,
                            count.broken(),
                            "/promises/broken" + query,
                            count.owed(),
                            "/promises/owed" + query);
                })
                .sorted(Comparator.comparing(Count::name))
                .toList();
    }

    private Part part(String key, List<Task> found, int most) {
        var shown = found.stream().limit(most).toList();
        var names = customers.find(shown.stream().map(Task::customer).collect(Collectors.toSet()));
        var about =
                about(shown.stream().map(Task::subject).filter(Objects::nonNull).toList());
        return new Part(key, shown.stream().map(task -> row(task, names, about)).toList(), found.size() > most);
    }

    private Row row(Task task, Map<UUID, Customer> names, Map<UUID, TaskSubjects.Subject> about) {
        var now = clock.instant();
        var customer = names.get(task.customer());
        var subject = task.subject() == null ? null : about.get(task.subject());
        var due = task.dueAt();
        var owner = task.owner() == null && subject != null ? subject.assignee() : task.owner();
        return new Row(
                DueWords.what(task.kind(), task.what(), customer == null ? "" : customer.label()),
                DueWords.when(due, now, settings.zone()),
                due == null ? "" : Moments.exact(due),
                owner == null ? "" : person(owner),
                task.state() == TaskState.BROKEN
                        ? task.owed() ? "broken" : "made-good"
                        : task.late(now)
                                ? "broken"
                                : task.owed() && due == null
                                        ? "event"
                                        : task.state().word(),
                TaskReason.words(task.reason()),
                subject == null ? null : subject.label(),
                subject == null ? null : subject.href());
    }

    private Map<UUID, TaskSubjects.Subject> about(List<UUID> ids) {
        var known = subjects.getIfAvailable();
        return known == null ? Map.of() : known.find(ids);
    }

    private String person(@Nullable UUID id) {
        return id == null
                ? t("tasks.nobody")
                : members.find(id).map(Member::name).orElse(t("tasks.nobody"));
    }

    private String team(@Nullable UUID id) {
        return members.teams().stream()
                .filter(team -> team.id().equals(id))
                .map(Members.TeamName::name)
                .findFirst()
                .orElse(t("tasks.everybody"));
    }

    private Instant today() {
        return clock.instant()
                .atZone(settings.zone())
                .toLocalDate()
                .atStartOfDay(settings.zone())
                .toInstant();
    }
}
