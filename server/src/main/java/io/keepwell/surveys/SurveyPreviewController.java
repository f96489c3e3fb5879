package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Ids;
import io.keepwell.mail.TeamMail;
import io.keepwell.shared.Texts;
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
    /// @param name  of the made-up person
    /// @param test  whether a letter that was sent as a test led here
    /// @param score what was clicked in it, or null
    record Page(
            Survey survey,
            SurveyWords.Spoken spoken,
            List<Tab> languages,
            String name,
            boolean test,
            @Nullable Integer score,
            boolean writes) {

        /// The values of a scale, the smallest first.
        static List<Integer> values(Scale scale) {
            return IntStream.rangeClosed(scale.low(), scale.high()).boxed().toList();
        }

        /// Words around the survey, in its language.
        String say(String key) {
            return Texts.in(spoken.locale(), key, "name", name);
        }
    }

    private final Surveys surveys;
    private final SurveyWords words;
    private final SurveyPages pages;
    private final TeamMail mail;
    private final Members members;
    private final KeepwellSettings settings;

    SurveyPreviewController(
            Surveys surveys,
            SurveyWords words,
            SurveyPages pages,
            TeamMail mail,
            Members members,
            KeepwellSettings settings) {
        this.surveys = surveys;
        this.words = words;
        this.pages = pages;
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
            @RequestParam(defaultValue = "false") boolean test,
            @RequestParam(required = false) @Nullable Integer score,
            Model model) {
        var survey = surveys.get(id);
        var wanted = language.isBlank() ? null : Locale.forLanguageTag(SurveyApi.tag(language));
        model.addAttribute(
                "page",
                new Page(
                        survey,
                        words.of(survey, wanted),
                        words.languages(survey).stream()
                                .map(it -> new Tab(it.toLanguageTag(), SurveyPages.called(it)))
                                .toList(),
                        name.isBlank() ? t("surveys.preview.sample") : name.strip(),
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
        boolean sent = false;
        for (var locale : words.languages(survey)) {
            var spoken = words.of(survey, locale);
            var link = settings.publicUrl() + "/surveys/" + id + "/preview?test=true&language=" + locale.toLanguageTag();
            sent |= mail.send(new TeamMail.Message(
                    "survey-test:" + Ids.next(),
                    new EmailAddress(me.email()),
                    me.name(),
                    t("surveys.test.subject", "subject", spoken.subject()),
                    t("surveys.test.lead") + "\n\n" + text(spoken, me.name(), link),
                    locale));
        }
        redirect.addFlashAttribute(
                sent ? "done" : "problem",
                sent ? t("surveys.test.sent", "address", me.email()) : t("surveys.test.no-mailbox"));
        return "redirect:/surveys/" + id + "/preview";
    }

    private static String text(SurveyWords.Spoken spoken, String name, String link) {
        var said = new StringBuilder(Texts.in(spoken.locale(), "surveys.preview.greeting", "name", name))
                .append("\n\n")
                .append(spoken.intro());
        if (!spoken.questions().isEmpty()) {
            said.append("\n\n").append(spoken.questions().getFirst().ask());
        }
        return said.append("\n\n")
                .append(link)
                .append("\n\n")
                .append(spoken.privacy())
                .toString();
    }
}
