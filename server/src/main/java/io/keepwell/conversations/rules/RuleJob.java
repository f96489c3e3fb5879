package io.keepwell.conversations.rules;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something happened that rules wait for.
///
/// @param cause        what it was; the same thing is the same cause for ever
/// @param value        what a field became, in words
/// @param valueId      the same as an id
/// @param message      the message it is about
/// @param rule         the only rule that is meant, null for all that wait for this
/// @param hop          how many rules have acted one upon the other until here
/// @param byRule       the last of them
record RuleJob(
        UUID id,
        String cause,
        UUID conversation,
        String event,
        @Nullable String value,
        @Nullable UUID valueId,
        @Nullable UUID message,
        @Nullable UUID rule,
        int hop,
        @Nullable UUID byRule,
        Instant at) {}
