package io.keepwell.gestures;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A gesture to be written down.
///
/// @param called what it is called where the menu has no name for it, else empty
/// @param what   what it was
/// @param callBy until when they were promised a call, or null
record NewGesture(
        GestureKind kind,
        String called,
        String what,
        Cost cost,
        @Nullable Instant callBy) {}
