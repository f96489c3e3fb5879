package io.keepwell.conversations.sla;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.Priority;
import io.keepwell.conversations.calendars.Calendar;
import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.mail.Mailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.ForAdministrators;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Ranking;
import io.keepwell.team.Members;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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

/// The pages where an administrator says what was agreed.
@Controller
@ForAdministrators
@RequestMapping("/settings/agreed-times")
class SlaController {

    private static final String PAGE = "conversations/sla/policy";
    private static final String LIST = "redirect:/settings/agreed-times";

    private final SlaPolicies policies;
    private final Recounts recounts;
    private final Calendars calendars;
    private final ObjectProvider<Mailboxes> mailboxes;
    private final Members members;

    SlaController(
            SlaPolicies policies,
            Recounts recounts,
            Calendars calendars,
            ObjectProvider<Mailboxes> mailboxes,
            Members members) {
        this.policies = policies;
        this.recounts = recounts;
        this.calendars = calendars;
        this.mailboxes = mailboxes;
        this.members = members;
    }

    /// An agreement in the list.
    ///
    /// @param who     for which conversations it is, a few words each; empty for all
    /// @param targets what was agreed, by priority in their order
    record Row(UUID id, String name, List<String> who, List<Target> targets) {}

    record Target(String priority, List<String> words) {}

    /// An agreement to be read or changed.
    ///
    /// @param id null for one that is not there yet
    record Page(
            @Nullable UUID id,
            SlaForm form,
            List<Calendar> calendars,
            List<Mailbox> mailboxes,
            List<Members.TeamName> teams,
            @Nullable String wrong) {

        String action() {
            return id == null ? "/settings/agreed-times" : "/settings/agreed-times/" + id;
        }

        List<ConversationKind> kinds() {
            return List.of(ConversationKind.values());
        }

        List<Priority> priorities() {
            return SlaForm.PRIORITIES;
        }

        List<Metric> metrics() {
            return List.of(Metric.values());
        }
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("policies", policies.all().stream().map(this::row).toList());
        model.addAttribute("progress", recounts.latest().orElse(null));
        return "conversations/sla/list";
    }

    @GetMapping("/progress")
    String progress(Model model) {
        model.addAttribute("progress", recounts.latest().orElse(null));
        return "conversations/sla/progress";
    }

    private Row row(SlaPolicy policy) {
        var when = policy.when();
        var who = new ArrayList<String>();
        names(who, when.mailboxes(), mailboxes.getObject().all().stream().map(it -> Map.entry(it.id(), it.name())));
        names(who, when.teams(), members.teams().stream().map(it -> Map.entry(it.id(), it.name())));
        when.kinds().forEach(kind -> who.add(t("conversations.kind." + kind.word())));
        when.priorities().forEach(priority -> who.add(t("conversations.priority." + priority.word())));
        when.tags().forEach(tag -> who.add("#" + tag));
        if (!when.accounts().isEmpty()) {
            who.add(t("conversations.sla.accounts", "n", when.accounts().size()));
        }
        return new Row(
                policy.id(),
                policy.name(),
                who,
                SlaForm.PRIORITIES.stream()
                        .filter(policy.targets()::containsKey)
                        .map(priority -> new Target(
                                t("conversations.priority." + priority.word()),
                                policy.targets().getOrDefault(priority, Map.of()).entrySet().stream()
                                        .map(it -> t(
                                                "conversations.sla.target",
                                                "metric",
                                                t("conversations.sla.metric."
                                                        + it.getKey().word()),
                                                "length",
                                                Lengths.words(it.getValue())))
                                        .toList()))
                        .toList());
    }

    private static void names(List<String> who, Collection<UUID> ids, Stream<Map.Entry<UUID, String>> known) {
        known.filter(it -> ids.contains(it.getKey())).forEach(it -> who.add(it.getValue()));
    }

    @GetMapping("/new")
    ModelAndView begin() {
        return page(null, SlaForm.usual(), null);
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id) {
        return page(id, SlaForm.of(policies.get(id)), null);
    }

    @PostMapping
    ModelAndView create(@RequestParam MultiValueMap<String, String> fields, RedirectAttributes redirect) {
        var form = SlaForm.of(fields);
        try {
            var made = policies.create(form.text("name"), form.calendar(), form.content());
            redirect.addFlashAttribute("done", t("conversations.sla.made", "name", made.name()));
            return new ModelAndView(LIST);
        } catch (InvalidRequest wrong) {
            return page(null, form, wrong);
        }
    }

    @PostMapping("/{id}")
    ModelAndView change(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields, RedirectAttributes redirect) {
        var form = SlaForm.of(fields);
        try {
            var kept = policies.change(id, form.text("name"), form.calendar(), form.content());
            redirect.addFlashAttribute("done", t("conversations.sla.kept", "name", kept.name()));
            return new ModelAndView(LIST);
        } catch (InvalidRequest wrong) {
            return page(id, form, wrong);
        }
    }

    /// Tries it before the one above it.
    @PostMapping("/{id}/rise")
    String rise(@PathVariable UUID id) {
        policies.order(Ranking.risen(policies.all().stream().map(SlaPolicy::id).toList(), id));
        return LIST;
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable UUID id, RedirectAttributes redirect) {
        var name = policies.get(id).name();
        policies.remove(id);
        redirect.addFlashAttribute("done", t("conversations.sla.removed", "name", name));
        return LIST;
    }

    @PostMapping("/judgement")
    String judgeAnew(RedirectAttributes redirect) {
        policies.judgeAnew();
        redirect.addFlashAttribute("done", t("conversations.sla.judged"));
        return LIST;
    }

    private ModelAndView page(@Nullable UUID id, SlaForm form, @Nullable InvalidRequest wrong) {
        var shown = new Page(
                id,
                form,
                calendars.all(),
                mailboxes.getObject().all(),
                members.teams(),
                wrong == null ? null : wrong.sentence());
        var page = new ModelAndView(PAGE, Map.of("page", shown));
        if (wrong != null) {
            page.setStatus(HttpStatus.BAD_REQUEST);
        }
        return page;
    }
}
