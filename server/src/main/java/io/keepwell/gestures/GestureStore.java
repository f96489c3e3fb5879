package io.keepwell.gestures;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of gestures.
@Repository
class GestureStore {

    private static final String SELECT = """
            select g.*, home.number
              from gesture g
              join conversation home on home.id = coalesce(conversation_survivor(g.conversation_id), g.conversation_id)
            """;

    /// Which gestures.
    ///
    /// @param kind         of this kind, or null
    /// @param credit       only credits, only what is no credit, or null for both
    /// @param by           given or asked for by this member, or null
    /// @param state        how they stand, or null
    /// @param customer     for this customer, or null
    /// @param conversation from this conversation and those that have become part of it, or null
    /// @param from         that count from this instant on, or null
    /// @param to           that count before this instant, or null
    /// @param after        those after which the customer did this within the time the report looks at, or null
    record Filter(
            @Nullable GestureKind kind,
            @Nullable Boolean credit,
            @Nullable UUID by,
            @Nullable GestureState state,
            @Nullable UUID customer,
            @Nullable UUID conversation,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Afterwards after) {

        static final Filter ALL = new Filter(null, null, null, null, null, null, null, null, null);

        Filter ofCustomer(UUID id) {
            return new Filter(kind, credit, by, state, id, conversation, from, to, after);
        }

        Filter ofConversation(UUID id) {
            return new Filter(kind, credit, by, state, customer, id, from, to, after);
        }

        Filter state(GestureState wanted) {
            return new Filter(kind, credit, by, wanted, customer, conversation, from, to, after);
        }
    }

