package io.keepwell.problems;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The same problem hit the same customer again (3.8.6). Published within the transaction that found
/// it.
///
/// @param alarm        id of the alarm
/// @param conversation in which the customer says so
/// @param problem      id of the problem
/// @param grade        red or dark red
/// @param tell         members to tell at once: whoever answers for the problem, and the manager
/// @param by           who linked the conversation, or null
/// @param at           when
public record RepeatAlarmRaised(
        UUID alarm,
        UUID conversation,
        UUID problem,
        RepeatGrade grade,
        List<UUID> tell,
        @Nullable UUID by,
        Instant at) {}
