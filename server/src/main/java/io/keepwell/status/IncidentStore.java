package io.keepwell.status;

import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The rows of incidents, of what they affect, and of what was said.
@Repository
class IncidentStore {

    private static final TypeReference<List<Post.Named>> NAMED = new TypeReference<>() {};
    private static final String INCIDENT = """
        select i.id, i.number, i.maintenance, i.title, i.state, i.problem_id, i.episode, i.starts_at, i.ends_at,
               i.tells, i.why_quiet, i.begun_at, i.over_at
          from status_incident i
        """;
    private static final String POST = """
        select p.id, p.incident_id, p.at, p.kind, p.state, p.text, p.starts_at, p.ends_at, p.components, p.notify,
               p.why_not, p.edited_at, p.member_id
          from status_post p
        """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    IncidentStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private static Incident incident(ResultSet row, int n) throws SQLException {
        return new Incident(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getBoolean("maintenance"),
                row.getString("title"),
                Words.read(IncidentState.class, row.getString("state")),
                row.getObject("problem_id", UUID.class),
                row.getObject("episode", Integer.class),
                Columns.instantOrNull(row, "starts_at"),
                Columns.instantOrNull(row, "ends_at"),
                row.getBoolean("tells")
                        ? Telling.EVERYBODY
                        : Telling.nobody(
                                Optional.ofNullable(row.getString("why_quiet")).orElse("")),
                Columns.instant(row, "begun_at"),
                Columns.instantOrNull(row, "over_at"),
                List.of());
    }

    private Post post(ResultSet row, int n) throws SQLException {
        return new Post(
                row.getObject("id", UUID.class),
                row.getObject("incident_id", UUID.class),
                Columns.instant(row, "at"),
                Words.read(PostKind.class, row.getString("kind")),
                Words.read(IncidentState.class, row.getString("state")),
                row.getString("text"),
                Columns.instantOrNull(row, "starts_at"),
                Columns.instantOrNull(row, "ends_at"),
                json.readValue(row.getString("components"), NAMED),
                row.getBoolean("notify"),
                row.getString("why_not"),
                Columns.instantOrNull(row, "edited_at"),
                row.getObject("member_id", UUID.class));
    }

    private List<Incident> withHits(List<Incident> incidents) {
        if (incidents.isEmpty()) {
            return incidents;
        }
        Map<UUID, List<Hit>> hits = new HashMap<>();
        jdbc.sql("""
            select h.incident_id, h.component_id, h.state
              from status_hit h
              join status_component c on c.id = h.component_id
             where h.incident_id in (:ids)
             order by c.position, lower(c.name), c.id
            """)
                .param("ids", incidents.stream().map(Incident::id).toList())
                .query((row, n) -> hits.computeIfAbsent(
                                row.getObject("incident_id", UUID.class), id -> new ArrayList<>())
                        .add(new Hit(
                                row.getObject("component_id", UUID.class),
                                Words.read(ComponentState.class, row.getString("state")))))
                .list();
        return incidents.stream()
                .map(it -> new Incident(
                        it.id(),
                        it.number(),
                        it.maintenance(),
                        it.title(),
                        it.state(),
                        it.problem(),
                        it.episode(),
                        it.startsAt(),
                        it.endsAt(),
                        it.telling(),
                        it.begunAt(),
                        it.overAt(),
                        hits.getOrDefault(it.id(), List.of())))
                .toList();
    }

    Optional<Incident> find(UUID id) {
        return withHits(jdbc.sql(INCIDENT + "where i.id = :id")
                        .param("id", id)
                        .query(IncidentStore::incident)
                        .list())
                .stream()
                .findFirst();
    }

    /// The same, held against other changes until the transaction ends.
    Optional<Incident> lock(UUID id) {
        return withHits(jdbc.sql(INCIDENT + "where i.id = :id for update")
                        .param("id", id)
                        .query(IncidentStore::incident)
                        .list())
                .stream()
                .findFirst();
    }

