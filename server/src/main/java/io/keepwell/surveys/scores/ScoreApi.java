package io.keepwell.surveys.scores;

import static io.keepwell.shared.Texts.t;

import io.keepwell.science.Difference;
import io.keepwell.science.GroupedScore;
import io.keepwell.science.Interval;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.keepwell.surveys.Band;
import io.keepwell.surveys.Surveys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Scores, for programs.
@ForTeam
@RestController
@RequestMapping("/api/v1/surveys/{id}")
@Tag(name = "Asking")
class ScoreApi {

    @Schema(name = "SurveyScore")
    record ScoreJson(
            @Schema(
                    description = "nps: promoters minus detractors in a hundred, -100 to 100; top-two: how many of a"
                            + " hundred gave one of the two best answers")
            Measure measure,

            @Schema(description = "How many answered the scored question; never those who passed it over")
            long n,

            @Schema(description = "null at n = 0, and where hidden") @Nullable
            Double score,

            @Schema(description = "Lower end of the 95 % interval: adjusted Wald for nps, Wilson for top-two") @Nullable
            Double low,

            @Nullable Double high,

            @Schema(description = "Mean on the scale as it was asked; null at n = 0") @Nullable
            Double mean,

            @Schema(description = "Share of the two best answers, 0 to 1; null at n = 0") @Nullable
            Double topTwo,

            @Nullable Long promoters,
            @Nullable Long passives,
            @Nullable Long detractors,

            @Schema(description = "How often each score was given, by the score") @Nullable
            Map<Integer, Long> answers,

            @Schema(description = "All who were meant") long invited,

            @Schema(description = "Letters a mail server took, with those that came back")
            long sent,

            @Schema(description = "Those of them that did not come back")
            long delivered,

            @Schema(description = "Shown in the messenger") long shown,

            @Schema(description = "Throttled, displaced, suppressed or cancelled")
            long notAsked,

            @Schema(description = "Whoever answered anything")
            long answered,

            @Schema(description = "Answered of delivered and shown, 0 to 1; null where nobody was reached") @Nullable
            Double responseRate,

            @Schema(description = "Scores opened by a link and never confirmed; in no figure")
            long unconfirmed,

            @Schema(description = "Fewer than 30 answers: little to go by")
            boolean few,

            @Schema(
                    description = "Kept back, since the survey is confidential or anonymous and fewer than five answers"
                            + " are in it or left out of it")
            boolean hidden) {

        static ScoreJson of(Score it) {
            var tally = it.tally();
            boolean shown = !it.hidden();
            boolean any = shown && tally.n() > 0;
            var interval = it.interval();
            return new ScoreJson(
                    it.measure(),
                    tally.n(),
                    number(it.value()),
                    any ? interval.low() : null,
                    any ? interval.high() : null,
                    any ? number(tally.mean()) : null,
                    any ? number(tally.topTwo().share()) : null,
                    shown ? tally.of(Band.PROMOTER) : null,
                    shown ? tally.of(Band.PASSIVE) : null,
                    shown ? tally.of(Band.DETRACTOR) : null,
                    shown ? tally.answers() : null,
                    it.reach().invited(),
                    it.reach().sent(),
                    it.reach().delivered(),
                    it.reach().shown(),
                    it.reach().notAsked(),
                    it.reach().answered(),
                    number(it.reach().response().share()),
                    it.reach().unconfirmed(),
                    tally.few(),
                    it.hidden());
        }
    }

    @Schema(name = "ScoreChange")
    record ChangeJson(
            @Schema(description = "Now minus then, in the unit of the score")
            double value,

            @Schema(description = "Lower end of the 95 % interval of the change")
            double low,

            double high,

            @Schema(description = "Whether it is more than chance; else it is within noise and says nothing")
            boolean real,

            @Schema(description = "Whether it compares the same people with themselves")
            boolean paired) {

        static ChangeJson of(Difference it, boolean paired) {
            return new ChangeJson(it.value(), it.interval().low(), it.interval().high(), it.real(), paired);
        }
    }

