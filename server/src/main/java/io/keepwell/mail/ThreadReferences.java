package io.keepwell.mail;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Lets Message-IDs follow their letters from one thread to another, so that an answer finds the letter it answers.
@Repository
public class ThreadReferences {

    private final JdbcClient jdbc;

    ThreadReferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Moves what is known of letters, within the current transaction.
    ///
    /// @param inbound Message-IDs of mail that came in
    /// @param letters ids of letters of ours
    /// @param from    the thread they were in
    /// @param to      the thread they are in now
    public void follow(Collection<String> inbound, Collection<UUID> letters, UUID from, UUID to) {
        var ids = jdbc.sql("select message_id from letter where id = any(:letters)")
                .param("letters", letters.toArray(UUID[]::new))
                .query((row, n) -> row.getString(1))
                .list();
        move(inbound, from, to);
        move(ids, from, to);
    }

    private void move(Collection<String> messageIds, UUID from, UUID to) {
        if (messageIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        with gone as (
                            delete from mail_reference
                             where thread_id = :from
                               and message_id = any(:ids)
                            returning mailbox_id, message_id, direction, at, position
                        )
                        insert into mail_reference (mailbox_id, message_id, thread_id, direction, at, position)
                        overriding system value
                        select mailbox_id, message_id, :to, direction, at, position from gone
                        on conflict do nothing
                        """)
                .param("from", from)
                .param("to", to)
                .param("ids", List.copyOf(messageIds).toArray(String[]::new))
                .update();
    }
}