    Optional<Incident> byNumber(long number) {
        return withHits(jdbc.sql(INCIDENT + "where i.number = :number")
                        .param("number", number)
                        .query(IncidentStore::incident)
                        .list())
                .stream()
                .findFirst();
    }

    /// Those of a problem, the newest first.
    List<Incident> ofProblem(UUID problem) {
        return withHits(jdbc.sql(INCIDENT + "where i.problem_id = :problem order by i.begun_at desc, i.id desc")
                .param("problem", problem)
                .query(IncidentStore::incident)
                .list());
    }

    /// Those that are not over, the newest first; the next maintenance first.
    List<Incident> open() {
        return withHits(jdbc.sql(INCIDENT + """
             where i.over_at is null
             order by i.maintenance, i.starts_at, i.begun_at desc, i.id desc
            """).query(IncidentStore::incident).list());
    }

    /// Those that were over since, the newest first.
    List<Incident> overSince(Instant since) {
        return withHits(jdbc.sql(INCIDENT + "where i.over_at >= :since order by i.begun_at desc, i.id desc")
                .param("since", Columns.at(since))
                .query(IncidentStore::incident)
                .list());
    }

    /// Those begun between two instants, the newest first.
    List<Incident> begun(Instant from, Instant to) {
        return withHits(jdbc.sql(INCIDENT + """
             where coalesce(i.starts_at, i.begun_at) >= :from
               and coalesce(i.starts_at, i.begun_at) < :to
             order by coalesce(i.starts_at, i.begun_at) desc, i.id desc
            """)
                .param("from", Columns.at(from))
                .param("to", Columns.at(to))
                .query(IncidentStore::incident)
                .list());
    }

    /// All of them, the newest first, before a number.
    List<Incident> before(@Nullable Long number, int limit) {
        return withHits(jdbc.sql(INCIDENT + """
             where (:number::bigint is null or i.number < :number)
             order by i.number desc
             limit :limit
            """)
                .param("number", number)
                .param("limit", limit)
                .query(IncidentStore::incident)
                .list());
    }

    /// When the first one began.
    Optional<Instant> first() {
        return jdbc
                .sql("select coalesce(starts_at, begun_at) as at from status_incident order by at limit 1")
                .query((row, n) -> Columns.instant(row, "at"))
                .list()
                .stream()
                .findFirst();
    }

    /// Maintenance whose time may have come, by whatever clock looks.
    List<UUID> toLookAt() {
        return jdbc.sql("""
            select id from status_incident
             where maintenance
               and over_at is null
             order by starts_at, id
            """).query((row, n) -> row.getObject("id", UUID.class)).list();
    }

    long insert(Incident incident, @Nullable UUID by) {
        long number = jdbc.sql("""
            insert into status_incident (id, maintenance, title, state, problem_id, episode, starts_at, ends_at,
                                         tells, why_quiet, begun_at, created_by)
            values (:id, :maintenance, :title, :state, :problem, :episode, :starts, :ends, :tells, :why, :at, :by)
            returning number
            """)
                .param("id", incident.id())
                .param("maintenance", incident.maintenance())
                .param("title", incident.title())
                .param("state", incident.state().word())
                .param("problem", incident.problem())
                .param("episode", incident.episode())
                .param("starts", Columns.at(incident.startsAt()))
                .param("ends", Columns.at(incident.endsAt()))
                .param("tells", incident.telling().tell())
                .param(
                        "why",
                        incident.telling().tell() ? null : incident.telling().whyNot())
                .param("at", Columns.at(incident.begunAt()))
                .param("by", by)
                .query(Long.class)
                .single();
        hits(incident.id(), incident.hits());
        return number;
    }

    /// What it affects from now on.
    void hits(UUID incident, List<Hit> hits) {
        jdbc.sql("delete from status_hit where incident_id = :incident")
                .param("incident", incident)
                .update();
        for (var hit : hits) {
            jdbc.sql("insert into status_hit (incident_id, component_id, state) values (:incident, :component, :state)")
                    .param("incident", incident)
                    .param("component", hit.component())
                    .param("state", hit.state().word())
                    .update();
        }
    }

