package io.keepwell.conversations.people;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.PersonalData;
import io.keepwell.mail.ThreadErasure;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Records;
import io.keepwell.shared.Texts;
import io.keepwell.webhooks.Webhooks;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What conversations hold of a person. Their own conversations are emptied whole: our answers speak of them as much as
/// their letters do. In conversations of others only what they wrote goes.
@Component
class ConversationData implements PersonalData {

    /// Values of these events are words of ours and names of the team.
    private static final List<String> HARMLESS = List.of(
            "state",
            "assignee",
            "team",
            "kind",
            "cause",
            "priority",
            "tags",
            "needed-by",
            "follows",
            "followed-by",
            "acknowledgement-withheld",
            "mailbox",
            "owner-timeout",
            "spam",
            "thanks");

    private static final String MESSAGES = """
            (select m.id
               from message m
               join conversation c on c.id = m.conversation_id
              where c.customer_id in (:ids)
              union
             select id from message where customer_id in (:ids)
              union
             select m.id
               from participant p
               join message m on m.conversation_id = p.conversation_id
              where p.email in (:addresses)
                and m.author_email = p.email)
            """;

    private static final String CONVERSATIONS = "(select id from conversation where customer_id in (:ids))";

    private final JdbcClient jdbc;
    private final ThreadErasure threads;
    private final Webhooks webhooks;
    private final KeepwellSettings settings;
    private final Clock clock;

