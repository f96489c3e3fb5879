package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rules that Pennyfold lives by, and what they did in the last weeks.
@Component
@DemoOnly
class DemoRules {

    private static final Duration PAST = Duration.ofDays(30);

    private final JdbcClient jdbc;

    DemoRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void arrange(Instant now) {
        var complaints = rule(1, "Complaints first", "opened", """
                {"when": {"event": "opened", "value": ""}, "match": "all", "stop": false,
                 "conditions": [{"field": "kind", "op": "is", "value": "complaint"}],
                 "deeds": [{"deed": "tag", "value": "look-first"}]}
                """, now);
        did(complaints, "Complaints first", "look-first", "c.kind = 'complaint'", """
                [{"condition": {"field": "kind", "op": "is", "value": "complaint"}, "met": true, "found": "complaint"}]
                """, now);
        var leaving = rule(2, "Thinking of leaving", "wrote", """
                {"when": {"event": "wrote", "value": ""}, "match": "all", "stop": false,
                 "conditions": [{"field": "text", "op": "matches", "value": "cancel*, kündig*"}],
                 "deeds": [{"deed": "tag", "value": "leaving"}]}
                """, now);
        did(leaving, "Thinking of leaving", "leaving", """
                exists (select 1 from message m
                         where m.conversation_id = c.id and m.direction = 'in' and m.text ~* '\\y(cancel|kündig)')
                """, """
                [{"condition": {"field": "text", "op": "matches", "value": "cancel*, kündig*"}, "met": true, "found": ""}]
                """, now);
        rule(3, "Quiet for three days", "idle", """
                {"when": {"event": "idle", "value": "pending", "hours": 72}, "match": "all", "stop": false,
                 "conditions": [],
                 "deeds": [{"deed": "note", "value": "Three days without a word. Ask once more, or call it solved."}]}
                """, now);
    }

    private UUID rule(int position, String name, String event, String content, Instant now) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into rule (id, name, position, active, event, content, changed_at)
                        values (:id, :name, :position, true, :event, cast(:content as jsonb), :at)
                        """)
                .param("id", id)
                .param("name", name)
                .param("position", position)
                .param("event", event)
                .param("content", content)
                .param("at", now.minus(PAST).atOffset(UTC))
                .update();
        return id;
    }

    /// The tag on what it met, told in the conversation and in the log.
    private void did(UUID rule, String name, String tag, String condition, String matched, Instant now) {
        jdbc.sql("""
                        insert into rule_log (id, rule_id, version, cause, conversation_id, at, hop, outcome, matched, deeds)
                        select gen_random_uuid(), :rule, 1, 'opened:' || c.id, c.id, c.created_at + interval '1 second', 1,
                               'done', cast(:matched as jsonb), (select content -> 'deeds' from rule where id = :rule)
                          from conversation c
                         where c.created_at > :since and c.merged_into is null and c.spam_at is null and
                        """ + condition)
                .param("rule", rule)
                .param("matched", matched)
                .param("since", now.minus(PAST).atOffset(UTC))
                .update();
        jdbc.sql("""
                        insert into conversation_event (id, conversation_id, at, kind, old_value, new_value, actor)
                        select gen_random_uuid(), l.conversation_id, l.at, 'tags',
                               string_agg(t.tag, ', ' order by t.tag),
                               concat_ws(', ', string_agg(t.tag, ', ' order by t.tag), cast(:tag as text)), :actor
                          from rule_log l
                          left join conversation_tag t on t.conversation_id = l.conversation_id
                         where l.rule_id = :rule
                         group by l.conversation_id, l.at
                        """)
                .param("rule", rule)
                .param("tag", tag)
                .param("actor", "Rule “" + name + "”")
                .update();
        jdbc.sql("""
                        insert into conversation_tag (conversation_id, tag)
                        select conversation_id, :tag from rule_log where rule_id = :rule
                        on conflict do nothing
                        """).param("rule", rule).param("tag", tag).update();
    }
}
