package io.keepwell.conversations.reports;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.sla.Lengths;
import io.keepwell.shared.Chart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The page of reports.
///
/// @param span    the time it is about
/// @param by      what it is broken down by, empty text for nothing
/// @param only    the group that is counted alone
/// @param choices the groups that can be
/// @param reports the largest figure first: promises kept
record ReportPage(
        Span span,
        String by,
        Optional<Only> only,
        Map<Breakdown, List<Reports.Choice>> choices,
        List<Reports.Report> reports) {

    /// A group that is counted alone.
    ///
    /// @param label as people call it, with what it is a group of
    record Only(Group group, String label) {}

    Reports.Report head() {
        return reports.getFirst();
    }

    List<Reports.Report> others() {
        return reports.subList(1, reports.size());
    }

    Chart chart(Reports.Report report) {
        return ReportChart.of(this, report);
    }

    boolean chosen(Group group) {
        return only.filter(it -> it.group().equals(group)).isPresent();
    }

    /// Whether the group that is counted alone is none of those that are offered, such as a tag.
    boolean elsewhere() {
        return only.isPresent()
                && choices.values().stream().flatMap(List::stream).noneMatch(choice -> chosen(choice.group()));
    }

    /// The same page about one group alone.
    String alone(String key) {
        return "/reports?from=" + span.from() + "&until=" + until() + "&unit="
                + span.unit().word() + "&only=" + encoded(by + ":" + key);
    }

    String until() {
        return span.to().minusDays(1).toString();
    }

    String words() {
        return t(
                "conversations.reports.span",
                "from",
                ReportWords.day(span.from()),
                "until",
                ReportWords.day(span.to().minusDays(1)));
    }

    String href(ReportKind kind, Which which) {
        return rows(kind, which, span.from(), span.to(), "");
    }

    /// The rows behind a number of a piece of time.
    String piece(ReportKind kind, Which which, String begins) {
        var from = LocalDate.parse(begins);
        var to = switch (span.unit()) {
            case DAY -> from.plusDays(1);
            case WEEK -> from.plusWeeks(1);
            case MONTH -> from.plusMonths(1);
        };
        return rows(
                kind,
                which,
                from.isBefore(span.from()) ? span.from() : from,
                to.isAfter(span.to()) ? span.to() : to,
                "");
    }

    String group(ReportKind kind, Which which, String key) {
        return rows(kind, which, span.from(), span.to(), "&by=" + by + "&group=" + encoded(key));
    }

    private String rows(ReportKind kind, Which which, LocalDate from, LocalDate to, String more) {
        return "/reports/rows?report=" + kind.word() + "&which=" + which.word() + "&from=" + from + "&until="
                + to.minusDays(1) + narrowed() + more;
    }

    String csv(ReportKind kind) {
        return "/reports/table.csv?report=" + kind.word() + "&from=" + span.from() + "&until=" + until() + "&unit="
                + span.unit().word() + (by.isEmpty() ? "" : "&by=" + by) + narrowed();
    }

    /// The same page about everything.
    String whole() {
        return "/reports?from=" + span.from() + "&until=" + until() + "&unit="
                + span.unit().word() + (by.isEmpty() ? "" : "&by=" + by);
    }

    private String narrowed() {
        return only.map(it -> "&only=" + encoded(it.group().word())).orElse("");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String pieceLabel(String begins) {
        return ReportWords.label(span.unit(), LocalDate.parse(begins));
    }

    static String length(@Nullable Double seconds) {
        return seconds == null ? "–" : Lengths.words(Duration.ofSeconds(Math.round(seconds)));
    }
}
