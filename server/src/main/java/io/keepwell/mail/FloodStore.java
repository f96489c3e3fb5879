package io.keepwell.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The buckets of automatic mail, and what was held because one of them was empty.
@Repository
class FloodStore {

    private static final String HELD = "state = 'spam' and reason = 'FLOOD'";

    private final JdbcClient jdbc;

    FloodStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes one token out of every bucket; out of none where one of them is empty. A bucket begins full and
    /// fills up within an hour. The caller holds the filing of the mailbox.
    ///
    /// @param buckets how much fits into each
    /// @return whether all of them had one
    boolean take(UUID mailbox, Map<String, Integer> buckets, Instant at) {
        var keys = buckets.keySet().toArray(String[]::new);
        var most = buckets.values().toArray(Integer[]::new);
        boolean enough = jdbc.sql("""
                        select coalesce(min(least(w.most, r.tokens + w.most * greatest(0, extract(epoch from :at - r.at)) / 3600)), 1) >= 1
                          from unnest(:keys, :most) w (key, most)
                          join mail_rate r on r.key = w.key and r.mailbox_id = :mailbox
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("keys", keys)
                .param("most", most)
                .param("mailbox", mailbox)
                .query(Boolean.class)
                .single();
        if (enough) {
            jdbc.sql("""
                            insert into mail_rate as r (mailbox_id, key, tokens, at)
                            select :mailbox, key, most - 1, :at
                              from unnest(:keys, :most) w (key, most)
                            on conflict (mailbox_id, key) do update
                               set tokens = least(excluded.tokens + 1,
                                                  r.tokens + (excluded.tokens + 1) * greatest(0, extract(epoch from :at - r.at)) / 3600) - 1,
                                   at = greatest(r.at, excluded.at)
                            """)
                    .param("mailbox", mailbox)
                    .param("keys", keys)
                    .param("most", most)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .update();
        }
        return enough;
    }

    /// Buckets that are full again need no row.
    void prune(Instant before) {
        jdbc.sql("delete from mail_rate where at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Whether mail of this mailbox was held since then.
    boolean heldSince(UUID mailbox, Instant since) {
        return jdbc.sql("select exists(select 1 from raw_mail where mailbox_id = :mailbox and settled_at > :since and "
                        + HELD + ")")
                .param("mailbox", mailbox)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    int count() {
        return jdbc.sql("select count(*) from raw_mail where " + HELD)
                .query(Integer.class)
                .single();
    }

    /// What is held, by mailbox and sender, where the most is first.
    List<HeldMail.Flood> floods(int limit) {
        return jdbc.sql("""
                        select r.mailbox_id, m.name as mailbox, coalesce(r.sender, '') as sender, count(*) as mails,
                               min(r.received_at) as first, max(r.received_at) as last,
                               (array_agg(r.id order by r.id desc))[1] as newest,
                               (array_agg(coalesce(r.subject, '') order by r.id desc))[1] as subject
                          from raw_mail r
                          join mailbox m on m.id = r.mailbox_id
                         where r.state = 'spam'
                           and r.reason = 'FLOOD'
                         group by r.mailbox_id, m.name, coalesce(r.sender, '')
                         order by mails desc, sender
                         limit :limit
                        """).param("limit", limit).query(FloodStore::flood).list();
    }

    private static HeldMail.Flood flood(ResultSet row, int n) throws SQLException {
        return new HeldMail.Flood(
                row.getObject("mailbox_id", UUID.class),
                row.getString("mailbox"),
                row.getString("sender"),
                row.getInt("mails"),
                row.getObject("first", OffsetDateTime.class).toInstant(),
                row.getObject("last", OffsetDateTime.class).toInstant(),
                row.getObject("newest", UUID.class),
                row.getString("subject"));
    }

    /// Puts what is held of a sender in line to be filed.
    int release(UUID mailbox, String sender, Instant at) {
        return of("set state = 'received', reason = null, settled_at = null, released_at = :at", mailbox, sender, at);
    }

    /// Calls what is held of a sender spam: it is deleted with the other spam, and can be released until
    /// then.
    int discard(UUID mailbox, String sender, Instant at) {
        return of("set reason = 'UNWANTED', settled_at = :at", mailbox, sender, at);
    }

    private int of(String change, UUID mailbox, String sender, Instant at) {
        return jdbc.sql("update raw_mail " + change
                        + " where mailbox_id = :mailbox and coalesce(sender, '') = :sender and " + HELD)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("mailbox", mailbox)
                .param("sender", sender)
                .update();
    }
}
