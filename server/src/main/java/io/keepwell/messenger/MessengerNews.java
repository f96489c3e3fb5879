package io.keepwell.messenger;

import io.keepwell.conversations.ConversationHappened;
import io.keepwell.platform.LiveUpdates;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells the open messengers of a person that something has happened in a conversation of theirs.
@Component
class MessengerNews {

    /// Whoever was not seen for so long has no messenger open.
    private static final Duration OPEN = Duration.ofHours(12);

    private final JdbcClient jdbc;
    private final LiveUpdates live;
    private final Clock clock;

    MessengerNews(JdbcClient jdbc, LiveUpdates live, Clock clock) {
        this.jdbc = jdbc;
        this.live = live;
        this.clock = clock;
    }

    @EventListener
    void on(ConversationHappened happened) {
        jdbc.sql("""
            select p.customer_id
              from conversation c
              join messenger_person p on p.customer_id = c.customer_id
             where c.id = :conversation
               and p.seen_at > :since
            """)
                .param("conversation", happened.conversation())
                .param("since", clock.instant().minus(OPEN).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional()
                .ifPresent(person -> live.changed(Streams.TOPIC, person));
    }
}
