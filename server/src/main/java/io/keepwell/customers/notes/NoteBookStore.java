package io.keepwell.customers.notes;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.RememberedNotes.Note;
import io.keepwell.customers.RememberedNotes.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of remembered notes.
@Repository
class NoteBookStore {

    private static final String SELECT = """
            select n.id, n.customer_id, n.text, n.source, n.conversation_id, n.message_id, n.said_on, n.sensitive,
                   n.expires_on, n.at_expiry, n.member_id, t.name as member_name, n.changed_at
              from customer_note n
              left join team_member t on t.id = n.member_id
             where n.removed_at is null
            """;

    private final JdbcClient jdbc;

    NoteBookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What is remembered of a customer: what asks first, then the newest. What has vanished by its day is left out
    /// before it is removed.
    List<RememberedNote> of(UUID customer, LocalDate today) {
        return jdbc.sql(SELECT + """
                          and n.customer_id = :customer
                          and (n.expires_on is null or n.at_expiry = 'ask' or n.expires_on > :today)
                        order by n.expires_on <= :today desc nulls last, n.said_on desc, n.id desc
                        """)
                .param("customer", customer)
                .param("today", today)
                .query(NoteBookStore::read)
                .list();
    }

    Optional<RememberedNote> find(UUID id) {
        return jdbc.sql(SELECT + " and n.id = :id")
                .param("id", id)
                .query(NoteBookStore::read)
                .optional();
    }

    void insert(UUID id, Note note, @Nullable UUID member, Instant now) {
        jdbc.sql("""
                        insert into customer_note (id, customer_id, text, source, conversation_id, message_id, said_on,
                                                   sensitive, expires_on, at_expiry, member_id, created_at, changed_at)
                        values (:id, :customer, :text, :source, :conversation, :message, :saidOn,
                                :sensitive, :expiresOn, :atExpiry, :member, :now, :now)
                        """)
                .param("id", id)
                .param("customer", note.customer())
                .param("text", note.text())
                .param("source", note.source().word())
                .param("conversation", note.conversation())
                .param("message", note.message())
                .param("saidOn", note.saidOn())
                .param("sensitive", note.sensitive())
                .param("expiresOn", note.expiresOn())
                .param("atExpiry", note.vanishes() ? "vanish" : "ask")
                .param("member", member)
                .param("now", now.atOffset(UTC))
                .update();
    }

    void update(UUID id, Note note, Instant now) {
        jdbc.sql("""
                        update customer_note
                           set text = :text, source = :source, said_on = :saidOn, sensitive = :sensitive,
                               expires_on = :expiresOn, at_expiry = :atExpiry, changed_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("text", note.text())
                .param("source", note.source().word())
                .param("saidOn", note.saidOn())
                .param("sensitive", note.sensitive())
                .param("expiresOn", note.expiresOn())
                .param("atExpiry", note.vanishes() ? "vanish" : "ask")
                .param("now", now.atOffset(UTC))
                .update();
    }

    /// Takes a note away; it can be taken back until it is gone for good.
    boolean remove(UUID id, Instant now) {
        return jdbc.sql("update customer_note set removed_at = :now where id = :id and removed_at is null")
                        .param("id", id)
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    boolean restore(UUID id) {
        return jdbc.sql("update customer_note set removed_at = null where id = :id and removed_at is not null")
                        .param("id", id)
                        .update()
                == 1;
    }

    /// Deletes for good what was taken away before an instant, and what vanishes by a day.
    int purge(Instant removedBefore, LocalDate today) {
        return jdbc.sql("""
                        delete from customer_note
                         where removed_at < :before
                            or (at_expiry = 'vanish' and expires_on <= :today)
                        """)
                .param("before", removedBefore.atOffset(UTC))
                .param("today", today)
                .update();
    }

    private static RememberedNote read(ResultSet row, int n) throws SQLException {
        return new RememberedNote(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("text"),
                Source.of(row.getString("source")),
                row.getObject("conversation_id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getObject("said_on", LocalDate.class),
                row.getBoolean("sensitive"),
                row.getObject("expires_on", LocalDate.class),
                row.getString("at_expiry").equals("vanish"),
                row.getObject("member_id", UUID.class),
                row.getString("member_name"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
