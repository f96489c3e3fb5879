package io.keepwell.notifications;

import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How people want to be told. Only what is not usual is kept, so that what is usual can become better.
@Service
class Preferences {

    private final JdbcClient jdbc;
    private final Members members;
    private final Audit audit;

    Preferences(JdbcClient jdbc, Members members, Audit audit) {
        this.jdbc = jdbc;
        this.members = members;
        this.audit = audit;
    }

    Choices of(UUID member) {
        var usual = Choices.usual();
        jdbc.sql("select kind, way, wanted from notification_choice where member_id = :member")
                .param("member", member)
                .query((row, n) -> {
                    var way = Way.valueOf(row.getString("way").toUpperCase(java.util.Locale.ROOT));
                    boolean wanted = row.getBoolean("wanted");
                    Kind.named(row.getString("kind"))
                            .map(usual.ways()::get)
                            .ifPresent(ways -> choose(ways, way, wanted));
                    return way;
                })
                .list();
        return new Choices(usual.ways(), quiet(member), office(member), names(member));
    }

    private static void choose(Set<Way> ways, Way way, boolean wanted) {
        if (wanted) {
            ways.add(way);
        } else {
            ways.remove(way);
        }
    }

    private Choices.Quiet quiet(UUID member) {
        return jdbc.sql("select quiet_from, quiet_until, days from notification_quiet where member_id = :member")
                .param("member", member)
                .query((row, n) -> new Choices.Quiet(
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_until", LocalTime.class),
                        days(row.getString("days"))))
                .optional()
                .orElse(Choices.Quiet.NEVER);
    }

    private Choices.@Nullable Office office(UUID member) {
        return jdbc.sql("select calendar_id from notification_quiet where member_id = :member and office")
                .param("member", member)
                .query((row, n) -> new Choices.Office(row.getObject("calendar_id", UUID.class)))
                .optional()
                .orElse(null);
    }

    private boolean names(UUID member) {
        return jdbc.sql("select shown from notification_names where member_id = :member")
                .param("member", member)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /// Keeps all of it.
    @Transactional
    void keep(UUID member, Choices choices) {
        jdbc.sql("delete from notification_choice where member_id = :member")
                .param("member", member)
                .update();
        for (var kind : Kind.values()) {
            for (var way : Way.values()) {
                if (choices.wants(kind, way) != kind.usually(way)) {
                    jdbc.sql("""
                                    insert into notification_choice (member_id, kind, way, wanted)
                                    values (:member, :kind, :way, :wanted)
                                    """)
                            .param("member", member)
                            .param("kind", kind.word())
                            .param("way", way.word())
                            .param("wanted", choices.wants(kind, way))
                            .update();
                }
            }
        }
        var quiet = choices.quiet();
        jdbc.sql("""
                        insert into notification_quiet (member_id, quiet_from, quiet_until, days, office, calendar_id)
                        values (:member, :from, :until, :days, :office, :calendar)
                        on conflict (member_id) do update
                           set quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
                               days = excluded.days, office = excluded.office, calendar_id = excluded.calendar_id
                        """)
                .param("member", member)
                .param("from", quiet.from(), java.sql.Types.TIME)
                .param("until", quiet.until(), java.sql.Types.TIME)
                .param("days", digits(quiet.days()))
                .param("office", choices.office() != null)
                .param(
                        "calendar",
                        choices.office() == null ? null : choices.office().calendar())
                .update();
        jdbc.sql("""
                        insert into notification_names (member_id, shown) values (:member, :shown)
                        on conflict (member_id) do update set shown = excluded.shown
                        """).param("member", member).param("shown", choices.names()).update();
        audit.record(
                "notifications.changed",
                member,
                members.find(member).map(Member::name).orElse(""),
                Map.of());
    }

    private static Set<DayOfWeek> days(String digits) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        digits.chars().map(digit -> digit - '0').mapToObj(DayOfWeek::of).forEach(days::add);
        return days;
    }

    private static String digits(Set<DayOfWeek> days) {
        return days.stream().sorted().map(day -> String.valueOf(day.getValue())).collect(Collectors.joining());
    }
}
