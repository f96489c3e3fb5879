package io.keepwell.team;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Cursor;
import io.keepwell.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads the audit log, the newest first.
@Repository
class AuditTrail {

    /// What is looked for; null asks for all.
    ///
    /// @param actor   id of a member
    /// @param action  an action, or the noun before its dot
    /// @param subject id of what it was done to
    /// @param from    from this instant on
    /// @param to      before this instant
    record Filter(
            @Nullable UUID actor,
            @Nullable String action,
            @Nullable UUID subject,
            @Nullable Instant from,
            @Nullable Instant to) {}

    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditTrail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Slice<AuditEntry> list(Filter filter, @Nullable String cursor, int limit) {
        var before = cursor == null ? null : Cursor.read(cursor, 2);
        var from = filter.from();
        var to = filter.to();
        var rows = jdbc.sql("""
                        select id, at, actor_id, actor_name, via, action, subject_id, label, details::text as details
                          from audit_entry
                         where (:actor::uuid is null or actor_id = :actor)
                           and (:subject::uuid is null or subject_id = :subject)
                           and (:action::text is null or action = :action or starts_with(action, :action || '.'))
                           and (:from::timestamptz is null or at >= :from)
                           and (:to::timestamptz is null or at < :to)
                           and (:beforeAt::timestamptz is null or (at, id) < (:beforeAt::timestamptz, :beforeId::uuid))
                         order by at desc, id desc
                         limit :limit
                        """)
                .param("actor", filter.actor())
                .param("subject", filter.subject())
                .param("action", filter.action())
                .param("from", from == null ? null : from.atOffset(UTC))
                .param("to", to == null ? null : to.atOffset(UTC))
                .param("beforeAt", before == null ? null : at(before.getFirst()))
                .param("beforeId", before == null ? null : id(before.getLast()))
                .param("limit", limit + 1)
                .query(this::entry)
                .list();
        if (rows.size() <= limit) {
            return new Slice<>(rows, null);
        }
        var shown = rows.subList(0, limit);
        return new Slice<>(
                List.copyOf(shown),
                Cursor.of(shown.getLast().at(), shown.getLast().id()));
    }

    /// The nouns there are deeds about.
    List<String> nouns() {
        return jdbc.sql("select distinct split_part(action, '.', 1) as noun from audit_entry order by noun")
                .query((row, n) -> row.getString("noun"))
                .list();
    }

    private AuditEntry entry(ResultSet row, int n) throws SQLException {
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("actor_id", UUID.class),
                row.getString("actor_name"),
                row.getString("via"),
                row.getString("action"),
                row.getObject("subject_id", UUID.class),
                row.getString("label"),
                json.readValue(row.getString("details"), DETAILS));
    }

    private static OffsetDateTime at(String text) {
        try {
            return Instant.parse(text).atOffset(UTC);
        } catch (DateTimeParseException e) {
            throw Cursor.foreign();
        }
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Cursor.foreign();
        }
    }
}
