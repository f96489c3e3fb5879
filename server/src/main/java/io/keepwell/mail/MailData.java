package io.keepwell.mail;

import io.keepwell.customers.PersonalData;
import io.keepwell.platform.Blobs;
import io.keepwell.platform.Outbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What mail holds of a person: originals, letters to them, reports about these. A row of a mail that was
/// taken in stays as a tombstone, with its place on the server and without a word of it.
@Component
class MailData implements PersonalData, ThreadErasure {

    private static final String NOBODY = "erased@invalid";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

    private final Outbox outbox;
    private final Blobs blobs;
    private final JdbcClient jdbc;

    MailData(Outbox outbox, Blobs blobs, JdbcClient jdbc) {
        this.outbox = outbox;
        this.blobs = blobs;
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Size size(Person person) {
        return new Size(0, 0, 0, 0);
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        if (person.addresses().isEmpty()) {
            return;
        }
        for (var mail : jdbc.sql("""
                        select 'mail/in-' as way, received_at as at, blob
                          from raw_mail
                         where lower(sender) in (:addresses)
                           and blob <> ''
                           and state <> 'wanted'
                        union all
                        select 'mail/out-', created_at, blob from letter where recipient in (:addresses) and blob <> ''
                         order by at
                        """)
                .param("addresses", person.addresses())
                .query((row, n) -> List.of(
                        row.getString("way") + NAME.format(row.getObject("at", OffsetDateTime.class)) + ".eml",
                        row.getString("blob")))
                .list()) {
            archive.file(mail.get(0), mail.get(1));
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        if (person.addresses().isEmpty()) {
            return;
        }
        var addresses = person.addresses();
        var mails = new HashSet<>(jdbc.sql("""
                        select id from raw_mail where lower(sender) in (:addresses)
                        union
                        select raw_mail_id
                          from delivery_report r
                          join letter l on l.id = r.letter_id
                         where (r.recipient in (:addresses) or l.recipient in (:addresses))
                           and raw_mail_id is not null
                        """)
                .param("addresses", addresses)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
        mails.addAll(speakingOf(addresses));
        eraseMails(mails, blob);
        eraseLetters(
                jdbc.sql("select id from letter where recipient in (:addresses)")
                        .param("addresses", addresses)
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list(),
                blob);
        jdbc.sql("delete from delivery_report where recipient in (:addresses)")
                .param("addresses", addresses)
                .update();
        jdbc.sql("delete from suppressed_address where address in (:addresses)")
                .param("addresses", addresses)
                .update();
    }

    @Override
    public void erase(Collection<UUID> threads, Collection<UUID> mails, Consumer<String> blob) {
        var doomed = new HashSet<>(mails);
        if (!threads.isEmpty()) {
            doomed.addAll(jdbc.sql("""
                            select id from raw_mail where thread_id in (:threads)
                            union
                            select raw_mail_id
                              from delivery_report r
                              join letter l on l.id = r.letter_id
                             where l.thread_id in (:threads)
                               and raw_mail_id is not null
                            """)
                    .param("threads", threads)
                    .query((row, n) -> row.getObject(1, UUID.class))
                    .list());
            eraseLetters(
                    jdbc.sql("select id from letter where thread_id in (:threads)")
                            .param("threads", threads)
                            .query((row, n) -> row.getObject(1, UUID.class))
                            .list(),
                    blob);
            jdbc.sql("delete from mail_reference where thread_id in (:threads) and direction = 'in'")
                    .param("threads", threads)
                    .update();
        }
        eraseMails(doomed, blob);
    }

    private void eraseMails(Set<UUID> mails, Consumer<String> blob) {
        if (mails.isEmpty()) {
            return;
        }
        jdbc.sql("select blob from raw_mail where id in (:mails) and blob <> ''")
                .param("mails", mails)
                .query((row, n) -> row.getString(1))
                .list()
                .forEach(blob);
        jdbc.sql("""
                        update raw_mail
                           set blob = '', sender = null, subject = null, words = null,
                               state = case when state in ('wanted', 'received', 'quarantined', 'spam') then 'dropped' else state end
                         where id in (:mails)
                        """).param("mails", mails).update();
        jdbc.sql("update delivery_report set raw_mail_id = null where raw_mail_id in (:mails)")
                .param("mails", mails)
                .update();
    }

    private void eraseLetters(List<UUID> letters, Consumer<String> blob) {
        if (letters.isEmpty()) {
            return;
        }
        jdbc.sql("select outbox_id from letter where id in (:letters)")
                .param("letters", letters)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()
                .forEach(outbox::forget);
        jdbc.sql("select blob from letter where id in (:letters) and blob <> ''")
                .param("letters", letters)
                .query((row, n) -> row.getString(1))
                .list()
                .forEach(blob);
        jdbc.sql("delete from delivery_report where letter_id in (:letters)")
                .param("letters", letters)
                .update();
        jdbc.sql("update letter set blob = '', recipient = :nobody, in_mail_room = false where id in (:letters)")
                .param("nobody", NOBODY)
                .param("letters", letters)
                .update();
    }

    /// Reports, returned letters and unreadable mail name their subject inside only.
    private Set<UUID> speakingOf(List<String> addresses) {
        var found = new HashSet<UUID>();
        jdbc.sql("select id, blob from raw_mail where state in ('bounce', 'dropped', 'quarantined') and blob <> ''")
                .query((row, n) -> {
                    if (speaks(row.getString("blob"), addresses)) {
                        found.add(row.getObject("id", UUID.class));
                    }
                    return 0;
                })
                .list();
        return found;
    }

    // Piece by piece, with the end of the one before: what is large streams through.
    private boolean speaks(String blob, List<String> addresses) {
        try (var in = blobs.open(blob)) {
            var tail = "";
            for (var bytes = in.readNBytes(65_536); bytes.length > 0; bytes = in.readNBytes(65_536)) {
                var text = tail + new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
                if (addresses.stream().anyMatch(text::contains)) {
                    return true;
                }
                tail = text.substring(Math.max(0, text.length() - 400));
            }
            return false;
        } catch (UncheckedIOException | IOException e) {
            return false;
        }
    }
}
