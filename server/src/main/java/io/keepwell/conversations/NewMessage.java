package io.keepwell.conversations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a program says in a conversation, with all that happens in the same breath.
@Schema(name = "NewMessage")
record NewMessage(
        @Schema(
                description =
                        "reply goes to the customer, note stays in the team, call is a phone call that took place",
                allowableValues = {"reply", "note", "call"},
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String type,

        @Schema(description = "What is said; of a call it may be empty") @Nullable
        String text,

        @Schema(description = "State of the conversation from then on; with reply and call") @Nullable
        ConversationState state,

        @Schema(description = "Puts the conversation off until then; with reply") @Nullable
        Instant snoozedUntil,

        @Schema(
                description =
                        "Id of the newest message that was read, with reply. Whatever a customer or a colleague has"
                                + " written since stops the reply: 409 reply-overtaken. Absent: nothing stops it")
        @Nullable
        UUID seen,

        @Schema(
                description =
                        "Ids of the promises that it keeps, with reply and call. Absent: those that an answer keeps,"
                                + " and a call also a promised call; empty: none")
        @Nullable
        List<UUID> keeps,

        @Schema(description = "What is promised with it; with reply and call") @Nullable
        List<Promise> promises,

        @Schema(description = "With call, and only then") @Nullable
        PhoneCall call) {

    @Schema(name = "NewPromiseOfMessage")
    record Promise(
            @Schema(
                    allowableValues = {"answer", "call", "fixed", "other"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String kind,

            @Schema(description = "In words") @Nullable String what,

            @Schema(description = "Until when; absent for fixed") @Nullable
            Instant dueAt) {}

    @Schema(name = "NewPhoneCall")
    record PhoneCall(
            @Schema(
                    description = "in where the customer called",
                    allowableValues = {"in", "out"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String direction,

            @Schema(
                    description = "Whether they spoke with each other: only then it answers and keeps promises",
                    defaultValue = "true")
            @Nullable
            Boolean reached,

            @Schema(description = "When it took place; absent for just now") @Nullable
            Instant at,

            @Schema(description = "How long it took") @Nullable
            Integer minutes) {}
}
