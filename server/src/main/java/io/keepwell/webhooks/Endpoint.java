package io.keepwell.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An address that is told what happens.
///
/// @param types          which types of events; empty: all
/// @param team           of a chat: the team it is for
/// @param notes          whether notes of the team to itself are told too
/// @param privateNetwork whether the address may lie in a private network
/// @param pausedAt       since when nothing is sent, or null
/// @param pausedWhy      `person` or `failing`
record Endpoint(
        UUID id,
        String name,
        String url,
        Kind kind,
        List<String> types,
        @Nullable UUID team,
        boolean notes,
        boolean privateNetwork,
        @Nullable Instant pausedAt,
        @Nullable String pausedWhy,
        @Nullable Instant lastSuccessAt,
        Instant createdAt) {

    enum Kind {
        EVENT,
        CHAT
    }

    boolean paused() {
        return pausedAt != null;
    }
}
