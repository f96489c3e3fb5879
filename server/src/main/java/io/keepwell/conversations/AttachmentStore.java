package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import io.keepwell.platform.BlobNames;
import io.keepwell.shared.Records;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of files that came or went with messages.
@Repository
class AttachmentStore implements BlobNames {

    /// A file.
    record Row(UUID id, UUID message, String name, String contentType, long size, String blob, boolean inline) {}

    private static final RowMapper<Row> ROW = Records.of(Row.class);
    private static final String SELECT = """
            select a.id, a.message_id as message, a.name, a.content_type, a.size, a.blob, a.inline
              from attachment a
            """;

    private final JdbcClient jdbc;

    AttachmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql(SELECT + " where a.id = :id").param("id", id).query(ROW).optional();
    }

    /// The files that went with a message, as they can go again.
    List<IncomingMail.Attachment> attached(UUID message) {
        return jdbc
                .sql(SELECT + " where a.message_id = :message order by a.position")
                .param("message", message)
                .query(ROW)
                .list()
                .stream()
                .map(row -> new IncomingMail.Attachment(
                        row.name(), row.contentType(), row.size(), row.blob(), null, row.inline()))
                .toList();
    }

    /// The files that a letter shows within itself, by Content-ID in lower case.
    Map<String, UUID> byContentId(UUID message) {
        return jdbc
                .sql("select content_id, id from attachment where message_id = :message and content_id is not null")
                .param("message", message)
                .query((row, n) -> Map.entry(row.getString(1).toLowerCase(Locale.ROOT), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
    }

    /// The files of a conversation that are not shown within a letter, by message.
    Map<UUID, List<Row>> ofConversation(UUID conversation) {
        return jdbc.sql(SELECT + """
                          join message m on m.id = a.message_id
                         where m.conversation_id = :conversation
                           and not a.inline
                         order by a.message_id, a.position
                        """).param("conversation", conversation).query(ROW).list().stream()
                .collect(Collectors.groupingBy(Row::message));
    }

    @Override
    public Set<String> named(Collection<String> digests) {
        return digests.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("select distinct blob from attachment where blob in (:digests)")
                        .param("digests", digests)
                        .query((row, n) -> row.getString(1))
                        .list());
    }
}
