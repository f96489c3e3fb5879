package io.keepwell.trackers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The rows of issues. Every change of state is one conditional statement.
@Repository
class IssueStore {

    private static final String COLUMNS = """
            i.id, i.problem_id, i.connection_id, i.title, i.body, i.state, i.done, i.number, i.url, i.trouble,
            i.trouble_detail, i.tried_at, i.created_by, i.created_at, i.heard_at, i.closed_at, i.comment, i.comment_at,
            i.commit_title
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    IssueStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Notes one that is to be opened; false where that was said before.
    boolean order(UUID id, UUID problem, UUID connection, String title, String body, @Nullable UUID by) {
        return jdbc.sql("""
                        insert into tracker_issue (id, problem_id, connection_id, title, body, state, created_by, created_at)
                        values (:id, :problem, :connection, :title, :body, 'waiting', :by, :now)
                        on conflict (id) do nothing
                        """)
                        .param("id", id)
                        .param("problem", problem)
                        .param("connection", connection)
                        .param("title", title)
                        .param("body", body)
                        .param("by", by)
                        .param("now", now())
                        .update()
                == 1;
    }

    /// Notes one that is there; false where it is linked with the problem already.
    boolean link(UUID id, UUID problem, UUID connection, RemoteIssue found, @Nullable UUID by) {
        return jdbc.sql("""
                        insert into tracker_issue (id, problem_id, connection_id, title, state, done, number, url, closed_at,
                                                   remote_at, heard_at, created_by, created_at)
                        values (:id, :problem, :connection, :title, :state, :done, :number, :url, :closed, :at, :now, :by, :now)
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("problem", problem)
                        .param("connection", connection)
                        .param("title", titled(found.title()))
                        .param("state", found.closed() ? "closed" : "open")
                        .param("done", found.done())
                        .param("number", found.number())
                        .param("url", found.url())
                        .param("closed", utc(closedAt(found)))
                        .param("at", utc(found.at()))
                        .param("by", by)
                        .param("now", now())
                        .update()
                == 1;
    }

    /// Notes, and commits, that it may be there from now on; false where a later attempt is at it.
    @Transactional
    boolean tries(UUID id, int attempt) {
        return jdbc.sql("""
                        update tracker_issue
                           set tried_at = coalesce(tried_at, :now), attempt = :attempt
                         where id = :id and attempt < :attempt and number is null and unlinked_at is null
                        """)
                        .param("now", now())
                        .param("attempt", attempt)
                        .param("id", id)
                        .update()
                == 1;
    }

    /// It is there, and what was sent is not needed any more.
    void opened(UUID id, RemoteIssue made) {
        jdbc.sql("""
                        update tracker_issue
                           set number = :number, url = :url, title = :title, body = null, trouble = null, trouble_detail = null,
                               state = :state, done = :done, closed_at = :closed, remote_at = :at, heard_at = :now
                         where id = :id and number is null
                        """)
                .param("number", made.number())
                .param("url", made.url())
                .param("title", titled(made.title()))
                .param("state", made.closed() ? "closed" : "open")
                .param("done", made.done())
                .param("closed", utc(closedAt(made)))
                .param("at", utc(made.at()))
                .param("now", now())
                .param("id", id)
                .update();
    }

    /// It is not there, or nobody can tell.
    ///
    /// @param over whether it is not tried again by itself
    void failed(UUID id, Trouble trouble, String detail, boolean over) {
        jdbc.sql("""
                        update tracker_issue
                           set trouble = :trouble, trouble_detail = :detail,
                               state = case when :over then 'failed' else state end
                         where id = :id and number is null
                        """)
                .param("trouble", trouble.word())
                .param("detail", detail)
                .param("over", over)
                .param("id", id)
                .update();
    }

    /// It was tried for so long that it is not tried any more.
    void givenUp(UUID id) {
        jdbc.sql("update tracker_issue set state = 'failed' where id = :id and number is null")
                .param("id", id)
                .update();
    }

    /// It is to be tried again, where it has failed.
    void again(UUID id) {
        jdbc.sql("update tracker_issue set state = 'waiting' where id = :id and state = 'failed'")
                .param("id", id)
                .update();
    }

    /// What the tracker says of an issue, to all problems it stands for. What is older than what we know is not
    /// believed, whoever repeats it.
    ///
    /// @return the rows that are something else now than they were: state or title
    List<UUID> told(UUID connection, RemoteIssue it, @Nullable Trouble trouble) {
        return jdbc
                .sql("""
                        with before as (
                            select id, state, done, title, trouble
                              from tracker_issue
                             where connection_id = :connection and number = :number and unlinked_at is null
                               and (remote_at is null or remote_at <= :at)
                               for update
                        )
                        update tracker_issue i
                           set state = :state, done = :done, title = :title, url = :url, remote_at = :at, heard_at = :now,
                               closed_at = case when :state = 'closed' then coalesce(:closed, i.closed_at, :now) end,
                               trouble = :trouble, trouble_detail = null
                          from before
                         where i.id = before.id
                        returning i.id, before.state <> i.state or before.done <> i.done or before.title <> i.title
                                        or before.trouble is distinct from i.trouble as changed
                        """)
                .param("connection", connection)
                .param("number", it.number())
                .param("at", utc(it.at()))
                .param("state", it.closed() ? "closed" : "open")
                .param("done", it.done())
                .param("title", titled(it.title()))
                .param("url", it.url())
                .param("closed", utc(it.closedAt()))
                .param("trouble", trouble == null ? null : trouble.word())
                .param("now", now())
                .query((row, n) -> row.getBoolean("changed")
                        ? Optional.of(row.getObject("id", UUID.class))
                        : Optional.<UUID>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// What somebody wrote there last.
    ///
    /// @return the rows it belongs to
    List<UUID> commented(UUID connection, long number, String comment, Instant at) {
        return jdbc.sql("""
                        update tracker_issue
                           set comment = :comment, comment_at = :at, heard_at = :now
                         where connection_id = :connection and number = :number and unlinked_at is null
                           and (comment_at is null or comment_at <= :at)
                        returning id
                        """)
                .param("comment", comment)
                .param("at", utc(at))
                .param("now", now())
                .param("connection", connection)
                .param("number", number)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// The commit that says that it ends it.
    ///
    /// @return the rows it belongs to
    List<UUID> committed(UUID connection, long number, String title) {
        return jdbc.sql("""
                        update tracker_issue set commit_title = :title, heard_at = :now
                         where connection_id = :connection and number = :number and unlinked_at is null
                        returning id
                        """)
                .param("title", title)
                .param("now", now())
                .param("connection", connection)
                .param("number", number)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Somebody asked the tracker, and it did not answer as hoped.
    void unasked(UUID id, Trouble trouble, String detail) {
        jdbc.sql("update tracker_issue set trouble = :trouble, trouble_detail = :detail where id = :id")
                .param("trouble", trouble.word())
                .param("detail", detail)
                .param("id", id)
                .update();
    }

    boolean unlink(UUID id, @Nullable UUID by) {
        return jdbc.sql("""
                        update tracker_issue set unlinked_at = :now, unlinked_by = :by
                         where id = :id and unlinked_at is null
                        """).param("now", now()).param("by", by).param("id", id).update() == 1;
    }

    Optional<TrackerIssue> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from tracker_issue i where i.id = :id and i.unlinked_at is null")
                .param("id", id)
                .query(IssueStore::issue)
                .optional();
    }

    /// Those of a problem and of what was merged into it, in the order they came.
    List<TrackerIssue> of(UUID problem) {
        return jdbc.sql("""
                        with recursive family (id) as (
                            select :problem::uuid
                             union
                            select p.id from family join problem p on p.merged_into = family.id
                        )
                        """ + "select " + COLUMNS + """
                          from tracker_issue i
                          join family on family.id = i.problem_id
                         where i.unlinked_at is null
                         order by i.created_at, i.id
                        """)
                .param("problem", problem)
                .query(IssueStore::issue)
                .list();
    }

    /// The problems that have an issue that is closed as done.
    List<UUID> problemsWithDone() {
        return jdbc.sql("""
                        select distinct problem_id
                          from tracker_issue
                         where unlinked_at is null and state = 'closed' and done
                        """).query((row, n) -> row.getObject(1, UUID.class)).list();
    }

    /// Remembers that something was told; false where it was before.
    boolean remember(UUID connection, String key) {
        return jdbc.sql("""
                        insert into tracker_delivery (connection_id, key, at) values (:connection, :key, :now)
                        on conflict do nothing
                        """)
                        .param("connection", connection)
                        .param("key", key)
                        .param("now", now())
                        .update()
                == 1;
    }

    void forget(Duration kept) {
        jdbc.sql("delete from tracker_delivery where at < :before")
                .param("before", utc(clock.instant().minus(kept)))
                .update();
    }

    private @Nullable Instant closedAt(RemoteIssue it) {
        return it.closed() && it.closedAt() == null ? clock.instant() : it.closedAt();
    }

    private static String titled(String title) {
        return title.isBlank() ? "-" : title;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static TrackerIssue issue(ResultSet row, int n) throws SQLException {
        return new TrackerIssue(
                row.getObject("id", UUID.class),
                row.getObject("problem_id", UUID.class),
                row.getObject("connection_id", UUID.class),
                row.getString("title"),
                row.getString("body"),
                TrackerIssue.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("done"),
                row.getObject("number", Long.class),
                row.getString("url"),
                Trouble.named(row.getString("trouble")).orElse(null),
                row.getString("trouble_detail"),
                ConnectionStore.instant(row, "tried_at"),
                row.getObject("created_by", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                ConnectionStore.instant(row, "heard_at"),
                ConnectionStore.instant(row, "closed_at"),
                row.getString("comment"),
                ConnectionStore.instant(row, "comment_at"),
                row.getString("commit_title"));
    }
}
