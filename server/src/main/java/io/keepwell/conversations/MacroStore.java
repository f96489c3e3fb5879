package io.keepwell.conversations;

import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The rows of macros and of their runs. A member finds their own, those of their teams and everybody's.
@Repository
class MacroStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String SELECT = """
            select r.id, r.name, r.member_id, r.team_id, t.name as team_name, r.actions, r.uses
              from macro r
              left join team t on t.id = r.team_id
             where """ + Sharing.FOUND;

    private static final String RUN = """
            select n.*, r.name
              from macro_run n
              join macro r on r.id = n.macro_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    MacroStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Those a member finds, by name.
    List<Macro> all(UUID me) {
        return jdbc.sql(SELECT + " and r.deleted_at is null order by lower(r.name), r.id")
                .param("me", me)
                .query(MacroStore::macro)
                .list();
    }

    Optional<Macro> find(UUID id, UUID me) {
        return one(" and r.deleted_at is null and r.id = :id", id, me);
    }

    /// One that was deleted.
    Optional<Macro> deleted(UUID id, UUID me) {
        return one(" and r.deleted_at is not null and r.id = :id", id, me);
    }

    private Optional<Macro> one(String which, UUID id, UUID me) {
        return jdbc.sql(SELECT + which)
                .param("me", me)
                .param("id", id)
                .query(MacroStore::macro)
                .optional();
    }

    private static Macro macro(ResultSet row, int n) throws SQLException {
        return new Macro(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("member_id", UUID.class),
                row.getObject("team_id", UUID.class),
                row.getString("team_name"),
                JSON.readValue(row.getString("actions"), Actions.class),
                row.getLong("uses"));
    }

    void put(UUID id, UUID me, MacroDraft draft) {
        jdbc.sql("""
                        insert into macro (id, name, member_id, team_id, actions, created_at, changed_at)
                        values (:id, :name, :member, :team, :actions::jsonb, :now, :now)
                        on conflict (id) do update
                           set name = excluded.name, member_id = excluded.member_id, team_id = excluded.team_id,
                               actions = excluded.actions, changed_at = excluded.changed_at
                        """)
                .param("id", id)
                .param("name", draft.givenName())
                .param("member", draft.givenScope().equals("own") ? me : null)
                .param("team", draft.team())
                .param("actions", JSON.writeValueAsString(draft.givenActions()))
                .param("now", now())
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("update macro set deleted_at = :now where id = :id")
                .param("id", id)
                .param("now", now())
                .update();
    }

    void restore(UUID id) {
        jdbc.sql("update macro set deleted_at = null where id = :id")
                .param("id", id)
                .update();
    }

    /// Keeps what a run did, and counts it.
    void ran(MacroRun run) {
        jdbc.sql("update macro set uses = uses + 1, used_at = :now where id = :id")
                .param("id", run.macro())
                .param("now", now())
                .update();
        jdbc.sql("""
                        insert into macro_run (id, macro_id, conversation_id, member_id, at, message_id, note_id,
                                               draft_before, draft_after, kind, kind_words)
                        values (:id, :macro, :conversation, :member, :at, :message, :note, :before, :after, :kind,
                                :words)
                        """)
                .param("id", run.id())
                .param("macro", run.macro())
                .param("conversation", run.conversation())
                .param("member", run.member())
                .param("at", run.at().atOffset(ZoneOffset.UTC))
                .param("message", run.message())
                .param("note", run.note())
                .param("before", run.draftBefore())
                .param("after", run.draftAfter())
                .param("kind", run.kind() == null ? null : run.kind().word())
                .param("words", run.kindWords().toArray(String[]::new))
                .update();
    }

    Optional<MacroRun> run(UUID id) {
        return jdbc.sql(RUN + " where n.id = :id")
                .param("id", id)
                .query(MacroStore::run)
                .optional();
    }

    /// Marks a run as undone; false where it is so already, or was before a time.
    boolean beginUndo(UUID id, Duration within) {
        return jdbc.sql("update macro_run set undone_at = :now where id = :id and undone_at is null and at > :since")
                        .param("id", id)
                        .param("now", now())
                        .param("since", now().minus(within))
                        .update()
                == 1;
    }

    void leftAlone(UUID id, @Nullable String words) {
        jdbc.sql("update macro_run set left_alone = :words where id = :id")
                .param("id", id)
                .param("words", words)
                .update();
    }

    /// The newest run of a member in a conversation that is worth a word: it can be undone, or was not undone whole.
    Optional<MacroRun> recent(UUID conversation, UUID member, Duration within) {
        return jdbc.sql(RUN + """
                         left join message m on m.id = n.message_id
                         where n.conversation_id = :conversation
                           and n.member_id = :member
                           and n.at > :since
                           and (n.undone_at is null
                                and (n.message_id is null or m.delivery_state = 'queued' and m.due_at > :now)
                                or n.left_alone is not null)
                         order by n.at desc
                         limit 1
                        """)
                .param("conversation", conversation)
                .param("member", member)
                .param("now", now())
                .param("since", now().minus(within))
                .query(MacroStore::run)
                .optional();
    }

    private static MacroRun run(ResultSet row, int n) throws SQLException {
        return new MacroRun(
                row.getObject("id", UUID.class),
                row.getObject("macro_id", UUID.class),
                row.getString("name"),
                row.getObject("conversation_id", UUID.class),
                row.getObject("member_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("message_id", UUID.class),
                row.getObject("note_id", UUID.class),
                row.getString("draft_before"),
                row.getString("draft_after"),
                row.getString("kind") == null ? null : Words.read(ConversationKind.class, row.getString("kind")),
                ConversationRow.strings(row.getArray("kind_words")),
                ConversationRow.instant(row, "undone_at"),
                row.getString("left_alone"));
    }

    /// Takes a note away again.
    void dropNote(UUID id) {
        jdbc.sql("delete from message where id = :id and type = 'note'")
                .param("id", id)
                .update();
    }

    /// Says again which words suggested the kind, where nobody has changed it since the run.
    void suggested(UUID conversation, @Nullable ConversationKind kind, List<String> words) {
        jdbc.sql("""
                        update conversation
                           set kind_words = :words
                         where id = :id
                           and kind is not distinct from :kind
                        """)
                .param("id", conversation)
                .param("kind", kind == null ? null : kind.word())
                .param("words", words.toArray(String[]::new))
                .update();
    }

    /// Forgets what was typed where nobody can undo the run any more.
    void forget(Duration after) {
        jdbc.sql("""
                        update macro_run
                           set draft_before = null, draft_after = null
                         where at < :limit
                           and (draft_before is not null or draft_after is not null)
                        """).param("limit", now().minus(after)).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
