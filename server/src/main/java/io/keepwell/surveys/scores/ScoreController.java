package io.keepwell.surveys.scores;

import io.keepwell.conversations.reports.Csv;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Words;
import io.keepwell.surveys.Band;
import io.keepwell.surveys.FeedbackTabs;
import io.keepwell.surveys.SurveyNotFound;
import io.keepwell.surveys.Surveys;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of scores of a survey, and its tables for spreadsheets.
@ForTeam
@Controller
@RequestMapping("/surveys/{id}")
class ScoreController {

    private final Surveys surveys;
    private final Scores scores;
    private final Cycles cycles;
    private final FeedbackTabs tabs;

    ScoreController(Surveys surveys, Scores scores, Cycles cycles, FeedbackTabs tabs) {
        this.surveys = surveys;
        this.scores = scores;
        this.cycles = cycles;
        this.tabs = tabs;
    }

    @GetMapping("/scores")
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID wave,
            @RequestParam(defaultValue = "month") String by,
            Model model) {
        var survey = surveys.get(id);
        var filter = scores.filter(survey, wave, null, null, null);
        var waves = scores.waves(survey);
        var cut = Words.asked(Cut.class, "by", by);
        var looked = wave == null
                ? null
                : waves.stream()
                        .filter(it -> it.wave().equals(wave))
                        .findFirst()
                        .orElseThrow(() -> new SurveyNotFound(wave.toString()));
        model.addAttribute("tabs", tabs.show("surveys"));
        model.addAttribute(
                "page",
                new ScorePage(
                        survey,
                        looked,
                        scores.of(survey, filter),
                        waves,
                        cut,
                        scores.by(survey, cut, filter),
                        scores.accounts(survey, filter)));
        return "surveys/scores/page";
    }

    @GetMapping("/cycles")
    String cycles(@PathVariable UUID id, Model model) {
        var survey = surveys.get(id);
        model.addAttribute("tabs", tabs.show("surveys"));
        model.addAttribute("page", new CyclePage(survey, cycles.of(survey)));
        return "surveys/scores/cycles";
    }

    @GetMapping("/scores.csv")
    ResponseEntity<String> waves(@PathVariable UUID id) {
        var survey = surveys.get(id);
        var csv = new Csv()
                .line(
                        "wave",
                        "name",
                        "invited",
                        "sent",
                        "delivered",
                        "shown",
                        "answered",
                        "n",
                        "promoters",
                        "passives",
                        "detractors",
                        "score",
                        "low",
                        "high",
                        "change",
                        "more_than_chance",
                        "same_people");
        for (var each : scores.waves(survey)) {
            var score = each.score();
            var tally = score.tally();
            boolean told = !score.hidden() && tally.n() > 0;
            csv.line(
                    each.number(),
                    each.name(),
                    score.reach().invited(),
                    score.reach().sent(),
                    score.reach().delivered(),
                    score.reach().shown(),
                    score.reach().answered(),
                    tally.n(),
                    score.hidden() ? null : tally.of(Band.PROMOTER),
                    score.hidden() ? null : tally.of(Band.PASSIVE),
                    score.hidden() ? null : tally.of(Band.DETRACTOR),
                    told ? score.value().orElseThrow() : null,
                    told ? score.interval().low() : null,
                    told ? score.interval().high() : null,
                    each.change().map(it -> it.value()).orElse(null),
                    each.change().map(it -> it.real()).orElse(null),
                    each.paired() ? each.both() : null);
        }
        return csv.answer("scores.csv");
    }
}
