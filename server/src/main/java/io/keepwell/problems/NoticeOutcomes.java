package io.keepwell.problems;

import io.keepwell.conversations.ConversationHappened;
import io.keepwell.platform.LiveUpdates;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Notes in the ledger how far the letters of notices come.
@Component
class NoticeOutcomes {

    private final NoticeStore ledger;
    private final LiveUpdates live;

    NoticeOutcomes(NoticeStore ledger, LiveUpdates live) {
        this.ledger = ledger;
        this.live = live;
    }

    @EventListener
    void on(ConversationHappened happened) {
        if (happened.what() instanceof ConversationHappened.Delivered(var message, var state)) {
            var known = state(state);
            if (known != null) {
                ledger.delivered(message, known, null, happened.at())
                        .ifPresent(problem -> live.changed("problem", problem));
            }
        }
    }

    /// What a state of the outbox means for the person; null where they have not come further.
    private static @Nullable NoticeState state(String word) {
        return switch (word) {
            case "queued", "handing-over" -> NoticeState.SENDING;
            case "sent" -> NoticeState.SENT;
            case "delivered" -> NoticeState.DELIVERED;
            case "bounced" -> NoticeState.BOUNCED;
            case "failed" -> NoticeState.FAILED;
            case "uncertain" -> NoticeState.UNCERTAIN;
            case "suppressed" -> NoticeState.SUPPRESSED;
            case "cancelled" -> NoticeState.CANCELLED;
            default -> null;
        };
    }
}
