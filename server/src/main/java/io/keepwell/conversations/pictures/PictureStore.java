package io.keepwell.conversations.pictures;

import io.keepwell.platform.BlobNames;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The pictures that were fetched, and the attempts that failed.
@Repository
class PictureStore implements BlobNames {

    /// A picture of a letter.
    ///
    /// @param blob digest of it; null where it could not be fetched
    /// @param type content type, as its bytes say; null with it
    record Row(@Nullable String blob, @Nullable String type, long size, Instant at) {}

    private final JdbcClient jdbc;

    PictureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The HTML of a letter.
    Optional<String> html(UUID message) {
        return jdbc.sql("select html from message where id = :message and html is not null")
                .param("message", message)
                .query((row, n) -> row.getString(1))
                .optional();
    }

    Optional<Row> find(UUID message, int position) {
        return jdbc.sql("""
                        select blob, content_type, size, fetched_at
                          from message_picture
                         where message_id = :message
                           and position = :position
                        """)
                .param("message", message)
                .param("position", position)
                .query((row, n) -> new Row(
                        row.getString("blob"),
                        row.getString("content_type"),
                        row.getLong("size"),
                        row.getObject("fetched_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void put(UUID message, int position, Row row) {
        jdbc.sql("""
                        insert into message_picture (message_id, position, blob, content_type, size, fetched_at)
                        values (:message, :position, :blob, :type, :size, :at)
                        on conflict (message_id, position) do update
                           set blob = excluded.blob, content_type = excluded.content_type, size = excluded.size,
                               fetched_at = excluded.fetched_at
                        """)
                .param("message", message)
                .param("position", position)
                .param("blob", row.blob())
                .param("type", row.type())
                .param("size", row.size())
                .param("at", row.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    int prune(Instant before) {
        return jdbc.sql("delete from message_picture where fetched_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public Set<String> named(Collection<String> digests) {
        return digests.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("select distinct blob from message_picture where blob in (:digests)")
                        .param("digests", digests)
                        .query((row, n) -> row.getString(1))
                        .list());
    }
}
