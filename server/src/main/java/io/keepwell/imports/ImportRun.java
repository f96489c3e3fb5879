package io.keepwell.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file that is brought along, and how far it has come.
///
/// @param state    `examining`, `examined`, `running`, `stopped`, `done` or `failed`
/// @param failure  why it failed, or null
/// @param position items of the file dealt with
/// @param items    items in the file, known once it was examined
/// @param known    messages that were brought along before
record ImportRun(
        UUID id,
        String format,
        String name,
        @Nullable String blob,
        long size,
        @Nullable UUID mailbox,
        @Nullable UUID member,
        String state,
        @Nullable String failure,
        long position,
        long items,
        long conversations,
        long messages,
        long people,
        long files,
        long known,
        long troubles,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        Instant createdAt,
        Instant changedAt) {

    boolean working() {
        return state.equals("examining") || state.equals("running");
    }

    /// Share of the file that was dealt with, in percent.
    int percent() {
        return items == 0 ? 0 : (int) Math.min(100, 100 * position / items);
    }
}
