package io.keepwell.tasks;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.customers.TimelineSource;
import io.keepwell.platform.KeepwellSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a customer was promised, and what became of it, in their timeline.
@Component
@Order(20)
class PromiseTimeline implements TimelineSource {

    private static final String PROMISE = "promise";

    private static final Map<String, String> ICONS = Map.of(
            "made", "calendar-time",
            "kept", "circle-check",
            "broken", "alert-circle",
            "withdrawn", "circle-x");

    private record Step(
            UUID id,
            Instant at,
            String step,
            TaskKind kind,
            String what,
            @Nullable Instant due,
            @Nullable String who,
            @Nullable UUID subject) {}

    private final JdbcClient jdbc;
    private final Customers customers;
    private final ObjectProvider<TaskSubjects> subjects;
    private final KeepwellSettings settings;
    private final Clock clock;

    PromiseTimeline(
            JdbcClient jdbc,
            Customers customers,
            ObjectProvider<TaskSubjects> subjects,
            KeepwellSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.subjects = subjects;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind(PROMISE, t("tasks.timeline.kind")));
    }

    @Override
    public List<Entry> entries(Request request) {
        if (!request.kinds().contains(PROMISE)) {
            return List.of();
        }
        var steps = steps(request);
        var name = customers.find(request.customer()).map(Customer::label).orElse("");
        var about = steps.stream()
                .map(Step::subject)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var known = Optional.ofNullable(subjects.getIfAvailable())
                .map(it -> it.find(about))
                .orElse(Map.of());
        return steps.stream().map(step -> entry(step, name, known)).toList();
    }

    private List<Step> steps(Request request) {
        var before = request.before();
        return jdbc.sql("""
                        select e.id, e.at, e.kind as step, t.kind, t.what, coalesce(e.new_due, t.due_at) as due,
                               m.name as who, t.subject_id
                          from task t
                          join task_event e on e.task_id = t.id
                          left join team_member m on m.id = e.member_id
                         where t.customer_id = :customer
                           and t.promised
                           and e.kind in ('made', 'kept', 'broken', 'withdrawn')
                           and (:beforeAt::timestamptz is null
                                or (e.at, e.id) < (:beforeAt::timestamptz, :beforeId::uuid))
                         order by e.at desc, e.id desc
                         limit :limit
                        """)
                .param("customer", request.customer())
                .param("beforeAt", before == null ? null : before.at().atOffset(UTC))
                .param("beforeId", before == null ? null : before.id())
                .param("limit", request.limit())
                .query((row, n) -> {
                    var due = row.getObject("due", OffsetDateTime.class);
                    return new Step(
                            row.getObject("id", UUID.class),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("step"),
                            TaskKind.of(row.getString("kind")).orElse(TaskKind.OTHER),
                            row.getString("what"),
                            due == null ? null : due.toInstant(),
                            row.getString("who"),
                            row.getObject("subject_id", UUID.class));
                })
                .list();
    }

    private Entry entry(Step step, String name, Map<UUID, TaskSubjects.Subject> known) {
        var subject = step.subject() == null ? null : known.get(step.subject());
        return new Entry(
                step.id(),
                step.at(),
                PROMISE,
                ICONS.getOrDefault(step.step(), "point"),
                t(
                        "tasks.timeline." + step.step(),
                        "who",
                        step.who() == null ? t("tasks.timeline.keepwell") : step.who(),
                        "what",
                        DueWords.what(step.kind(), step.what(), name),
                        "when",
                        DueWords.when(step.due(), clock.instant(), settings.zone())),
                null,
                subject == null ? null : subject.href());
    }
}
