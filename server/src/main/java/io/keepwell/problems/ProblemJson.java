package io.keepwell.problems;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keepwell.customers.TraitRule;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The shapes of problems for programs.
final class ProblemJson {

    private ProblemJson() {}

    @Schema(name = "Problem")
    record Item(
            UUID id,

            @Schema(description = "The number people quote") long number,

            @Schema(description = "What the team calls it") String title,

            @Schema(description = "What customers read") String publicTitle,

            @Schema(description = "Id of the part of the product") @Nullable
            UUID component,

            @Schema(description = "Id of the member who answers for it") @Nullable
            UUID owner,

            ProblemState state,
            Severity severity,

            @Schema(description = "Counts from 1; grows each time the problem comes back")
            int episode,

            @Schema(description = "How often those who were told hear of it while it lasts, in hours") @Nullable
            Integer updateHours,

            Instant createdAt,

            @Schema(description = "Id of the problem it has become part of") @Nullable
            UUID mergedInto) {

        static Item of(Problem it) {
            return new Item(
                    it.id(),
                    it.number(),
                    it.title(),
                    it.publicTitle(),
                    it.area(),
                    it.owner(),
                    it.state(),
                    it.severity(),
                    it.episode(),
                    it.updateHours(),
                    it.createdAt(),
                    it.mergedInto());
        }
    }

    @Schema(name = "ProblemDetails")
    record Details(
            @JsonUnwrapped Item problem,

            @Schema(description = "What service found; for the team only")
            String serviceText,

            @Schema(description = "What product found; for the team only")
            String productText,

            @Schema(description = "What helps customers until it is fixed")
            String workaround,

            @Schema(description = "Whom it hits besides those we know of")
            TraitRule.@Nullable Json exposureRule,

            List<EpisodeJson> episodes) {}

    @Schema(name = "ProblemEpisode")
    record EpisodeJson(
            int number,
            Instant openedAt,
            @Nullable String reopenedWhy,

            @Schema(description = "When customers were first told") @Nullable
            Instant announcedAt,

            @Schema(description = "By when they hear of it again") @Nullable
            Instant updateDueAt,

            @Nullable Instant fixedAt,
            @Nullable String whatChanged) {

        static EpisodeJson of(Episode it) {
            return new EpisodeJson(
                    it.number(),
                    it.openedAt(),
                    it.reopenedWhy(),
                    it.announcedAt(),
                    it.updateDueAt(),
                    it.fixedAt(),
                    it.whatChanged());
        }
    }

    @Schema(name = "NewProblem")
    record NewProblemJson(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String title,

            @Schema(description = "Id or name of a part of the product; an unknown name makes it") @Nullable
            String component,

            @Schema(description = "What customers read; the title where absent") @Nullable
            String publicTitle,

            @Schema(description = "Id or e-mail address of a member; the owner of the component where absent") @Nullable
            String owner,

            @Schema(defaultValue = "slows") @Nullable Severity severity,

            @Nullable Integer updateHours) {}

    @Schema(name = "ProblemChange", description = "Only what is named changes")
    record Change(
            @Nullable String title,
            @Nullable String publicTitle,

            @Schema(description = "Id or name of a part of the product; empty for none") @Nullable
            String component,

            @Schema(description = "Id or e-mail address of a member; empty for nobody") @Nullable
            String owner,

            @Schema(description = "fixed and back from it have calls of their own") @Nullable
            ProblemState state,

            @Nullable Severity severity,

            @Schema(description = "0 for no promise") @Nullable
            Integer updateHours,

            @Nullable String serviceText,
            @Nullable String productText,
            @Nullable String workaround) {}