    @Schema(name = "ScorePart")
    record PartJson(
            @Schema(description = "Id of the wave, member or team; month; language; longer or newer; empty for none")
            String key,

            @Schema(description = "What people call it, may be empty")
            String name,

            long n,
            @Nullable Double score,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Long promoters,
            @Nullable Long passives,
            @Nullable Long detractors,

            @Schema(description = "Of waves: since the wave before; null for the first") @Nullable
            ChangeJson change,

            @Schema(description = "Fewer than 30 answers: little to go by")
            boolean few,

            @Schema(description = "Kept back to protect those who answered")
            boolean hidden) {

        static PartJson of(Measure measure, Scores.Line it) {
            return of(
                    it.key(),
                    it.name(),
                    measure,
                    it.tally(),
                    measure.interval(it.tally(), Long.MAX_VALUE),
                    it.hidden(),
                    null);
        }

        static PartJson of(Scores.WaveScore it) {
            var score = it.score();
            return of(
                    it.wave().toString(),
                    it.name(),
                    score.measure(),
                    score.tally(),
                    score.interval(),
                    score.hidden(),
                    it.change()
                            .map(change -> ChangeJson.of(change, it.paired()))
                            .orElse(null));
        }

        private static PartJson of(
                String key,
                String name,
                Measure measure,
                Tally tally,
                Interval interval,
                boolean hidden,
                @Nullable ChangeJson change) {
            boolean any = !hidden && tally.n() > 0;
            return new PartJson(
                    key,
                    name,
                    tally.n(),
                    any ? number(measure.value(tally)) : null,
                    any ? interval.low() : null,
                    any ? interval.high() : null,
                    hidden ? null : tally.of(Band.PROMOTER),
                    hidden ? null : tally.of(Band.PASSIVE),
                    hidden ? null : tally.of(Band.DETRACTOR),
                    change,
                    tally.few(),
                    hidden);
        }
    }

    @Schema(name = "ScoreParts")
    record PartsJson(Cut by, Measure measure, List<PartJson> items) {}

    @Schema(name = "AccountScore")
    record GroupJson(
            @Schema(description = "How many accounts answered")
            long accounts,

            @Schema(description = "-100 to 100; null without answers") @Nullable
            Double score,

            @Nullable Double low,
            @Nullable Double high) {

        static GroupJson of(GroupedScore it) {
            boolean any = it.groups() > 0;
            return new GroupJson(
                    it.groups(),
                    number(it.score()),
                    any ? it.interval().low() : null,
                    any ? it.interval().high() : null);
        }
    }

    @Schema(name = "AccountScores")
    record AccountsJson(
            @Schema(description = "Each account counts once, whatever the number of its people")
            GroupJson even,

            @Schema(description = "Each account counts by what it is worth; another figure than the score")
            GroupJson weighted,

            @Schema(description = "Accounts whose worth is known; the others weigh as the median of these")
            long known) {}

    private final Surveys surveys;
    private final Scores scores;
    private final Cycles cycles;

    ScoreApi(Surveys surveys, Scores scores, Cycles cycles) {
        this.surveys = surveys;
        this.scores = scores;
        this.cycles = cycles;
    }

    @GetMapping("/score")
    @Operation(summary = "The score of a survey or of one of its waves, with its interval and whom it speaks for")
    ScoreJson score(
            @PathVariable UUID id,
            @Parameter(description = "Id of a wave") @RequestParam(required = false) @Nullable UUID wave,
            @Parameter(description = "First day") @RequestParam(required = false) @Nullable LocalDate from,
            @Parameter(description = "The day after the last") @RequestParam(required = false) @Nullable LocalDate to) {
        var survey = surveys.get(id);
        return ScoreJson.of(scores.of(survey, scores.filter(survey, wave, from, to, null)));
    }

