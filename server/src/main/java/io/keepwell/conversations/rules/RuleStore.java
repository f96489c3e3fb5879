package io.keepwell.conversations.rules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The rules, their order and what they said before.
@Repository
class RuleStore {

    private static final String SELECT =
            "select id, name, version, active, content, failures, stopped_at from rule where ";
    private static final String THERE = "removed_at is null";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    RuleStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// In the order in which they are tried.
    List<Rule> all() {
        return jdbc.sql(SELECT + THERE + " order by position, id")
                .query(this::read)
                .list();
    }

    /// Those that are on and wait for this.
    List<Rule> waitingFor(String event) {
        return jdbc.sql(SELECT + THERE + " and active and event = :event order by position, id")
                .param("event", event)
                .query(this::read)
                .list();
    }

    Optional<Rule> find(UUID id) {
        return jdbc.sql(SELECT + THERE + " and id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /// One that was taken away.
    Optional<Rule> removed(UUID id) {
        return jdbc.sql(SELECT + "removed_at is not null and id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    private Rule read(ResultSet row, int n) throws SQLException {
        return new Rule(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("version"),
                row.getBoolean("active"),
                json.readValue(row.getString("content"), RuleContent.class),
                row.getInt("failures"),
                instant(row, "stopped_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// Adds it after those there are.
    void insert(UUID id, String name, boolean active, RuleContent content) {
        jdbc.sql("""
                        insert into rule (id, name, position, active, event, content, changed_at)
                        values (:id, :name, (select coalesce(max(position), 0) + 1 from rule), :active, :event,
                                cast(:content as jsonb), :now)
                        """)
                .param("id", id)
                .param("name", name)
                .param("active", active)
                .param("event", content.when().event())
                .param("content", json.writeValueAsString(content))
                .param("now", now())
                .update();
    }

    /// Keeps what it said before, and what it says now as the next version, with a clean slate.
    void update(UUID id, String name, RuleContent content) {
        jdbc.sql("""
                        insert into rule_former (rule_id, version, name, content, until)
                        select id, version, name, content, :now from rule where id = :id
                        """).param("id", id).param("now", now()).update();
        jdbc.sql("""
                        update rule
                           set name = :name, version = version + 1, event = :event, content = cast(:content as jsonb),
                               failures = 0, stopped_at = null, changed_at = :now
                         where id = :id
                        """)
                .param("id", id)
                .param("name", name)
                .param("event", content.when().event())
                .param("content", json.writeValueAsString(content))
                .param("now", now())
                .update();
    }

    void active(UUID id, boolean active) {
        jdbc.sql("update rule set active = :active, failures = 0, stopped_at = null where id = :id")
                .param("active", active)
                .param("id", id)
                .update();
    }

    void place(UUID id, int position) {
        jdbc.sql("update rule set position = :position where id = :id")
                .param("position", position)
                .param("id", id)
                .update();
    }

    void removed(UUID id, boolean removed) {
        jdbc.sql("update rule set removed_at = :at where id = :id")
                .param("at", removed ? now() : null)
                .param("id", id)
                .update();
    }

    /// It worked: what failed before is forgotten.
    void worked(UUID id) {
        jdbc.sql("update rule set failures = 0 where id = :id and failures > 0")
                .param("id", id)
                .update();
    }

    /// It failed once more, and is switched off where that is too often.
    ///
    /// @return whether it was switched off by it
    boolean failed(UUID id, int most) {
        return jdbc.sql("""
                        update rule
                           set failures = failures + 1,
                               stopped_at = case when failures + 1 >= :most then :now else stopped_at end,
                               active = active and failures + 1 < :most
                         where id = :id and active
                        returning not active
                        """)
                .param("id", id)
                .param("most", most)
                .param("now", now())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /// Those that switched themselves off and wait for somebody.
    List<Rule> stopped() {
        return jdbc.sql(SELECT + THERE + " and stopped_at is not null and not active order by stopped_at desc")
                .query(this::read)
                .list();
    }

    /// What a rule has done lately.
    ///
    /// @param lastAt when it last acted, or null
    record Figures(
            long done,
            long refused,
            long failed,
            long stopped,
            @Nullable Instant lastAt) {

        static final Figures NONE = new Figures(0, 0, 0, 0, null);
    }

    private record Counted(UUID rule, Figures figures) {}

    /// What each rule has done since.
    Map<UUID, Figures> figures(Instant since) {
        return jdbc
                .sql("""
                        select rule_id,
                               count(*) filter (where outcome = 'done' and at >= :since) as done,
                               count(*) filter (where outcome = 'refused' and at >= :since) as refused,
                               count(*) filter (where outcome = 'failed' and at >= :since) as failed,
                               count(*) filter (where outcome = 'stopped' and at >= :since) as stopped,
                               max(at) filter (where outcome = 'done') as last_at
                          from rule_log
                         group by rule_id
                        """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Counted(
                        row.getObject("rule_id", UUID.class),
                        new Figures(
                                row.getLong("done"),
                                row.getLong("refused"),
                                row.getLong("failed"),
                                row.getLong("stopped"),
                                instant(row, "last_at"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Counted::rule, Counted::figures));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
