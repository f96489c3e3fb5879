package io.keepwell.conversations;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is being talked about with one customer.
///
/// @param id              id
/// @param number          number that people quote
/// @param subject         subject, without `Re:`; empty text for none
/// @param channel         how it came about
/// @param mailbox         mailbox it lives in, or null
/// @param customer        the customer
/// @param state           how far it has come
/// @param cause           what is known of the cause of a complaint
/// @param kind            what it is about, null while undecided
/// @param kindWords       the words that suggested the kind; empty once a person has decided
/// @param priority        how much it presses
/// @param neededBy        until when the customer needs it, or null
/// @param assignee        who looks after it, or null
/// @param team            which team looks after it, or null
/// @param automatic       whether a machine opened it
/// @param locale          language it is written in, null while unknown
/// @param follows         the closed conversation it continues, or null
/// @param createdAt       when it began
/// @param acknowledgedAt  when the acknowledgement had left, or null
/// @param promisedAt      when an answer was promised for, or null
/// @param firstResponseAt when a person first answered, or null
/// @param solvedAt        when it was solved, or null
/// @param waitingSince    since when the customer waits for an answer, or null
/// @param lastMessageAt   when something was last said
/// @param spamAt          since when it is called spam, or null; it stands in no view then
/// @param mergedInto      the conversation it has become part of, or null
/// @param snoozedUntil    until when it is put off, or null
public record Conversation(
        UUID id,
        long number,
        String subject,
        Channel channel,
        @Nullable UUID mailbox,
        UUID customer,
        ConversationState state,
        CauseState cause,
        @Nullable ConversationKind kind,
        List<String> kindWords,
        Priority priority,
        @Nullable Instant neededBy,
        @Nullable UUID assignee,
        @Nullable UUID team,
        boolean automatic,
        @Nullable Locale locale,
        @Nullable UUID follows,
        Instant createdAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant promisedAt,
        @Nullable Instant firstResponseAt,
        @Nullable Instant solvedAt,
        @Nullable Instant waitingSince,
        Instant lastMessageAt,
        @Nullable Instant spamAt,
        @Nullable UUID mergedInto,
        @Nullable Instant snoozedUntil) {

    /// Whether the promise was kept: null without a promise, and while both is still possible.
    ///
    /// @param now the current time
    public @Nullable Boolean answeredInTime(Instant now) {
        if (promisedAt == null) {
            return null;
        }
        if (firstResponseAt != null) {
            return !firstResponseAt.isAfter(promisedAt);
        }
        return now.isAfter(promisedAt) ? Boolean.FALSE : null;
    }

    boolean complaint() {
        return kind == ConversationKind.COMPLAINT;
    }

    boolean closed() {
        return state == ConversationState.CLOSED;
    }
}
