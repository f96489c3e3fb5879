package io.keepwell.problems;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customers;
import io.keepwell.customers.Traits;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The page before customers are told: exactly who, exactly what each will read, and nothing leaves before it
/// was seen (PR5).
@ForAgents
@Controller
@RequestMapping("/problems/{number:\\d+}")
class TellController {

    private static final int MOST_SHOWN = 1000;

    private final Problems problems;
    private final Broadcasts broadcasts;
    private final Reachable reachable;
    private final AvailabilityStore availabilities;
    private final FixReach reach;
    private final InPublic inPublic;
    private final NoticePreviews previews;
    private final NoticeTrials trials;
    private final Customers customers;
    private final Traits traits;
    private final KeepwellSettings settings;
    private final ObjectProvider<FixSuggestion> suggestions;

    TellController(
            Problems problems,
            Broadcasts broadcasts,
            Reachable reachable,
            AvailabilityStore availabilities,
            FixReach reach,
            InPublic inPublic,
            NoticePreviews previews,
            NoticeTrials trials,
            Customers customers,
            Traits traits,
            KeepwellSettings settings,
            ObjectProvider<FixSuggestion> suggestions) {
        this.problems = problems;
        this.broadcasts = broadcasts;
        this.reachable = reachable;
        this.availabilities = availabilities;
        this.reach = reach;
        this.inPublic = inPublic;
        this.previews = previews;
        this.trials = trials;
        this.customers = customers;
        this.traits = traits;
        this.settings = settings;
        this.suggestions = suggestions;
    }

    /// What whoever tells them has typed.
    ///
    /// @param text    for everybody
    /// @param german  for those who write German, may be empty
    /// @param changed what was changed, for a fix
    /// @param reason  why it came back, for the team
    /// @param reach   when the fix reaches whom
    /// @param inPublic whether the status page says it too
    record Typed(
            String text,
            String german,
            String changed,
            String reason,
            int hold,
            String confirm,
            Set<UUID> excluded,
            ReachForm reach,
            boolean inPublic) {}

    /// Somebody on the list.
    ///
    /// @param refusal why they are not told, or null
    /// @param waits   until when they wait for the fix, in words, or null where it reaches them now
    record Person(
            UUID id,
            String name,
            @Nullable String refusal,
            boolean excluded,
            @Nullable String waits) {}

    /// The page.
    ///
    /// @param to      what is said, as the word of a deed: `announce`, `update`, `fix`, `reopen`, `rest`
    /// @param people  all of them, of more than a thousand the first thousand
    /// @param told    how many get a letter
    /// @param preview the letter of the first of them, or null
    /// @param wrong   why it was not taken, or null
    /// @param done    what was done without telling anybody, or where the words come from, or null
    /// @param traits  names of traits, for suggestions
    /// @param offered whether it can be said on the status page too
    record Page(
            Problem problem,
            String to,
            Typed typed,
            List<Person> people,
            int told,
            int all,
            boolean confirms,
            NoticePreviews.@Nullable Preview preview,
            @Nullable String wrong,
            @Nullable String done,
            List<String> traits,
            boolean offered) {}

    @GetMapping("/{to:announce|update|fix|reopen|rest}")
    String show(@PathVariable String number, @PathVariable String to, Model model) {
        var problem = problems.get(number);
        var suggested = to.equals("fix") ? suggested(problem) : Optional.<FixSuggestion.Words>empty();
        var typed = new Typed(
                t("problems.tell.words." + to),
                "",
                suggested.map(FixSuggestion.Words::text).orElse(""),
                "",
                to.equals("announce") || to.equals("update") ? 0 : 15,
                "",
                Set.of(),
                ReachForm.EVERYBODY,
                // what stands there already is kept in step
                offered(problem, to) && inPublic.follow(problem.id()).isPresent());
        var sentence = suggested.map(FixSuggestion.Words::sentence).orElse(null);
        model.addAttribute("page", page(problem, to, typed, null, sentence));
        return "problems/tell";
    }

