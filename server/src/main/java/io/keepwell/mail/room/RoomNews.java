package io.keepwell.mail.room;

import io.keepwell.mail.LetterChanged;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.platform.OutboxState;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells open mail rooms that a letter has arrived.
@Component
class RoomNews {

    private final LiveUpdates live;

    RoomNews(LiveUpdates live) {
        this.live = live;
    }

    @EventListener
    void on(LetterChanged change) {
        if (change.state() == OutboxState.SENT) {
            live.changed("mailroom", change.letter());
        }
    }
}
