package io.keepwell.webhooks;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/// Something that others may want to know.
///
/// @param type     what happened, such as `conversation.created`
/// @param subject  id of what it happened to
/// @param at       when
/// @param internal whether only those are told who asked for notes of the team to itself
/// @param data     the facts in the shapes of the public API; asked right before the transaction commits,
///     and only where somebody is told
public record Happening(String type, UUID subject, Instant at, boolean internal, Supplier<?> data) {}
