package io.keepwell.team;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// Writes the audit log. Rows are only ever added; a trigger of the database refuses everything else.
@Service
class AuditLog implements Audit {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void record(String action, UUID subject, String label, Map<String, ?> details) {
        var principal = SignedInMembers.principal();
        var via =
                principal.map(known -> known.token() == null ? "page" : "token").orElse("system");
        write(action, subject, label, details, principal.map(TeamPrincipal::member), via);
    }

    /// Notes a deed of somebody who is just getting in, such as signing in or accepting an invitation.
    void recordBy(Member actor, String action, UUID subject, String label, Map<String, ?> details) {
        write(action, subject, label, details, Optional.of(actor), "page");
    }

    private void write(
            String action, UUID subject, String label, Map<String, ?> details, Optional<Member> actor, String via) {
        @Nullable UUID actorId = actor.map(Member::id).orElse(null);
        jdbc.sql("""
                        insert into audit_entry (id, at, actor_id, actor_name, via, action, subject_id, label, details)
                        values (:id, :at, :actor, :actorName, :via, :action, :subject, :label, :details::jsonb)
                        """)
                .param("id", Ids.next())
                .param("at", clock.instant().atOffset(UTC))
                .param("actor", actorId)
                .param("actorName", actor.map(Member::name).orElse("Keepwell"))
                .param("via", via)
                .param("action", action)
                .param("subject", subject)
                .param("label", label)
                .param("details", json.writeValueAsString(details))
                .update();
    }
}
