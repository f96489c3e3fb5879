package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.conversations.reports.Csv;
import io.keepwell.science.Proportion;
import io.keepwell.shared.ForTeam;
import io.keepwell.surveys.FeedbackTabs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// The figures of follow-ups: a page, a table and the API, all of the same numbers.
@Controller
@Tag(name = "Follow-ups")
class FollowUpReportController {

    /// What the page shows.
    ///
    /// @param from  first day, as typed
    /// @param until last day, as typed
    record Page(FollowUpReport.Report report, String from, String until) {

        private String days() {
            return (from.isBlank() ? "" : "&from=" + from) + (until.isBlank() ? "" : "&until=" + until);
        }

        /// Where a share opens to the people it holds of.
        String people(FollowUpReport.Share share) {
            return "/follow-ups?view=all&figure=" + share.figure().word() + days();
        }

        String people(FollowUpReport.Part part) {
            return "/follow-ups?view=all" + (part.id() == null ? "" : "&" + part.key() + "=" + part.id())
                    + (part.key().equals("reason") ? "" : "&gap=yes") + days();
        }

        String csv() {
            return "/follow-ups/report.csv?of=all" + days();
        }

        /// A share in percent, without decimals; a dash of none.
        static String percent(Proportion of) {
            var share = of.share();
            return share.isEmpty() ? "–" : Math.round(share.getAsDouble() * 100) + " %";
        }

        /// Its interval and its denominator.
        static String certainty(Proportion of) {
            return of.of() == 0
                    ? t("followups.report.nobody")
                    : t(
                            "followups.report.certainty",
                            "count",
                            of.count(),
                            "n",
                            of.of(),
                            "low",
                            Math.round(of.interval().low() * 100),
                            "high",
                            Math.round(of.interval().high() * 100));
        }

        static String hours(@Nullable Double hours) {
            return hours == null ? "–" : t("followups.report.hours", "hours", Math.round(hours * 10) / 10.0);
        }

        String name(FollowUpReport.Part part) {
            return part.name() == null ? t("followups.report.not-said") : part.name();
        }
    }

    @Schema(name = "FollowUpShare")
    record Share(
            @Nullable Figure figure,

            @Schema(
                    description =
                            "Of reasons and gaps: id of the choice or of the part of the product; null for none said")
            @Nullable
            UUID choice,

            @Nullable String name,
            long count,
            long n,

            @Schema(description = "Between 0 and 1; null of none") @Nullable
            Double share,

            @Schema(description = "Ends of the 95 % interval (Wilson)")
            double low,

            double high) {

        static Share of(@Nullable Figure figure, @Nullable UUID choice, @Nullable String name, Proportion of) {
            var share = of.share();
            return new Share(
                    figure,
                    choice,
                    name,
                    of.count(),
                    of.of(),
                    share.isEmpty() ? null : share.getAsDouble(),
                    of.interval().low(),
                    of.interval().high());
        }

        static Share of(FollowUpReport.Part part) {
            return of(null, part.id(), part.name(), part.of());
        }
    }

    @Schema(name = "FollowUpReport")
    record Answer(
            long all,
            List<Share> figures,

            @Schema(description = "Median hours to the first contact, nights and weekends included") @Nullable
            Double medianHours,

            @Nullable Double medianLow,
            @Nullable Double medianHigh,
            long medianOf,

            @Schema(description = "Why the desired outcome was not reached")
            List<Share> reasons,

            @Schema(description = "Gaps between wanted and got by step of the journey")
            List<Share> steps,

            @Schema(description = "The same by part of the product")
            List<Share> areas,

            @Schema(description = "Who of those contacted stayed later; null while there is no data. Not randomised")
            @Nullable
            Share keptContacted,

            @Schema(description = "The same of those not contacted") @Nullable
            Share keptOthers) {}

    private final FollowUpReport report;
    private final FollowUpQueries queries;

    private final FeedbackTabs tabs;

    FollowUpReportController(FollowUpReport report, FollowUpQueries queries, FeedbackTabs tabs) {
        this.tabs = tabs;
        this.report = report;
        this.queries = queries;
    }

    @ModelAttribute("tabs")
    Content tabs() {
        return tabs.show(FollowUpTabs.FIGURES);
    }

    @ForTeam
    @GetMapping("/follow-ups/report")
    String show(@RequestParam Map<String, String> asked, Model model) {
        model.addAttribute(
                "page",
                new Page(
                        report.of(queries.filter(days(asked))),
                        asked.getOrDefault("from", ""),
                        asked.getOrDefault("until", "")));
        return "followups/report";
    }

    private static Map<String, String> days(Map<String, String> asked) {
        return Map.of("from", asked.getOrDefault("from", ""), "until", asked.getOrDefault("until", ""));
    }

    @ForTeam
    @GetMapping("/follow-ups/report.csv")
    ResponseEntity<String> table(@RequestParam Map<String, String> asked) {
        var csv = new Csv().line("what", "name", "count", "n", "share", "low", "high");
        var found = report.of(queries.filter(days(asked)));
        found.shares().forEach(it -> line(csv, "figure", it.figure().word(), it.of()));
        found.reasons().forEach(it -> line(csv, "reason", it.name(), it.of()));
        found.steps().forEach(it -> line(csv, "step", it.name(), it.of()));
        found.areas().forEach(it -> line(csv, "area", it.name(), it.of()));
        csv.line(
                "median-hours",
                "",
                "",
                found.median().n(),
                found.median().hours(),
                found.median().low(),
                found.median().high());
        return csv.answer("follow-ups-report.csv");
    }

    private static void line(Csv csv, String what, @Nullable String name, Proportion of) {
        var share = of.share();
        csv.line(
                what,
                name,
                of.count(),
                of.of(),
                share.isEmpty() ? null : share.getAsDouble(),
                of.interval().low(),
                of.interval().high());
    }

    @ForTeam
    @ResponseBody
    @GetMapping("/api/v1/follow-up-report")
    @Operation(
            summary = "How well unhappy customers are cared for, why they were unhappy, and where",
            description = "Of follow-ups opened in a span of days; tests and wrong persons never count.")
    Answer get(
            @Parameter(description = "First day, such as 2026-11-01") @RequestParam(defaultValue = "") String from,
            @Parameter(description = "Last day") @RequestParam(defaultValue = "") String until) {
        var found = report.of(queries.filter(Map.of("from", from, "until", until)));
        var kept = found.kept();
        return new Answer(
                found.all(),
                found.shares().stream()
                        .map(it -> Share.of(it.figure(), null, null, it.of()))
                        .toList(),
                found.median().hours(),
                found.median().low(),
                found.median().high(),
                found.median().n(),
                found.reasons().stream().map(Share::of).toList(),
                found.steps().stream().map(Share::of).toList(),
                found.areas().stream().map(Share::of).toList(),
                kept == null ? null : Share.of(null, null, null, kept.contacted()),
                kept == null ? null : Share.of(null, null, null, kept.others()));
    }
}
