package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of the ledger: what one person was told of one episode of a problem, or is to be told.
///
/// @param id           id
/// @param problem      id of the problem it was made for
/// @param episode      episode of that problem
/// @param stage        what it says
/// @param sequence     counts the updates, else 0
/// @param customer     id of the person
/// @param state        what became of it
/// @param reason       why it is suppressed, cancelled or has failed, or null
/// @param broadcast    id of the broadcast it belongs to, or null
/// @param availableAt  when the fix reaches the person, or null
/// @param conversation id of the conversation it was written in, or null
/// @param message      id of its message, or null
/// @param at           when the state last changed
public record Notice(
        UUID id,
        UUID problem,
        int episode,
        NoticeStage stage,
        int sequence,
        UUID customer,
        NoticeState state,
        @Nullable String reason,
        @Nullable UUID broadcast,
        @Nullable Instant availableAt,
        @Nullable UUID conversation,
        @Nullable UUID message,
        Instant at) {}
