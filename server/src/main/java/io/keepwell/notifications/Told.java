package io.keepwell.notifications;

import java.time.Instant;
import java.util.UUID;

/// A notification in words.
///
/// @param text    what happened, with names: "Mara gave you the conversation of Ana"
/// @param about   subject and number of the conversation
/// @param href    where it leads
/// @param icon    name of an icon
record Told(
        UUID id,
        UUID conversation,
        String kind,
        String text,
        String about,
        String href,
        String icon,
        Instant at,
        boolean seen) {}