    /// What somebody knows of the fix already, to be looked over.
    private Optional<FixSuggestion.Words> suggested(Problem problem) {
        return suggestions.stream()
                .flatMap(suggestion -> suggestion.whatChanged(problem).stream())
                .findFirst();
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
            @RequestParam(defaultValue = "false") boolean statusPage,
            @RequestParam(defaultValue = "send") String deed,
            @RequestParam Map<String, String> all) {
        var problem = problems.get(number);
        var excluded = new HashSet<>(listed == null ? List.<UUID>of() : listed);
        excluded.removeAll(told == null ? List.of() : told);
        var typed = new Typed(text, german, changed, reason, hold, confirm, excluded, ReachForm.of(all), statusPage);
        try {
            if (deed.equals("look")) {
                typed.reach().availability(settings.zone());
                return new ModelAndView("problems/tell", Map.of("page", page(problem, to, typed, null, null)));
            }
            if (deed.equals("test")) {
                var sent = trials.send(problem, stage(to), texts(typed), typed.changed());
                return new ModelAndView("problems/tell", Map.of("page", page(problem, to, typed, null, sent)));
            }
            stage(problem.id(), to, typed);
            return new ModelAndView("redirect:/problems/" + problem.number() + "#told");
        } catch (Refusal refused) {
            var again = new ModelAndView(
                    "problems/tell", Map.of("page", page(problem, to, typed, refused.sentence(), null)));
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
                true,
                typed.inPublic() && !to.equals("rest"));
        switch (to) {
            case "announce" -> broadcasts.announce(problem, said);
            case "update" -> broadcasts.update(problem, said);
            case "fix" ->
                broadcasts.fix(problem, typed.changed(), said, typed.reach().availability(settings.zone()));
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

    private Page page(Problem problem, String to, Typed typed, @Nullable String wrong, @Nullable String done) {
        var audience = broadcasts.audience(problem.id(), stage(to), true);
        var refusals = reachable.refusals(audience);
        var waiting = waiting(problem, to, typed, audience);
        var shown = audience.subList(0, Math.min(audience.size(), MOST_SHOWN));
        var known = customers.find(shown);
        var people = shown.stream()
                .map(id -> new Person(
                        id,
                        known.containsKey(id) ? known.get(id).label() : t("problems.somebody"),
                        refusals.get(id),
                        typed.excluded().contains(id),
                        waiting.get(id)))
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
                        .map(person ->
                                previews.of(problem, stage(to), texts(typed), changed(problem, to, typed), person.id()))
                        .orElse(null),
                wrong,
                done,
                to.equals("fix") ? traits.names() : List.of(),
                offered(problem, to));
    }

    /// A fix is said there only where something stands that it ends.
    private boolean offered(Problem problem, String to) {
        return switch (to) {
            case "rest" -> false;
            case "fix" -> inPublic.follow(problem.id()).isPresent();
            default -> inPublic.open();
        };
    }

    /// Who waits for the fix, and until when, in words; nobody while what was typed makes no sense.
    private Map<UUID, String> waiting(Problem problem, String to, Typed typed, List<UUID> audience) {
        if (!to.equals("fix") && !to.equals("rest")) {
            return Map.of();
        }
        try {
            var availability = to.equals("fix")
                    ? typed.reach().availability(settings.zone())
                    : availabilities.ofEpisode(problem.id(), problem.episode());
            var words = new HashMap<UUID, String>();
            reach.waiting(availability, audience)
                    .forEach((person, from) -> words.put(
                            person,
                            from.map(at -> t("problems.reach.waits.until", "day", ReachForm.day(at, settings.zone())))
                                    .orElseGet(() -> t("problems.reach.waits"))));
            return words;
        } catch (Refusal refused) {
            return Map.of();
        }
    }

    private @Nullable String changed(Problem problem, String to, Typed typed) {
        return switch (to) {
            case "fix" -> typed.changed().strip();
            case "rest" -> problems.episodes(problem.id()).getLast().whatChanged();
            default -> null;
        };
    }

    private static NoticeStage stage(String to) {
        return switch (to) {
            case "announce" -> NoticeStage.KNOWN;
            case "update" -> NoticeStage.UPDATE;
            case "fix", "rest" -> NoticeStage.FIXED;
            default -> NoticeStage.CORRECTION;
        };
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
