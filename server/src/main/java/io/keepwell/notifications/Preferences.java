package io.keepwell.notifications;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How people want to be told. Only what is not usual is kept, so that what is usual can become better.
@Service
class Preferences {

    private final JdbcClient jdbc;

    Preferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
        return new Choices(usual.ways(), quiet(member));
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
                        insert into notification_quiet (member_id, quiet_from, quiet_until, days)
                        values (:member, :from, :until, :days)
                        on conflict (member_id) do update
                           set quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
                               days = excluded.days
                        """)
                .param("member", member)
                .param("from", quiet.from(), java.sql.Types.TIME)
                .param("until", quiet.until(), java.sql.Types.TIME)
                .param("days", digits(quiet.days()))
                .update();
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
