package io.keepwell.conversations.sla;

import static java.util.stream.Collectors.groupingBy;

import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Priority;
import io.keepwell.conversations.sla.SlaClock.End;
import io.keepwell.conversations.sla.SlaPolicy.Subject;
import io.keepwell.conversations.sla.Story.Happening;
import io.keepwell.conversations.sla.Story.Kind;
import io.keepwell.shared.Ids;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads what happened in many conversations at once, and keeps their clocks: a statement for all of them, whether it
/// is one conversation or a thousand.
@Repository
class ClockStore {

    private final JdbcClient jdbc;

    ClockStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Head(UUID id, Instant createdAt, ConversationState state, boolean spam, Subject subject) {}

    /// What happened in these conversations, which are held until the transaction ends: nobody may add to a story while
    /// its clocks are worked out.
    List<Facts> facts(Collection<UUID> ids) {
        var heads =
                jdbc.sql("""
                        select c.id, c.created_at, c.state, c.mailbox_id, c.team_id, c.kind, c.priority, u.account_id,
                               array(select tag from conversation_tag where conversation_id = c.id) as tags,
                               exists (select 1 from hurried_answer h where h.conversation_id = c.id) as hurried,
                               c.spam_at is not null or c.merged_into is not null as spam
                          from conversation c
                          join customer u on u.id = c.customer_id
                         where c.id = any(cast(:ids as uuid[]))
                         order by c.id
                           for no key update of c
                        """).param("ids", array(ids)).query(ClockStore::head).list();
        return facts(ids, heads);
    }

    /// The same for reading alone.
    List<Facts> look(Collection<UUID> ids) {
        var heads =
                jdbc.sql("""
                        select c.id, c.created_at, c.state, c.mailbox_id, c.team_id, c.kind, c.priority, u.account_id,
                               array(select tag from conversation_tag where conversation_id = c.id) as tags,
                               exists (select 1 from hurried_answer h where h.conversation_id = c.id) as hurried,
                               c.spam_at is not null or c.merged_into is not null as spam
                          from conversation c
                          join customer u on u.id = c.customer_id
                         where c.id = any(cast(:ids as uuid[]))
                        """).param("ids", array(ids)).query(ClockStore::head).list();
        return facts(ids, heads);
    }

    private List<Facts> facts(Collection<UUID> ids, List<Head> heads) {
        var happened = new HashMap<UUID, List<Happening>>();
        var begunAs = new HashMap<UUID, ConversationState>();
        // What is on its way counts, what did not arrive or was taken back does not (S1); letters that are held back
        // and those of machines start nothing (T2, L2). Nobody waits for an answer to thanks and nothing else (S2), and
        // whoever was reached by phone has got theirs.
        jdbc.sql("""
                        select conversation_id, created_at,
                               case when direction = 'in' then 'WROTE' when type = 'note' then 'NOTED' else 'ANSWERED' end as kind
                          from message
                         where conversation_id = any(cast(:ids as uuid[]))
                           and automatic = 'no'
                           and (direction = 'in' and type = 'message' and verified and not bare_thanks
                                or type = 'note'
                                or direction = 'out' and (type = 'message' or call_reached)
                                   and coalesce(delivery_state, 'sent') not in ('cancelled', 'failed', 'suppressed', 'bounced'))
                        """).param("ids", array(ids)).query(row -> {
            happened.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                    .add(Happening.of(instant(row, 2), Kind.valueOf(row.getString(3))));
        });
        jdbc.sql("""
                        select conversation_id, at, old_value, new_value
                          from conversation_event
                         where conversation_id = any(cast(:ids as uuid[]))
                           and kind = 'state'
                         order by conversation_id, at, id
                        """).param("ids", array(ids)).query(row -> {
            var id = row.getObject(1, UUID.class);
            begunAs.putIfAbsent(id, state(row.getString(3)));
            happened.computeIfAbsent(id, it -> new ArrayList<>())
                    .add(Happening.state(instant(row, 2), state(row.getString(4))));
        });
        return heads.stream()
                .map(head -> new Facts(
                        head.id(),
                        head.subject(),
                        head.spam()
                                ? Story.NOTHING
                                : new Story(
                                        head.createdAt(),
                                        begunAs.getOrDefault(head.id(), head.state()),
                                        happened.getOrDefault(head.id(), List.of()))))
                .toList();
    }

