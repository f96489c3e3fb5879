package io.keepwell.trackers;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A repository or a project that issues are opened in. Its token and its secret stay in the store.
///
/// @param remoteId    the tracker's own id of it, or null until it was seen
/// @param hookKey     last part of the address that the tracker calls
/// @param signedSince since when calls of the tracker are signed, or null
/// @param disabledAt  since when it is not used, or null
/// @param heardAt     when the tracker last called, or null
/// @param refusedAt   when last somebody called who could not prove to be the tracker, or null
/// @param trouble     why the last call of ours was not taken, or null where it was
record Connection(
        UUID id,
        TrackerKind kind,
        String name,
        TrackerAddress address,
        @Nullable Long remoteId,
        boolean privateNetwork,
        String hookKey,
        @Nullable Instant signedSince,
        @Nullable Instant disabledAt,
        @Nullable Instant heardAt,
        @Nullable Instant refusedAt,
        @Nullable Trouble trouble,
        Instant createdAt) {

    boolean active() {
        return disabledAt == null;
    }

    /// The page of the repository or the project.
    String url() {
        return address.base() + "/" + address.project();
    }
}
