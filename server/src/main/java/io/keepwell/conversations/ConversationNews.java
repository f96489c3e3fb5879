package io.keepwell.conversations;

import io.keepwell.platform.LiveUpdates;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What every change of a conversation brings about: its clocks are reckoned anew and open pages hear of it.
@Component
class ConversationNews {

    private final ConversationClocks clocks;
    private final LiveUpdates live;

    ConversationNews(ConversationClocks clocks, LiveUpdates live) {
        this.clocks = clocks;
        this.live = live;
    }

    void changed(UUID conversation) {
        clocks.reckon(conversation);
        live.changed("conversation", conversation);
        live.changed("inbox", conversation);
    }

    /// A letter came further on its way: open pages hear of it, and no clock depends on it.
    void cameFurther(UUID conversation) {
        live.changed("conversation", conversation);
        live.changed("inbox", conversation);
    }
}