    private static Head head(ResultSet row, int n) throws SQLException {
        var kind = row.getString("kind");
        return new Head(
                row.getObject("id", UUID.class),
                instant(row, "created_at"),
                state(row.getString("state")),
                row.getBoolean("spam"),
                new Subject(
                        row.getObject("mailbox_id", UUID.class),
                        row.getObject("team_id", UUID.class),
                        kind == null ? null : ConversationKind.valueOf(kind.toUpperCase(Locale.ROOT)),
                        Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)),
                        strings(row.getArray("tags")),
                        row.getObject("account_id", UUID.class),
                        row.getBoolean("hurried")));
    }

    private static ConversationState state(@Nullable String word) {
        return ConversationState.valueOf(
                String.valueOf(word).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// The clocks that are kept, by conversation.
    Map<UUID, List<ClockRow>> kept(Collection<UUID> ids) {
        return jdbc.sql("""
                        select conversation_id, metric, cycle, started_at, ended_at, ended_by, target_seconds,
                               elapsed_seconds, paused_seconds, standing, due_at, breached_at, warned_at, told_at, look_at,
                               policy_id, policy_version, calendar_id, calendar_version
                          from sla_clock
                         where conversation_id = any(cast(:ids as uuid[]))
                         order by conversation_id, started_at, metric, cycle
                        """).param("ids", array(ids)).query(ClockStore::row).list().stream()
                .collect(groupingBy(ClockRow::conversation));
    }

    private static ClockRow row(ResultSet row, int n) throws SQLException {
        var end = row.getString("ended_by");
        return new ClockRow(
                row.getObject("conversation_id", UUID.class),
                Metric.named(row.getString("metric")).orElseThrow(),
                row.getInt("cycle"),
                instant(row, "started_at"),
                instantOrNull(row, "ended_at"),
                end == null ? null : End.named(end),
                row.getObject("target_seconds", Long.class),
                row.getObject("elapsed_seconds", Double.class),
                row.getDouble("paused_seconds"),
                row.getBoolean("standing"),
                instantOrNull(row, "due_at"),
                instantOrNull(row, "breached_at"),
                instantOrNull(row, "warned_at"),
                instantOrNull(row, "told_at"),
                instantOrNull(row, "look_at"),
                row.getObject("policy_id", UUID.class),
                row.getObject("policy_version", Integer.class),
                row.getObject("calendar_id", UUID.class),
                row.getInt("calendar_version"));
    }

    /// Keeps clocks, new ones and others.
    void keep(List<ClockRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into sla_clock (conversation_id, metric, cycle, started_at, ended_at, ended_by,
                                               target_seconds, elapsed_seconds, paused_seconds, standing, due_at,
                                               breached_at, warned_at, told_at, look_at, policy_id, policy_version,
                                               calendar_id, calendar_version)
                        select * from unnest(cast(:conversation as uuid[]), cast(:metric as text[]), cast(:cycle as int[]),
                                             cast(:startedAt as timestamptz[]), cast(:endedAt as timestamptz[]),
                                             cast(:end as text[]), cast(:target as bigint[]), cast(:elapsed as float8[]),
                                             cast(:paused as float8[]), cast(:standing as boolean[]),
                                             cast(:dueAt as timestamptz[]), cast(:breachedAt as timestamptz[]),
                                             cast(:warnedAt as timestamptz[]), cast(:toldAt as timestamptz[]),
                                             cast(:lookAt as timestamptz[]), cast(:policy as uuid[]),
                                             cast(:policyVersion as int[]), cast(:calendar as uuid[]),
                                             cast(:calendarVersion as int[]))
                        on conflict (conversation_id, metric, cycle) do update
                           set started_at = excluded.started_at, ended_at = excluded.ended_at,
                               ended_by = excluded.ended_by, target_seconds = excluded.target_seconds,
                               elapsed_seconds = excluded.elapsed_seconds, paused_seconds = excluded.paused_seconds,
                               standing = excluded.standing, due_at = excluded.due_at,
                               breached_at = excluded.breached_at, warned_at = excluded.warned_at,
                               told_at = excluded.told_at, look_at = excluded.look_at, policy_id = excluded.policy_id,
                               policy_version = excluded.policy_version, calendar_id = excluded.calendar_id,
                               calendar_version = excluded.calendar_version
                        """)
                .param("conversation", column(rows, ClockRow::conversation))
                .param("metric", column(rows, row -> row.metric().word()))
                .param("cycle", column(rows, ClockRow::cycle))
                .param("startedAt", column(rows, ClockRow::startedAt))
                .param("endedAt", column(rows, ClockRow::endedAt))
                .param(
                        "end",
                        column(rows, row -> row.end() == null ? null : row.end().word()))
                .param("target", column(rows, ClockRow::target))
                .param("elapsed", column(rows, ClockRow::elapsed))
                .param("paused", column(rows, ClockRow::paused))
                .param("standing", column(rows, ClockRow::standing))
                .param("dueAt", column(rows, ClockRow::dueAt))
                .param("breachedAt", column(rows, ClockRow::breachedAt))
                .param("warnedAt", column(rows, ClockRow::warnedAt))
                .param("toldAt", column(rows, ClockRow::toldAt))
                .param("lookAt", column(rows, ClockRow::lookAt))
                .param("policy", column(rows, ClockRow::policy))
                .param("policyVersion", column(rows, ClockRow::policyVersion))
                .param("calendar", column(rows, ClockRow::calendar))
                .param("calendarVersion", column(rows, ClockRow::calendarVersion))
                .update();
    }

    /// Drops clocks of which there is no reason any more, such as the wait that a late bounce undid.
    void drop(List<ClockRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        delete from sla_clock c
                         using unnest(cast(:conversation as uuid[]), cast(:metric as text[]), cast(:cycle as int[]))
                               as gone (conversation_id, metric, cycle)
                         where (c.conversation_id, c.metric, c.cycle) = (gone.conversation_id, gone.metric, gone.cycle)
                        """)
                .param("conversation", column(rows, ClockRow::conversation))
                .param("metric", column(rows, row -> row.metric().word()))
                .param("cycle", column(rows, ClockRow::cycle))
                .update();
    }

    /// Keeps what was agreed before (S7).
    void former(List<ClockRow> rows, Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into sla_clock_former (id, conversation_id, metric, cycle, target_seconds, due_at,
                                                      breached_at, policy_id, policy_version, calendar_id,
                                                      calendar_version, replaced_at)
                        select f.*, :now
                          from unnest(cast(:id as uuid[]), cast(:conversation as uuid[]), cast(:metric as text[]),
                                      cast(:cycle as int[]), cast(:target as bigint[]), cast(:dueAt as timestamptz[]),
                                      cast(:breachedAt as timestamptz[]), cast(:policy as uuid[]),
                                      cast(:policyVersion as int[]), cast(:calendar as uuid[]),
                                      cast(:calendarVersion as int[])) f
                        """)
                .param("id", column(rows, row -> Ids.next()))
                .param("conversation", column(rows, ClockRow::conversation))
                .param("metric", column(rows, row -> row.metric().word()))
                .param("cycle", column(rows, ClockRow::cycle))
                .param("target", column(rows, ClockRow::target))
                .param("dueAt", column(rows, ClockRow::dueAt))
                .param("breachedAt", column(rows, ClockRow::breachedAt))
                .param("policy", column(rows, ClockRow::policy))
                .param("policyVersion", column(rows, ClockRow::policyVersion))
                .param("calendar", column(rows, ClockRow::calendar))
                .param("calendarVersion", column(rows, ClockRow::calendarVersion))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// A target that held before.
    record Former(
            Metric metric,
            int cycle,
            @Nullable Long target,
            @Nullable Instant dueAt,
            @Nullable Instant breachedAt,
            @Nullable UUID policy,
            Instant replacedAt) {}

    List<Former> former(UUID conversation) {
        return jdbc.sql("""
                        select metric, cycle, target_seconds, due_at, breached_at, policy_id, replaced_at
                          from sla_clock_former
                         where conversation_id = :conversation
                         order by replaced_at, id
                        """)
                .param("conversation", conversation)
                .query((row, n) -> new Former(
                        Metric.named(row.getString("metric")).orElseThrow(),
                        row.getInt("cycle"),
                        row.getObject("target_seconds", Long.class),
                        instantOrNull(row, "due_at"),
                        instantOrNull(row, "breached_at"),
                        row.getObject("policy_id", UUID.class),
                        instant(row, "replaced_at")))
                .list();
    }

    /// Conversations with something to tell by now, the longest overdue first.
    List<UUID> tellable(Instant now, int limit) {
        return jdbc.sql("""
                        select distinct conversation_id
                          from (select conversation_id from sla_clock where look_at < :now order by look_at limit :limit) c
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private static String[] array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static @Nullable String[] column(List<ClockRow> rows, Function<ClockRow, @Nullable Object> value) {
        var column = new @Nullable String[rows.size()];
        for (int i = 0; i < column.length; i++) {
            var it = value.apply(rows.get(i));
            column[i] = it == null ? null : it.toString();
        }
        return column;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
