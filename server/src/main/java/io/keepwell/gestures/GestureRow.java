package io.keepwell.gestures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A gesture as pages show it.
///
/// @param name       of the customer
/// @param by         who gave it, or asks for it
/// @param decidedBy  who decided, or null
/// @param changeable whether the person who looks may correct it and take it back
/// @param decidable  whether they may decide on it
/// @param history    what happened to it, where that is more than having been written down
record GestureRow(
        Gesture gesture,
        String name,
        String by,
        @Nullable String decidedBy,
        boolean changeable,
        boolean decidable,
        List<Past> history) {

    /// A line of its history.
    record Past(Gesture.Step step, String who) {}
}
