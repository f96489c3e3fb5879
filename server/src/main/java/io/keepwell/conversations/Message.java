package io.keepwell.conversations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something said in a conversation.
///
/// @param direction     `in` or `out`
/// @param type          `message`, `note`, `acknowledgement`, `notice`, `survey` or `call`
/// @param customer      the customer who wrote it, or null
/// @param member        the member of the team who wrote it, or null
/// @param verified      false for a letter of somebody the conversation does not know (T2)
/// @param automatic     `no`, or what kind of machine wrote it
/// @param html          sanitised HTML, or null
/// @param mail          the stored original, or null
/// @param messageId     Message-ID of the mail, or null
/// @param replyTo       where answers to it go, null for the author's address (T6)
/// @param sentAt        the date it bears
/// @param createdAt     when it became part of the conversation
/// @param deliveryState what became of it on its way out, null for what never leaves
/// @param dueAt         when it leaves; until then it can be taken back
/// @param callWay       of a phone call, whether it was `incoming` or `outgoing`
/// @param callReached   of a phone call, whether they spoke with each other
/// @param callMinutes   of a phone call, how long it took, null where nobody said
/// @param callNotedAt   of a phone call, when it was written down
record Message(
        UUID id,
        UUID conversation,
        String direction,
        String type,
        @Nullable UUID customer,
        @Nullable UUID member,
        String authorName,
        @Nullable String authorEmail,
        boolean verified,
        String automatic,
        String text,
        @Nullable String html,
        @Nullable UUID mail,
        @Nullable String messageId,
        @Nullable String replyTo,
        Instant sentAt,
        Instant createdAt,
        @Nullable String deliveryState,
        @Nullable String deliveryReason,
        @Nullable Instant deliveryAt,
        @Nullable Instant dueAt,
        @Nullable String callWay,
        @Nullable Boolean callReached,
        @Nullable Integer callMinutes,
        @Nullable Instant callNotedAt) {

    boolean out() {
        return direction.equals("out");
    }

    boolean call() {
        return type.equals("call");
    }

    boolean note() {
        return type.equals("note");
    }
}
