package io.keepwell.conversations;

import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of batches and of what became of each conversation in them.
@Repository
class BatchStore {

    private static final int NAMED = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    BatchStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Begins a batch; ids that name nothing, or spam, are not in it.
    void begin(UUID id, UUID member, BulkDeed deed, Collection<UUID> conversations) {
        jdbc.sql("""
                        insert into conversation_batch (id, member_id, at, deed, value, total, state)
                        values (:id, :member, :at, :deed, :value, 0, 'running')
                        """)
                .param("id", id)
                .param("member", member)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("deed", Words.of(deed.what()))
                .param("value", deed.value())
                .update();
        int total = jdbc.sql("""
                        insert into conversation_batch_item (batch_id, conversation_id, outcome)
                        select :id, c.id, 'pending'
                          from conversation c
                          join unnest(:conversations::uuid[]) as wanted (id) on wanted.id = c.id
                        on conflict do nothing
                        """)
                .param("id", id)
                .param("conversations", conversations.toArray(UUID[]::new))
                .update();
        jdbc.sql("update conversation_batch set total = :total where id = :id")
                .param("total", total)
                .param("id", id)
                .update();
    }

    Optional<Batch> find(UUID id) {
        return jdbc.sql("""
                        select b.*, i.*
                          from conversation_batch b
                          cross join lateral (
                               select count(*) filter (where outcome = 'pending') as pending,
                                      count(*) filter (where outcome in ('changed', 'undone', 'kept')) as changed,
                                      count(*) filter (where outcome = 'same') as same,
                                      count(*) filter (where outcome = 'refused') as refused,
                                      count(*) filter (where outcome = 'undone') as undone,
                                      count(*) filter (where outcome = 'kept') as kept
                                 from conversation_batch_item
                                where batch_id = b.id) i
                         where b.id = :id
                        """).param("id", id).query((row, n) -> batch(row)).optional();
    }

