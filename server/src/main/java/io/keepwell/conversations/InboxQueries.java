package io.keepwell.conversations;

import io.keepwell.shared.Records;
import io.keepwell.team.Members;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the inbox reads. It writes nothing.
@Repository
class InboxQueries {

    /// How far the numbers beside the views are exact.
    static final int COUNTED = 1000;

    private final JdbcClient jdbc;

    InboxQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A conversation as the list needs it.
    ///
    /// @param sortAt what the list is ordered by; null where it has none
    record Row(
            UUID id,
            long number,
            String subject,
            String state,
            @Nullable String kind,
            String priority,
            String name,
            String words,
            Instant lastMessageAt,
            @Nullable Instant dueAt,
            @Nullable String dueSource,
            @Nullable Instant snoozedUntil,
            @Nullable UUID assigneeId,
            @Nullable String assigneeName,
            @Nullable Instant sortAt) {}

    /// A conversation as the thread needs it.
    record Thread(
            UUID id,
            long number,
            String subject,
            UUID customerId,
            @Nullable String replyTo,
            String state,
            String cause,
            @Nullable String kind,
            List<String> kindWords,
            @Nullable UUID assigneeId,
            @Nullable String assigneeName,
            Instant createdAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant promisedAt,
            @Nullable Instant dueAt,
            @Nullable String dueSource) {}

    record Message(
            UUID id,
            String direction,
            String type,
            String authorName,
            @Nullable String authorEmail,
            boolean verified,
            String automatic,
            String text,
            boolean original,
            boolean picturesLeftOut,
            boolean kept,
            Instant createdAt,
            @Nullable String deliveryState,
            @Nullable String deliveryReason,
            @Nullable Instant deliveryAt,
            @Nullable Instant dueAt,
            @Nullable String callWay,
            boolean callReached,
            @Nullable Integer callMinutes) {}

    record File(UUID id, UUID messageId, String name, long size) {}

    record Event(
            UUID id,
            Instant at,
            @Nullable String memberName,
            String kind,
            @Nullable String oldValue,
            @Nullable String newValue) {}

