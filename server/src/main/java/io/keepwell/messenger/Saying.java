package io.keepwell.messenger;

import io.keepwell.mail.IncomingMail;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody says from a messenger.
///
/// @param clientId     id the browser gave it, the same however often it repeats itself
/// @param conversation conversation it goes on with, null for a new one
/// @param text         what they say
/// @param files        files that go with it
/// @param where        where they are
/// @param locale       language of the page
record Saying(
        String clientId,
        @Nullable UUID conversation,
        String text,
        List<IncomingMail.Attachment> files,
        Where where,
        Locale locale) {

    /// Where somebody is, as the page tells us: facts for the agent, shown beside the words and believed by nobody
    /// else.
    ///
    /// @param url   address of the page, or null
    /// @param title its title, or null
    /// @param facts what the company's application adds, such as an order or a plan
    record Where(@Nullable String url, @Nullable String title, Map<String, String> facts) {}
}