    ConversationData(
            JdbcClient jdbc, ThreadErasure threads, Webhooks webhooks, KeepwellSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.threads = threads;
        this.webhooks = webhooks;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Size size(Person person) {
        return of(
                        person,
                        "select (select count(*) from conversation where customer_id in (:ids)) as conversations,"
                                + " (select count(*) from message where id in " + MESSAGES + ") as messages,"
                                + " (select count(*) from attachment where message_id in " + MESSAGES + ") as files,"
                                + " 0 as others")
                .query(Records.of(Size.class))
                .single();
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        var conversations = of(person, """
                        select id, number, subject, channel, state, cause, kind, priority, created_at, acknowledged_at,
                               promised_at, first_response_at, solved_at
                          from conversation
                         where customer_id in (:ids)
                            or id in (select conversation_id from message where customer_id in (:ids))
                         order by number
                        """).query().listOfRows();
        for (var conversation : conversations) {
            export(person, readable(conversation), archive);
        }
    }

    private void export(Person person, Map<String, Object> conversation, Archive archive) throws IOException {
        var number = conversation.get("number");
        var id = conversation.get("id");
        // of a conversation with somebody else only what they wrote is theirs
        var messages = of(person, """
                        select m.id, m.direction, m.type, m.author_name, m.author_email, m.text, m.html, m.sent_at,
                               m.created_at, m.delivery_state, m.delivery_at, m.call_way, m.call_reached, m.call_minutes
                          from message m
                          join conversation c on c.id = m.conversation_id
                         where m.conversation_id = :conversation
                           and (c.customer_id in (:ids) or m.customer_id in (:ids))
                         order by m.created_at, m.id
                        """).param("conversation", id).query().listOfRows();
        var files = of(person, """
                        select a.name, a.blob
                          from attachment a
                          join message m on m.id = a.message_id
                          join conversation c on c.id = m.conversation_id
                         where m.conversation_id = :conversation
                           and (c.customer_id in (:ids) or m.customer_id in (:ids))
                         order by a.message_id, a.position
                        """)
                .param("conversation", id)
                .query((row, n) -> Map.entry(row.getString("name"), row.getString("blob")))
                .list();
        var tags = jdbc.sql("select tag from conversation_tag where conversation_id = :conversation order by tag")
                .param("conversation", id)
                .query((row, n) -> row.getString(1))
                .list();
        var answer = new LinkedHashMap<>(conversation);
        answer.put("tags", tags);
        answer.put("messages", messages.stream().map(ConversationData::readable).toList());
        archive.json("conversations/" + number + ".json", answer);
        for (var file : files) {
            archive.file("conversations/" + number + "/" + file.getKey().replace('/', '_'), file.getValue());
        }
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        var now = clock.instant().atOffset(UTC);
        var words = Texts.in(settings.locale(), "conversations.of-customer.erased");
        var conversations = of(person, "select id from conversation where customer_id in (:ids)")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        var mails = of(person, "select mail_id from message where mail_id is not null and id in " + MESSAGES)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        // takes back what has not left, while it is still known whose it is
        threads.erase(conversations, mails, blob);
        of(person, "delete from attachment where message_id in " + MESSAGES + " returning blob")
                .query((row, n) -> row.getString(1))
                .list()
                .forEach(blob);
        of(person, """
                        update message
                           set text = :words, html = null, message_id = null, reply_to = null, delivery_reason = null,
                               author_email = case when member_id is null then null else author_email end,
                               author_name  = case when direction = 'in' and member_id is null then :called
                                                   else author_name end
                         where id in\s""" + MESSAGES).param("words", words).param("called", called).update();
        of(person, "delete from message_picture where message_id in " + MESSAGES + " returning coalesce(blob, '')")
                .query((row, n) -> row.getString(1))
                .list()
                .stream()
                .filter(digest -> !digest.isEmpty())
                .forEach(blob);
        webhooks.forget(conversations);
        of(person, "delete from kept_file where conversation_id in " + CONVERSATIONS + " returning blob")
                .query((row, n) -> row.getString(1))
                .list()
                .forEach(blob);
        of(person, "delete from later_reply where conversation_id in " + CONVERSATIONS)
                .update();
        // an act that can be taken back remembers names and subjects; it stays as it is now
        of(
                        person,
                        "delete from rearrangement where source_id in " + CONVERSATIONS + " or target_id in "
                                + CONVERSATIONS)
                .update();
        // why something was not done to many names whose conversation it is
        of(person, """
                        update conversation_batch_item
                           set reason = null
                         where reason is not null
                           and batch_id in (select batch_id from conversation_batch_item
                                             where conversation_id in""" + " " + CONVERSATIONS + """
                                            union
                                            select b.id
                                              from conversation_batch b
                                              join conversation c on c.id::text = b.value
                                             where c.customer_id in (:ids))
                        """).update();
        of(person, "delete from draft where conversation_id in " + CONVERSATIONS)
                .update();
        of(person, "delete from participant where email in (:addresses) or conversation_id in " + CONVERSATIONS)
                .update();
        of(person, """
                        update conversation_event
                           set old_value = null, new_value = null
                         where kind not in (:harmless)
                           and conversation_id in\s""" + CONVERSATIONS).param("harmless", HARMLESS).update();
        of(person, """
                        update acknowledgement
                           set recipient = null, subject = ''
                         where recipient in (:addresses)
                            or conversation_id in\s""" + CONVERSATIONS).update();
        of(person, "delete from conversation_due where conversation_id in " + CONVERSATIONS)
                .update();
        close(person, now);
        of(person, """
                        update conversation
                           set subject = :called, kind_words = null, needed_by = null, due_at = null, due_source = null,
                               waiting_since = null, changed_at = :now
                         where customer_id in (:ids)
                        """).param("called", called).param("now", now).update();
    }

    /// Nobody is left to answer.
    private void close(Person person, OffsetDateTime now) {
        of(person, "select id, state from conversation where customer_id in (:ids) and state <> 'closed'")
                .query((row, n) -> Map.entry(row.getObject("id", UUID.class), row.getString("state")))
                .list()
                .forEach(open -> jdbc.sql("""
                                insert into conversation_event (id, conversation_id, at, kind, old_value, new_value)
                                values (:id, :conversation, :now, 'state', :before, 'closed')
                                """)
                        .param("id", Ids.next())
                        .param("conversation", open.getKey())
                        .param("now", now)
                        .param("before", open.getValue())
                        .update());
        of(person, """
                        update conversation
                           set state = 'closed', solved_at = coalesce(solved_at, :now)
                         where customer_id in (:ids)
                           and state <> 'closed'
                        """).param("now", now).update();
    }

    private JdbcClient.StatementSpec of(Person person, String sql) {
        return jdbc.sql(sql)
                .param("ids", person.ids())
                // a list that is never empty: no address is the empty text
                .param(
                        "addresses",
                        Stream.concat(Stream.of(""), person.addresses().stream())
                                .toList());
    }

    private static Map<String, Object> readable(Map<String, @Nullable Object> row) {
        var readable = new LinkedHashMap<String, Object>();
        row.forEach((column, value) -> {
            if (value != null) {
                readable.put(column, value instanceof java.sql.Timestamp at ? at.toInstant() : value);
            }
        });
        return readable;
    }
}