    void state(UUID id, IncidentState state, Instant at) {
        jdbc.sql("""
            update status_incident
               set state   = :state,
                   over_at = case when :over then coalesce(over_at, :at) end
             where id = :id
            """)
                .param("state", state.word())
                .param("over", state.over())
                .param("at", Columns.at(at))
                .param("id", id)
                .update();
    }

    void move(UUID id, Instant starts, Instant ends) {
        jdbc.sql("update status_incident set starts_at = :starts, ends_at = :ends where id = :id")
                .param("starts", Columns.at(starts))
                .param("ends", Columns.at(ends))
                .param("id", id)
                .update();
    }

    void title(UUID id, String title) {
        jdbc.sql("update status_incident set title = :title where id = :id")
                .param("title", title)
                .param("id", id)
                .update();
    }

    /// It goes on as the face of a later episode of its problem.
    void episode(UUID id, int episode) {
        jdbc.sql("update status_incident set episode = :episode where id = :id")
                .param("episode", episode)
                .param("id", id)
                .update();
    }

    /// Notes what was said; false where it happens by itself and somebody noted it before.
    boolean say(Post post, @Nullable String once) {
        return jdbc.sql("""
            insert into status_post (id, incident_id, at, kind, state, text, starts_at, ends_at, components,
                                     notify, why_not, member_id, once)
            values (:id, :incident, :at, :kind, :state, :text, :starts, :ends, cast(:components as jsonb),
                    :notify, :whyNot, :member, :once)
            on conflict (incident_id, once) do nothing
            """)
                        .param("id", post.id())
                        .param("incident", post.incident())
                        .param("at", Columns.at(post.at()))
                        .param("kind", post.kind().word())
                        .param("state", post.state().word())
                        .param("text", post.text())
                        .param("starts", Columns.at(post.startsAt()))
                        .param("ends", Columns.at(post.endsAt()))
                        .param("components", json.writeValueAsString(post.components()))
                        .param("notify", post.tell())
                        .param("whyNot", post.whyNot())
                        .param("member", post.member())
                        .param("once", once)
                        .update()
                == 1;
    }

    /// What has happened to a maintenance by itself.
    Set<String> given(UUID incident) {
        return Set.copyOf(jdbc.sql("select once from status_post where incident_id = :incident and once is not null")
                .param("incident", incident)
                .query((row, n) -> row.getString("once"))
                .list());
    }

    Optional<Post> findPost(UUID id) {
        return jdbc.sql(POST + "where p.id = :id")
                .param("id", id)
                .query(this::post)
                .optional();
    }

    /// What was said of some incidents, the newest first.
    Map<UUID, List<Post>> posts(List<UUID> incidents) {
        if (incidents.isEmpty()) {
            return Map.of();
        }
        Map<UUID, List<Post>> posts = new HashMap<>();
        jdbc.sql(POST + "where p.incident_id in (:ids) order by p.at desc, p.id desc")
                .param("ids", incidents)
                .query(this::post)
                .list()
                .forEach(it -> posts.computeIfAbsent(it.incident(), id -> new ArrayList<>())
                        .add(it));
        return posts;
    }

    List<Post> posts(UUID incident) {
        return posts(List.of(incident)).getOrDefault(incident, List.of());
    }

    /// The newest that the page shows, of all incidents.
    List<Post> newest(int limit) {
        return jdbc.sql(POST + "where p.kind <> 'reminder' order by p.at desc, p.id desc limit :limit")
                .param("limit", limit)
                .query(this::post)
                .list();
    }

    void edit(UUID post, String text, Instant at) {
        jdbc.sql("update status_post set text = :text, edited_at = :at where id = :id")
                .param("text", text)
                .param("at", Columns.at(at))
                .param("id", post)
                .update();
    }
}
