package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.CustomerNotices;
import io.keepwell.mail.TeamMail;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Ids;
import io.keepwell.team.Members;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A survey as a made-up person will see it, in each language; and a letter to oneself. Nothing here ever counts.
@Controller
@RequestMapping("/surveys/{id:[0-9a-fA-F-]{36}}")
class SurveyPreviewController {

    /// A language to look at.
    record Tab(String tag, String label) {}

    /// The page.
    ///
    /// @param letter as they get it; null where it has no question yet
    /// @param name  of the made-up person
    /// @param test  whether a letter that was sent as a test led here
    /// @param score what was clicked in it, or null
    record Page(
            Survey survey,
            SurveyWords.Spoken spoken,
            @Nullable SurveyLetter letter,
            List<Tab> languages,
            String name,
            boolean test,
            @Nullable Integer score,
            boolean writes) {

        /// The values of a scale, the smallest first.
        static List<Integer> values(Scale scale) {
            return IntStream.rangeClosed(scale.low(), scale.high()).boxed().toList();
        }
    }

    private final Surveys surveys;
    private final SurveyWords words;
    private final SurveyPages pages;
    private final CustomerNotices names;
    private final TeamMail mail;
    private final Members members;
    private final KeepwellSettings settings;

    SurveyPreviewController(
            Surveys surveys,
            SurveyWords words,
            SurveyPages pages,
            CustomerNotices names,
            TeamMail mail,
            Members members,
            KeepwellSettings settings) {
        this.surveys = surveys;
        this.words = words;
        this.pages = pages;
        this.names = names;
        this.mail = mail;
        this.members = members;
        this.settings = settings;
    }

    @ForTeam
    @GetMapping("/preview")
    String show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String name,
            Model model) {
        return page(surveys.get(id), language, name, false, null, model);
    }

    /// Where the links of a letter lead that is only looked at, or was sent as a test.
    @ForTeam
    @GetMapping("/preview/{language}")
    String clicked(
            @PathVariable UUID id,
            @PathVariable String language,
            @RequestParam(required = false) @Nullable Integer score,
            Model model) {
        return page(surveys.get(id), language, "", true, score, model);
    }

    private String page(
            Survey survey, String language, String name, boolean test, @Nullable Integer score, Model model) {
        var wanted = language.isBlank() ? null : Locale.forLanguageTag(SurveyApi.tag(language));
        var spoken = words.of(survey, wanted);
        var called = name.isBlank() ? t("surveys.preview.sample") : name.strip();
        model.addAttribute(
                "page",
                new Page(
                        survey,
                        spoken,
                        spoken.questions().isEmpty() ? null : letter(survey, spoken, called, ""),
                        words.languages(survey).stream()
                                .map(it -> new Tab(it.toLanguageTag(), SurveyPages.called(it)))
                                .toList(),
                        called,
                        test,
                        score,
                        pages.writes()));
        return "surveys/preview";
    }

    /// Sends a letter to whoever asks, in each language. Its link leads to the preview.
    @ForAgents
    @PostMapping("/test")
    @Transactional
    public String test(@PathVariable UUID id, RedirectAttributes redirect) {
        var survey = surveys.get(id);
        var me = members.require();
        if (survey.questions().isEmpty()) {
            redirect.addFlashAttribute("problem", t("surveys.missing.question"));
            return "redirect:/surveys/" + id + "/preview";
        }
        boolean sent = false;
        for (var locale : words.languages(survey)) {
            var spoken = words.of(survey, locale);
            sent |= mail.send(new TeamMail.Message(
                    "survey-test:" + Ids.next(),
                    new EmailAddress(me.email()),
                    me.name(),
                    t("surveys.test.subject", "subject", spoken.subject()),
                    t("surveys.test.lead") + "\n\n"
                            + letter(survey, spoken, me.name(), settings.publicUrl())
                                    .text(),
                    locale));
        }
        redirect.addFlashAttribute(
                sent ? "done" : "problem",
                sent ? t("surveys.test.sent", "address", me.email()) : t("surveys.test.no-mailbox"));
        return "redirect:/surveys/" + id + "/preview";
    }

    private SurveyLetter letter(Survey survey, SurveyWords.Spoken spoken, String name, String base) {
        var link =
                base + "/surveys/" + survey.id() + "/preview/" + spoken.locale().toLanguageTag();
        return new SurveyLetter(spoken, names.firstName(name).orElse(null), link, link);
    }
}
