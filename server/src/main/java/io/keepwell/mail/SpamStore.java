package io.keepwell.mail;

import io.keepwell.shared.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of blocked senders and of mail that is kept apart.
@Repository
class SpamStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    SpamStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean released(UUID mail) {
        return jdbc.sql("select exists(select 1 from raw_mail where id = :id and released_at is not null)")
                .param("id", mail)
                .query(Boolean.class)
                .single();
    }

    /// Whether somebody blocked this address, its domain, or a domain above.
    boolean blocks(String address) {
        var lower = address.toLowerCase(Locale.ROOT);
        var values = new ArrayList<String>();
        values.add(lower);
        var domain = lower.substring(lower.lastIndexOf('@') + 1);
        while (!domain.isEmpty()) {
            values.add("@" + domain);
            domain = domain.contains(".") ? domain.substring(domain.indexOf('.') + 1) : "";
        }
        return jdbc.sql("select exists(select 1 from blocked_sender where value = any(:values))")
                .param("values", values.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /// The header line by which the server of a mailbox calls a mail spam.
    Optional<String> header(UUID mailbox) {
        return jdbc.sql("select spam_header from mailbox where id = :mailbox and spam_header is not null")
                .param("mailbox", mailbox)
                .query((row, n) -> row.getString(1))
                .optional();
    }

    void header(UUID mailbox, @Nullable String line) {
        jdbc.sql("update mailbox set spam_header = :line where id = :mailbox")
                .param("line", line)
                .param("mailbox", mailbox)
                .update();
    }

    /// Blocks; false where it was blocked before.
    boolean block(UUID id, String value, @Nullable UUID by) {
        return jdbc.sql("""
                        insert into blocked_sender (id, value, blocked_by, blocked_at)
                        values (:id, :value, :by, :now)
                        on conflict (value) do nothing
                        """)
                        .param("id", id)
                        .param("value", value)
                        .param("by", by)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean unblock(UUID id) {
        return jdbc.sql("delete from blocked_sender where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    List<BlockedSenders.Blocked> blocked(@Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select b.id, b.value, m.name as by, b.blocked_at as at
                          from blocked_sender b
                          left join team_member m on m.id = b.blocked_by
                         where (:before::uuid is null or b.id < :before)
                         order by b.id desc
                         limit :limit
                        """)
                .param("before", before)
                .param("limit", limit)
                .query(Records.of(BlockedSenders.Blocked.class))
                .list();
    }

    private static final String KEPT = """
            select r.id, m.name as mailbox, r.sender, r.subject, r.received_at as at, r.reason, r.blob
              from raw_mail r
              join mailbox m on m.id = r.mailbox_id
             where r.state = 'spam'
               and r.reason <> 'FLOOD'
            """;

    /// The newest first.
    List<KeptSpam.Kept> kept(@Nullable UUID before, int limit) {
        return jdbc.sql(KEPT + " and (:before::uuid is null or r.id < :before) order by r.id desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> new KeptSpam.Kept(
                        row.getObject("id", UUID.class),
                        row.getString("mailbox"),
                        row.getString("sender"),
                        row.getString("subject"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        SpamGate.Reason.BLOCKED.name().equals(row.getString("reason")),
                        SpamGate.Reason.valueOf(row.getString("reason")).word()))
                .list();
    }

    int count() {
        return jdbc.sql("select count(*) from raw_mail where state = 'spam'")
                .query(Integer.class)
                .single();
    }

    /// Puts a mail in line to be filed; false where it is not kept apart.
    boolean release(UUID id) {
        return jdbc.sql("""
                        update raw_mail
                           set state = 'received', reason = null, settled_at = null, released_at = :now
                         where id = :id
                           and state = 'spam'
                        """)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    Optional<UUID> threadOf(UUID mail) {
        return jdbc.sql("select thread_id from raw_mail where id = :id and thread_id is not null")
                .param("id", mail)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional();
    }

    /// Deletes what has been kept for long enough; what is held as a flood waits for a decision. Fingerprints
    /// stay, so that no server brings it back (I7).
    int forget(Instant before) {
        return jdbc.sql("delete from raw_mail where state = 'spam' and reason <> 'FLOOD' and settled_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Deletes the originals of a thread.
    void forgetThread(UUID thread) {
        jdbc.sql("delete from raw_mail where thread_id = :thread and state = 'filed'")
                .param("thread", thread)
                .update();
    }
}
