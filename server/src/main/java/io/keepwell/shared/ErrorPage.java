package io.keepwell.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the page of a refusal or a fault shows.
///
/// @param status   HTTP status
/// @param sentence what happened
/// @param errors   fields that were wrong
/// @param fault    id of a fault to quote, null for refusals
record ErrorPage(
        int status,
        String sentence,
        List<Refusal.FieldError> errors,
        @Nullable String fault) {}