    /// How many fit, and what those that are given cost together.
    ///
    /// @param count  how many fit
    /// @param people for how many different customers
    /// @param given  how many of them are given
    /// @param cost   what those cost, in the currency of the house
    /// @param other  given ones noted in another currency, which are in no sum
    record Sum(long count, long people, long given, Cost cost, long other) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    GestureStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Holds back others who write something down for this member, until the transaction ends: what is left of an
    /// allowance is spent once.
    void hold(UUID member) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 260))")
                .param("name", "gestures of " + member)
                .query((row, n) -> 1)
                .single();
    }

    void insert(Gesture it) {
        jdbc.sql("""
                        insert into gesture (id, conversation_id, customer_id, kind, called, what, cost, currency, state,
                                             given_by, noted_at, at, decided_by, decided_at, task_id)
                        values (:id, :conversation, :customer, :kind, :called, :what, :cost, :currency, :state,
                                :by, :noted, :at, :decidedBy, :decidedAt, :task)
                        """)
                .param("id", it.id())
                .param("conversation", it.conversation())
                .param("customer", it.customer())
                .param("kind", it.kind().word())
                .param("called", it.called())
                .param("what", it.what())
                .param("cost", it.cost().minor())
                .param("currency", it.cost().currency())
                .param("state", it.state().word())
                .param("by", it.by())
                .param("noted", it.notedAt().atOffset(UTC))
                .param("at", it.at().atOffset(UTC))
                .param("decidedBy", it.decidedBy())
                .param("decidedAt", at(it.decidedAt()))
                .param("task", it.task())
                .update();
    }

    /// Writes what can change of it.
    void update(Gesture it, @Nullable UUID undoneBy) {
        jdbc.sql("""
                        update gesture
                           set kind = :kind, called = :called, what = :what, cost = :cost, currency = :currency,
                               state = :state, at = :at, decided_by = :decidedBy, decided_at = :decidedAt,
                               decided_why = :why, undone_at = :undoneAt, undone_by = :undoneBy, task_id = :task
                         where id = :id
                        """)
                .param("kind", it.kind().word())
                .param("called", it.called())
                .param("what", it.what())
                .param("cost", it.cost().minor())
                .param("currency", it.cost().currency())
                .param("state", it.state().word())
                .param("at", it.at().atOffset(UTC))
                .param("decidedBy", it.decidedBy())
                .param("decidedAt", at(it.decidedAt()))
                .param("why", it.decidedWhy())
                .param("undoneAt", at(it.undoneAt()))
                .param("undoneBy", undoneBy)
                .param("task", it.task())
                .param("id", it.id())
                .update();
    }

    void step(Gesture it, String step, UUID member, Instant at) {
        jdbc.sql("""
                        insert into gesture_step (id, gesture_id, at, member_id, step, kind, called, what, cost)
                        values (:id, :gesture, :at, :member, :step, :kind, :called, :what, :cost)
                        """)
                .param("id", Ids.next())
                .param("gesture", it.id())
                .param("at", at.atOffset(UTC))
                .param("member", member)
                .param("step", step)
                .param("kind", it.kind().word())
                .param("called", it.called())
                .param("what", it.what())
                .param("cost", it.cost().minor())
                .update();
    }

    /// What happened to it, the earliest first.
    List<Gesture.Step> steps(Gesture of) {
        return jdbc.sql("""
                        select at, member_id, step, kind, called, what, cost
                          from gesture_step
                         where gesture_id = :gesture
                         order by at, id
                        """)
                .param("gesture", of.id())
                .query((row, n) -> {
                    var kind = Words.read(GestureKind.class, row.getString("kind"));
                    var called = row.getString("called");
                    return new Gesture.Step(
                            instant(row, "at"),
                            row.getObject("member_id", UUID.class),
                            row.getString("step"),
                            kind == GestureKind.OTHER && !called.isBlank() ? called : kind.label(),
                            row.getString("what"),
                            new Cost(row.getLong("cost"), of.cost().currency()));
                })
                .list();
    }

    Optional<Gesture> find(UUID id) {
        return jdbc.sql(SELECT + " where g.id = :id")
                .param("id", id)
                .query(GestureStore::read)
                .optional();
    }

    /// Finds it and holds it against other changes until the transaction ends.
    Optional<Gesture> lock(UUID id) {
        return jdbc.sql(SELECT + " where g.id = :id for update of g")
                .param("id", id)
                .query(GestureStore::read)
                .optional();
    }

    /// What a member has given within their allowance since an instant, in a currency.
    long spent(UUID member, Instant since, String currency, @Nullable UUID besides) {
        return jdbc.sql("""
                        select coalesce(sum(cost), 0)
                          from gesture
                         where given_by = :member
                           and state = 'given'
                           and decided_by is null
                           and at >= :since
                           and currency = :currency
                           and (cast(:besides as uuid) is null or id <> :besides)
                        """)
                .param("member", member)
                .param("since", since.atOffset(UTC))
                .param("currency", currency)
                .param("besides", besides)
                .query(Long.class)
                .single();
    }

    /// How many wait for somebody to decide, but no more than asked for.
    int waiting(int most) {
        return jdbc.sql("select count(*) from (select 1 from gesture where state = 'waiting' limit :most) waiting")
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /// Those that fit, the newest first.
    Slice<Gesture> list(Filter filter, @Nullable String cursor, int limit) {
        var values = new HashMap<String, Object>();
        var conditions = conditions(filter, values);
        if (cursor != null) {
            var after = Cursor.read(cursor, 2);
            conditions.add("(g.at, g.id) < (cast(:beforeAt as timestamptz), cast(:beforeId as uuid))");
            values.put("beforeAt", after.get(0));
            values.put("beforeId", after.get(1));
        }
        var rows = jdbc.sql(SELECT + where(conditions) + " order by g.at desc, g.id desc limit :limit")
                .params(values)
                .param("limit", limit + 1)
                .query(GestureStore::read)
                .list();
        if (rows.size() <= limit) {
            return new Slice<>(rows, null);
        }
        var last = rows.get(limit - 1);
        return new Slice<>(List.copyOf(rows.subList(0, limit)), Cursor.of(last.at(), last.id()));
    }

    Sum sum(Filter filter, String currency) {
        var values = new HashMap<String, Object>();
        var conditions = conditions(filter, values);
        return jdbc.sql("""
                        select count(*) as n, count(distinct g.customer_id) as people,
                               count(*) filter (where g.state = 'given') as given,
                               coalesce(sum(g.cost) filter (where g.state = 'given' and g.currency = :currency), 0) as cost,
                               count(*) filter (where g.state = 'given' and g.currency <> :currency) as other
                          from gesture g
                        """ + where(conditions))
                .params(values)
                .param("currency", currency)
                .query((row, n) -> new Sum(
                        row.getLong("n"),
                        row.getLong("people"),
                        row.getLong("given"),
                        new Cost(row.getLong("cost"), currency),
                        row.getLong("other")))
                .single();
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private List<String> conditions(Filter filter, HashMap<String, Object> values) {
        var conditions = new ArrayList<String>();
        if (filter.kind() != null) {
            conditions.add("g.kind = :kind");
            values.put("kind", filter.kind().word());
        }
        if (filter.credit() != null) {
            conditions.add(filter.credit() ? "g.kind = 'credit'" : "g.kind <> 'credit'");
        }
        if (filter.by() != null) {
            conditions.add("g.given_by = :by");
            values.put("by", filter.by());
        }
        if (filter.state() != null) {
            conditions.add("g.state = :state");
            values.put("state", filter.state().word());
        }
        if (filter.customer() != null) {
            conditions.add("g.customer_id = :customer");
            values.put("customer", filter.customer());
        }
        if (filter.conversation() != null) {
            conditions.add("""
                    g.conversation_id in (select id from conversation
                                           where id = :conversation or merged_into = :conversation)
                    """);
            values.put("conversation", filter.conversation());
        }
        if (filter.from() != null) {
            conditions.add("g.at >= :from");
            values.put("from", filter.from().atOffset(UTC));
        }
        if (filter.to() != null) {
            conditions.add("g.at < :to");
            values.put("to", filter.to().atOffset(UTC));
        }
        if (filter.after() != null) {
            conditions.add(filter.after().condition());
            values.put("days", Afterwards.DAYS);
            values.put("now", clock.instant().atOffset(UTC));
        }
        return conditions;
    }

    private static Gesture read(ResultSet row, int n) throws SQLException {
        return new Gesture(
                row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getLong("number"),
                row.getObject("customer_id", UUID.class),
                Words.read(GestureKind.class, row.getString("kind")),
                row.getString("called"),
                row.getString("what"),
                new Cost(row.getLong("cost"), row.getString("currency")),
                Words.read(GestureState.class, row.getString("state")),
                row.getObject("given_by", UUID.class),
                instant(row, "noted_at"),
                instant(row, "at"),
                row.getObject("decided_by", UUID.class),
                instantOrNull(row, "decided_at"),
                row.getString("decided_why"),
                instantOrNull(row, "undone_at"),
                row.getObject("task_id", UUID.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant at) {
        return at == null ? null : at.atOffset(UTC);
    }
}
