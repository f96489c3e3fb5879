package io.keepwell.mail;

import io.keepwell.shared.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The letters that were composed.
@Repository
class LetterStore {

    /// A letter, composed.
    ///
    /// @param outboxId     its id in the outbox
    /// @param messageId    the Message-ID it bears
    /// @param envelopeFrom envelope sender, empty for none
    /// @param blob         digest of its bytes
    record Composed(
            UUID id,
            String causeKey,
            UUID outboxId,
            Letter.Kind kind,
            UUID mailboxId,
            UUID threadId,
            String messageId,
            String envelopeFrom,
            String recipient,
            String blob) {}

    private static final String COLUMNS = """
            select id, cause_key, outbox_id, kind, mailbox_id, thread_id, message_id, envelope_from, recipient, blob
              from letter
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    LetterStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The threads of the letters that have these causes.
    List<UUID> threadsOf(Collection<String> causeKeys) {
        return causeKeys.isEmpty()
                ? List.of()
                : jdbc.sql("select distinct thread_id from letter where cause_key in (:causes)")
                        .param("causes", causeKeys)
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list();
    }

    boolean exists(String causeKey) {
        return jdbc.sql("select exists(select 1 from letter where cause_key = :causeKey)")
                .param("causeKey", causeKey)
                .query(Boolean.class)
                .single();
    }

    void insert(Composed letter, Instant at) {
        jdbc.sql("""
                        insert into letter (id, cause_key, outbox_id, kind, mailbox_id, thread_id, message_id, envelope_from,
                                            recipient, blob, created_at)
                        values (:id, :causeKey, :outboxId, :kind, :mailbox, :thread, :messageId, :envelopeFrom,
                                :recipient, :blob, :now)
                        """)
                .param("id", letter.id())
                .param("causeKey", letter.causeKey())
                .param("outboxId", letter.outboxId())
                .param("kind", letter.kind().name())
                .param("mailbox", letter.mailboxId())
                .param("thread", letter.threadId())
                .param("messageId", letter.messageId())
                .param("envelopeFrom", letter.envelopeFrom())
                .param("recipient", letter.recipient())
                .param("blob", letter.blob())
                .param("now", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Composed> find(UUID id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query(Records.of(Composed.class))
                .optional();
    }

    /// Whether we have written into the thread.
    boolean anyOf(UUID thread) {
        return jdbc.sql("select exists(select 1 from letter where thread_id = :thread)")
                .param("thread", thread)
                .query(Boolean.class)
                .single();
    }

    void sent(UUID id) {
        jdbc.sql("update letter set sent_at = :now where id = :id")
                .param("now", now())
                .param("id", id)
                .update();
    }

    /// A letter of the past.
    void wasSent(UUID id, Instant at, boolean inMailRoom) {
        jdbc.sql("update letter set sent_at = :at, in_mail_room = :inMailRoom where id = :id")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("inMailRoom", inMailRoom)
                .param("id", id)
                .update();
    }

    void toMailRoom(UUID id) {
        jdbc.sql("update letter set in_mail_room = true where id = :id")
                .param("id", id)
                .update();
    }

    /// Marks a letter as sent back; false where it was before.
    boolean bounced(UUID id) {
        return jdbc.sql("update letter set bounced_at = :now where id = :id and bounced_at is null")
                        .param("now", now())
                        .param("id", id)
                        .update()
                == 1;
    }

    /// It leaves once more, so that an earlier return says nothing any more.
    boolean again(UUID id) {
        return jdbc.sql("update letter set bounced_at = null where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    /// Letters in the mail room, newest first.
    List<MailRoom.Kept> kept(int limit) {
        return jdbc.sql("""
                        select id, mailbox_id, thread_id, kind, recipient, blob, sent_at
                          from letter
                         where in_mail_room
                           and sent_at is not null
                         order by sent_at desc, id desc
                         limit :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> new MailRoom.Kept(
                        row.getObject("id", UUID.class),
                        row.getObject("mailbox_id", UUID.class),
                        row.getObject("thread_id", UUID.class),
                        Letter.Kind.valueOf(row.getString("kind")),
                        row.getString("recipient"),
                        row.getString("blob"),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
