package io.keepwell.mail;

import io.keepwell.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Mail as it came. The unique key on mailbox, UIDVALIDITY and UID is what makes fetching twice harmless.
@Repository
class RawMailStore {

    /// Where a mail lies on its server.
    ///
    /// @param validity UIDVALIDITY of the folder
    record Spot(String folder, long validity, long uid) {}

    /// A mail to be kept.
    ///
    /// @param spot   where it lies on its server; null for the mail room
    /// @param tidied whether nothing is left to be done there
    record Arrival(
            UUID mailbox,
            @Nullable Spot spot,
            String blob,
            long size,
            boolean stub,
            IncomingMail.Existing existing,
            Instant serverAt,
            boolean tidied) {}

    private static final String COLUMNS = """
            select id, mailbox_id, blob, size, state, reason, words, stub, existing, server_at, received_at, sender, subject
              from raw_mail
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    RawMailStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Keeps a mail; empty where it is ours already. One that was wanted again comes back to life.
    Optional<UUID> insert(Arrival mail) {
        var spot = mail.spot();
        return jdbc.sql("""
                        insert into raw_mail as r (id, mailbox_id, folder, uid_validity, uid, blob, size, state, stub, existing,
                                                   server_at, received_at, tidied)
                        values (:id, :mailbox, :folder, :validity, :uid, :blob, :size, 'received', :stub, :existing,
                                :serverAt, :now, :tidied)
                        on conflict (mailbox_id, folder, uid_validity, uid) do update
                           set state = 'received', blob = :blob, size = :size, stub = :stub, reason = null, words = null
                         where r.state = 'wanted'
                        returning id
                        """)
                .param("id", Ids.next())
                .param("mailbox", mail.mailbox())
                .param("folder", spot == null ? null : spot.folder())
                .param("validity", spot == null ? null : spot.validity())
                .param("uid", spot == null ? null : spot.uid())
                .param("blob", mail.blob())
                .param("size", mail.size())
                .param("stub", mail.stub())
                .param("existing", mail.existing().name().toLowerCase(Locale.ROOT))
                .param("serverAt", mail.serverAt().atOffset(ZoneOffset.UTC))
                .param("tidied", mail.tidied())
                .param("now", now())
                .query(UUID.class)
                .optional();
    }

    /// The oldest mail of a mailbox that nobody has read yet.
    Optional<RawMail> next(UUID mailbox) {
        return jdbc.sql(COLUMNS + " where mailbox_id = :mailbox and state = 'received' order by position limit 1")
                .param("mailbox", mailbox)
                .query((row, n) -> read(row))
                .optional();
    }

    /// Takes the filing of a mailbox for this transaction, and tells whether this mail is still the next.
    boolean lockNext(RawMail mail) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 17))")
                .param("name", mail.mailbox().toString())
                .query((row, n) -> 0)
                .list();
        return next(mail.mailbox()).map(next -> next.id().equals(mail.id())).orElse(false);
    }

    /// Mailboxes in which mail waits to be read.
    List<UUID> waiting() {
        return jdbc.sql("select distinct mailbox_id from raw_mail where state = 'received'")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    Optional<RawMail> find(UUID id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /// Ends the way of a mail.
    void settle(UUID id, RawMail.State state, @Nullable String reason, @Nullable String words) {
        jdbc.sql("""
                        update raw_mail
                           set state = :state, reason = :reason, words = :words, settled_at = :now
                         where id = :id
                        """)
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("reason", reason)
                .param("words", words)
                .param("now", now())
                .param("id", id)
                .update();
    }

    /// Quarantines a mail that still waits; false where somebody else was quicker.
    boolean quarantine(UUID id, String reason, @Nullable String words) {
        return jdbc.sql("""
                        update raw_mail
                           set state = 'quarantined', reason = :reason, words = :words, settled_at = :now
                         where id = :id
                           and state = 'received'
                        """)
                        .param("reason", reason)
                        .param("words", words)
                        .param("now", now())
                        .param("id", id)
                        .update()
                == 1;
    }

    /// Notes what could be read of sender and subject.
    void describe(UUID id, @Nullable String sender, @Nullable String subject) {
        jdbc.sql("update raw_mail set sender = :sender, subject = :subject where id = :id")
                .param("sender", sender)
                .param("subject", subject)
                .param("id", id)
                .update();
    }

    void filed(UUID id, UUID thread, @Nullable UUID message) {
        jdbc.sql("update raw_mail set thread_id = :thread, message_id = :message where id = :id")
                .param("thread", thread)
                .param("message", message)
                .param("id", id)
                .update();
    }

    void markSameId(UUID id) {
        jdbc.sql("update raw_mail set same_id = true where id = :id")
                .param("id", id)
                .update();
    }

    /// Whether the same bytes came to this mailbox before and were settled.
    boolean sameBytesBefore(RawMail mail) {
        return jdbc.sql("""
                        select exists(select 1
                                        from raw_mail
                                       where blob = :blob
                                         and mailbox_id = :mailbox
                                         and id <> :id
                                         and state <> 'received'
                                         and folder is not null)
                        """)
                .param("blob", mail.blob())
                .param("mailbox", mail.mailbox())
                .param("id", mail.id())
                .query(Boolean.class)
                .single();
    }

    /// Puts a quarantined mail back in line; false where it is not quarantined.
    boolean retry(UUID id) {
        return jdbc.sql("""
                        update raw_mail
                           set state = case when reason = 'NOT_HANDED_OUT' then 'wanted' else 'received' end,
                               settled_at = null
                         where id = :id
                           and state = 'quarantined'
                        """).param("id", id).update() == 1;
    }

    /// UIDs of a folder that a person wants fetched once more.
    List<Long> wanted(UUID mailbox, String folder, long validity) {
        return jdbc.sql("""
                        select uid
                          from raw_mail
                         where mailbox_id = :mailbox
                           and folder = :folder
                           and uid_validity = :validity
                           and state = 'wanted'
                        """)
                .param("mailbox", mailbox)
                .param("folder", folder)
                .param("validity", validity)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    /// Those of the UIDs that are ours already.
    Set<Long> known(UUID mailbox, String folder, long validity, Collection<Long> uids) {
        if (uids.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                        select uid
                          from raw_mail
                         where mailbox_id = :mailbox
                           and folder = :folder
                           and uid_validity = :validity
                           and uid = any(:uids)
                           and state <> 'wanted'
                        """)
                .param("mailbox", mailbox)
                .param("folder", folder)
                .param("validity", validity)
                .param("uids", uids.toArray(Long[]::new))
                .query((row, n) -> row.getLong(1))
                .list());
    }

    /// UIDs whose mail is ours and with which something is left to be done on the server.
    List<Long> untidy(UUID mailbox, String folder, long validity) {
        return jdbc.sql("""
                        select uid
                          from raw_mail
                         where mailbox_id = :mailbox
                           and folder = :folder
                           and uid_validity = :validity
                           and not tidied
                           and state not in ('wanted')
                           and reason is distinct from 'NOT_HANDED_OUT'
                         order by uid
                         limit 500
                        """)
                .param("mailbox", mailbox)
                .param("folder", folder)
                .param("validity", validity)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    void tidied(UUID mailbox, String folder, long validity, Collection<Long> uids) {
        jdbc.sql("""
                        update raw_mail
                           set tidied = true
                         where mailbox_id = :mailbox
                           and folder = :folder
                           and uid_validity = :validity
                           and uid = any(:uids)
                        """)
                .param("mailbox", mailbox)
                .param("folder", folder)
                .param("validity", validity)
                .param("uids", uids.toArray(Long[]::new))
                .update();
    }

    /// Notes that a mail with this fingerprint was seen; false where it was before.
    boolean firstSeen(UUID mailbox, String fingerprint, String idHash) {
        return jdbc.sql("""
                        insert into mail_fingerprint (mailbox_id, fingerprint, id_hash, seen_at)
                        values (:mailbox, :fingerprint, :idHash, :now)
                        on conflict do nothing
                        """)
                        .param("mailbox", mailbox)
                        .param("fingerprint", fingerprint)
                        .param("idHash", idHash)
                        .param("now", now())
                        .update()
                == 1;
    }

    /// Whether another mail with this Message-ID was seen.
    boolean idSeen(UUID mailbox, String idHash) {
        return jdbc.sql("""
                        select exists(select 1 from mail_fingerprint where mailbox_id = :mailbox and id_hash = :idHash)
                        """)
                .param("mailbox", mailbox)
                .param("idHash", idHash)
                .query(Boolean.class)
                .single();
    }

    int quarantined() {
        return jdbc.sql("select count(*) from raw_mail where state = 'quarantined'")
                .query(Integer.class)
                .single();
    }

    /// Quarantined mail, newest first, from a cursor on.
    List<RawMail> quarantine(@Nullable UUID before, int limit) {
        return jdbc.sql(COLUMNS + """
                         where state = 'quarantined'
                           and (:before::uuid is null or id < :before)
                         order by id desc
                         limit :limit
                        """)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static RawMail read(ResultSet row) throws SQLException {
        return new RawMail(
                row.getObject("id", UUID.class),
                row.getObject("mailbox_id", UUID.class),
                row.getString("blob"),
                row.getLong("size"),
                RawMail.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getString("words"),
                row.getBoolean("stub"),
                IncomingMail.Existing.valueOf(row.getString("existing").toUpperCase(Locale.ROOT)),
                row.getObject("server_at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("sender"),
                row.getString("subject"));
    }
}