    @GetMapping("/scores")
    @Operation(
            summary = "The score in parts; of waves with what changed since the one before, and whether that is more"
                    + " than chance")
    PartsJson parts(
            @PathVariable UUID id,
            @Parameter(description = "wave, month, agent, team, language or tenure")
                    @RequestParam(defaultValue = "wave")
                    String by,
            @Parameter(description = "Id of a wave; not together with by=wave")
                    @RequestParam(required = false)
                    @Nullable
                    UUID wave,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        var survey = surveys.get(id);
        var cut = Words.asked(Cut.class, "by", by);
        var measure = Measure.of(survey.type());
        var whole = wave == null && from == null && to == null;
        return new PartsJson(
                cut,
                measure,
                cut == Cut.WAVE && whole
                        ? scores.waves(survey).stream().map(PartJson::of).toList()
                        : scores.by(survey, cut, scores.filter(survey, wave, from, to, null)).stream()
                                .map(line -> PartJson.of(measure, line))
                                .toList());
    }

    @GetMapping("/score/accounts")
    @Operation(summary = "The score of an NPS survey with each account counted once, and weighted by worth")
    AccountsJson accounts(
            @PathVariable UUID id,
            @Parameter(description = "Id of a wave") @RequestParam(required = false) @Nullable UUID wave) {
        var survey = surveys.get(id);
        return scores.accounts(survey, scores.filter(survey, wave, null, null, null))
                .map(it -> new AccountsJson(GroupJson.of(it.even()), GroupJson.of(it.weighted()), it.known()))
                .orElseThrow(() -> InvalidRequest.field("id", t("surveys.scores.refused.accounts")));
    }

    @GetMapping("/score/comparison")
    @Operation(
            summary = "How far this score is from that of another survey",
            description = "Refused where the two measure different things: other types, scales or directions, or a"
                    + " relationship against what has just happened")
    ComparisonJson comparison(
            @PathVariable UUID id,
            @Parameter(description = "Id of the other survey") @RequestParam UUID with,
            @Parameter(description = "Id of a wave of this one") @RequestParam(required = false) @Nullable UUID wave,
            @Parameter(description = "Id of a wave of the other") @RequestParam(required = false) @Nullable
                    UUID withWave) {
        var survey = surveys.get(id);
        var other = surveys.get(with);
        var change = scores.compare(
                survey,
                scores.filter(survey, wave, null, null, null),
                other,
                scores.filter(other, withWave, null, null, null));
        return new ComparisonJson(change.map(it -> ChangeJson.of(it, false)).orElse(null));
    }

    @Schema(name = "SurveyCycle")
    record CycleJson(
            PartJson score,
            Instant startedAt,

            @Schema(description = "When the next one began; null for the last") @Nullable
            Instant endedAt,

            @Schema(
                    description =
                            "Of those who were asked, how many stayed until the next, 0 to 1; null where nothing is"
                                    + " known of it")
            @Nullable
            Double stayed,

            @Schema(description = "What reached customers until the next; that it came in between proves nothing")
            List<ChangeOfProduct> shipped) {}

    @Schema(name = "ShippedChange")
    record ChangeOfProduct(
            Instant at,
            String title,

            @Schema(description = "What is different now") @Nullable
            String what,

            String href) {}

    @Schema(name = "SurveyCycles")
    record CyclesJson(List<CycleJson> items) {}

    @GetMapping("/cycles")
    @Operation(summary = "Score and staying wave by wave, with what was changed between them")
    CyclesJson cycles(@PathVariable UUID id) {
        return new CyclesJson(cycles.of(surveys.get(id)).stream()
                .map(it -> new CycleJson(
                        PartJson.of(it.wave()),
                        it.startedAt(),
                        it.endedAt(),
                        it.stayed().map(stayed -> number(stayed.share())).orElse(null),
                        it.shipped().stream()
                                .map(each -> new ChangeOfProduct(each.at(), each.title(), each.what(), each.href()))
                                .toList()))
                .toList());
    }

    @Schema(name = "ScoreComparison")
    record ComparisonJson(
            @Schema(description = "This minus the other; null where one of them has no answers or is kept back")
            @Nullable
            ChangeJson change) {}

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
