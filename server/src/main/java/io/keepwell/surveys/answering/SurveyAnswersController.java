package io.keepwell.surveys.answering;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.reports.Csv;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForAgents;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Words;
import io.keepwell.surveys.AnswerMarks;
import io.keepwell.surveys.Band;
import io.keepwell.surveys.Survey;
import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.surveys.Surveys;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What people answered, in their words.
@Controller
@RequestMapping("/surveys/{id}")
class SurveyAnswersController {

    private static final int SHOWN = 50;

    /// What the page shows.
    ///
    /// @param writes    whether whoever reads it may say that an answer does not count
    /// @param confidant whether they may know who gave a confidential answer
    record Page(
            Survey survey,
            AnswerReading.Filter filter,
            AnswerReading.Page list,
            boolean first,
            boolean writes,
            boolean confidant) {

        /// Where the answers of one direction are.
        String href(@Nullable Band band) {
            return at(band, "");
        }

        String csv() {
            return at(filter.band(), ".csv");
        }

        String next() {
            return at(filter.band(), "") + "&cursor=" + list.next();
        }

        private String at(@Nullable Band band, String kind) {
            return "/surveys/" + survey.id() + "/answers" + kind + "?band=" + (band == null ? "" : band.word())
                    + (filter.wave() == null ? "" : "&wave=" + filter.wave());
        }

        boolean named() {
            return survey.privacy() == SurveyPrivacy.IDENTIFIED;
        }
    }

    private final Surveys surveys;
    private final AnswerReading reading;
    private final AnswerMarks marks;
    private final Members members;

    SurveyAnswersController(Surveys surveys, AnswerReading reading, AnswerMarks marks, Members members) {
        this.surveys = surveys;
        this.reading = reading;
        this.marks = marks;
        this.members = members;
    }

    @ForTeam
    @GetMapping("/answers")
    String list(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID wave,
            @RequestParam(required = false) @Nullable String band,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var survey = surveys.get(id);
        var filter = new AnswerReading.Filter(wave, Words.askedOrNull(Band.class, "band", band), null);
        model.addAttribute(
                "page",
                new Page(
                        survey,
                        filter,
                        reading.list(survey, filter, cursor, SHOWN),
                        cursor == null,
                        members.current().filter(me -> me.role() != Role.VIEWER).isPresent(),
                        survey.privacy() == SurveyPrivacy.CONFIDENTIAL && marks.confidant(survey)));
        return "surveys/answering/answers";
    }

    @ForTeam
    @GetMapping("/answers.csv")
    ResponseEntity<String> csv(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID wave,
            @RequestParam(required = false) @Nullable String band) {
        var survey = surveys.get(id);
        var filter = new AnswerReading.Filter(wave, Words.askedOrNull(Band.class, "band", band), null);
        var csv = new Csv()
                .line(
                        "id",
                        "day",
                        "wave",
                        "customer",
                        "name",
                        "score",
                        "low",
                        "high",
                        "band",
                        "words",
                        "completed",
                        "state",
                        "language");
        String cursor = null;
        do {
            var page = reading.list(survey, filter, cursor, Cursor.MAX_LIMIT);
            page.rows()
                    .forEach(row -> csv.line(
                            row.id(),
                            row.day(),
                            row.waveName(),
                            row.customer(),
                            row.name(),
                            row.score(),
                            row.low(),
                            row.high(),
                            row.band() == null ? null : row.band().word(),
                            row.words(),
                            row.completed(),
                            row.state().word(),
                            row.language()));
            cursor = page.next();
        } while (cursor != null);
        return csv.answer("answers.csv");
    }

    @ForAgents
    @PostMapping("/answers/{answer}/invalid")
    String invalid(@PathVariable UUID id, @PathVariable UUID answer, @RequestParam String reason) {
        marks.invalid(surveys.get(id), answer, Words.asked(AnswerMarks.Doubt.class, "reason", reason));
        return back(id, answer);
    }

    @ForAgents
    @PostMapping("/answers/{answer}/restore")
    String restore(@PathVariable UUID id, @PathVariable UUID answer) {
        marks.restore(surveys.get(id), answer);
        return back(id, answer);
    }

    /// Who it was, for the one who may know: shown once, and audited.
    @ForTeam
    @PostMapping("/answers/{answer}/person")
    String who(@PathVariable UUID id, @PathVariable UUID answer, RedirectAttributes after) {
        var person = marks.who(surveys.get(id), answer);
        after.addFlashAttribute("told", t("surveys.answers.told", "name", person.label()));
        return back(id, answer);
    }

    private static String back(UUID id, UUID answer) {
        return "redirect:/surveys/" + id + "/answers#a-" + answer;
    }
}
