package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.mail.FirstMailbox;
import io.keepwell.mail.Mailboxes;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The simplest start of all (38): paste a few people, ask them one question, and call the unhappy ones. Works before
/// any mailbox is connected and before any event is sent.
@ForAgents
@Controller
@RequestMapping("/surveys/start")
class StartController {

    private static final String PAGE = "page";

    /// The page, with everything that was typed.
    ///
    /// @param read    what was understood of the people, null before anybody looked
    /// @param spoken  what they will get, null before anybody looked
    /// @param kept    whether letters stay in the mail room
    /// @param sender  whether it is still to be said who asks, since there is no mailbox
    /// @param allowed whether the person may say that
    record Page(
            String people,
            String question,
            String company,
            String address,
            @Nullable PastedPeople read,
            SurveyWords.@Nullable Spoken spoken,
            boolean kept,
            boolean sender,
            boolean allowed,
            List<FieldError> wrongs) {

        @Nullable
        String wrong(String field) {
            return FieldError.in(wrongs, field);
        }
    }

    private final Surveys surveys;
    private final SurveyWriting writing;
    private final SurveyWords words;
    private final Waves waves;
    private final NamedPeople named;
    private final Mailboxes mailboxes;
    private final FirstMailbox first;
    private final Members members;

    StartController(
            Surveys surveys,
            SurveyWriting writing,
            SurveyWords words,
            Waves waves,
            NamedPeople named,
            Mailboxes mailboxes,
            FirstMailbox first,
            Members members) {
        this.surveys = surveys;
        this.writing = writing;
        this.words = words;
        this.waves = waves;
        this.named = named;
        this.mailboxes = mailboxes;
        this.first = first;
        this.members = members;
    }

    @GetMapping
    String show(Model model) {
        return page(
                "", ours().questions().getFirst().ask(), "", members.require().email(), null, List.of(), model);
    }

    /// Shows who was understood and what they will get.
    @PostMapping("/preview")
    String preview(
            @RequestParam(defaultValue = "") String people,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String company,
            @RequestParam(defaultValue = "") String address,
            Model model) {
        var read = PastedPeople.read(people);
        return page(people, question, company, address, read, wrongs(read, company, address), model);
    }

    @PostMapping
    String ask(
            @RequestParam(defaultValue = "") String people,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String company,
            @RequestParam(defaultValue = "") String address,
            RedirectAttributes redirect,
            Model model) {
        var read = PastedPeople.read(people);
        var wrongs = wrongs(read, company, address);
        if (!wrongs.isEmpty()) {
            return page(people, question, company, address, read, wrongs, model);
        }
        try {
            var survey = begin(question, company, address);
            var asked = named.met(read);
            waves.start(survey.id(), new WaveAudience.People(asked));
            redirect.addFlashAttribute("done", t("surveys.start.done", "count", asked.size()));
            return "redirect:/surveys/" + survey.id();
        } catch (InvalidRequest wrong) {
            return page(people, question, company, address, read, wrong.errors(), model);
        }
    }

    private List<FieldError> wrongs(PastedPeople read, String company, String address) {
        var wrongs = new ArrayList<FieldError>();
        NamedPeople.wrong(read).ifPresent(wrongs::add);
        if (noMailbox() && company.isBlank()) {
            wrongs.add(new FieldError("company", t("surveys.start.company.wrong")));
        }
        if (noMailbox() && EmailAddress.parse(address).isEmpty()) {
            wrongs.add(new FieldError("address", t("surveys.start.address.wrong")));
        }
        return wrongs;
    }

    private Survey begin(String question, String company, String address) {
        // before there is a name to say: our own words are said anew with it
        var asked = own(question) ? question.strip() : null;
        if (noMailbox()) {
            first.make(new EmailAddress(address), company.strip());
        }
        var called = t("surveys.start.name");
        return surveys.create(new NewSurvey(
                SurveyPlan.usual(SurveyType.NPS, called, writing.usualLanguage()),
                SurveyType.NPS.scale(),
                asked,
                true,
                false));
    }

    /// Our own words are said in every language; only what somebody wrote themselves is kept as theirs.
    private boolean own(String question) {
        return !question.isBlank()
                && !question.strip().equals(ours().questions().getFirst().ask());
    }

    private boolean noMailbox() {
        return mailboxes.all().isEmpty();
    }

    private SurveyWords.Spoken ours() {
        return words.of(draft(), Map.of(), null);
    }

    /// The survey as it would be, which is saved nowhere.
    private Survey draft() {
        var plan = SurveyPlan.usual(SurveyType.NPS, t("surveys.start.name"), writing.usualLanguage());
        return writing.unsaved(NewSurvey.of(plan));
    }

    private String page(
            String people,
            String question,
            String company,
            String address,
            @Nullable PastedPeople read,
            List<FieldError> wrongs,
            Model model) {
        var all = mailboxes.all();
        model.addAttribute(
                PAGE,
                new Page(
                        people,
                        question,
                        company,
                        address,
                        read,
                        read == null ? null : spoken(question),
                        all.stream().allMatch(it -> mailboxes.inMailRoom(it.id())),
                        all.isEmpty(),
                        members.require().role() == Role.ADMINISTRATOR,
                        wrongs));
        return "surveys/start";
    }

    private SurveyWords.Spoken spoken(String question) {
        var survey = draft();
        var asked = new Wording.Asked(question.strip(), null, null, List.of());
        var wording = new Wording(
                survey.language(),
                null,
                null,
                null,
                Map.of(survey.questions().getFirst().id(), asked));
        return words.of(survey, own(question) ? Map.of(survey.language(), wording) : Map.of(), null);
    }
}
