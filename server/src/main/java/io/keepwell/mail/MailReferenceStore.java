package io.keepwell.mail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The Message-IDs of every thread, in and out.
@Repository
class MailReferenceStore {

    private final JdbcClient jdbc;

    MailReferenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID mailbox, String messageId, UUID thread, boolean inbound, Instant at) {
        add(mailbox, messageId, thread, inbound ? "in" : "out", at);
    }

    /// The id that a provider put in the place of one of ours.
    void alias(UUID mailbox, String messageId, UUID thread, Instant at) {
        add(mailbox, messageId, thread, "alias", at);
    }

    /// Whether the id belongs to a thread of the mailbox already.
    boolean knows(UUID mailbox, String messageId) {
        return jdbc.sql("""
                        select exists(select 1
                                        from mail_reference
                                       where mailbox_id = :mailbox
                                         and message_id = :messageId)
                        """)
                .param("mailbox", mailbox)
                .param("messageId", messageId)
                .query(Boolean.class)
                .single();
    }

    private void add(UUID mailbox, String messageId, UUID thread, String direction, Instant at) {
        jdbc.sql("""
                        insert into mail_reference (mailbox_id, message_id, thread_id, direction, at)
                        values (:mailbox, :messageId, :thread, :direction, :at)
                        on conflict do nothing
                        """)
                .param("mailbox", mailbox)
                .param("messageId", messageId)
                .param("thread", thread)
                .param("direction", direction)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(UUID mailbox, String messageId) {
        jdbc.sql("delete from mail_reference where mailbox_id = :mailbox and message_id = :messageId")
                .param("mailbox", mailbox)
                .param("messageId", messageId)
                .update();
    }

    Set<UUID> threadsOfInbound(UUID mailbox, String messageId) {
        return new HashSet<>(jdbc.sql("""
                        select thread_id
                          from mail_reference
                         where mailbox_id = :mailbox
                           and message_id = :messageId
                           and direction in ('in', 'alias')
                        """)
                .param("mailbox", mailbox)
                .param("messageId", messageId)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /// All Message-IDs of a thread, oldest first.
    List<String> of(UUID thread) {
        return jdbc.sql("select message_id from mail_reference where thread_id = :thread order by position")
                .param("thread", thread)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /// The Message-ID of the last mail that came into a thread.
    Optional<String> lastInbound(UUID thread) {
        return jdbc.sql("""
                        select message_id
                          from mail_reference
                         where thread_id = :thread
                           and direction = 'in'
                         order by position desc
                         limit 1
                        """).param("thread", thread).query(String.class).optional();
    }

    Optional<Instant> newestAt(UUID thread) {
        return jdbc.sql("select at from mail_reference where thread_id = :thread order by position desc limit 1")
                .param("thread", thread)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
