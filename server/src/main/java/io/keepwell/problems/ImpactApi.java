package io.keepwell.problems;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.ProblemJson.Item;
import io.keepwell.problems.Ranking.Ranked;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.keepwell.team.Members;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How much problems weigh, and what that is made of, for programs.
@RestController
@RequestMapping("/api/v1/problems/{id}")
@Tag(name = "Problems")
class ImpactApi {

    private static final int DAYS = 90;

    private final Problems problems;
    private final Impacts impacts;
    private final ImpactSnapshots snapshots;
    private final Members members;
    private final KeepwellSettings settings;

    ImpactApi(
            Problems problems, Impacts impacts, ImpactSnapshots snapshots, Members members, KeepwellSettings settings) {
        this.problems = problems;
        this.impacts = impacts;
        this.snapshots = snapshots;
        this.members = members;
        this.settings = settings;
    }

    @Schema(name = "RankedProblem")
    record Listed(
            @JsonUnwrapped Item problem,

            @Schema(description = "Value, severity, recurrence and confidence multiplied, summed over accounts")
            @Nullable
            Double impact,

            @Schema(description = "Accounts hit; a company counts once however many of its people write")
            int accounts,

            int people,

            @Schema(
                    description =
                            "What the accounts are worth; null without the right to see money, or where nothing is known")
            @Nullable
            Money valueAtRisk,

            @Schema(description = "Accounts that it hit again")
            int recurrence,

            @Schema(description = "People who were hit and did not write")
            int silent,

            @Schema(description = "People to be told that it is fixed, or else that we know of it")
            int owed,

            @Schema(description = "Whether one account makes up over half of the impact")
            boolean dominated) {

        static Listed of(Ranked it, boolean money, String currency) {
            return new Listed(
                    Item.of(it.problem()),
                    money ? it.impact().impact() : null,
                    it.figures().accounts(),
                    it.figures().people(),
                    money ? Money.of(it.impact().valueAtRisk(), currency) : null,
                    it.impact().recurrence(),
                    it.figures().silent(),
                    it.figures().owed(),
                    it.impact().whale());
        }
    }

    @Schema(
            name = "ImpactPart",
            description = "What one account adds: value times severity times recurrence times confidence")
    record PartJson(
            UUID account,
            String name,
            int people,

            @Schema(description = "Null without the right to see money, or where nothing is known of anybody") @Nullable
            Money value,

            @Schema(description = "Whether the value is known of this account; else it is the median of those known")
            boolean valueKnown,

            double severity,
            double recurrence,
            double confidence,

            @Schema(description = "Its share of the whole, from 0 to 1; null without the right to see money") @Nullable
            Double share) {}

    @Schema(name = "ProblemImpact")
    record ImpactJson(
            @Schema(description = "Null without the right to see money") @Nullable
            Double impact,

            @Nullable Money valueAtRisk,

            @Schema(description = "Accounts whose value is known")
            int valued,

            int recurrence,
            boolean dominated,

            @Schema(description = "One for each account, the heaviest first")
            List<PartJson> parts) {}

    @Schema(name = "ImpactSnapshot")
    record SnapshotJson(
            LocalDate day,
            @Nullable Double impact,
            int accounts,
            int people,
            @Nullable Money valueAtRisk,
            int recurrence,
            int silent,
            int owed) {}

    @ForTeam
    @GetMapping("/impact")
    @Operation(summary = "How much a problem weighs, account by account")
    ImpactJson impact(@PathVariable String id) {
        var impact = impacts.of(problems.get(id).id());
        boolean money = Money.visible(members);
        return new ImpactJson(
                money ? impact.impact() : null,
                money ? Money.of(impact.valueAtRisk(), settings.currency()) : null,
                impact.valued(),
                impact.recurrence(),
                impact.whale(),
                impact.parts().stream()
                        .map(it -> new PartJson(
                                it.account(),
                                it.name(),
                                it.people(),
                                money ? Money.of(it.value(), settings.currency()) : null,
                                it.known(),
                                it.severity(),
                                it.recurrence(),
                                it.confidence(),
                                money && impact.impact() > 0 ? it.weight() / impact.impact() : null))
                        .toList());
    }

    @ForTeam
    @GetMapping("/impact/history")
    @Operation(
            summary = "How much a problem weighed night by night, the newest first",
            description =
                    "Up to 90 nights up to the day asked for; kept as they were taken, whatever has changed since.")
    Slice<SnapshotJson> history(
            @PathVariable String id,
            @Parameter(description = "A local day, such as 2026-10-22")
                    @RequestParam
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    LocalDate until) {
        boolean money = Money.visible(members);
        return new Slice<>(
                snapshots.snapshots(problems.get(id).id(), until, DAYS).stream()
                        .map(it -> new SnapshotJson(
                                it.day(),
                                money ? it.impact() : null,
                                it.accounts(),
                                it.people(),
                                money ? Money.of(it.value(), it.currency()) : null,
                                it.recurrence(),
                                it.silent(),
                                it.owed()))
                        .toList(),
                null);
    }
}
