package io.keepwell.conversations.rules;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.Conversations;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.Ranking;
import io.keepwell.shared.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The pages where an administrator makes rules, tries them and reads what they did.
@Controller
@ForAdministrators
@RequestMapping("/settings/rules")
class RuleController {

    private static final String LIST = "redirect:/settings/rules";
    private static final int LOG = 50;
    private static final List<Integer> SPANS = List.of(7, 30);

    private final Rules rules;
    private final RuleWords words;
    private final DryRuns dryRuns;
    private final Conversations conversations;

    RuleController(Rules rules, RuleWords words, DryRuns dryRuns, Conversations conversations) {
        this.rules = rules;
        this.words = words;
        this.dryRuns = dryRuns;
        this.conversations = conversations;
    }

    /// A rule in the list.
    record Row(Rule rule, String when, List<String> conditions, List<String> deeds, RuleStore.Figures figures) {}

    /// A line of the log, in words.
    record Line(RuleLog.Entry entry, List<String> reasons, List<String> deeds) {}

    /// A case of the past, in words.
    ///
    /// @param reasons what was met
    /// @param missing what was not
    record Tried(DryRuns.Case it, List<String> reasons, List<String> missing) {}

    /// What trying it has shown.
    ///
    /// @param conversation the number it was tried on, empty where it was the last days
    record Trial(int days, String conversation, DryRuns.Result result, List<Tried> cases) {}

    /// A rule to be read, changed and tried.
    ///
    /// @param rule null for one that is not there yet
    /// @param older id to go on in the log from, or null
    record Page(
            @Nullable Rule rule,
            RuleForm form,
            Choices choices,
            @Nullable String wrong,
            @Nullable Trial trial,
            int days,
            String conversation,
            List<Line> log,
            @Nullable UUID older) {

        String action() {
            return rule == null ? "/settings/rules" : "/settings/rules/" + rule.id();
        }
    }

    @GetMapping
    String list(Model model) {
        var choices = words.choices();
        var figures = rules.figures();
        model.addAttribute(
                "rules",
                rules.all().stream()
                        .map(it -> new Row(
                                it,
                                RuleWords.when(it.content(), choices),
                                it.content().conditions().stream()
                                        .map(condition -> RuleWords.condition(condition, choices))
                                        .toList(),
                                RuleWords.deeds(it.content().deeds(), choices),
                                figures.getOrDefault(it.id(), RuleStore.Figures.NONE)))
                        .toList());
        return "conversations/rules/list";
    }

    @GetMapping("/new")
    ModelAndView begin() {
        return page(null, RuleForm.empty(), null, null, 7, "", null);
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id, @RequestParam Optional<UUID> before) {
        var rule = rules.get(id);
        return page(rule, RuleForm.of(rule, words.choices()), null, null, 7, "", before.orElse(null));
    }

    @PostMapping
    ModelAndView create(@RequestParam MultiValueMap<String, String> fields, RedirectAttributes redirect) {
        var form = RuleForm.of(fields);
        try {
            var made = rules.create(form.name(), true, form.content(words.choices()));
            redirect.addFlashAttribute("done", t("conversations.rules.made", "name", made.name()));
            return new ModelAndView(LIST);
        } catch (Refusal wrong) {
            return page(null, form, wrong, null, 7, "", null);
        }
    }

    @PostMapping("/{id}")
    ModelAndView change(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields, RedirectAttributes redirect) {
        var form = RuleForm.of(fields);
        var rule = rules.get(id);
        try {
            var kept = rules.change(id, form.name(), form.content(words.choices()));
            redirect.addFlashAttribute("done", t("conversations.rules.kept", "name", kept.name()));
            return new ModelAndView(LIST);
        } catch (Refusal wrong) {
            return page(rule, form, wrong, null, 7, "", null);
        }
    }

    /// Tries what stands in the fields, kept or not, on the past.
    @PostMapping("/trial")
    ModelAndView trial(
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam Optional<UUID> id,
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(defaultValue = "") String conversation) {
        var form = RuleForm.of(fields);
        var rule = id.map(rules::get).orElse(null);
        int span = SPANS.contains(days) ? days : SPANS.getFirst();
        var number = conversation.strip();
        try {
            var choices = words.choices();
            var content = rules.checked(form.content(choices));
            var result = number.isEmpty()
                    ? dryRuns.lately(content, Duration.ofDays(span))
                    : dryRuns.of(content, conversations.get(number).id());
            var cases = result.cases().stream()
                    .map(it -> new Tried(
                            it,
                            RuleWords.reasons(it.verdict().reasons(), choices),
                            it.verdict().checks().stream()
                                    .filter(check -> !check.met())
                                    .map(check -> RuleWords.condition(check.condition(), choices))
                                    .toList()))
                    .toList();
            return page(rule, form, null, new Trial(span, number, result, cases), span, number, null);
        } catch (Refusal wrong) {
            return page(rule, form, wrong, null, span, number, null);
        }
    }

    @PostMapping("/{id}/activation")
    String activate(@PathVariable UUID id, RedirectAttributes redirect) {
        try {
            var rule = rules.active(id, true);
            redirect.addFlashAttribute("done", t("conversations.rules.on", "name", rule.name()));
        } catch (Refusal wrong) {
            redirect.addFlashAttribute("wrong", wrong.sentence());
        }
        return LIST;
    }

    @PostMapping("/{id}/deactivation")
    String deactivate(@PathVariable UUID id, RedirectAttributes redirect) {
        var rule = rules.active(id, false);
        redirect.addFlashAttribute("done", t("conversations.rules.off", "name", rule.name()));
        return LIST;
    }

    /// Tries it before the one above it.
    @PostMapping("/{id}/rise")
    String rise(@PathVariable UUID id) {
        rules.order(Ranking.risen(rules.all().stream().map(Rule::id).toList(), id));
        return LIST;
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable UUID id, RedirectAttributes redirect) {
        var rule = rules.get(id);
        rules.remove(id);
        redirect.addFlashAttribute("done", t("conversations.rules.removed", "name", rule.name()));
        redirect.addFlashAttribute("removed", id.toString());
        return LIST;
    }

    @PostMapping("/{id}/restoration")
    String restore(@PathVariable UUID id, RedirectAttributes redirect) {
        var rule = rules.restore(id);
        redirect.addFlashAttribute("done", t("conversations.rules.restored", "name", rule.name()));
        return LIST;
    }

    private ModelAndView page(
            @Nullable Rule rule,
            RuleForm form,
            @Nullable Refusal wrong,
            @Nullable Trial trial,
            int days,
            String conversation,
            @Nullable UUID before) {
        var choices = words.choices();
        var entries = rule == null ? List.<RuleLog.Entry>of() : rules.log(rule.id(), before, LOG + 1);
        var shown = entries.subList(0, Math.min(LOG, entries.size()));
        var page = new ModelAndView(
                "conversations/rules/rule",
                Map.of(
                        "page",
                        new Page(
                                rule,
                                form,
                                choices,
                                wrong == null ? null : wrong.sentence(),
                                trial,
                                days,
                                conversation,
                                shown.stream()
                                        .map(it -> new Line(
                                                it,
                                                RuleWords.reasons(it.matched(), choices),
                                                RuleWords.deeds(it.deeds(), choices)))
                                        .toList(),
                                entries.size() > LOG ? shown.getLast().id() : null)));
        if (wrong != null) {
            page.setStatus(HttpStatus.BAD_REQUEST);
        }
        return page;
    }
}
