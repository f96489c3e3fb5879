package io.keepwell.customers.notes;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.PersonalData;
import io.keepwell.customers.TimelineSource;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is remembered of a customer goes into their timeline, into an export, and away when they are forgotten.
@Component
class NoteData implements PersonalData, TimelineSource {

    private static final String REMEMBERED = "remembered";

    private final JdbcClient jdbc;

    NoteData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 400;
    }

    @Override
    public Size size(Person person) {
        return new Size(
                0,
                0,
                0,
                jdbc.sql("""
                        select count(*)
                          from customer_note
                         where customer_id in (:ids)
                           and removed_at is null
                        """).param("ids", person.ids()).query(Long.class).single());
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        var notes = jdbc.sql("""
                        select text, source, said_on, sensitive, expires_on, created_at, changed_at
                          from customer_note
                         where customer_id in (:ids)
                           and removed_at is null
                         order by said_on, id
                        """)
                .param("ids", person.ids())
                .query((row, n) -> {
                    var note = new LinkedHashMap<String, Object>();
                    note.put("text", row.getString("text"));
                    note.put("source", row.getString("source"));
                    note.put("saidOn", row.getObject("said_on", LocalDate.class));
                    note.put("sensitive", row.getBoolean("sensitive"));
                    var expires = row.getObject("expires_on", LocalDate.class);
                    if (expires != null) {
                        note.put("expiresOn", expires);
                    }
                    note.put(
                            "createdAt",
                            row.getObject("created_at", OffsetDateTime.class).toInstant());
                    note.put(
                            "changedAt",
                            row.getObject("changed_at", OffsetDateTime.class).toInstant());
                    return note;
                })
                .list();
        if (!notes.isEmpty()) {
            archive.json("notes.json", notes);
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("delete from customer_note where customer_id in (:ids)")
                .param("ids", person.ids())
                .update();
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(REMEMBERED, t("customers.notes.kind")));
    }

    /// Notes by when they were taken down; of the sensitive ones only that there is one.
    @Override
    public List<Entry> entries(Request request) {
        var before = request.before();
        return jdbc.sql("""
                        select n.id, n.created_at, case when n.sensitive then null else n.text end as words,
                               coalesce(t.name, '') as who
                          from customer_note n
                          left join team_member t on t.id = n.member_id
                         where n.customer_id = :customer
                           and n.removed_at is null
                           and (:beforeAt::timestamptz is null
                                or (n.created_at, n.id) < (:beforeAt::timestamptz, :beforeId::uuid))
                         order by n.created_at desc, n.id desc
                         limit :limit
                        """)
                .param("customer", request.customer())
                .param("beforeAt", before == null ? null : before.at().atOffset(UTC))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", request.limit())
                .query((row, n) -> {
                    var who = row.getString("who");
                    return new Entry(
                            row.getObject("id", UUID.class),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            REMEMBERED,
                            "bookmark",
                            t("customers.notes.remembered", "who", who.isBlank() ? t("customers.notes.nobody") : who),
                            row.getString("words"),
                            "/customers/" + request.customer() + "/notes");
                })
                .list();
    }
}
