package io.keepwell.followups;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something about a follow-up concerns people of the team. Published within the transaction that wrote it.
///
/// @param followUp id of the follow-up
/// @param customer id of the customer
/// @param what     `given` to somebody, `reopened`, or raised as its time passes: `owner` at half of it, `manager`
///                 when it is over, `head` at twice it
/// @param tell     members to tell
/// @param by       who did it, or null
/// @param dueAt    when the customer should have heard from us
/// @param at       when
public record FollowUpNews(
        UUID followUp,
        UUID customer,
        String what,
        List<UUID> tell,
        @Nullable UUID by,
        Instant dueAt,
        Instant at) {}
