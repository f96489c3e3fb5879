package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// What Pennyfold has agreed: whatever is urgent is looked after around the clock, everything else at the hours of the
/// desk. The clocks are worked out in the background, from letters and events, as after an upgrade.
@Component
@DemoOnly
class DemoAgreements {

    private static final String URGENT = """
            {"when":{"priorities":["urgent"]},
             "targets":{"urgent":{"first-response":60,"next-response":120,"resolution":1440}},
             "pauses":{"resolution":["pending"]},"resolution":"first","notesCount":false,"warnBeforeMinutes":15}
            """;

    private static final String STANDARD = """
            {"targets":{"high":{"first-response":120,"next-response":240,"resolution":960},
                        "normal":{"first-response":240,"next-response":360,"resolution":1440},
                        "low":{"first-response":480,"next-response":720}},
             "pauses":{"resolution":["pending"]},"resolution":"first","notesCount":false,"warnBeforeMinutes":30}
            """;

    private final JdbcTemplate jdbc;

    DemoAgreements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param desk  calendar of the desk
    /// @param since when it was agreed
    void agree(UUID desk, Instant since) {
        var always = Ids.next();
        jdbc.update("""
                insert into calendar (id, name, zone, hours, changed_at)
                values (?, 'Around the clock', null, array_fill('00:00-24:00'::text, array[7]), ?)
                """, always, since.atOffset(UTC));
        jdbc.update("""
                insert into calendar_holiday (calendar_id, day, name, hours)
                select ?, make_date(extract(year from cast(? as timestamptz))::int + later, month, day), name, hours
                  from generate_series(0, 1) later,
                       (values (12, 24, 'Christmas Eve', '08:00-12:00'), (12, 25, 'Christmas', null),
                               (1, 1, 'New Year', null)) h (month, day, name, hours)
                """, desk, since.atOffset(UTC));
        agreement("Urgent, around the clock", 1, always, URGENT, since);
        agreement("Everybody, at the hours of the desk", 2, desk, STANDARD, since);
        jdbc.update("""
                insert into sla_recount (id, scope, asked_at, total)
                select ?, 'missing', now(), count(*) from conversation
                """, Ids.next());
    }

    private void agreement(String name, int position, UUID calendar, String content, Instant since) {
        jdbc.update("""
                insert into sla_policy (id, name, position, calendar_id, content, changed_at)
                values (?, ?, ?, ?, cast(? as jsonb), ?)
                """, Ids.next(), name, position, calendar, content, since.atOffset(UTC));
    }
}
