package io.keepwell.conversations.rules;

import io.keepwell.conversations.Automation;
import io.keepwell.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What happened and is still to be answered by rules. A cause is noted once, however often it is told.
@Repository
class RuleJobStore {

    private static final int TRIES = 5;

    // Long enough that nothing which waits for days is noted twice.
    private static final Duration KEPT = Duration.ofDays(60);

    // What Keepwell does by itself so soon after a rule acted follows from that.
    private static final Duration FOLLOWS = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    RuleJobStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A letter was written by a person; what machines write is no cause (L2).
    void said(UUID message) {
        insert("""
                        select :id, 'said:' || m.id, m.conversation_id, s.event, null, null, m.id, null, 0, null, :now, :now
                          from message m
                         cross join lateral (select case m.direction when 'in' then 'wrote' else 'replied' end as event) s
                         where m.id = :message
                           and m.type = 'message' and m.verified and m.automatic = 'no'
                           and (m.direction = 'in' or m.member_id is not null)
                           and exists (select 1 from rule where event = s.event and active and removed_at is null)
                        """).param("message", message).update();
    }

    /// Something else happened.
    ///
    /// @param cause names it
    void happened(String cause, UUID conversation, Trigger event, @Nullable String value) {
        insert("""
                        select :id, :cause, :conversation, :event, cast(:value as text), null, null, null, 0, null, :now, :now
                         where exists (select 1 from rule where event = :event and active and removed_at is null)
                        """)
                .param("cause", cause)
                .param("conversation", conversation)
                .param("event", event.word())
                .param("value", value)
                .update();
    }

    /// A field changed. What a rule changed knows how many rules acted before it; so does what Keepwell does by itself
    /// shortly after, such as giving out what a rule gave to a team.
    void changed(UUID conversation, Trigger event, @Nullable String value, @Nullable UUID member, Instant at) {
        var automation = Automation.now();
        insert("""
                        select :id, 'changed:' || cast(:id as text), :conversation, :event, cast(:value as text),
                               (select case :event when 'assignee' then assignee_id when 'team' then team_id end
                                  from conversation where id = :conversation),
                               null, null,
                               case when :hop > 0 or cast(:member as uuid) is not null
                                         or exists (select 1 from message
                                                     where conversation_id = :conversation and created_at = :at)
                                    then :hop
                                    else coalesce((select max(hop) from rule_log
                                                    where conversation_id = :conversation
                                                      and outcome = 'done' and at > :lately), 0) end,
                               cast(:rule as uuid), :now, :now
                         where exists (select 1 from rule where event = :event and active and removed_at is null)
                        """)
                .param("conversation", conversation)
                .param("event", event.word())
                .param("value", value)
                .param("member", member)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("lately", clock.instant().minus(FOLLOWS).atOffset(ZoneOffset.UTC))
                .param("hop", automation.map(Automation::hop).orElse(0))
                .param("rule", automation.map(Automation::rule).orElse(null))
                .update();
    }

    /// Notes conversations in which nothing has happened for as long as a rule says. Those that were quiet for a week
    /// more when the rule came are left in peace.
    ///
    /// @return how many
    int idle(Rule rule, int most) {
        var when = rule.content().when();
        var hours = Objects.requireNonNull(when.hours(), "hours of an idle rule");
        var until = clock.instant().minus(Duration.ofHours(hours));
        return jdbc.sql("""
                        insert into rule_job (id, cause, conversation_id, event, message_id, rule_id, at, not_before)
                        select gen_random_uuid(), quiet.cause, quiet.id, 'idle', null, :rule, :now, :now
                          from (select c.id, last.at,
                                       'idle:' || cast(:rule as text) || ':' || c.id || ':' || extract(epoch from last.at) as cause
                                  from conversation c
                                 cross join lateral (
                                       select greatest(
                                           (select max(m.created_at) from message m
                                             where m.conversation_id = c.id
                                               and (m.direction = 'in' or m.member_id is not null)),
                                           (select max(e.at) from conversation_event e
                                             where e.conversation_id = c.id and e.kind = 'state' and e.actor is null),
                                           c.created_at) as at) last
                                 where c.state = :state
                                   and c.merged_into is null and c.spam_at is null
                                   and c.created_at <= :until
                                   and last.at <= :until
                                   -- silence before it was brought along says nothing
                                   and (c.brought_at is null or last.at > c.brought_at)
                                   and last.at > :since) quiet
                         where not exists (select 1 from rule_job j where j.cause = quiet.cause)
                         order by quiet.at
                         limit :most
                        on conflict (cause) do nothing
                        """)
                .param("rule", rule.id())
                .param("state", when.wanted())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("since", until.minus(Duration.ofDays(7)).atOffset(ZoneOffset.UTC))
                .param("now", now())
                .param("most", most)
                .update();
    }

    private JdbcClient.StatementSpec insert(String select) {
        return jdbc.sql("""
                        insert into rule_job (id, cause, conversation_id, event, value, value_id, message_id, rule_id, hop,
                                              by_rule, at, not_before)
                        """ + select + " on conflict (cause) do nothing")
                .param("id", Ids.next())
                .param("now", now());
    }

    /// Takes the next one that nobody else has taken, until the transaction ends.
    Optional<RuleJob> take() {
        return jdbc.sql("""
                        select id, cause, coalesce(conversation_survivor(conversation_id), conversation_id) as conversation,
                               event, value, value_id, message_id, rule_id, hop, by_rule, at
                          from rule_job
                         where done_at is null and not_before <= :now
                         order by id
                         limit 1
                           for update skip locked
                        """).param("now", now()).query(RuleJobStore::read).optional();
    }

    private static RuleJob read(ResultSet row, int n) throws SQLException {
        return new RuleJob(
                row.getObject("id", UUID.class),
                row.getString("cause"),
                row.getObject("conversation", UUID.class),
                row.getString("event"),
                row.getString("value"),
                row.getObject("value_id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getObject("rule_id", UUID.class),
                row.getInt("hop"),
                row.getObject("by_rule", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    void done(UUID id) {
        jdbc.sql("update rule_job set done_at = :now where id = :id")
                .param("now", now())
                .param("id", id)
                .update();
    }

    /// It could not be worked off; it is tried again, later each time, and given up at last.
    void later(UUID id) {
        jdbc.sql("""
                        update rule_job
                           set attempts = attempts + 1,
                               not_before = cast(:now as timestamptz) + (attempts + 1) * interval '10 seconds',
                               done_at = case when attempts + 1 >= :tries then :now end
                         where id = :id
                        """).param("now", now()).param("tries", TRIES).param("id", id).update();
    }

    void prune() {
        jdbc.sql("delete from rule_job where done_at < :until")
                .param("until", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
