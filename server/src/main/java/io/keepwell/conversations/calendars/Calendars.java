package io.keepwell.conversations.calendars;

import static java.util.stream.Collectors.groupingBy;

import io.keepwell.shared.Ids;
import io.keepwell.shared.OncePerPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The calendars there are. A change keeps what was said before, under its version.
@Component
public class Calendars {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    Calendars(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    private record Off(UUID calendar, Holiday holiday) {}

    /// All calendars, the usual one first, then by name.
    public List<Calendar> all() {
        var holidays = holidays(null);
        return jdbc.sql(
                        "select id, name, zone, hours, version, usual from calendar order by usual desc, lower(name), id")
                .query((row, n) -> read(row, holidays))
                .list();
    }

    public Optional<Calendar> find(UUID id) {
        return OncePerPage.read(Calendars.class, "find", id, () -> {
            var holidays = holidays(id);
            return jdbc.sql("select id, name, zone, hours, version, usual from calendar where id = :id")
                    .param("id", id)
                    .query((row, n) -> read(row, holidays))
                    .optional();
        });
    }

    /// The calendar that holds where nothing else was said.
    public Calendar usual() {
        var id = jdbc.sql("select id from calendar where usual")
                .query(UUID.class)
                .single();
        return find(id).orElseThrow();
    }

    private Map<UUID, List<Off>> holidays(@Nullable UUID calendar) {
        return jdbc
                .sql("""
                        select calendar_id, day, name, hours
                          from calendar_holiday
                         where cast(:calendar as uuid) is null or calendar_id = cast(:calendar as uuid)
                         order by day
                        """)
                .param("calendar", calendar)
                .query((row, n) -> new Off(
                        row.getObject("calendar_id", UUID.class),
                        new Holiday(
                                row.getObject("day", LocalDate.class), row.getString("name"), row.getString("hours"))))
                .list()
                .stream()
                .collect(groupingBy(Off::calendar));
    }

    private static Calendar read(ResultSet row, Map<UUID, List<Off>> holidays) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var zone = row.getString("zone");
        return new Calendar(
                id,
                row.getString("name"),
                zone == null ? null : ZoneId.of(zone),
                List.of((String[]) row.getArray("hours").getArray()),
                holidays.getOrDefault(id, List.of()).stream().map(Off::holiday).toList(),
                row.getInt("version"),
                row.getBoolean("usual"));
    }

    /// Makes a calendar.
    @Transactional
    public Calendar create(String name, @Nullable ZoneId zone, List<String> hours, List<Holiday> holidays) {
        var made = new Calendar(Ids.next(), name, zone, hours, holidays, 1, false);
        jdbc.sql("""
                        insert into calendar (id, name, zone, hours, changed_at) values (:id, :name, :zone, :hours, :now)
                        """)
                .param("id", made.id())
                .param("name", name)
                .param("zone", zone == null ? null : zone.getId())
                .param("hours", hours.toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        keepHolidays(made);
        return made;
    }

    /// Changes a calendar; one that stays the same keeps its version.
    @Transactional
    public Calendar change(Calendar wanted) {
        jdbc.sql("select id from calendar where id = :id for update")
                .param("id", wanted.id())
                .query(UUID.class)
                .optional();
        var before = find(wanted.id()).orElseThrow(CalendarNotFound::new);
        if (before.sameAs(wanted)) {
            return before;
        }
        jdbc.sql("""
                        insert into calendar_former (calendar_id, version, content, until)
                        values (:id, :version, cast(:content as jsonb), :now)
                        """)
                .param("id", before.id())
                .param("version", before.version())
                .param("content", content(before))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        update calendar
                           set name = :name, zone = :zone, hours = :hours, version = version + 1, changed_at = :now
                         where id = :id
                        """)
                .param("id", wanted.id())
                .param("name", wanted.name())
                .param("zone", wanted.zone() == null ? null : wanted.zone().getId())
                .param("hours", wanted.hours().toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        keepHolidays(wanted);
        events.publishEvent(new CalendarChanged(wanted.id()));
        return find(wanted.id()).orElseThrow();
    }

    private String content(Calendar calendar) {
        var days = new ArrayList<String>();
        calendar.holidays().forEach(day -> days.add(CalendarDraft.line(day)));
        var zone = calendar.zone();
        return json.writeValueAsString(Map.of(
                "name",
                calendar.name(),
                "zone",
                zone == null ? "" : zone.getId(),
                "hours",
                calendar.hours(),
                "holidays",
                days));
    }

    private void keepHolidays(Calendar calendar) {
        jdbc.sql("delete from calendar_holiday where calendar_id = :id")
                .param("id", calendar.id())
                .update();
        for (var holiday : calendar.holidays()) {
            jdbc.sql("""
                            insert into calendar_holiday (calendar_id, day, name, hours)
                            values (:id, :day, :name, :hours)
                            """)
                    .param("id", calendar.id())
                    .param("day", holiday.day())
                    .param("name", holiday.name())
                    .param("hours", holiday.part() ? holiday.hours() : null)
                    .update();
        }
    }

    /// Removes a calendar that nothing is counted by.
    @Transactional
    public void remove(UUID id) {
        var calendar = find(id).orElseThrow(CalendarNotFound::new);
        boolean used = calendar.usual()
                || jdbc.sql("""
                                select exists (select 1 from mailbox_desk where calendar_id = :id)
                                    or exists (select 1 from sla_policy where calendar_id = :id and removed_at is null)
                                    or exists (select 1 from sla_clock where calendar_id = :id)
                                """).param("id", id).query(Boolean.class).single();
        if (used) {
            throw new CalendarInUse(calendar.name());
        }
        jdbc.sql("update sla_policy set calendar_id = null where calendar_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("delete from calendar where id = :id").param("id", id).update();
    }
}
