package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.Exposure;
import io.keepwell.problems.ExposureSource;
import io.keepwell.problems.Problem;
import io.keepwell.problems.Problems;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

/// What an issue would say, for a person to look over: what the problem is, whom it hits in numbers, and where it
/// stands here. Of customers there is nothing in it.
@Component
class IssueDraft {

    private static final int LONGEST_TITLE = 250;

    private final Problems problems;
    private final CustomersNamed named;
    private final KeepwellSettings settings;

    IssueDraft(Problems problems, CustomersNamed named, KeepwellSettings settings) {
        this.problems = problems;
        this.named = named;
        this.settings = settings;
    }

    /// A title and a body in Markdown.
    record Draft(String title, String body) {}

    /// @param texts whether what service and product found goes with it
    Draft of(Problem problem, boolean texts) {
        // a problem that was noted from a complaint may be called by the words of its letter
        var title = named.subject(problem, problem.title())
                ? t("trackers.draft.title", "number", String.valueOf(problem.number()))
                : named.without(problem, problem.title());
        var parts = new ArrayList<String>();
        if (texts && !problem.serviceText().isBlank()) {
            parts.add("## " + t("trackers.draft.service") + "\n\n" + named.without(problem, problem.serviceText()));
        }
        if (texts && !problem.productText().isBlank()) {
            parts.add("## " + t("trackers.draft.product") + "\n\n" + named.without(problem, problem.productText()));
        }
        if (texts && !problem.workaround().isBlank()) {
            parts.add("## " + t("trackers.draft.workaround") + "\n\n" + named.without(problem, problem.workaround()));
        }
        parts.add(figures(problem));
        parts.add(t(
                "trackers.draft.place",
                "number",
                String.valueOf(problem.number()),
                "url",
                settings.publicUrl() + "/problems/" + problem.number()));
        return new Draft(
                title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE),
                String.join("\n\n", parts));
    }

    private String figures(Problem problem) {
        var hit = problems.exposures(problem.id()).stream()
                .filter(it -> !it.denied())
                .toList();
        return t(
                "trackers.draft.figures",
                "severity",
                t("problems.severity." + problem.severity().word()),
                "people",
                hit.size(),
                "accounts",
                hit.stream().map(Exposure::account).distinct().count(),
                "wrote",
                hit.stream()
                        .filter(it -> it.source() == ExposureSource.REPORTED)
                        .count(),
                "times",
                problem.episode() - 1);
    }
}
