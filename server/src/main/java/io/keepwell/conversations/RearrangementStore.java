package io.keepwell.conversations;

import io.keepwell.conversations.Belongings.Participant;
import io.keepwell.shared.Words;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The acts of joining and parting, the letters they moved, and what conversations have besides.
@Repository
class RearrangementStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SELECT = "select id, kind, source_id, target_id, at, member_id from rearrangement r ";

    private final JdbcClient jdbc;

    RearrangementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What both conversations were like.
    record Sheets(Belongings sourceBefore, Belongings targetBefore, Belongings targetAfter) {}

    void insert(Rearrangement act, Sheets sheets, List<UUID> messages) {
        jdbc.sql("""
                        insert into rearrangement (id, kind, source_id, target_id, at, member_id, source_before,
                                                   target_before, target_after)
                        values (:id, :kind, :source, :target, :at, :member, cast(:sourceBefore as jsonb),
                                cast(:targetBefore as jsonb), cast(:targetAfter as jsonb))
                        """)
                .param("id", act.id())
                .param("kind", act.kind().word())
                .param("source", act.source())
                .param("target", act.target())
                .param("at", act.at().atOffset(ZoneOffset.UTC))
                .param("member", act.member())
                .param("sourceBefore", JSON.writeValueAsString(sheets.sourceBefore()))
                .param("targetBefore", JSON.writeValueAsString(sheets.targetBefore()))
                .param("targetAfter", JSON.writeValueAsString(sheets.targetAfter()))
                .update();
        jdbc.sql("""
                        insert into rearranged_message (rearrangement_id, message_id)
                        select :id, unnest(:messages)
                        """)
                .param("id", act.id())
                .param("messages", messages.toArray(UUID[]::new))
                .update();
    }

    Sheets sheets(UUID act) {
        return jdbc.sql("select source_before, target_before, target_after from rearrangement where id = :id")
                .param("id", act)
                .query((row, n) -> new Sheets(read(row.getString(1)), read(row.getString(2)), read(row.getString(3))))
                .single();
    }

    private static Belongings read(String json) {
        return JSON.readValue(json, Belongings.class);
    }

    List<UUID> messages(UUID act) {
        return jdbc.sql("select message_id from rearranged_message where rearrangement_id = :act")
                .param("act", act)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// All that was done with a conversation and has not been taken back, the last first.
    List<Rearrangement> of(UUID conversation) {
        return jdbc.sql(SELECT + """
                         where (source_id = :conversation or target_id = :conversation)
                           and undone_at is null
                         order by position desc
                        """)
                .param("conversation", conversation)
                .query((row, n) -> new Rearrangement(
                        row.getObject("id", UUID.class),
                        Words.read(MessagesMoved.Kind.class, row.getString("kind")),
                        row.getObject("source_id", UUID.class),
                        row.getObject("target_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("member_id", UUID.class)))
                .list();
    }

    /// Notes that an act was taken back; false where it had been before.
    boolean undone(UUID act, Instant at, @Nullable UUID member) {
        return jdbc.sql("""
                        update rearrangement set undone_at = :at, undone_by = :member
                         where id = :id and undone_at is null
                        """)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("member", member)
                        .param("id", act)
                        .update()
                == 1;
    }

    /// Holds the letters of conversations. Whoever sends a letter holds it first and then its conversation, so we do.
    void holdMessages(Collection<UUID> conversations) {
        jdbc.sql("select id from message where conversation_id = any(:conversations) order by id for update")
                .param("conversations", conversations.toArray(UUID[]::new))
                .query((row, n) -> 0)
                .list();
    }

    /// Moves those of the letters that are where they are thought to be.
    ///
    /// @return which those are
    List<UUID> move(Collection<UUID> messages, UUID from, UUID to) {
        return jdbc.sql("""
                        update message set conversation_id = :to
                         where id = any(:messages) and conversation_id = :from
                        returning id
                        """)
                .param("to", to)
                .param("from", from)
                .param("messages", messages.toArray(UUID[]::new))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Letters in a conversation that were written to one that leads elsewhere now, and go there.
    List<UUID> addressedTo(UUID source, UUID in) {
        return jdbc.sql("""
                        select id
                          from message
                         where conversation_id = :in
                           and addressed_id is not null
                           and conversation_survivor(addressed_id) = :source
                        """)
                .param("in", in)
                .param("source", source)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Forgets to whom the letters of a conversation were written that have come there.
    void arrived(UUID conversation) {
        jdbc.sql("update message set addressed_id = null where conversation_id = :id and addressed_id = :id")
                .param("id", conversation)
                .update();
    }

    void leads(UUID conversation, @Nullable UUID into) {
        jdbc.sql("update conversation set merged_into = :into where id = :id")
                .param("into", into)
                .param("id", conversation)
                .update();
    }

    Belongings belongings(Conversation it) {
        return new Belongings(
                it.state(),
                it.cause(),
                it.kind(),
                it.kindWords(),
                it.priority(),
                it.neededBy(),
                it.assignee(),
                it.team(),
                it.createdAt(),
                it.acknowledgedAt(),
                it.promisedAt(),
                it.solvedAt(),
                tags(it.id()),
                participants(it.id()),
                due(it.id()),
                drafts(it.id()));
    }

    private List<String> tags(UUID conversation) {
        return jdbc.sql("select tag from conversation_tag where conversation_id = :id order by tag")
                .param("id", conversation)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private Map<String, Participant> participants(UUID conversation) {
        return entries(jdbc.sql("select email, name, added_at from participant where conversation_id = :id")
                .param("id", conversation)
                .query((row, n) -> Map.entry(
                        row.getString(1),
                        new Participant(
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant())))
                .list());
    }

    private Map<String, Instant> due(UUID conversation) {
        return entries(jdbc.sql("select source, at from conversation_due where conversation_id = :id")
                .param("id", conversation)
                .query((row, n) -> Map.entry(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .list());
    }

    private Map<String, String> drafts(UUID conversation) {
        return entries(jdbc.sql("select member_id || ':' || type, text from draft where conversation_id = :id")
                .param("id", conversation)
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list());
    }

    private static <V> Map<String, V> entries(List<Map.Entry<String, V>> rows) {
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Writes what a conversation has, in place of what it had. Its state is left to whoever tells of it.
    void write(UUID id, Belongings it, Instant at) {
        jdbc.sql("""
                        update conversation
                           set cause = :cause, kind = :kind, kind_words = :kindWords, priority = :priority,
                               needed_by = :neededBy, assignee_id = :assignee, team_id = :team,
                               created_at = :createdAt, acknowledged_at = :acknowledgedAt, promised_at = :promisedAt,
                               solved_at = :solvedAt
                         where id = :id
                        """)
                .param("cause", it.cause().word())
                .param("kind", it.kind() == null ? null : it.kind().word())
                .param(
                        "kindWords",
                        it.kindWords().isEmpty() ? null : it.kindWords().toArray(String[]::new))
                .param("priority", it.priority().word())
                .param("neededBy", utc(it.neededBy()))
                .param("assignee", it.assignee())
                .param("team", it.team())
                .param("createdAt", utc(it.createdAt()))
                .param("acknowledgedAt", utc(it.acknowledgedAt()))
                .param("promisedAt", utc(it.promisedAt()))
                .param("solvedAt", utc(it.solvedAt()))
                .param("id", id)
                .update();
        writeParticipants(id, it.participants());
        writeDrafts(id, it.drafts(), at);
    }

    private void writeParticipants(UUID conversation, Map<String, Participant> participants) {
        clear("delete from participant where conversation_id = :id", conversation);
        participants.forEach((email, who) -> jdbc.sql("""
                        insert into participant (conversation_id, email, name, added_at)
                        values (:conversation, :email, :name, :at)
                        """)
                .param("conversation", conversation)
                .param("email", email)
                .param("name", who.name())
                .param("at", utc(who.addedAt()))
                .update());
    }

    /// Writes the drafts of a conversation, in place of those it had.
    void writeDrafts(UUID conversation, Map<String, String> drafts, Instant at) {
        if (drafts.equals(drafts(conversation))) {
            return;
        }
        clear("delete from draft where conversation_id = :id", conversation);
        drafts.forEach((key, text) -> jdbc.sql("""
                        insert into draft (conversation_id, member_id, type, text, changed_at)
                        values (:conversation, cast(split_part(:key, ':', 1) as uuid), split_part(:key, ':', 2),
                                :text, :at)
                        """)
                .param("conversation", conversation)
                .param("key", key)
                .param("text", text)
                .param("at", utc(at))
                .update());
    }

    private void clear(String delete, UUID conversation) {
        jdbc.sql(delete).param("id", conversation).update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
