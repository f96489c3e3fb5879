package io.keepwell.surveys.scores;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.reports.ReportWords;
import io.keepwell.conversations.reports.Span;
import io.keepwell.science.Proportion;
import io.keepwell.shared.Chart;
import io.keepwell.surveys.Band;
import io.keepwell.surveys.Survey;
import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.surveys.scores.Scores.Accounts;
import io.keepwell.surveys.scores.Scores.Line;
import io.keepwell.surveys.scores.Scores.WaveScore;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// The page of scores of a survey.
///
/// @param wave  the one that is looked at, null for all
/// @param waves all of them, the first first
/// @param cut   what the parts are of
/// @param parts the score in parts
record ScorePage(
        Survey survey,
        @Nullable WaveScore wave,
        Score score,
        List<WaveScore> waves,
        Cut cut,
        List<Line> parts,
        Optional<Accounts> accounts) {

    /// Those it can be broken down by here.
    List<Cut> cuts() {
        return IntStream.range(0, Cut.values().length)
                .mapToObj(i -> Cut.values()[i])
                .filter(it -> it != Cut.WAVE)
                .filter(it -> !it.needsPerson() || survey.privacy() == SurveyPrivacy.IDENTIFIED)
                .toList();
    }

    String self() {
        return href(wave, cut);
    }

    String href(@Nullable WaveScore wave, Cut cut) {
        return "/surveys/" + survey.id() + "/scores?by=" + cut.word() + (wave == null ? "" : "&wave=" + wave.wave());
    }

    /// Where the answers of one direction are read.
    String answers(@Nullable Band band) {
        return "/surveys/" + survey.id() + "/answers?"
                + (band == null ? "" : "band=" + band.word())
                + (wave == null ? "" : (band == null ? "" : "&") + "wave=" + wave.wave());
    }

    long n() {
        return score.tally().n();
    }

    /// Whether there is a figure to show, and not only counts.
    boolean told() {
        return !score.hidden() && !score.tally().tooFew();
    }

    String value() {
        return ScoreWords.value(score.measure(), score.value(), n());
    }

    String interval() {
        return ScoreWords.interval(score.measure(), score.interval(), n());
    }

    String percent(Band band) {
        return share(new Proportion(score.tally().of(band), n()));
    }

    /// The width of a band in the bar, in percent.
    String width(Band band) {
        return String.format(
                Locale.ROOT, "%.2f", n() == 0 ? 0 : 100.0 * score.tally().of(band) / n());
    }

    String bandName(Band band) {
        return t("surveys.band." + survey.type().word() + "." + band.word());
    }

    /// A count with the marks of its language.
    static String number(long count) {
        return String.format(LocaleContextHolder.getLocale(), "%,d", count);
    }

    private static String share(Proportion proportion) {
        return proportion.share().isEmpty() ? "–" : percent(proportion.share().getAsDouble());
    }

    private static String percent(double share) {
        return String.format(LocaleContextHolder.getLocale(), "%.0f", 100 * share) + "\u00a0%";
    }

    /// "120 of 396 whom it reached answered: 30 % (26 to 35 %)".
    String response() {
        var response = score.reach().response();
        return t(
                "surveys.scores.response",
                "answered",
                response.count(),
                "reached",
                response.of(),
                "share",
                share(response),
                "low",
                percent(response.interval().low()),
                "high",
                percent(response.interval().high()));
    }

    String mean() {
        var mean = score.tally().mean();
        var scale = score.tally().scale();
        return mean.isEmpty()
                ? ""
                : t(
                        "surveys.scores.mean",
                        "mean",
                        String.format(LocaleContextHolder.getLocale(), "%.2f", mean.getAsDouble()),
                        "low",
                        scale.low(),
                        "high",
                        scale.high());
    }

    String waveValue(WaveScore each) {
        return each.score().hidden() || each.score().tally().tooFew()
                ? "–"
                : ScoreWords.value(
                        each.score().measure(),
                        each.score().value(),
                        each.score().tally().n());
    }

    String waveInterval(WaveScore each) {
        return each.score().hidden() || each.score().tally().tooFew()
                ? ""
                : ScoreWords.interval(
                        each.score().measure(),
                        each.score().interval(),
                        each.score().tally().n());
    }

    /// What changed since the wave before, with how it was compared.
    String change(WaveScore each) {
        return each.change()
                .filter(it -> !each.score().tally().tooFew())
                .map(it -> ScoreWords.change(
                                each.score().measure(), it, each.score().tally().n())
                        + (each.paired() ? " " + t("surveys.scores.change.paired", "n", each.both()) : ""))
                .orElse("");
    }

    /// `good`, `bad` or empty: only what is more than chance has a colour (3.1.9).
    String tint(WaveScore each) {
        return each.change()
                .filter(it -> it.real() && !each.score().tally().tooFew())
                .map(it -> it.value() > 0 ? "good" : "bad")
                .orElse("");
    }

    String name(Line line) {
        if (!line.name().isEmpty()) {
            return line.name();
        }
        return switch (cut) {
            case MONTH -> ReportWords.label(Span.Unit.MONTH, LocalDate.parse(line.key() + "-01"));
            case TENURE -> t("surveys.scores.tenure." + line.key());
            case LANGUAGE -> Locale.forLanguageTag(line.key()).getDisplayName(LocaleContextHolder.getLocale());
            case AGENT, TEAM, WAVE -> t("surveys.scores.nobody");
        };
    }

    String value(Line line) {
        return line.hidden() || line.tally().tooFew()
                ? "–"
                : ScoreWords.value(
                        score.measure(),
                        score.measure().value(line.tally()),
                        line.tally().n());
    }

    String interval(Line line) {
        return line.hidden() || line.tally().tooFew()
                ? ""
                : ScoreWords.interval(
                        score.measure(),
                        score.measure().interval(line.tally(), Long.MAX_VALUE),
                        line.tally().n());
    }

    String evenAccounts() {
        return accounts.map(it -> ScoreWords.value(
                                Measure.NPS, it.even().score(), it.even().groups()) + " "
                        + ScoreWords.interval(
                                Measure.NPS, it.even().interval(), it.even().groups()))
                .orElse("");
    }

    String weightedAccounts() {
        return accounts.map(it -> ScoreWords.value(
                                Measure.NPS,
                                it.weighted().score(),
                                it.weighted().groups()) + " "
                        + ScoreWords.interval(
                                Measure.NPS,
                                it.weighted().interval(),
                                it.weighted().groups()))
                .orElse("");
    }

    long accountCount() {
        return accounts.map(it -> it.even().groups()).orElse(0L);
    }

    /// The waves that have a figure, drawn.
    Chart chart() {
        var points = waves.stream()
                .filter(each -> !each.score().hidden() && !each.score().tally().tooFew())
                .map(each -> {
                    var interval = each.score().interval();
                    return new Chart.Point(
                            each.name(),
                            each.score().value().orElse(0),
                            interval.low(),
                            interval.high(),
                            waveValue(each),
                            waveInterval(each) + " · "
                                    + t(
                                            "surveys.scores.answers",
                                            "n",
                                            each.score().tally().n()),
                            false,
                            href(each, cut));
                })
                .toList();
        var ticks = (score.measure() == Measure.NPS ? IntStream.of(-100, -50, 0, 50, 100) : IntStream.of(0, 50, 100))
                .mapToObj(at -> new Chart.Tick(at, ScoreWords.value(score.measure(), at, 1)))
                .toList();
        var spoken = points.isEmpty()
                ? ""
                : t(
                        "surveys.scores.spoken",
                        "n",
                        points.size(),
                        "first",
                        points.getFirst().words(),
                        "last",
                        points.getLast().words());
        return new Chart(Chart.Shape.LINE, spoken, ticks, points);
    }
}
