package io.keepwell.problems.likely;

import static java.time.ZoneOffset.UTC;

import io.keepwell.problems.LinkKind;
import io.keepwell.problems.ProblemChanged;
import io.keepwell.problems.ProblemLinked;
import io.keepwell.problems.ProblemUnlinked;
import io.keepwell.shared.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What has changed since somebody last looked: written with the change, read by every node for itself.
@Component
class LikelyNews {

    /// Older than this no node has missed any: one that has not looked for so long reads everything again.
    static final Duration KEPT = Duration.ofDays(1);

    /// Something to read again.
    ///
    /// @param id      of the news
    /// @param problem whether it is about a problem; else about a conversation
    /// @param subject id of that
    record News(UUID id, boolean problem, UUID subject) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    LikelyNews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    void on(ProblemLinked linked) {
        jdbc.sql("delete from problem_refusal where conversation_id = :conversation and problem_id = :problem")
                .param("conversation", linked.conversation())
                .param("problem", linked.problem())
                .update();
        if (linked.kind() == LinkKind.CAUSED_BY) {
            conversations(List.of(linked.conversation()));
        }
    }

    @EventListener
    void on(ProblemUnlinked unlinked) {
        conversations(List.of(unlinked.conversation()));
    }

    @EventListener
    void on(ProblemChanged changed) {
        write("problem", List.of(changed.problem()));
    }

    /// Links or refusals of conversations changed, or their words did.
    void conversations(Collection<UUID> ids) {
        write("conversation", ids);
    }

    private void write(String kind, Collection<UUID> subjects) {
        var at = clock.instant().atOffset(UTC);
        for (var subject : subjects) {
            jdbc.sql("insert into likely_news (id, kind, subject, at) values (:id, :kind, :subject, :at)")
                    .param("id", Ids.next())
                    .param("kind", kind)
                    .param("subject", subject)
                    .param("at", at)
                    .update();
        }
    }

    /// The oldest transaction that is still running: everything before it can be seen.
    long position() {
        return jdbc.sql("select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)")
                .query(Long.class)
                .single();
    }

    /// Everything from a position on that can be seen, the oldest first.
    List<News> since(long position) {
        return jdbc.sql("""
                        select id, kind = 'problem' as problem, subject
                          from likely_news
                         where xact >= cast(:position as xid8)
                         order by xact, id
                        """)
                .param("position", String.valueOf(position))
                .query((row, n) -> new News(
                        row.getObject("id", UUID.class),
                        row.getBoolean("problem"),
                        row.getObject("subject", UUID.class)))
                .list();
    }

    void forgetOld() {
        jdbc.sql("delete from likely_news where at < :before")
                .param("before", clock.instant().minus(KEPT).atOffset(UTC))
                .update();
    }
}
