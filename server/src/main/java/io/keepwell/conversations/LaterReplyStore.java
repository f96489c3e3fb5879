package io.keepwell.conversations;

import io.keepwell.shared.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The rows of replies that wait for their time.
@Repository
class LaterReplyStore {

    private static final String SELECT = """
            select l.id, l.conversation_id as conversation, l.member_id as member, t.name as member_name, l.text,
                   l.then_state, l.seen_id as seen, l.due_at as due, l.state, l.stopped_why,
                   s.author_name as stopper
              from later_reply l
              join team_member t on t.id = l.member_id
              left join message s on s.id = l.stopped_by
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Clock clock;

    LaterReplyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(
            UUID id,
            UUID conversation,
            UUID member,
            String text,
            @Nullable ConversationState then,
            @Nullable UUID seen,
            Instant due) {
        jdbc.sql("""
                        insert into later_reply (id, conversation_id, member_id, text, then_state, seen_id, due_at, state,
                                                 created_at, changed_at)
                        values (:id, :conversation, :member, :text, :then, :seen, :due, 'waiting', :now, :now)
                        """)
                .param("id", id)
                .param("conversation", conversation)
                .param("member", member)
                .param("text", text)
                .param("then", then == null ? null : then.word())
                .param("seen", seen)
                .param("due", due.atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Keeps what is promised with it until it leaves.
    void promise(UUID id, ReplyPromises word) {
        if (word.equals(ReplyPromises.NONE)) {
            return;
        }
        jdbc.sql("insert into later_reply_word (later_reply_id, word) values (:id, cast(:word as jsonb))")
                .param("id", id)
                .param("word", JSON.writeValueAsString(word))
                .update();
    }

    /// What is promised with it.
    ReplyPromises promised(UUID id) {
        return jdbc.sql("select word from later_reply_word where later_reply_id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(word -> JSON.readValue(word, ReplyPromises.class))
                .orElse(ReplyPromises.NONE);
    }

    Optional<LaterReply> find(UUID id) {
        return jdbc.sql(SELECT + "where l.id = :id")
                .param("id", id)
                .query(Records.of(LaterReply.class))
                .optional();
    }

    /// Finds it and holds it until the transaction ends. Its conversation is held before.
    Optional<LaterReply> lock(UUID id) {
        return jdbc.sql(SELECT + "where l.id = :id for update of l")
                .param("id", id)
                .query(Records.of(LaterReply.class))
                .optional();
    }

    /// Those of a conversation that wait or were stopped, the next to leave first.
    List<LaterReply> open(UUID conversation) {
        return jdbc.sql(SELECT + """
                         where l.conversation_id = :conversation
                           and l.state in ('waiting', 'stopped')
                         order by l.due_at, l.id
                        """)
                .param("conversation", conversation)
                .query(Records.of(LaterReply.class))
                .list();
    }

    void due(UUID id, Instant due, @Nullable UUID seen) {
        jdbc.sql("""
                        update later_reply
                           set due_at = :due, seen_id = :seen, state = 'waiting', stopped_why = null, stopped_by = null,
                               changed_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("due", due.atOffset(ZoneOffset.UTC))
                .param("seen", seen)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void sent(UUID id, UUID message) {
        jdbc.sql("update later_reply set state = 'sent', message_id = :message, changed_at = :now where id = :id")
                .param("id", id)
                .param("message", message)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void takenBack(UUID id) {
        jdbc.sql("update later_reply set state = 'taken-back', changed_at = :now where id = :id")
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Stops it where it still waits.
    void stop(UUID id, String why, @Nullable UUID by) {
        jdbc.sql("""
                        update later_reply
                           set state = 'stopped', stopped_why = :why, stopped_by = :by, changed_at = :now
                         where id = :id
                           and state = 'waiting'
                        """)
                .param("id", id)
                .param("why", why)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Stops what waits in the conversation of a message that a person wrote, other than the author of what waits.
    ///
    /// @return how many were stopped
    int stopFor(UUID message) {
        return jdbc.sql("""
                        update later_reply l
                           set state = 'stopped', stopped_why = case m.direction when 'in' then 'customer' else 'colleague' end,
                               stopped_by = m.id, changed_at = :now
                          from message m
                         where m.id = :message
                           and l.conversation_id = m.conversation_id
                           and l.state = 'waiting'
                           and (m.type = 'message' or m.call_reached)
                           and m.automatic = 'no'
                           and (m.direction = 'in' or m.member_id is distinct from l.member_id)
                        """)
                .param("message", message)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
