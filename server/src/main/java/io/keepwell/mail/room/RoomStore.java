package io.keepwell.mail.room;

import io.keepwell.shared.Records;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the mail room reads of the tables of mail.
@Repository
class RoomStore {

    private final JdbcClient jdbc;

    RoomStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A letter that stayed here.
    ///
    /// @param to   address it is for
    /// @param blob its bytes
    record Kept(UUID id, UUID mailbox, UUID thread, String kind, String to, String blob, Instant at) {}

    /// A mailbox of a customer.
    ///
    /// @param address its address
    /// @param letters how many letters lie in it
    /// @param newest  when the newest letter came, or was sent from here
    record Box(String address, long letters, Instant newest) {}

    private static final String LETTERS = """
            select id, mailbox_id as mailbox, thread_id as thread, kind, recipient as "to", blob, sent_at as at
              from letter
             where in_mail_room
               and sent_at is not null
            """;

    /// The customers' mailboxes, the one with the newest mail first. Who has written from here and has no answer yet
    /// is there too.
    List<Box> boxes(String search, int limit) {
        return jdbc.sql("""
                        select address, sum(letters)::bigint as letters, max(newest) as newest
                          from (select recipient as address, count(*) as letters, max(sent_at) as newest
                                  from letter
                                 where in_mail_room
                                   and sent_at is not null
                                 group by recipient
                                 union all
                                select sender, 0, max(received_at)
                                  from raw_mail
                                 where folder is null
                                   and sender is not null
                                 group by sender) boxes
                         where address like :like
                         group by address
                         order by newest desc, address
                         limit :limit
                        """)
                .param("like", "%" + search.replaceAll("[\\\\%_]", "\\\\$0") + "%")
                .param("limit", limit)
                .query(Records.of(Box.class))
                .list();
    }

    /// The letters in a customer's mailbox, newest first.
    List<Kept> letters(String address, int limit) {
        return jdbc.sql(LETTERS + """
                           and recipient = :address
                         order by sent_at desc, id desc
                         limit :limit
                        """)
                .param("address", address)
                .param("limit", limit)
                .query(Records.of(Kept.class))
                .list();
    }

    /// Letters before a point in the list of all.
    List<Kept> before(String address, Instant at, UUID id, int limit) {
        return jdbc.sql(LETTERS + """
                           and (:address = '' or recipient = :address)
                           and (sent_at, id) < (:at, :id)
                         order by sent_at desc, id desc
                         limit :limit
                        """)
                .param("address", address)
                .param("at", OffsetDateTime.ofInstant(at, java.time.ZoneOffset.UTC))
                .param("id", id)
                .param("limit", limit)
                .query(Records.of(Kept.class))
                .list();
    }

    Optional<Kept> letter(UUID id) {
        return jdbc.sql(LETTERS + " and id = :id")
                .param("id", id)
                .query(Records.of(Kept.class))
                .optional();
    }

    /// The thread of the newest mail that somebody wrote from here.
    Optional<UUID> threadOf(String sender) {
        return jdbc.sql("""
                        select thread_id
                          from raw_mail
                         where sender = :sender
                           and thread_id is not null
                         order by received_at desc, position desc
                         limit 1
                        """).param("sender", sender).query(UUID.class).optional();
    }

    /// The thread that a mail has become part of.
    Optional<UUID> threadOf(UUID mail) {
        return jdbc.sql("select thread_id from raw_mail where id = :id and thread_id is not null")
                .param("id", mail)
                .query(UUID.class)
                .optional();
    }
}
