package io.keepwell.conversations;

import io.keepwell.conversations.calendars.BusinessCalendar;
import io.keepwell.conversations.calendars.Holiday;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// When a mailbox is attended, by whom, and how soon they answer.
///
/// @param mailbox       the mailbox
/// @param zone          zone the hours are meant in
/// @param hours         Monday to Sunday, such as `09:00-12:00, 13:00-17:00`; empty for a day off
/// @param holidays      days that differ from their weekday
/// @param answerWithin  how much attended time an answer takes at most
/// @param answeringName the person or the team who will answer
/// @param company       name of the company
/// @param informal      languages in which customers are addressed informally
/// @param previewSeenAt when an administrator has last seen what customers will read, or null
record MailboxDesk(
        UUID mailbox,
        ZoneId zone,
        List<String> hours,
        List<Holiday> holidays,
        Duration answerWithin,
        String answeringName,
        String company,
        Set<String> informal,
        @Nullable Instant previewSeenAt) {

    static final Duration USUAL_ANSWER = Duration.ofHours(4);

    boolean informal(Locale locale) {
        return informal.contains(locale.getLanguage());
    }

    /// Until when an answer is promised to what arrives now; empty where nobody ever attends.
    Optional<Instant> promise(Instant now) {
        return BusinessCalendar.of(hours, holidays, zone).due(now, answerWithin).map(PromisedTime::rounded);
    }
}
