package io.keepwell.conversations;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something a customer is told without having asked.
///
/// @param customer     the customer
/// @param conversation where they reported it, or null: then they get a conversation of its own
/// @param subject      subject of that conversation
/// @param text         what they are told
/// @param author       name of the person who tells them, or null for that of the mailbox
/// @param locale       language it is written in
public record NewNotice(
        UUID customer,
        @Nullable UUID conversation,
        String subject,
        String text,
        @Nullable String author,
        Locale locale) {}