    /// The rows of a list: first the few conversations out of an index, then what is shown of them.
    ///
    /// @param after the row it goes on after, null for its beginning
    List<Row> rows(InboxWhere where, ListOrder order, @Nullable RowPlace after, UUID me, Instant now, int limit) {
        return jdbc.sql("""
                        select c.id, c.number, c.subject, c.state, c.kind, c.priority,
                               coalesce(u.name, p.email, '') as name,
                               coalesce(m.words, '') as words, c.last_message_at, c.due_at, c.due_source,
                               c.snoozed_until,
                               c.assignee_id, a.name as assignee_name, c.%1$s as sort_at
                          from (select * from conversation c
                                 where %2$s
                                 order by %3$s
                                 limit :limit) c
                          join customer u on u.id = c.customer_id
                          left join team_member a on a.id = c.assignee_id
                          left join lateral (select email
                                               from participant
                                              where conversation_id = c.id
                                              order by added_at
                                              limit 1) p on true
                          left join lateral (select left(text, 240) as words
                                               from message
                                              where conversation_id = c.id
                                                and (type = 'message' or type = 'call' and text <> '')
                                                and delivery_state is distinct from 'cancelled'
                                              order by created_at desc, id desc
                                              limit 1) m on true
                         order by %3$s
                        """.formatted(
                        order.column, where.sql() + (after == null ? "" : " and " + order.after()), order.sql()))
                .params(where.parameters())
                .param("me", me)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("afterAt", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                .param("afterId", after == null ? null : after.id())
                .param("limit", limit)
                .query(InboxQueries::row)
                .list();
    }

    /// The ids of what a filter holds, the newest first.
    List<UUID> matching(InboxWhere where, UUID me, Instant now, int limit) {
        return jdbc.sql("select c.id from conversation c where " + where.sql()
                        + " order by c.last_message_at desc, c.id desc limit :limit")
                .params(where.parameters())
                .param("me", me)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /// How many conversations each view holds, in one query. Nobody counts beyond `COUNTED`, so that a long list costs
    /// no more than a short one: a larger number means "more".
    Map<String, Long> counts(Map<String, InboxWhere> views, UUID me, Instant now) {
        var keys = List.copyOf(views.keySet());
        var columns = new ArrayList<String>();
        var parameters = new HashMap<String, Object>();
        for (var key : keys) {
            var where = Objects.requireNonNull(views.get(key));
            columns.add("(select count(*) from (select 1 from conversation c where %s limit %d) few) as n%d"
                    .formatted(where.sql(), COUNTED + 1, columns.size()));
            parameters.putAll(where.parameters());
        }
        return jdbc.sql("select " + String.join(", ", columns))
                .params(parameters)
                .param("me", me)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> {
                    var counts = new HashMap<String, Long>();
                    for (int i = 0; i < keys.size(); i++) {
                        counts.put(keys.get(i), row.getLong(i + 1));
                    }
                    return counts;
                })
                .single();
    }

    /// The teams a person belongs to, by name.
    List<Members.TeamName> teamsOf(UUID member) {
        return jdbc.sql("""
                        select t.id, t.name
                          from team t
                          join team_membership m on m.team_id = t.id
                         where m.member_id = :member
                         order by lower(t.name), t.id
                        """)
                .param("member", member)
                .query((row, n) -> new Members.TeamName(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    /// How many customers wait for this person: in their own conversations and in those nobody has taken. Nobody counts
    /// beyond `most`; each half is answered by its index alone.
    int waitingFor(UUID me, int most) {
        return jdbc.sql("""
                        select least(:most, (select count(*) from (select 1 from conversation
                                                                    where assignee_id = :me and %1$s limit :most) mine)
                                          + (select count(*) from (select 1 from conversation
                                                                    where assignee_id is null and %1$s limit :most) free))
                        """.formatted("""
                        state in ('new', 'open')
                        and merged_into is null
                        and spam_at is null
                        and snoozed_until is null
                        and waiting_since is not null
                        """))
                .param("me", me)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    Optional<Thread> thread(long number) {
        return jdbc.sql("""
                        select c.id, c.number, c.subject, c.customer_id, p.email as reply_to, c.state, c.cause,
                               c.kind, c.kind_words, c.assignee_id, a.name as assignee_name, c.created_at, c.acknowledged_at,
                               c.promised_at, c.due_at, c.due_source
                          from conversation c
                          left join team_member a on a.id = c.assignee_id
                          left join lateral (select email
                                               from participant
                                              where conversation_id = c.id
                                              order by added_at
                                              limit 1) p on true
                         where c.number = :number
                        """).param("number", number).query(InboxQueries::thread).optional();
    }

    List<Message> messages(UUID conversation) {
        return jdbc.sql("""
                        select id, direction, type, author_name, author_email, verified, automatic, text,
                               html is not null as original,
                               coalesce(html like '%class="mail-image-blocked" data-picture=%', false) as pictures_left_out,
                               mail_id is not null as kept, created_at, delivery_state, delivery_reason, delivery_at,
                               due_at, call_way, coalesce(call_reached, false) as call_reached, call_minutes
                          from message
                         where conversation_id = :conversation
                         order by created_at, id
                        """)
                .param("conversation", conversation)
                .query(Records.of(Message.class))
                .list();
    }

    /// Attachments that are not shown within the letter itself.
    Map<UUID, List<File>> files(UUID conversation) {
        return jdbc.sql("""
                        select a.id, a.message_id, a.name, a.size
                          from attachment a
                          join message m on m.id = a.message_id
                         where m.conversation_id = :conversation
                           and not a.inline
                         order by a.message_id, a.position
                        """).param("conversation", conversation).query(Records.of(File.class)).list().stream()
                .collect(Collectors.groupingBy(File::messageId));
    }

    List<Event> events(UUID conversation) {
        return jdbc.sql("""
                        select e.id, e.at, coalesce(m.name, e.actor) as member_name, e.kind, e.old_value,
                               coalesce(f.number::text, e.new_value) as new_value
                          from conversation_event e
                          left join team_member m on m.id = e.member_id
                          left join conversation f on e.kind = 'follows' and f.id::text = e.new_value
                         where e.conversation_id = :conversation
                           -- taking up what is new goes without saying
                           and not (e.kind = 'state' and e.old_value = 'new' and e.new_value = 'open')
                         order by e.at, e.id
                        """)
                .param("conversation", conversation)
                .query(Records.of(Event.class))
                .list();
    }

    List<String> tags(UUID conversation) {
        return jdbc.sql("select tag from conversation_tag where conversation_id = :conversation order by tag")
                .param("conversation", conversation)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /// What the person began to write here, by type.
    Map<String, String> drafts(UUID conversation, UUID me) {
        return jdbc
                .sql("select type, text from draft where conversation_id = :conversation and member_id = :me")
                .param("conversation", conversation)
                .param("me", me)
                .query((row, n) -> Map.entry(row.getString("type"), row.getString("text")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The other conversations of a customer, newest first.
    List<PersonView.Earlier> earlier(UUID customer, UUID besides, int limit) {
        return jdbc.sql("""
                        select number, '/inbox/' || number as href, subject, state, created_at as at
                          from conversation
                         where customer_id = :customer
                           and spam_at is null
                           and merged_into is null
                           and id <> :besides
                         order by created_at desc
                         limit :limit
                        """)
                .param("customer", customer)
                .param("besides", besides)
                .param("limit", limit)
                .query(Records.of(PersonView.Earlier.class))
                .list();
    }

    long conversationsOf(UUID customer) {
        return jdbc.sql(
                        "select count(*) from conversation where customer_id = :customer and merged_into is null and spam_at is null")
                .param("customer", customer)
                .query(Long.class)
                .single();
    }

    static String escaped(String query) {
        return query.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("subject"),
                row.getString("state"),
                row.getString("kind"),
                row.getString("priority"),
                row.getString("name"),
                row.getString("words"),
                row.getObject("last_message_at", OffsetDateTime.class).toInstant(),
                instant(row, "due_at"),
                row.getString("due_source"),
                instant(row, "snoozed_until"),
                row.getObject("assignee_id", UUID.class),
                row.getString("assignee_name"),
                instant(row, "sort_at"));
    }

    private static Thread thread(ResultSet row, int n) throws SQLException {
        return new Thread(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("subject"),
                row.getObject("customer_id", UUID.class),
                row.getString("reply_to"),
                row.getString("state"),
                row.getString("cause"),
                row.getString("kind"),
                strings(row.getArray("kind_words")),
                row.getObject("assignee_id", UUID.class),
                row.getString("assignee_name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "acknowledged_at"),
                instant(row, "promised_at"),
                instant(row, "due_at"),
                row.getString("due_source"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
