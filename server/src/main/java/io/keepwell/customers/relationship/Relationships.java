package io.keepwell.customers.relationship;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.RelationshipEvidence;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Lines of relationships, and whether this company wants to see them.
@Service
class Relationships {

    /// The audit wants an id, and settings have none.
    private static final UUID SETTINGS = new UUID(0, 0);

    private final List<RelationshipEvidence> evidence;
    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;

    Relationships(List<RelationshipEvidence> evidence, JdbcClient jdbc, Audit audit, Clock clock) {
        this.evidence = evidence;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    RelationshipLine of(UUID customer) {
        return RelationshipLine.of(evidence.stream()
                .flatMap(source -> source.of(customer).stream())
                .toList());
    }

    /// Whether lines are drawn; yes until an administrator says otherwise.
    boolean drawn() {
        return jdbc.sql("select drawn from relationship_settings")
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    @Transactional
    void draw(boolean drawn) {
        if (drawn() == drawn) {
            return;
        }
        jdbc.sql("""
                insert into relationship_settings (drawn, changed_at) values (:drawn, :at)
                on conflict (sole) do update set drawn = excluded.drawn, changed_at = excluded.changed_at
                """)
                .param("drawn", drawn)
                .param("at", clock.instant().atOffset(UTC))
                .update();
        audit.record(
                "relationship-line.changed",
                SETTINGS,
                t("customers.relationship.settings"),
                Map.of("to", drawn ? "on" : "off"));
    }
}
