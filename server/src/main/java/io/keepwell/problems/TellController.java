package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.CustomerNotices;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

/// The page before customers are told: exactly who, exactly what each will read, and nothing leaves before it was seen
/// (PR5).
@ForAgents
@Controller
@RequestMapping("/problems/{number:\\d+}")
class TellController {

    private static final int MOST_SHOWN = 1000;

    private final Problems problems;
    private final Broadcasts broadcasts;
    private final Reachable reachable;
    private final LinkStore links;
    private final Customers customers;
    private final CustomerNotices names;
    private final Members members;
    private final KeepwellSettings settings;
    private final Clock clock;

    TellController(
            Problems problems,
            Broadcasts broadcasts,
            Reachable reachable,
            LinkStore links,
            Customers customers,
            CustomerNotices names,
            Members members,
            KeepwellSettings settings,
            Clock clock) {
        this.problems = problems;
        this.broadcasts = broadcasts;
        this.reachable = reachable;
        this.links = links;
        this.customers = customers;
        this.names = names;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    /// What whoever tells them has typed.
    ///
    /// @param text    for everybody
    /// @param german  for those who write German, may be empty
    /// @param changed what was changed, for a fix
    /// @param reason  why it came back, for the team
    record Typed(
            String text, String german, String changed, String reason, int hold, String confirm, Set<UUID> excluded) {}

    /// Somebody on the list.
    ///
    /// @param refusal why they are not told, or null
    record Person(UUID id, String name, @Nullable String refusal, boolean excluded) {}

    /// The page.
    ///
    /// @param to      what is said, as the word of a deed: `announce`, `update`, `fix`, `reopen`, `rest`
    /// @param people  all of them, of more than a thousand the first thousand
    /// @param told    how many get a letter
    /// @param preview the letter of the first of them, or null
    /// @param wrong   why it was not taken, or null
    record Page(
            Problem problem,
            String to,
            Typed typed,
            List<Person> people,
            int told,
            int all,
            boolean confirms,
            @Nullable Preview preview,
            @Nullable String wrong) {}

    /// A letter as one person will read it.
    record Preview(String name, String subject, String text) {}

    @GetMapping("/{to:announce|update|fix|reopen|rest}")
    String show(@PathVariable String number, @PathVariable String to, Model model) {
        var problem = problems.get(number);
        var typed = new Typed(
                t("problems.tell.words." + to),
                "",
                "",
                "",
                to.equals("announce") || to.equals("update") ? 0 : 15,
                "",
                Set.of());
        model.addAttribute("page", page(problem, to, typed, null));
        return "problems/tell";
    }

    @PostMapping("/{to:announce|update|fix|reopen|rest}")
    ModelAndView tell(
            @PathVariable String number,
            @PathVariable String to,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String german,
            @RequestParam(defaultValue = "") String changed,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "15") int hold,
            @RequestParam(defaultValue = "") String confirm,
            @RequestParam(required = false) @Nullable List<UUID> told,
            @RequestParam(required = false) @Nullable List<UUID> listed,
            @RequestParam(defaultValue = "send") String deed) {
        var problem = problems.get(number);
        var excluded = new HashSet<>(listed == null ? List.<UUID>of() : listed);
        excluded.removeAll(told == null ? List.of() : told);
        var typed = new Typed(text, german, changed, reason, hold, confirm, excluded);
        if (deed.equals("look")) {
            return new ModelAndView("problems/tell", Map.of("page", page(problem, to, typed, null)));
        }
        try {
            stage(problem.id(), to, typed);
            return new ModelAndView("redirect:/problems/" + problem.number() + "#told");
        } catch (Refusal refused) {
            var again = new ModelAndView("problems/tell", Map.of("page", page(problem, to, typed, refused.sentence())));
            again.setStatus(HttpStatus.valueOf(refused.kind().status()));
            return again;
        }
    }