    private Batch batch(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var state = row.getString("state");
        int changed = row.getInt("changed");
        int undone = row.getInt("undone");
        int kept = row.getInt("kept");
        return new Batch(
                id,
                row.getObject("member_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new BulkDeed(Words.read(BulkDeed.What.class, row.getString("deed")), row.getString("value")),
                state,
                row.getInt("total"),
                state.equals("undoing") ? changed - undone - kept : row.getInt("pending"),
                changed,
                row.getInt("same"),
                row.getInt("refused"),
                undone,
                kept,
                exceptions(id));
    }

    private List<Batch.Exceptional> exceptions(UUID batch) {
        return jdbc.sql("""
                        select c.id, c.number, coalesce(u.name, '') as name, c.subject, i.outcome, i.reason
                          from conversation_batch_item i
                          join conversation c on c.id = i.conversation_id
                          join customer u on u.id = c.customer_id
                         where i.batch_id = :batch
                           and i.outcome in ('refused', 'kept')
                         order by c.number
                         limit :most
                        """)
                .param("batch", batch)
                .param("most", NAMED)
                .query((row, n) -> new Batch.Exceptional(
                        row.getObject("id", UUID.class),
                        row.getLong("number"),
                        row.getString("name"),
                        row.getString("subject"),
                        row.getString("outcome"),
                        Optional.ofNullable(row.getString("reason")).orElse("")))
                .list();
    }

    /// Batches that are not at their end.
    List<UUID> active() {
        return jdbc.sql("select id from conversation_batch where state in ('running', 'undoing') order by at")
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /// Takes the next conversation of that outcome, and holds it until the transaction ends.
    Optional<UUID> take(UUID batch, String outcome) {
        return jdbc.sql("""
                        select conversation_id
                          from conversation_batch_item
                         where batch_id = :batch
                           and outcome = :outcome
                         limit 1
                           for update skip locked
                        """)
                .param("batch", batch)
                .param("outcome", outcome)
                .query(UUID.class)
                .optional();
    }

    /// Takes the next conversation to be merged, or to be parted again: the one that was merged last, as
    /// each act stands on those before it. Whoever else is at this batch is waited for.
    Optional<UUID> takeMerged(UUID batch, String outcome) {
        return jdbc.sql("""
                        select i.conversation_id
                          from conversation_batch_item i
                          join conversation c on c.id = i.conversation_id
                          left join lateral (select max(position) as position
                                               from rearrangement
                                              where source_id = c.id and undone_at is null) r on true
                         where i.batch_id = :batch
                           and i.outcome = :outcome
                         order by r.position desc nulls last, c.number
                         limit 1
                           for update of i
                        """)
                .param("batch", batch)
                .param("outcome", outcome)
                .query(UUID.class)
                .optional();
    }

    void settle(UUID batch, UUID conversation, String outcome, @Nullable String reason) {
        jdbc.sql("""
                        update conversation_batch_item
                           set outcome = :outcome, reason = :reason
                         where batch_id = :batch
                           and conversation_id = :conversation
                        """)
                .param("outcome", outcome)
                .param("reason", reason)
                .param("batch", batch)
                .param("conversation", conversation)
                .update();
    }

    /// Ends a step once nothing of it is left.
    void end(UUID batch, String state, String left, String next) {
        jdbc.sql("""
                        update conversation_batch b
                           set state = :next
                         where id = :batch
                           and state = :state
                           and not exists (select 1 from conversation_batch_item
                                            where batch_id = b.id and outcome = :left)
                        """)
                .param("next", next)
                .param("batch", batch)
                .param("state", state)
                .param("left", left)
                .update();
    }

    /// Lets the undoing begin; false where it has begun already, or the batch is still running.
    boolean beginUndo(UUID batch) {
        return jdbc.sql("update conversation_batch set state = 'undoing' where id = :batch and state = 'done'")
                        .param("batch", batch)
                        .update()
                == 1;
    }

    /// What a batch made of a field of a conversation: the value before its first event and after its last one, and
    /// who has changed the field since, if anybody has.
    record Trace(
            String kind,
            @Nullable String before,
            @Nullable UUID beforeId,
            @Nullable String after,
            @Nullable UUID afterId,
            boolean changedSince,
            @Nullable String since) {}

    List<Trace> traces(UUID batch, UUID conversation) {
        return jdbc.sql("""
                        select f.kind, f.old_value, f.old_id, l.new_value, l.new_id,
                               later.seq is not null as changed_since, m.name as since
                          from (select distinct kind
                                  from conversation_event
                                 where conversation_id = :conversation and batch_id = :batch) k
                          cross join lateral (select kind, old_value, old_id
                                                from conversation_event
                                               where conversation_id = :conversation and batch_id = :batch
                                                 and kind = k.kind
                                               order by seq limit 1) f
                          cross join lateral (select new_value, new_id, seq
                                                from conversation_event
                                               where conversation_id = :conversation and batch_id = :batch
                                                 and kind = k.kind
                                               order by seq desc limit 1) l
                          left join lateral (select seq, member_id
                                               from conversation_event
                                              where conversation_id = :conversation and kind = k.kind
                                                and batch_id is distinct from :batch
                                                and seq > l.seq
                                              order by seq desc limit 1) later on true
                          left join team_member m on m.id = later.member_id
                         order by f.kind = 'state' desc, f.kind
                        """)
                .param("batch", batch)
                .param("conversation", conversation)
                .query(BatchStore::trace)
                .list();
    }

    private static Trace trace(ResultSet row, int n) throws SQLException {
        return new Trace(
                row.getString("kind"),
                row.getString("old_value"),
                row.getObject("old_id", UUID.class),
                row.getString("new_value"),
                row.getObject("new_id", UUID.class),
                row.getBoolean("changed_since"),
                row.getString("since"));
    }

    /// Batches older than a month are forgotten: nobody undoes that late.
    int prune() {
        return jdbc.sql("delete from conversation_batch where at < :limit and state in ('done', 'undone')")
                .param("limit", clock.instant().minus(Duration.ofDays(30)).atOffset(ZoneOffset.UTC))
                .update();
    }
}