    @Schema(name = "NewProblemLink")
    record NewLink(
            @Schema(description = "Id or number of the conversation", requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String conversation,

            @Schema(defaultValue = "caused-by") @Nullable LinkKind kind,

            @Schema(description = "Why") @Nullable String reason) {}

    @Schema(name = "ProblemLink")
    record LinkJson(
            UUID conversation,
            UUID customer,
            LinkKind kind,
            int episode,
            @Nullable String reason,
            Instant at) {

        static LinkJson of(ProblemLink it) {
            return new LinkJson(it.conversation(), it.customer(), it.kind(), it.episode(), it.reason(), it.at());
        }
    }

    @Schema(name = "ProblemExposure")
    record ExposureJson(
            @Schema(description = "Id of the person") UUID customer,

            @Schema(description = "Id of their account") UUID account,

            ExposureSource source,
            Instant firstSeenAt,
            Instant lastSeenAt,

            @Schema(description = "Whether somebody said that they were not affected")
            boolean notAffected) {

        static ExposureJson of(Exposure it) {
            return new ExposureJson(
                    it.customer(), it.account(), it.source(), it.firstSeenAt(), it.lastSeenAt(), it.denied());
        }
    }

    @Schema(name = "ExposureRule", description = "By what is known of customers")
    record RuleJson(TraitRule.@Nullable Json traits) {}

    @Schema(name = "NewExposure")
    record NewExposure(
            @Schema(description = "A customer: id, external:USER_ID or email:ADDRESS") @Nullable
            String customer,

            @Schema(description = "true: was not hit, whatever else says so", defaultValue = "false") @Nullable
            Boolean notAffected) {}

    /// What all who tell customers say.
    interface Telling {

        @Nullable
        String text();

        @Nullable
        Map<String, @Nullable String> texts();

        @Nullable
        Integer holdMinutes();

        @Nullable
        Integer confirm();

        @Nullable
        List<UUID> exclude();

        /// Whether it is said on the public status page too; where nothing is said, it is not.
        @Nullable
        Boolean statusPage();

        /// Whether those are told whom only the rule names; where nothing is said, they are.
        default @Nullable Boolean inferred() {
            return true;
        }
    }

    @Schema(name = "Announce")
    record Announce(
            @Schema(description = "What customers read", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String text,

            @Schema(description = "The same in other languages, by language tag") @Nullable
            Map<String, @Nullable String> texts,

            @Schema(description = "How long it can be taken back", defaultValue = "0") @Nullable
            Integer holdMinutes,

            @Schema(description = "The number of people, needed above 500") @Nullable
            Integer confirm,

            @Schema(description = "Ids of customers who are not told") @Nullable
            List<UUID> exclude,

            @Schema(description = "Whether those are told whom only the rule names", defaultValue = "true") @Nullable
            Boolean inferred,

            @Schema(
                    description =
                            "Whether it is said on the public status page too, once it can no longer be taken back",
                    defaultValue = "false")
            @Nullable
            Boolean statusPage)
            implements Telling {}

    @Schema(name = "Fix")
    record Fix(
            @Schema(
                    description = "What was changed so that it does not happen again; customers read it",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String whatChanged,

            @Schema(description = "What customers read", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String text,

            @Nullable Map<String, @Nullable String> texts,

            @Schema(description = "How long it can be taken back; 0 sends at once", defaultValue = "15") @Nullable
            Integer holdMinutes,

            @Schema(description = "The number of people, needed above 500") @Nullable
            Integer confirm,

            @Nullable List<UUID> exclude,

            @Schema(description = "When it reaches whom; for everybody at once where absent")
            Availability.@Nullable Json availability,

            @Schema(
                    description = "Whether the public status page says so too, where it speaks of the problem",
                    defaultValue = "false")
            @Nullable
            Boolean statusPage)
            implements Telling {}

    @Schema(name = "Reopen")
    record Reopen(
            @Schema(description = "Why, for the team", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason,

            @Schema(
                    description = "What those read who were told that it was fixed",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String text,

            @Nullable Map<String, @Nullable String> texts,

            @Schema(description = "How long it can be taken back", defaultValue = "15") @Nullable
            Integer holdMinutes,

            @Nullable Integer confirm,
            @Nullable List<UUID> exclude,

            @Schema(description = "Whether the public status page says so too", defaultValue = "false") @Nullable
            Boolean statusPage)
            implements Telling {}

    @Schema(name = "Staged", description = "The problem, and the broadcast where somebody is told")
    record Staged(@JsonUnwrapped Item problem, @Nullable BroadcastJson broadcast) {}

    @Schema(name = "Broadcast")
    record BroadcastJson(
            UUID id,
            int episode,
            NoticeStage stage,
            int sequence,
            BroadcastState state,

            @Schema(description = "Nothing leaves before") Instant holdUntil,

            Map<String, String> texts,
            @Nullable String whatChanged,

            @Schema(description = "Id of the member who made it") @Nullable
            UUID by,

            Instant at) {

        static BroadcastJson of(Broadcast it) {
            return new BroadcastJson(
                    it.id(),
                    it.episode(),
                    it.stage(),
                    it.sequence(),
                    it.state(),
                    it.holdUntil(),
                    it.texts(),
                    it.whatChanged(),
                    it.by(),
                    it.at());
        }
    }

    @Schema(name = "Notice")
    record NoticeJson(
            UUID id,
            UUID customer,
            int episode,
            NoticeStage stage,
            int sequence,
            NoticeState state,

            @Schema(description = "Why it is suppressed, cancelled or has failed") @Nullable
            String reason,

            @Schema(description = "From when on they have the fix, where that is known and they wait for it") @Nullable
            Instant availableAt,

            @Nullable UUID conversation,
            @Nullable UUID message,
            Instant at) {

        static NoticeJson of(Notice it) {
            return new NoticeJson(
                    it.id(),
                    it.customer(),
                    it.episode(),
                    it.stage(),
                    it.sequence(),
                    it.state(),
                    it.reason(),
                    it.availableAt(),
                    it.conversation(),
                    it.message(),
                    it.at());
        }
    }
}