    private void stage(UUID problem, String to, Typed typed) {
        var said = new Announcement(
                texts(typed),
                Duration.ofMinutes(typed.hold()),
                typed.confirm().matches("\\d{1,9}") ? Integer.valueOf(typed.confirm()) : null,
                typed.excluded(),
                true);
        switch (to) {
            case "announce" -> broadcasts.announce(problem, said);
            case "update" -> broadcasts.update(problem, said);
            case "fix" -> broadcasts.fix(problem, typed.changed(), said);
            case "rest" -> broadcasts.tellRest(problem, said);
            default -> broadcasts.reopen(problem, typed.reason(), said);
        }
    }

    private static Map<String, String> texts(Typed typed) {
        var texts = new HashMap<String, String>();
        texts.put("", typed.text().strip());
        if (!typed.german().isBlank()) {
            texts.put(Locale.GERMAN.getLanguage(), typed.german().strip());
        }
        return texts;
    }

    private Page page(Problem problem, String to, Typed typed, @Nullable String wrong) {
        var audience = broadcasts.audience(problem.id(), stage(to), true);
        var refusals = reachable.refusals(audience);
        var shown = audience.subList(0, Math.min(audience.size(), MOST_SHOWN));
        var known = customers.find(shown);
        var people = shown.stream()
                .map(id -> new Person(
                        id,
                        known.containsKey(id) ? known.get(id).label() : t("problems.somebody"),
                        refusals.get(id),
                        typed.excluded().contains(id)))
                .toList();
        int told = (int) audience.stream()
                .filter(id -> !refusals.containsKey(id) && !typed.excluded().contains(id))
                .count();
        int counted = (int)
                audience.stream().filter(id -> !typed.excluded().contains(id)).count();
        return new Page(
                problem,
                to,
                typed,
                people,
                told,
                audience.size(),
                counted > Broadcasts.CONFIRMED_ABOVE,
                people.stream()
                        .filter(person -> person.refusal() == null && !person.excluded())
                        .findFirst()
                        .map(person -> preview(problem, to, typed, person.id()))
                        .orElse(null),
                wrong);
    }

    private static NoticeStage stage(String to) {
        return switch (to) {
            case "announce" -> NoticeStage.KNOWN;
            case "update" -> NoticeStage.UPDATE;
            case "fix", "rest" -> NoticeStage.FIXED;
            default -> NoticeStage.CORRECTION;
        };
    }

    private Preview preview(Problem problem, String to, Typed typed, UUID id) {
        var customer = customers.get(id);
        var stage = stage(to);
        var now = clock.instant();
        var whatChanged = to.equals("rest")
                ? problems.episodes(problem.id()).getLast().whatChanged()
                : stage == NoticeStage.FIXED ? typed.changed().strip() : null;
        var broadcast = new Broadcast(
                problem.id(),
                problem.id(),
                problem.episode(),
                stage,
                0,
                texts(typed),
                whatChanged,
                BroadcastState.HELD,
                now,
                problem.state(),
                members.current().map(Member::id).orElse(null),
                now);
        var locale = broadcast.language(customer.locale(), Texts.supported(settings.locale()));
        var letter = NoticeLetters.write(
                problem,
                broadcast,
                names.firstName(customer.name()).orElse(null),
                links.reports(problem.id(), id),
                locale,
                settings.zone(),
                stage == NoticeStage.FIXED ? settings.publicUrl() + "/works/…" : null);
        return new Preview(customer.label(), letter.subject(), letter.text());
    }

    @PostMapping("/broadcasts/{broadcast}/{deed:cancel|pause|resume}")
    String change(@PathVariable String number, @PathVariable UUID broadcast, @PathVariable String deed) {
        switch (deed) {
            case "cancel" -> broadcasts.cancel(broadcast);
            case "pause" -> broadcasts.pause(broadcast);
            default -> broadcasts.resume(broadcast);
        }
        return "redirect:/problems/" + number + "#told";
    }
}
