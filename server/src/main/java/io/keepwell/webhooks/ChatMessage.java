package io.keepwell.webhooks;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/// Something that a team wants to read in its chat.
///
/// @param team    the team
/// @param type    what happened: a word of `ChatMessage.TYPES`
/// @param subject id of what it happened to
/// @param at      when
/// @param text    one line for people, with a link as `<https://...|words>`; asked only where somebody is told
public record ChatMessage(UUID team, String type, UUID subject, Instant at, Supplier<String> text) {

    /// A conversation came to the team.
    public static final String ARRIVED = "chat.arrived";
    /// A promise is due soon, or was broken.
    public static final String PROMISE = "chat.promise";
    /// An agreed response time has passed.
    public static final String BREACH = "chat.breach";
}
