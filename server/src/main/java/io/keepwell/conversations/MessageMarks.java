package io.keepwell.conversations;

import io.keepwell.mail.IncomingMail;
import io.keepwell.shared.Words;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What people should know about letters before they believe them.
@Repository
class MessageMarks {

    private final JdbcClient jdbc;

    MessageMarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(UUID message, Collection<IncomingMail.Mark> marks) {
        for (var mark : marks) {
            jdbc.sql("insert into message_mark (message_id, mark) values (:message, :mark) on conflict do nothing")
                    .param("message", message)
                    .param("mark", Words.of(mark))
                    .update();
        }
    }

    /// The words of the marks of a conversation, by message.
    Map<UUID, List<String>> of(UUID conversation) {
        return jdbc
                .sql("""
                        select k.message_id, k.mark
                          from message_mark k
                          join message m on m.id = k.message_id
                         where m.conversation_id = :conversation
                         order by k.mark
                        """)
                .param("conversation", conversation)
                .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}
