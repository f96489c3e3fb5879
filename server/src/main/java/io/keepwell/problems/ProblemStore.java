package io.keepwell.problems;

import io.keepwell.shared.Ids;
import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of problems, of their episodes and of what happened to them.
@Repository
class ProblemStore {

    static final String COLUMNS = """
            p.id, p.number, p.title, p.public_title, p.area_id, p.owner_id, p.state, p.severity, p.episode, p.service_text,
            p.product_text, p.workaround, p.update_hours, p.created_at, p.changed_at, p.merged_into
            """;

    private static final String SELECT = "select " + COLUMNS + " from problem p ";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher news;

    ProblemStore(JdbcClient jdbc, ApplicationEventPublisher news) {
        this.jdbc = jdbc;
        this.news = news;
    }

    static Problem read(ResultSet row, int n) throws SQLException {
        return new Problem(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("title"),
                row.getString("public_title"),
                row.getObject("area_id", UUID.class),
                row.getObject("owner_id", UUID.class),
                Words.read(ProblemState.class, row.getString("state")),
                Words.read(Severity.class, row.getString("severity")),
                row.getInt("episode"),
                row.getString("service_text"),
                row.getString("product_text"),
                row.getString("workaround"),
                row.getObject("update_hours", Integer.class),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "changed_at"),
                row.getObject("merged_into", UUID.class));
    }

    Optional<Problem> find(UUID id) {
        return jdbc.sql(SELECT + "where p.id = :id")
                .param("id", id)
                .query(ProblemStore::read)
                .optional();
    }

    Optional<Problem> byNumber(long number) {
        return jdbc.sql(SELECT + "where p.number = :number")
                .param("number", number)
                .query(ProblemStore::read)
                .optional();
    }

    /// Finds it and holds it against other changes until the transaction ends.
    Optional<Problem> lock(UUID id) {
        return jdbc.sql(SELECT + "where p.id = :id for update of p")
                .param("id", id)
                .query(ProblemStore::read)
                .optional();
    }

    /// Where a reference leads now: the problem itself, or the one it has become part of.
    Optional<UUID> survivor(UUID id) {
        return jdbc.sql("select problem_survivor(:id) as id")
                .param("id", id)
                .query((row, n) -> Optional.ofNullable(row.getObject("id", UUID.class)))
                .single();
    }

    void insert(NewProblem problem, UUID id, @Nullable UUID by, Instant at) {
        jdbc.sql("""
                        insert into problem (id, title, public_title, area_id, owner_id, state, severity, update_hours,
                                             created_by, created_at, changed_at)
                        values (:id, :title, :publicTitle, :area, :owner, 'reported', :severity, :hours, :by, :at, :at)
                        """)
                .param("id", id)
                .param("title", problem.title())
                .param("publicTitle", problem.publicTitle())
                .param("area", problem.area())
                .param("owner", problem.owner())
                .param("severity", problem.severity().word())
                .param("hours", problem.updateHours())
                .param("by", by)
                .param("at", Rows.at(at))
                .update();
        episode(id, 1, at, null);
    }

    /// Sets columns of one problem.
    ///
    /// @param assignments constant SQL, where `:value` stands for the value
    void set(UUID id, String assignments, @Nullable Object value, Instant at) {
        jdbc.sql("update problem set " + assignments + ", changed_at = :at where id = :id")
                .param("value", value)
                .param("id", id)
                .param("at", Rows.at(at))
                .update();
    }

    /// Something about it changed that stands elsewhere.
    void touched(UUID id, Instant at) {
        jdbc.sql("update problem set changed_at = :at where id = :id")
                .param("id", id)
                .param("at", Rows.at(at))
                .update();
    }

    void merge(UUID id, UUID into, int episode, Instant at) {
        jdbc.sql("""
                        update problem
                           set merged_into = :into, merged_episode = :episode, merged_at = :at, changed_at = :at
                         where id = :id
                        """)
                .param("id", id)
                .param("into", into)
                .param("episode", episode)
                .param("at", Rows.at(at))
                .update();
    }

    void unmerge(UUID id, Instant at) {
        jdbc.sql("""
                        update problem
                           set merged_into = null, merged_episode = null, merged_at = null, changed_at = :at
                         where id = :id
                        """).param("id", id).param("at", Rows.at(at)).update();
    }

    void episode(UUID problem, int number, Instant at, @Nullable String why) {
        jdbc.sql("""
                        insert into problem_episode (problem_id, number, opened_at, reopened_why)
                        values (:problem, :number, :at, :why)
                        """)
                .param("problem", problem)
                .param("number", number)
                .param("at", Rows.at(at))
                .param("why", why)
                .update();
    }

    List<Episode> episodes(UUID problem) {
        return jdbc.sql("""
                        select problem_id, number, opened_at, reopened_why, announced_at, update_due_at, fixed_at, what_changed
                          from problem_episode
                         where problem_id = :problem
                         order by number
                        """)
                .param("problem", problem)
                .query((row, n) -> new Episode(
                        row.getObject("problem_id", UUID.class),
                        row.getInt("number"),
                        Rows.instant(row, "opened_at"),
                        row.getString("reopened_why"),
                        Rows.instantOrNull(row, "announced_at"),
                        Rows.instantOrNull(row, "update_due_at"),
                        Rows.instantOrNull(row, "fixed_at"),
                        row.getString("what_changed")))
                .list();
    }

    /// Notes that it was announced, the first time counts, and by when it is spoken of again.
    void spoken(UUID problem, int episode, Instant at, @Nullable Instant again) {
        jdbc.sql("""
                        update problem_episode
                           set announced_at = coalesce(announced_at, :at), update_due_at = :again
                         where problem_id = :problem and number = :episode
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("at", Rows.at(at))
                .param("again", Rows.atOrNull(again))
                .update();
    }

    /// By when customers were promised to hear of problems again, where that is over (14).
    Map<UUID, Instant> late(Instant now) {
        var late = new HashMap<UUID, Instant>();
        jdbc.sql("""
                        select p.id, e.update_due_at
                          from problem_episode e
                          join problem p on p.id = e.problem_id and p.episode = e.number
                         where e.update_due_at <= :now
                           and p.merged_into is null
                        """).param("now", Rows.at(now)).query(row -> {
            late.put(row.getObject("id", UUID.class), Rows.instant(row, "update_due_at"));
        });
        return late;
    }

    void fixed(UUID problem, int episode, Instant at, String whatChanged) {
        jdbc.sql("""
                        update problem_episode
                           set fixed_at = :at, what_changed = :what, update_due_at = null
                         where problem_id = :problem and number = :episode
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("at", Rows.at(at))
                .param("what", whatChanged)
                .update();
    }

    void notFixed(UUID problem, int episode, @Nullable Instant again) {
        jdbc.sql("""
                        update problem_episode
                           set fixed_at = null, what_changed = null, update_due_at = :again
                         where problem_id = :problem and number = :episode
                        """)
                .param("problem", problem)
                .param("episode", episode)
                .param("again", Rows.atOrNull(again))
                .update();
    }

    /// Notes that something happened to it, and says so.
    void happened(
            UUID problem,
            Instant at,
            @Nullable UUID member,
            String kind,
            @Nullable String before,
            @Nullable String after) {
        jdbc.sql("""
                        insert into problem_event (id, problem_id, at, member_id, kind, old_value, new_value)
                        values (:id, :problem, :at, :member, :kind, :before, :after)
                        """)
                .param("id", Ids.next())
                .param("problem", problem)
                .param("at", Rows.at(at))
                .param("member", member)
                .param("kind", kind)
                .param("before", before)
                .param("after", after)
                .update();
        news.publishEvent(new ProblemHappened(problem, kind, at));
    }

    /// What happened to it, the newest first.
    List<ProblemEvent> events(UUID problem, int limit) {
        return jdbc.sql("""
                        select at, member_id, kind, old_value, new_value
                          from problem_event
                         where problem_id = :problem
                         order by at desc, id desc
                         limit :limit
                        """)
                .param("problem", problem)
                .param("limit", limit)
                .query((row, n) -> new ProblemEvent(
                        Rows.instant(row, "at"),
                        row.getObject("member_id", UUID.class),
                        row.getString("kind"),
                        row.getString("old_value"),
                        row.getString("new_value")))
                .list();
    }

    /// The episodes of the family of a problem: its own, and those of what was merged into it then.
    record Part(UUID problem, int episode) {}

    List<Part> family(UUID problem, int episode) {
        return jdbc.sql("select problem_id, episode from problem_family(:problem, :episode)")
                .param("problem", problem)
                .param("episode", episode)
                .query((row, n) -> new Part(row.getObject("problem_id", UUID.class), row.getInt("episode")))
                .list();
    }
}
