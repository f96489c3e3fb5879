package io.keepwell.problems;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.ImpactSnapshots.Snapshot;
import io.keepwell.shared.ForTeam;
import io.keepwell.team.Members;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What the impact of a problem is made of, account by account.
@ForTeam
@Controller
class ImpactController {

    private static final int MOST = 500;

    /// A line of the page.
    ///
    /// @param value what the account is worth, in words, or null where one may not see it or nothing is
    ///              known
    /// @param share of the whole, in percent, or null where one may not see it
    record Row(
            String name,
            int people,
            @Nullable String value,
            boolean known,
            String severity,
            String recurrence,
            String confidence,
            @Nullable String share) {}

    /// The page.
    ///
    /// @param value   sum, in words, or null
    /// @param monthAgo how it stood about a month ago, or null
    record Page(
            Problem problem,
            Impact impact,
            @Nullable String value,
            @Nullable Snapshot monthAgo,
            @Nullable String valueMonthAgo,
            List<Row> rows,
            boolean money) {}

    private final Problems problems;
    private final Impacts impacts;
    private final ImpactSnapshots snapshots;
    private final Members members;
    private final KeepwellSettings settings;
    private final Clock clock;

    ImpactController(
            Problems problems,
            Impacts impacts,
            ImpactSnapshots snapshots,
            Members members,
            KeepwellSettings settings,
            Clock clock) {
        this.problems = problems;
        this.impacts = impacts;
        this.snapshots = snapshots;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/problems/{number:\\d+}/impact")
    String show(@PathVariable String number, Model model) {
        var problem = problems.get(number);
        var impact = impacts.of(problem.id());
        boolean money = Money.visible(members);
        var month = LocalDate.ofInstant(clock.instant(), settings.zone()).minusMonths(1);
        var before = snapshots.of(problem.id(), month).orElse(null);
        model.addAttribute(
                "page",
                new Page(
                        problem,
                        impact,
                        money ? words(impact.valueAtRisk(), settings.currency()) : null,
                        before,
                        money && before != null ? words(before.value(), before.currency()) : null,
                        impact.parts().stream()
                                .limit(MOST)
                                .map(part -> row(part, impact, money))
                                .toList(),
                        money));
        return "problems/impact";
    }

    private Row row(Impact.Part part, Impact impact, boolean money) {
        return new Row(
                part.name(),
                part.people(),
                money ? words(part.value(), settings.currency()) : null,
                part.known(),
                number(part.severity()),
                number(part.recurrence()),
                number(part.confidence()),
                money && impact.impact() > 0 ? percent(part.weight() / impact.impact()) : null);
    }

    private static @Nullable String words(@Nullable BigDecimal amount, String currency) {
        return amount == null ? null : Money.words(amount, currency);
    }

    private static String number(double factor) {
        return NumberFormat.getInstance(LocaleContextHolder.getLocale()).format(factor);
    }

    private static String percent(double share) {
        return NumberFormat.getPercentInstance(LocaleContextHolder.getLocale()).format(share);
    }
}
