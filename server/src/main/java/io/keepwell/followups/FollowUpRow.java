package io.keepwell.followups;

import org.jspecify.annotations.Nullable;

/// A follow-up as lists and panels show it.
///
/// @param name   of the customer
/// @param owner  name of whoever looks after it, or null
/// @param clocks both clocks in words
/// @param late   whether they should have heard from us by now
/// @param next   word of the next step, which names its button; null at the end
/// @param href   where that step is taken
record FollowUpRow(
        FollowUp followUp,
        FollowUpLists.@Nullable Said said,
        String name,
        @Nullable String owner,
        String clocks,
        boolean late,
        @Nullable String next,
        String href) {}
