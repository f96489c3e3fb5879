package io.keepwell.problems.overdue;

import io.keepwell.platform.LiveUpdates;
import io.keepwell.problems.Area;
import io.keepwell.problems.Areas;
import io.keepwell.problems.ProblemSettings;
import io.keepwell.problems.Rows;
import io.keepwell.problems.UpdateOverdue;
import io.keepwell.team.Member;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Reminds whoever answers for a problem of an update that was promised and did not come: when its time has
/// come, and once a day from then on, each once, however often this runs and wherever it was killed.
@Component
class OverdueUpdates {

    private final Areas areas;
    private final ProblemSettings settings;
    private final ApplicationEventPublisher events;
    private final LiveUpdates live;
    private final JdbcClient jdbc;
    private final Clock clock;

    OverdueUpdates(
            Areas areas,
            ProblemSettings settings,
            ApplicationEventPublisher events,
            LiveUpdates live,
            JdbcClient jdbc,
            Clock clock) {
        this.areas = areas;
        this.settings = settings;
        this.events = events;
        this.live = live;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Late(
            UUID problem,
            int episode,
            @Nullable UUID owner,
            @Nullable UUID area,
            Instant dueAt) {}

    /// Reminds of everything that is overdue and was not reminded of today.
    @Transactional
    void remind() {
        var now = clock.instant();
        for (var late : late(now)) {
            int day = (int) Duration.between(late.dueAt(), now).toDays();
            if (noted(late, day, now)) {
                who(late)
                        .ifPresent(member ->
                                events.publishEvent(new UpdateOverdue(late.problem(), member, late.dueAt(), day, now)));
                live.changed("problem", late.problem());
            }
        }
    }

    private List<Late> late(Instant now) {
        return jdbc.sql("""
                        select p.id, e.number, p.owner_id, p.area_id, e.update_due_at
                          from problem_episode e
                          join problem p on p.id = e.problem_id and p.episode = e.number
                         where e.update_due_at <= :now
                           and p.merged_into is null
                         order by e.update_due_at
                        """)
                .param("now", Rows.at(now))
                .query((row, n) -> new Late(
                        row.getObject("id", UUID.class),
                        row.getInt("number"),
                        row.getObject("owner_id", UUID.class),
                        row.getObject("area_id", UUID.class),
                        Rows.instant(row, "update_due_at")))
                .list();
    }

    private boolean noted(Late late, int day, Instant now) {
        return jdbc.sql("""
                        insert into problem_reminder (problem_id, episode, due_at, day, at)
                        values (:problem, :episode, :due, :day, :now)
                        on conflict do nothing
                        """)
                        .param("problem", late.problem())
                        .param("episode", late.episode())
                        .param("due", Rows.at(late.dueAt()))
                        .param("day", day)
                        .param("now", Rows.at(now))
                        .update()
                == 1;
    }

    private Optional<UUID> who(Late late) {
        return Optional.ofNullable(late.owner())
                .or(() -> Optional.ofNullable(late.area()).flatMap(areas::find).map(Area::owner))
                .or(() -> settings.manager().map(Member::id));
    }

    /// By when customers were promised to hear of a problem again, where that is over.
    Optional<Instant> dueAt(UUID problem) {
        return jdbc.sql("""
                        select e.update_due_at
                          from problem_episode e
                          join problem p on p.id = e.problem_id and p.episode = e.number
                         where p.id = :problem
                           and e.update_due_at <= :now
                        """)
                .param("problem", problem)
                .param("now", Rows.at(clock.instant()))
                .query((row, n) -> Rows.instant(row, "update_due_at"))
                .optional();
    }
}
