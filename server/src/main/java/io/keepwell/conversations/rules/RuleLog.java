package io.keepwell.conversations.rules;

import io.keepwell.conversations.rules.Matching.Check;
import io.keepwell.conversations.rules.RuleContent.Deed;
import io.keepwell.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What rules did, and why; a rule answers to one cause once.
@Repository
class RuleLog {

    private static final Duration KEPT = Duration.ofDays(180);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    RuleLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What became of it.
    ///
    /// @param outcome `done`; `refused`, where it cannot be done to this conversation; `failed`, where something is
    ///                wrong with the rule; `stopped`, where rules ran in a circle
    /// @param reason  why nothing was done, null where it was
    record Outcome(String outcome, @Nullable String reason) {

        static final Outcome DONE = new Outcome("done", null);

        boolean done() {
            return outcome.equals("done");
        }
    }

    /// A line of the log.
    record Entry(
            UUID id,
            UUID rule,
            int version,
            UUID conversation,
            long number,
            String subject,
            Instant at,
            int hop,
            String outcome,
            List<Check> matched,
            List<Deed> deeds,
            @Nullable String reason) {}

    /// Whether the rule has answered to the cause.
    boolean answered(UUID rule, String cause) {
        return jdbc.sql("select exists (select 1 from rule_log where rule_id = :rule and cause = :cause)")
                .param("rule", rule)
                .param("cause", cause)
                .query(Boolean.class)
                .single();
    }

    void put(Rule rule, RuleJob job, int hop, Outcome outcome, List<Check> matched) {
        jdbc.sql("""
                        insert into rule_log (id, rule_id, version, cause, conversation_id, at, hop, outcome, matched,
                                              deeds, reason)
                        values (:id, :rule, :version, :cause, :conversation, :now, :hop, :outcome,
                                cast(:matched as jsonb), cast(:deeds as jsonb), :reason)
                        """)
                .param("id", Ids.next())
                .param("rule", rule.id())
                .param("version", rule.version())
                .param("cause", job.cause())
                .param("conversation", job.conversation())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("hop", hop)
                .param("outcome", outcome.outcome())
                .param("matched", json.writeValueAsString(matched))
                .param("deeds", json.writeValueAsString(rule.content().deeds()))
                .param("reason", outcome.reason())
                .update();
    }

    /// The log of a rule, newest first.
    ///
    /// @param before id of the entry the last part ended with, null for the newest
    List<Entry> of(UUID rule, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select l.id, l.rule_id, l.version, l.conversation_id, c.number, c.subject, l.at, l.hop, l.outcome,
                               l.matched, l.deeds, l.reason
                          from rule_log l
                          join conversation c on c.id = l.conversation_id
                         where l.rule_id = :rule
                           and (cast(:before as uuid) is null
                                or (l.at, l.id) < (select at, id from rule_log where id = :before))
                         order by l.at desc, l.id desc
                         limit :limit
                        """)
                .param("rule", rule)
                .param("before", before)
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    private Entry read(ResultSet row, int n) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("rule_id", UUID.class),
                row.getInt("version"),
                row.getObject("conversation_id", UUID.class),
                row.getLong("number"),
                row.getString("subject"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getInt("hop"),
                row.getString("outcome"),
                List.of(json.readValue(row.getString("matched"), Check[].class)),
                List.of(json.readValue(row.getString("deeds"), Deed[].class)),
                row.getString("reason"));
    }

    void prune() {
        jdbc.sql("delete from rule_log where at < :until")
                .param("until", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }
}
