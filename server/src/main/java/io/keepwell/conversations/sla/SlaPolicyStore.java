package io.keepwell.conversations.sla;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The policies and their order.
@Repository
class SlaPolicyStore {

    private static final String SELECT = """
            select id, name, version, calendar_id, content from sla_policy where removed_at is null
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    SlaPolicyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// In the order in which they are tried.
    List<SlaPolicy> all() {
        return jdbc.sql(SELECT + " order by position, id").query(this::read).list();
    }

    Optional<SlaPolicy> find(UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /// The name of a policy, also of one that was removed.
    Optional<String> name(UUID id) {
        return jdbc.sql("select name from sla_policy where id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    private SlaPolicy read(ResultSet row, int n) throws SQLException {
        return PolicyReading.read(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("version"),
                row.getObject("calendar_id", UUID.class),
                json.readValue(row.getString("content"), PolicyContent.class));
    }

    void insert(SlaPolicy policy) {
        jdbc.sql("""
                        insert into sla_policy (id, name, position, calendar_id, content, changed_at)
                        values (:id, :name, (select coalesce(max(position), 0) + 1 from sla_policy), :calendar,
                                cast(:content as jsonb), :now)
                        """)
                .param("id", policy.id())
                .param("name", policy.name())
                .param("calendar", policy.calendar())
                .param("content", json.writeValueAsString(PolicyReading.content(policy)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Keeps what it said before, and what it says now as the next version.
    void update(SlaPolicy policy) {
        jdbc.sql("""
                        insert into sla_policy_former (policy_id, version, name, content, until)
                        select id, version, name, content, :now from sla_policy where id = :id
                        """)
                .param("id", policy.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        update sla_policy
                           set name = :name, version = version + 1, calendar_id = :calendar,
                               content = cast(:content as jsonb), changed_at = :now
                         where id = :id
                        """)
                .param("id", policy.id())
                .param("name", policy.name())
                .param("calendar", policy.calendar())
                .param("content", json.writeValueAsString(PolicyReading.content(policy)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void place(UUID id, int position) {
        jdbc.sql("update sla_policy set position = :position, changed_at = :now where id = :id")
                .param("position", position)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void remove(UUID id) {
        jdbc.sql("update sla_policy set removed_at = :now, changed_at = :now where id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }
}
