package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Segment;
import io.keepwell.customers.Segments;
import io.keepwell.customers.Traits;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Refusal.FieldError;
import java.util.List;
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

/// Sends a survey to people: chosen first, counted, and asked by a second press that says how many they are.
@ForAgents
@Controller
@RequestMapping("/surveys/{id:[0-9a-fA-F-]{36}}/send")
class SendController {

    private static final String MEANT = "survey";
    private static final String SEGMENT = "segment";
    private static final String PEOPLE = "people";

    /// The page, with everything that was typed.
    ///
    /// @param meant  `survey` for whoever the survey means, `segment`, or `people`
    /// @param whom   whoever the survey means, in words; empty for everybody
    /// @param count  how many would be asked; null before anybody looked
    record Page(
            Survey survey,
            String meant,
            String segment,
            String people,
            String whom,
            List<Segment> segments,
            @Nullable Long count,
            List<FieldError> wrongs) {

        @Nullable
        String wrong(String field) {
            return FieldError.in(wrongs, field);
        }

        String href() {
            return "/surveys/" + survey.id();
        }
    }

    private final Surveys surveys;
    private final SurveyPages pages;
    private final Waves waves;
    private final NamedPeople named;
    private final Segments segments;
    private final Traits traits;

    SendController(
            Surveys surveys, SurveyPages pages, Waves waves, NamedPeople named, Segments segments, Traits traits) {
        this.surveys = surveys;
        this.pages = pages;
        this.waves = waves;
        this.named = named;
        this.segments = segments;
        this.traits = traits;
    }

    @GetMapping
    String show(@PathVariable UUID id, Model model) {
        return page(surveys.get(id), MEANT, "", "", null, List.of(), model);
    }

    /// Says how many would be asked.
    @PostMapping("/preview")
    String preview(
            @PathVariable UUID id,
            @RequestParam(defaultValue = MEANT) String meant,
            @RequestParam(defaultValue = "") String segment,
            @RequestParam(defaultValue = "") String people,
            Model model) {
        var survey = surveys.get(id);
        try {
            return page(survey, meant, segment, people, count(survey, meant, segment, people), List.of(), model);
        } catch (InvalidRequest wrong) {
            return page(survey, meant, segment, people, null, wrong.errors(), model);
        }
    }

    private long count(Survey survey, String meant, String segment, String people) {
        return switch (meant) {
            case SEGMENT -> traits.count(chosen(segment).rule());
            case PEOPLE -> read(people).people().size();
            default -> pages.people(survey);
        };
    }

    private Segment chosen(String segment) {
        if (segment.isBlank()) {
            throw InvalidRequest.field(SEGMENT, t("surveys.form.segment.none"));
        }
        return segments.get(segment);
    }

    private static PastedPeople read(String people) {
        var read = PastedPeople.read(people);
        NamedPeople.wrong(read).ifPresent(it -> {
            throw InvalidRequest.field(it.field(), it.message());
        });
        return read;
    }

    @PostMapping
    String send(
            @PathVariable UUID id,
            @RequestParam(defaultValue = MEANT) String meant,
            @RequestParam(defaultValue = "") String segment,
            @RequestParam(defaultValue = "") String people,
            RedirectAttributes redirect,
            Model model) {
        var survey = surveys.get(id);
        try {
            var wave = waves.start(id, audience(survey, meant, segment, people));
            return "redirect:/surveys/" + id + "/waves/" + wave.id();
        } catch (InvalidRequest wrong) {
            return page(survey, meant, segment, people, null, wrong.errors(), model);
        } catch (WaveRefused refused) {
            return back(id, refused, redirect);
        }
    }

    private static String back(UUID id, Refusal refused, RedirectAttributes redirect) {
        redirect.addFlashAttribute("problem", refused.sentence());
        return "redirect:/surveys/" + id;
    }

    private WaveAudience audience(Survey survey, String meant, String segment, String people) {
        var rule = survey.audience();
        return switch (meant) {
            case SEGMENT -> new WaveAudience.Meant(chosen(segment).rule());
            case PEOPLE -> new WaveAudience.People(named.met(read(people)));
            default -> rule == null ? new WaveAudience.Everybody() : new WaveAudience.Meant(rule);
        };
    }

    private String page(
            Survey survey,
            String meant,
            String segment,
            String people,
            @Nullable Long count,
            List<FieldError> wrongs,
            Model model) {
        model.addAttribute(
                "page", new Page(survey, meant, segment, people, pages.whom(survey), segments.all(), count, wrongs));
        return "surveys/send";
    }
}
