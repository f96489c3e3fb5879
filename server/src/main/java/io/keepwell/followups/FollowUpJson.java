package io.keepwell.followups;

import io.keepwell.conversations.calendars.BusinessCalendar;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Follow-ups as programs read them.
@Component
class FollowUpJson {

    @Schema(name = "FollowUpAnswer")
    record Said(
            UUID id,
            @Nullable Integer score,
            String survey,

            @Schema(description = "What they wrote, may be empty")
            String words,

            Instant at) {}

    @Schema(name = "FollowUpAttempt")
    record Tried(
            Instant at,

            @Schema(description = "Id of the member who tried; null where the customer wrote by themselves") @Nullable
            UUID member,

            AttemptChannel channel,
            AttemptOutcome outcome,
            String note) {}

    @Schema(name = "FollowUpStep")
    record Happened(
            Instant at,
            @Nullable UUID member,

            @Schema(description = "state for a step from one state to another, with both; else what it was")
            String kind,

            @Nullable String before,
            @Nullable String after,
            boolean undone) {}

    @Schema(name = "FollowUp")
    record Item(
            UUID id,
            UUID customer,

            @Schema(description = "new, assigned, attempting, contacted, understood, waiting-on-product, told, closed")
            FollowUpState state,

            @Schema(
                    description = "score for a low answer, tone for one in the middle with angry words or words of"
                            + " leaving, hand for one a person made")
            Origin origin,

            Urgency urgency,
            Instant openedAt,

            @Schema(description = "Until when they should hear from us the first time")
            Instant dueAt,

            @Schema(
                    description = "Plain hours from the beginning, or the last reopening, until the first contact or"
                            + " now, nights and weekends included")
            double elapsedHours,

            @Schema(description = "The same in the hours the team works")
            double businessHours,

            boolean overdue,
            @Nullable Instant contactedAt,

            @Schema(description = "Id of the member who looks after it; null while it waits in the queue") @Nullable
            UUID owner,

            @Nullable UUID team,

            @Schema(description = "Question one, as they said it; null while it is not answered") @Nullable
            String mainReason,

            @Schema(description = "The reason chosen for it; see /api/v1/follow-up-choices") @Nullable
            UUID reason,

            boolean mainReasonRefused,

            @Schema(description = "Question two, as they said it; null while it is not answered") @Nullable
            String wouldHaveHelped,

            boolean wouldHaveHelpedRefused,
            @Nullable String wanted,
            @Nullable String got,

            @Schema(description = "Step of the journey at which it was not reached") @Nullable
            UUID step,

            @Nullable UUID area,
            @Nullable UUID problem,
            @Nullable UUID idea,
            @Nullable UUID conversation,

            @Schema(description = "Id of the message that told them what became of it") @Nullable
            UUID toldBy,

            @Nullable Instant toldAt,
            @Nullable Instant closedAt,
            @Nullable CloseReason closeReason,

            @Schema(description = "How often it was opened again")
            int reopened) {}

    @Schema(name = "FollowUpDetails")
    record Whole(Item followUp, List<Said> answers, List<Tried> attempts, List<Happened> history) {}

    private final FollowUps followUps;
    private final FollowUpStore store;
    private final FollowUpLists lists;
    private final Deadlines deadlines;
    private final Clock clock;

    FollowUpJson(FollowUps followUps, FollowUpStore store, FollowUpLists lists, Deadlines deadlines, Clock clock) {
        this.followUps = followUps;
        this.store = store;
        this.lists = lists;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    Item item(UUID id) {
        return item(followUps.get(id), deadlines.hours());
    }

    List<Item> items(List<FollowUp> some) {
        var hours = deadlines.hours();
        return some.stream().map(it -> item(it, hours)).toList();
    }

    Whole whole(UUID id) {
        var it = followUps.get(id);
        return new Whole(
                item(it, deadlines.hours()),
                lists.answers(it.id()).stream()
                        .map(said -> new Said(said.answer(), said.score(), said.survey(), said.words(), said.at()))
                        .toList(),
                store.attempts(it.id()).stream()
                        .map(tried ->
                                new Tried(tried.at(), tried.member(), tried.channel(), tried.outcome(), tried.note()))
                        .toList(),
                store.steps(it.id()).stream()
                        .map(step -> new Happened(
                                step.at(), step.member(), step.kind(), step.before(), step.after(), step.undone()))
                        .toList());
    }

    private Item item(FollowUp it, BusinessCalendar hours) {
        var now = clock.instant();
        var learned = it.learned();
        return new Item(
                it.id(),
                it.customer(),
                it.state(),
                it.origin(),
                it.urgency(),
                it.openedAt(),
                it.dueAt(),
                hours(Duration.between(it.startedAt(), it.until(now))),
                hours(hours.between(it.startedAt(), it.until(now))),
                it.overdue(now),
                it.contactedAt(),
                it.owner(),
                it.team(),
                said(learned.mainReason()),
                learned.reason(),
                learned.mainReasonRefused(),
                said(learned.wouldHaveHelped()),
                learned.wouldHaveHelpedRefused(),
                said(learned.wanted()),
                said(learned.got()),
                learned.step(),
                learned.area(),
                it.problem(),
                it.idea(),
                it.conversation(),
                it.toldAt() == null ? null : it.told(),
                it.toldAt(),
                it.closedAt(),
                it.closed(),
                it.reopened());
    }

    /// Hours with one decimal.
    static double hours(Duration length) {
        return Math.max(0, Math.round(length.toSeconds() / 360.0) / 10.0);
    }

    private static @Nullable String said(String words) {
        return words.isBlank() ? null : words;
    }
}
