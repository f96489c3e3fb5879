package io.keepwell.trackers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An issue as the tracker tells it.
///
/// @param number   number that people quote
/// @param url      its page
/// @param closed   whether it is closed
/// @param done     whether it was closed because it is done
/// @param closedAt when it was closed, or null
/// @param at       when anything about it last changed
record RemoteIssue(
        long number,
        String url,
        String title,
        boolean closed,
        boolean done,
        @Nullable Instant closedAt,
        Instant at) {}
