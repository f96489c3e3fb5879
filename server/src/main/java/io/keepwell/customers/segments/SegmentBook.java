package io.keepwell.customers.segments;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.Segment;
import io.keepwell.customers.SegmentUse;
import io.keepwell.customers.Segments;
import io.keepwell.customers.TraitRule;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import io.keepwell.team.Members;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the segments.
@Service
class SegmentBook implements Segments {

    private static final int LONGEST_NAME = 80;

    private final List<SegmentUse> uses;
    private final Members members;
    private final Audit audit;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    SegmentBook(List<SegmentUse> uses, Members members, Audit audit, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.uses = uses;
        this.members = members;
        this.audit = audit;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Optional<Segment> find(UUID id) {
        return jdbc.sql("select id, name, rule from segment where id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    @Override
    public Optional<Segment> find(String reference) {
        return jdbc.sql("""
                        select id, name, rule from segment
                         where id::text = lower(:reference) or lower(name) = lower(:reference)
                         order by id::text = lower(:reference) desc
                         limit 1
                        """)
                .param("reference", reference.strip())
                .query(this::read)
                .optional();
    }

    @Override
    public List<Segment> all() {
        return jdbc.sql("select id, name, rule from segment order by lower(name)")
                .query(this::read)
                .list();
    }

    private Segment read(ResultSet row, int n) throws SQLException {
        return new Segment(
                row.getObject("id", UUID.class),
                row.getString("name"),
                TraitRule.of(json.readValue(row.getString("rule"), TraitRule.Json.class)));
    }

    /// What goes by a segment.
    List<SegmentUse.Use> uses(UUID segment) {
        return uses.stream().flatMap(it -> it.of(segment).stream()).toList();
    }

    @Transactional
    Segment create(String name, TraitRule rule) {
        return write("segment.created", new Segment(Ids.next(), checked(name), rule));
    }

    @Transactional
    Segment change(UUID id, String name, TraitRule rule) {
        return write("segment.changed", new Segment(get(id.toString()).id(), checked(name), rule));
    }

    private Segment write(String deed, Segment segment) {
        try {
            jdbc.sql("""
                            insert into segment (id, name, rule, created_at, created_by, changed_at)
                            values (:id, :name, cast(:rule as jsonb), :now, :by, :now)
                            on conflict (id) do update
                               set name = excluded.name, rule = excluded.rule, changed_at = excluded.changed_at
                            """)
                    .param("id", segment.id())
                    .param("name", segment.name())
                    .param("rule", json.writeValueAsString(segment.rule().json()))
                    .param("now", clock.instant().atOffset(UTC))
                    .param("by", members.require().id())
                    .update();
        } catch (DuplicateKeyException e) {
            throw InvalidRequest.field("name", t("customers.segments.refused.taken", "name", segment.name()));
        }
        note(deed, segment);
        return segment;
    }

    /// Deletes a segment; what went by it goes by the same rule as before.
    @Transactional
    void delete(UUID id) {
        var segment = get(id.toString());
        uses.forEach(it -> it.leave(segment));
        jdbc.sql("delete from segment where id = :id").param("id", id).update();
        note("segment.deleted", segment);
    }

    private void note(String deed, Segment segment) {
        audit.record(
                deed,
                segment.id(),
                segment.name(),
                Map.of("rule", segment.rule().inWords()));
    }

    private static String checked(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty()) {
            throw InvalidRequest.field("name", t("customers.segments.refused.name"));
        }
        if (stripped.length() > LONGEST_NAME) {
            throw InvalidRequest.field("name", t("customers.segments.refused.long", "most", LONGEST_NAME));
        }
        return stripped;
    }
}
