package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Words;
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

/// The list of surveys, and what each is about.
@ForTeam
@Controller
@RequestMapping("/surveys")
class SurveyController {

    private static final String ID = "/{id:[0-9a-fA-F-]{36}}";
    private static final String PAGE = "page";
    private static final String DONE = "done";

    /// What was typed to begin a survey.
    record Beginning(
            SurveyType type,
            String name,
            String question,
            boolean effort,
            @Nullable String wrong) {}

    private final Surveys surveys;
    private final SurveyWriting writing;
    private final SurveyPages pages;

    SurveyController(Surveys surveys, SurveyWriting writing, SurveyPages pages) {
        this.surveys = surveys;
        this.writing = writing;
        this.pages = pages;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute(PAGE, pages.listing());
        return "surveys/list";
    }

    @ForAgents
    @GetMapping("/new")
    String begin(@RequestParam(defaultValue = "nps") String type, Model model) {
        model.addAttribute(PAGE, new Beginning(Words.asked(SurveyType.class, "type", type), "", "", false, null));
        return "surveys/new";
    }

    @ForAgents
    @PostMapping
    String create(
            @RequestParam(defaultValue = "") String type,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "false") boolean effort,
            Model model) {
        var chosen = Words.asked(SurveyType.class, "type", type);
        var scale = effort && chosen == SurveyType.CES ? new Scale(1, 5, false) : chosen.scale();
        try {
            var called = name.isBlank() ? t("surveys.type." + chosen.word()) : name;
            var made = surveys.create(new NewSurvey(
                    SurveyPlan.usual(chosen, called, writing.usualLanguage()), scale, question, true, true));
            return "redirect:/surveys/" + made.id() + (made.questions().isEmpty() ? "/words" : "");
        } catch (InvalidRequest wrong) {
            model.addAttribute(PAGE, new Beginning(chosen, name, question, effort, wrong.sentence()));
            return "surveys/new";
        }
    }

    @GetMapping(ID)
    String show(@PathVariable UUID id, Model model) {
        model.addAttribute(PAGE, pages.page(surveys.get(id)));
        return "surveys/survey";
    }

    @ForAgents
    @PostMapping(ID + "/state")
    String state(@PathVariable UUID id, @RequestParam String state, RedirectAttributes redirect) {
        var wanted = Words.asked(SurveyState.class, "state", state);
        try {
            writing.state(id, wanted);
            redirect.addFlashAttribute(DONE, t("surveys.done." + wanted.word()));
        } catch (SurveyRefused refused) {
            redirect.addFlashAttribute("problem", refused.sentence());
        }
        return "redirect:/surveys/" + id;
    }

    @ForAgents
    @PostMapping(ID + "/deletion")
    String delete(@PathVariable UUID id, RedirectAttributes redirect) {
        var survey = surveys.get(id);
        writing.delete(id);
        redirect.addFlashAttribute(DONE, t("surveys.done.deleted", "name", survey.name()));
        return "redirect:/surveys";
    }

    @ForAgents
    @GetMapping(ID + "/edit")
    String edit(@PathVariable UUID id, Model model) {
        var survey = surveys.get(id);
        model.addAttribute(PAGE, pages.editing(survey, SurveyForm.of(survey), List.of(), null));
        return "surveys/edit";
    }

    @ForAgents
    @PostMapping(ID + "/edit")
    String save(
            @PathVariable UUID id, @RequestParam Map<String, String> fields, RedirectAttributes redirect, Model model) {
        var survey = surveys.get(id);
        var form = SurveyForm.read(fields);
        try {
            writing.change(id, form.plan(SurveyPlan.of(survey)));
        } catch (InvalidRequest | SurveyRefused wrong) {
            return again(survey, form, wrong, model);
        }
        redirect.addFlashAttribute(DONE, t("surveys.done.saved"));
        return "redirect:/surveys/" + id;
    }

    private String again(Survey survey, SurveyForm form, Refusal wrong, Model model) {
        model.addAttribute(PAGE, pages.editing(survey, form, wrong.errors(), wrong.sentence()));
        return "surveys/edit";
    }
}
