package io.keepwell.customers.segments;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.customers.RuleFields;
import io.keepwell.customers.RuleForm;
import io.keepwell.customers.Segment;
import io.keepwell.customers.SegmentUse;
import io.keepwell.customers.TraitRule;
import io.keepwell.customers.Traits;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The pages of the segments.
@Controller
@RequestMapping("/customers/segments")
class SegmentController {

    private static final String PAGE = "page";

    /// A segment in the list.
    record Row(Segment segment, long people) {}

    /// One segment, or a new one.
    ///
    /// @param segment null for a new one
    /// @param people  how many are in it now
    record Page(
            @Nullable Segment segment,
            String name,
            Content rule,
            long people,
            List<SegmentUse.Use> uses,
            List<FieldError> wrongs,
            @Nullable String problem) {

        String action() {
            return segment == null ? "/customers/segments" : "/customers/segments/" + segment.id();
        }

        @Nullable
        String wrong(String field) {
            return FieldError.in(wrongs, field);
        }
    }

    private final SegmentBook segments;
    private final Traits traits;
    private final RuleFields fields;

    SegmentController(SegmentBook segments, Traits traits, RuleFields fields) {
        this.segments = segments;
        this.traits = traits;
        this.fields = fields;
    }

    @ForTeam
    @GetMapping
    String list(Model model) {
        model.addAttribute(
                "rows",
                segments.all().stream()
                        .map(it -> new Row(it, traits.count(it.rule())))
                        .toList());
        return "customers/segments/list";
    }

    @ForAgents
    @GetMapping("/new")
    String begin(Model model) {
        return page(null, "", RuleForm.of(null), null, model);
    }

    @ForAgents
    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model) {
        var segment = segments.get(id.toString());
        return page(segment, segment.name(), RuleForm.of(segment.rule()), null, model);
    }

    private String page(
            @Nullable Segment segment, String name, RuleForm form, @Nullable InvalidRequest wrong, Model model) {
        List<FieldError> wrongs = wrong == null ? List.of() : wrong.errors();
        model.addAttribute(
                PAGE,
                new Page(
                        segment,
                        name,
                        fields.show(form, wrongs),
                        segment == null ? 0 : traits.count(segment.rule()),
                        segment == null ? List.of() : segments.uses(segment.id()),
                        wrongs,
                        wrong == null ? null : wrong.sentence()));
        return "customers/segments/segment";
    }

    @ForAgents
    @PostMapping
    String create(
            @RequestParam(defaultValue = "") String name,
            @RequestParam Map<String, String> typed,
            RedirectAttributes redirect,
            Model model) {
        var form = RuleForm.read(typed);
        try {
            var made = segments.create(name, rule(form));
            redirect.addFlashAttribute("done", t("customers.segments.saved", "name", made.name()));
        } catch (InvalidRequest wrong) {
            return page(null, name, form, wrong, model);
        }
        return "redirect:/customers/segments";
    }

    @ForAgents
    @PostMapping("/{id}")
    String change(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam Map<String, String> typed,
            RedirectAttributes redirect,
            Model model) {
        var form = RuleForm.read(typed);
        try {
            var changed = segments.change(id, name, rule(form));
            redirect.addFlashAttribute("done", t("customers.segments.saved", "name", changed.name()));
        } catch (InvalidRequest wrong) {
            return page(segments.get(id.toString()), name, form, wrong, model);
        }
        return "redirect:/customers/segments";
    }

    private static TraitRule rule(RuleForm form) {
        return form.rule().orElseThrow(() -> InvalidRequest.field("rule", t("customers.traits.rule.empty")));
    }

    @ForAgents
    @PostMapping("/{id}/deletion")
    String delete(@PathVariable UUID id, RedirectAttributes redirect) {
        var segment = segments.get(id.toString());
        segments.delete(id);
        redirect.addFlashAttribute("done", t("customers.segments.deleted", "name", segment.name()));
        return "redirect:/customers/segments";
    }
}
