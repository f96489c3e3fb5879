package io.keepwell.notifications;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What the person of the token is told, for programs.
@ForTeam
@RestController
@RequestMapping("/api/v1/notifications")
@Tag(name = "Notifications", description = "What the person whose token it is has been told")
class NotificationApi {

    @Schema(name = "Notification")
    record Answer(
            UUID id,

            @Schema(
                    allowableValues = {
                        "assigned",
                        "team",
                        "answered",
                        "mentioned",
                        "promise",
                        "agreed-time",
                        "returned",
                        "repeat",
                        "update-overdue",
                        "gesture-asked",
                        "gesture-decided",
                        "tracker-done"
                    })
            String kind,

            @Schema(description = "Null where it is about a problem or a follow-up") @Nullable
            UUID conversation,

            @Schema(description = "Id of the problem where it is about one and no conversation") @Nullable
            UUID problem,

            @Schema(description = "Id of the follow-up where it is about one") @Nullable
            UUID followUp,

            @Schema(description = "What happened, in the language of the person")
            String text,

            @Schema(description = "Subject and number of the conversation")
            String about,

            Instant at,
            boolean seen) {}

    @Schema(name = "NotificationsSeen")
    record AllSeen(
            @Schema(description = "The instant that takes it back; null where there was nothing to see") @Nullable
            Instant seenAt) {}

    @Schema(name = "NotificationsUnseen")
    record Unseen(
            @Schema(description = "As answered when all were called seen")
            Instant seenAt) {}

    private final Notifications notifications;
    private final NotificationWords words;

    NotificationApi(Notifications notifications, NotificationWords words) {
        this.notifications = notifications;
        this.words = words;
    }

    @GetMapping
    @Operation(summary = "What you have been told, newest first")
    Slice<Answer> list(
            @Parameter(description = "Only what you have not seen") @RequestParam(defaultValue = "false")
                    boolean unseen,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Cursor.limit(limit);
        var found = notifications.list(unseen, NotificationController.place(cursor), size + 1);
        var shown = found.subList(0, Math.min(size, found.size()));
        return new Slice<>(
                shown.stream().map(words::of).map(NotificationApi::answer).toList(),
                found.size() > size ? NotificationController.next(shown.getLast()) : null);
    }

    @PutMapping("/{id}/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that you have seen one")
    void see(@PathVariable UUID id) {
        notifications.seen(id, true);
    }

    @DeleteMapping("/{id}/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Call one unseen again")
    void unsee(@PathVariable UUID id) {
        notifications.seen(id, false);
    }

    @PostMapping("/seen")
    @Operation(summary = "Say that you have seen all of them")
    AllSeen seeAll() {
        return new AllSeen(notifications.seenAll().orElse(null));
    }

    @PostMapping("/unseen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take back that you have seen all of them")
    void unseeAll(@RequestBody Unseen unseen) {
        notifications.unseeAll(unseen.seenAt());
    }

    private static Answer answer(Told told) {
        boolean ofProblem = Kind.named(told.kind()).filter(Kind::ofProblem).isPresent();
        boolean ofFollowUp = Kind.named(told.kind()).filter(Kind::ofFollowUp).isPresent();
        return new Answer(
                told.id(),
                told.kind(),
                ofProblem || ofFollowUp ? null : told.conversation(),
                ofProblem ? told.conversation() : null,
                ofFollowUp ? told.conversation() : null,
                told.text(),
                told.about(),
                told.at(),
                told.seen());
    }
}
