package io.keepwell.tasks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A promise is due soon, or is due now. Published within the transaction that notes it, once for each.
///
/// @param task    which
/// @param subject what it is about, or null
/// @param owner   who owes it; null where that is whoever looks after the subject
/// @param dueAt   when it is due
/// @param passed  false half an hour before, true once it is due
public record PromiseDue(
        UUID task, @Nullable UUID subject, @Nullable UUID owner, Instant dueAt, boolean passed) {}
