package io.keepwell.problems;

import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The rows of broadcasts.
@Repository
class BroadcastStore {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private static final String SELECT = """
            select id, problem_id, episode, stage, sequence, texts, what_changed, state, hold_until, state_before, made_by, made_at
              from broadcast
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    BroadcastStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private Broadcast read(ResultSet row, int n) throws SQLException {
        return new Broadcast(
                row.getObject("id", UUID.class),
                row.getObject("problem_id", UUID.class),
                row.getInt("episode"),
                Words.read(NoticeStage.class, row.getString("stage")),
                row.getInt("sequence"),
                json.readValue(row.getString("texts"), TEXTS),
                row.getString("what_changed"),
                Words.read(BroadcastState.class, row.getString("state")),
                Rows.instant(row, "hold_until"),
                Words.read(ProblemState.class, row.getString("state_before")),
                row.getObject("made_by", UUID.class),
                Rows.instant(row, "made_at"));
    }

    void insert(Broadcast broadcast) {
        jdbc.sql("""
                        insert into broadcast (id, problem_id, episode, stage, sequence, texts, what_changed, state, hold_until,
                                               state_before, made_by, made_at)
                        values (:id, :problem, :episode, :stage, :sequence, :texts::jsonb, :what, :state, :hold,
                                :before, :by, :at)
                        """)
                .param("id", broadcast.id())
                .param("problem", broadcast.problem())
                .param("episode", broadcast.episode())
                .param("stage", broadcast.stage().word())
                .param("sequence", broadcast.sequence())
                .param("texts", json.writeValueAsString(broadcast.texts()))
                .param("what", broadcast.whatChanged())
                .param("state", broadcast.state().word())
                .param("hold", Rows.at(broadcast.holdUntil()))
                .param("before", broadcast.stateBefore().word())
                .param("by", broadcast.by())
                .param("at", Rows.at(broadcast.at()))
                .update();
    }

    Optional<Broadcast> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /// Finds it and holds it against other changes until the transaction ends.
    Optional<Broadcast> lock(UUID id) {
        return jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /// Those of a problem, the newest first.
    List<Broadcast> ofProblem(UUID problem) {
        return jdbc.sql(SELECT + "where problem_id = :problem order by made_at desc, id desc")
                .param("problem", problem)
                .query(this::read)
                .list();
    }

    /// Those whose hold is over and which have something to send.
    List<UUID> running(Instant now) {
        return jdbc.sql("""
                        select id
                          from broadcast
                         where state in ('held', 'sending')
                           and hold_until <= :now
                         order by hold_until, id
                        """)
                .param("now", Rows.at(now))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /// A broadcast that was done has something to send again once what was owed falls due.
    void wake() {
        jdbc.sql("""
                        update broadcast
                           set state = 'sending'
                         where state = 'done'
                           and exists (select 1 from notice where broadcast_id = broadcast.id and state = 'queued')
                        """).update();
    }

    /// The same for one of them.
    void wake(UUID id) {
        jdbc.sql("update broadcast set state = 'sending' where id = :id and state = 'done'")
                .param("id", id)
                .update();
    }

    void state(UUID id, BroadcastState state) {
        jdbc.sql("update broadcast set state = :state where id = :id")
                .param("id", id)
                .param("state", state.word())
                .update();
    }

    /// The highest sequence of the updates of an episode, 0 for none.
    int lastUpdate(UUID problem, int episode) {
        return jdbc.sql("""
                        select coalesce(max(sequence), 0)
                          from broadcast
                         where problem_id = :problem and episode = :episode and stage = 'update'
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .query(Integer.class)
                .single();
    }
}
