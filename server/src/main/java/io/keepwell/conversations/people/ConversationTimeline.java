package io.keepwell.conversations.people;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.TimelineSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Letters, answers, calls, notes and solutions in the timeline of a customer.
@Component
@Order(10)
class ConversationTimeline implements TimelineSource {

    private static final String LETTER = "letter";
    private static final String ANSWER = "answer";
    private static final String NOTE = "note";
    private static final String CALL = "call";
    private static final String SOLVED = "solved";

    private static final Map<String, String> ICONS =
            Map.of(LETTER, "mail", ANSWER, "corner-up-left", NOTE, "note", CALL, "phone", SOLVED, "circle-check");

    private final JdbcClient jdbc;

    ConversationTimeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(kind(LETTER), kind(ANSWER), kind(NOTE), kind(CALL), kind(SOLVED));
    }

    @Override
    public List<Entry> entries(Request request) {
        var before = request.before();
        return jdbc.sql("""
                        with of_them as (
                            select id, number, subject from conversation where customer_id = :customer
                        ), said as (
                            select m.id, m.created_at as at, c.number, c.subject, m.author_name as who,
                                   left(m.text, 400) as words,
                                   case when m.type in ('note', 'call') then m.type
                                        when m.direction = 'in' then 'letter'
                                        else 'answer' end as kind
                              from of_them c
                              join message m on m.conversation_id = c.id
                             where m.type in ('message', 'note', 'call')
                               and m.delivery_state is distinct from 'cancelled'
                            union all
                            select m.id, m.created_at, c.number, c.subject, m.author_name, left(m.text, 400), 'letter'
                              from message m
                              join conversation c on c.id = m.conversation_id
                             where m.customer_id = :customer
                               and c.customer_id <> :customer
                               and m.type = 'message'
                            union all
                            select e.id, e.at, c.number, c.subject, coalesce(t.name, ''), null, 'solved'
                              from of_them c
                              join conversation_event e on e.conversation_id = c.id
                              left join team_member t on t.id = e.member_id
                             where e.kind = 'state'
                               and e.new_value = 'solved'
                        )
                        select id, at, number, subject, who, words, kind
                          from said
                         where kind in (:kinds)
                           and (:beforeAt::timestamptz is null or (at, id) < (:beforeAt::timestamptz, :beforeId::uuid))
                         order by at desc, id desc
                         limit :limit
                        """)
                .param("customer", request.customer())
                .param("kinds", request.kinds())
                .param("beforeAt", before == null ? null : before.at().atOffset(UTC))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", request.limit())
                .query(ConversationTimeline::entry)
                .list();
    }

    private static Kind kind(String key) {
        return new Kind(key, t("conversations.of-customer.kind." + key));
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        var kind = row.getString("kind");
        var words = row.getString("words");
        var who = row.getString("who");
        var id = row.getObject("id", UUID.class);
        return new Entry(
                id,
                row.getObject("at", OffsetDateTime.class).toInstant(),
                kind,
                ICONS.getOrDefault(kind, "point"),
                t(
                        "conversations.of-customer.title." + kind,
                        "who",
                        who.isBlank() ? t("conversations.event.keepwell") : who,
                        "subject",
                        subject(row.getString("subject"))),
                words == null ? null : shortened(words),
                "/inbox/" + row.getLong("number") + (kind.equals(SOLVED) ? "" : "#m-" + id));
    }

    static String subject(String subject) {
        return subject.isBlank() ? t("conversations.subject.none") : subject;
    }

    /// The first words, on one line.
    static String shortened(String words) {
        var line = words.replaceAll("\\s+", " ").strip();
        return line.length() <= 280 ? line : line.substring(0, 270).strip() + "…";
    }
}
