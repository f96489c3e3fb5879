package io.keepwell.mail;

import io.keepwell.shared.Records;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far each folder has been read.
@Repository
class MailCursorStore {

    private final JdbcClient jdbc;

    MailCursorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<MailCursor> find(UUID mailbox, String folder) {
        return jdbc.sql("""
                        select uid_validity, last_uid, existing_below, by_date, backfill_uid
                          from mail_cursor
                         where mailbox_id = :mailbox
                           and folder = :folder
                        """)
                .param("mailbox", mailbox)
                .param("folder", folder)
                .query(Records.of(MailCursor.class))
                .optional();
    }

    /// Starts to read a folder, at its connection or after its mails were numbered anew.
    void start(UUID mailbox, String folder, MailCursor cursor) {
        jdbc.sql("""
                        insert into mail_cursor (mailbox_id, folder, uid_validity, last_uid, existing_below, by_date, backfill_uid)
                        values (:mailbox, :folder, :validity, :last, :below, :byDate, :backfill)
                        on conflict (mailbox_id, folder) do update
                           set uid_validity = :validity, last_uid = :last, existing_below = :below, by_date = :byDate,
                               backfill_uid = :backfill
                        """)
                .param("mailbox", mailbox)
                .param("folder", folder)
                .param("validity", cursor.uidValidity())
                .param("last", cursor.lastUid())
                .param("below", cursor.existingBelow())
                .param("byDate", cursor.byDate())
                .param("backfill", cursor.backfillUid())
                .update();
    }

    /// All up to this UID is committed.
    void advance(UUID mailbox, String folder, long uidValidity, long uid) {
        jdbc.sql("""
                        update mail_cursor
                           set last_uid = greatest(last_uid, :uid)
                         where mailbox_id = :mailbox
                           and folder = :folder
                           and uid_validity = :validity
                        """)
                .param("uid", uid)
                .param("mailbox", mailbox)
                .param("folder", folder)
                .param("validity", uidValidity)
                .update();
    }

    /// Existing mail is taken in from this UID on; null for no more.
    void backfill(UUID mailbox, String folder, @Nullable Long uid) {
        jdbc.sql("update mail_cursor set backfill_uid = :uid where mailbox_id = :mailbox and folder = :folder")
                .param("uid", uid)
                .param("mailbox", mailbox)
                .param("folder", folder)
                .update();
    }

    void forget(UUID mailbox) {
        jdbc.sql("delete from mail_cursor where mailbox_id = :mailbox")
                .param("mailbox", mailbox)
                .update();
    }
}
