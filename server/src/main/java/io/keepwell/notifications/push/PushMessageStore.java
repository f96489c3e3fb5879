package io.keepwell.notifications.push;

import io.keepwell.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What is on its way to browsers: no words, only what it is about.
@Repository
class PushMessageStore {

    /// @param subject what it tells of, null for a test
    record Message(UUID id, UUID subscription, @Nullable UUID subject, Instant createdAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    PushMessageStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    UUID insert(UUID subscription, @Nullable UUID subject) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into push_message (id, subscription_id, subject_id, created_at)
                        values (:id, :subscription, :subject, :now)
                        """)
                .param("id", id)
                .param("subscription", subscription)
                .param("subject", subject)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    Optional<Message> find(UUID id) {
        return jdbc.sql("select id, subscription_id, subject_id, created_at from push_message where id = :id")
                .param("id", id)
                .query((row, n) -> new Message(
                        row.getObject("id", UUID.class),
                        row.getObject("subscription_id", UUID.class),
                        row.getObject("subject_id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    int forget(Instant before) {
        return jdbc.sql("delete from push_message where created_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
