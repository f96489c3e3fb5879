package io.keepwell.conversations.rules;

import io.keepwell.conversations.rules.FactStore.Look;
import io.keepwell.conversations.rules.Matching.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a rule would have done: its causes of the past, each looked at as it was then. Nothing is changed.
@Service
class DryRuns {

    private static final int MOST_CAUSES = 5000;
    private static final int SHOWN = 100;
    private static final int AT_ONCE = 500;
    private static final Duration EVER = Duration.ofDays(3650);

    private final FactStore facts;
    private final JdbcClient jdbc;
    private final Clock clock;

    DryRuns(FactStore facts, JdbcClient jdbc, Clock clock) {
        this.facts = facts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// A cause of the past, and what the rule says to it.
    record Case(UUID conversation, long number, String subject, Instant at, Verdict verdict) {}

    /// @param causes        how often what it waits for happened
    /// @param met           how often it would have acted
    /// @param conversations in how many conversations
    /// @param more          whether there were more causes than it looked at; the newest count then
    /// @param cases         the newest of those in which it would have acted; for one conversation all
    record Result(int causes, int met, long conversations, boolean more, List<Case> cases) {}

    /// Over everything that happened in the last days.
    @Transactional(readOnly = true)
    Result lately(RuleContent rule, Duration past) {
        return run(rule, causes(rule, past, null), false);
    }

    /// For one conversation, with what was not met as well.
    @Transactional(readOnly = true)
    Result of(RuleContent rule, UUID conversation) {
        return run(rule, causes(rule, EVER, conversation), true);
    }

    private Result run(RuleContent rule, List<Look> causes, boolean everything) {
        boolean more = causes.size() > MOST_CAUSES;
        var looked = more ? causes.subList(0, MOST_CAUSES) : causes;
        var cases = new ArrayList<Case>();
        for (int from = 0; from < looked.size(); from += AT_ONCE) {
            for (var it : facts.of(looked.subList(from, Math.min(looked.size(), from + AT_ONCE)))) {
                var verdict = Matching.of(rule, it);
                boolean stands = !it.spam() && stands(rule, it);
                if (stands && (everything || verdict.met())) {
                    cases.add(new Case(it.conversation(), it.number(), it.subject(), it.at(), verdict));
                }
            }
        }
        var met = cases.stream().filter(it -> it.verdict().met()).toList();
        return new Result(
                looked.size(),
                met.size(),
                met.stream().map(Case::conversation).distinct().count(),
                more,
                cases.stream().limit(SHOWN).toList());
    }

    // Silence counts in its state alone.
    private static boolean stands(RuleContent rule, RuleFacts facts) {
        return rule.trigger() != Trigger.IDLE || rule.when().wanted().equals(facts.state());
    }

    private List<Look> causes(RuleContent rule, Duration past, @Nullable UUID conversation) {
        var now = clock.instant();
        var when = rule.when();
        return jdbc.sql("select it.conversation_id, it.at, it.message_id from (" + of(rule.trigger()) + """
                        ) it
                         where it.at >= :since and it.at <= :now
                           and (cast(:conversation as uuid) is null or it.conversation_id = :conversation)
                         order by it.at desc
                         limit :most
                        """)
                .param("since", now.minus(past).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("conversation", conversation)
                .param("kind", rule.trigger().word())
                .param("value", when.wanted())
                .param("hours", Objects.requireNonNullElse(when.hours(), 1))
                .param("most", MOST_CAUSES + 1)
                .query(DryRuns::look)
                .list();
    }

    private static Look look(ResultSet row, int n) throws SQLException {
        return new Look(
                row.getObject("conversation_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("message_id", UUID.class));
    }

    private static String of(Trigger trigger) {
        return switch (trigger) {
            case OPENED -> """
                    select c.id as conversation_id, c.created_at as at,
                           (select m.id from message m where m.conversation_id = c.id
                             order by m.created_at, m.id limit 1) as message_id
                      from conversation c
                    """;
            case WROTE -> """
                    select conversation_id, created_at as at, id as message_id
                      from message
                     where direction = 'in' and type = 'message' and verified and automatic = 'no'
                    """;
            case REPLIED -> """
                    select conversation_id, created_at as at, id as message_id
                      from message
                     where direction = 'out' and type = 'message' and member_id is not null
                       and coalesce(delivery_state, 'sent') <> 'cancelled'
                    """;
            case STATE, PRIORITY, KIND -> """
                    select conversation_id, at, cast(null as uuid) as message_id
                      from conversation_event
                     where kind = :kind and (:value = '' or coalesce(new_value, 'none') = :value)
                    """;
            case ASSIGNEE, TEAM -> """
                    select conversation_id, at, cast(null as uuid) as message_id
                      from conversation_event
                     where kind = :kind and (:value = '' or coalesce(cast(new_id as text), 'none') = :value)
                    """;
            case TAGS -> """
                    select conversation_id, at, cast(null as uuid) as message_id
                      from conversation_event
                     where kind = :kind and (:value = '' or :value = any(string_to_array(new_value, ', ')))
                    """;
            case IDLE -> """
                    select conversation_id, at + make_interval(hours => :hours) as at, cast(null as uuid) as message_id
                      from (select conversation_id, at, lead(at) over (partition by conversation_id order by at) as next
                              from (select conversation_id, created_at as at
                                      from message
                                     where direction = 'in' or member_id is not null
                                    union all
                                    select conversation_id, at from conversation_event where kind = 'state') act
                             where at >= cast(:since as timestamptz) - make_interval(hours => :hours)) pause
                     where next is null or next > at + make_interval(hours => :hours)
                    """;
            case WARNED -> """
                    select conversation_id, warned_at as at, cast(null as uuid) as message_id
                      from sla_clock where warned_at is not null
                    """;
            case BREACHED -> """
                    select conversation_id, breached_at as at, cast(null as uuid) as message_id
                      from sla_clock where breached_at is not null
                    """;
            case PROMISE_SOON -> """
                    select subject_id as conversation_id, reminded_at as at, cast(null as uuid) as message_id
                      from task where subject_id is not null and reminded_at is not null
                    """;
            case PROMISE_DUE -> """
                    select subject_id as conversation_id, due_at as at, cast(null as uuid) as message_id
                      from task
                     where subject_id is not null and due_at is not null and (ended_at is null or ended_at > due_at)
                    """;
        };
    }
}
