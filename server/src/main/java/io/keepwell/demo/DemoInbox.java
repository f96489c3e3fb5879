package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Ids;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How Pennyfold has set its inbox up: views it shares, what was put off until tomorrow, and who gets what.
@Component
@DemoOnly
class DemoInbox {

    private static final int PUT_OFF = 3;

    private final JdbcClient jdbc;
    private final KeepwellSettings settings;

    DemoInbox(JdbcClient jdbc, KeepwellSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    void arrange(Map<Colleague, UUID> colleagues, Map<String, UUID> teams, Instant now) {
        var mara = Objects.requireNonNull(colleagues.get(Colleague.MARA));
        var tove = Objects.requireNonNull(colleagues.get(Colleague.TOVE));
        share(tove, "Complaints over a day old", "kind=complaint&waiting=24&order=waiting", 1, now);
        share(tove, "High or urgent", "priority=high%2Curgent&order=waiting", 2, now);
        share(tove, "German letters", "language=de", 3, now);
        putOff(mara, now);
        leaveUnseen(tove);
        // Those two have few conversations; Support chooses for itself.
        give(Objects.requireNonNull(teams.get("Success")), "round-robin", now);
        give(Objects.requireNonNull(teams.get("Product")), "balanced", now);
        jdbc.sql("insert into assignment_capacity (member_id, capacity) values (:ines, 5), (:jonas, 3)")
                .param("ines", colleagues.get(Colleague.INES))
                .param("jonas", colleagues.get(Colleague.JONAS))
                .update();
    }

    private void share(UUID owner, String name, String filter, int position, Instant now) {
        jdbc.sql("""
                        insert into conversation_view (id, name, owner_id, audience, filter, position, created_at)
                        values (:id, :name, :owner, 'everybody', :filter, :position, :now)
                        """)
                .param("id", Ids.next())
                .param("name", name)
                .param("owner", owner)
                .param("filter", filter)
                .param("position", position)
                .param("now", now.atOffset(UTC))
                .update();
    }

    /// A few that wait for their customers anyway rest until tomorrow morning.
    private void putOff(UUID by, Instant now) {
        var tomorrow = now.atZone(settings.zone()).plusDays(1).with(LocalTime.of(9, 0));
        var ids = jdbc.sql("select id from conversation where state = 'pending' order by last_message_at limit :few")
                .param("few", PUT_OFF)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
        for (var id : ids) {
            jdbc.sql("update conversation set snoozed_until = :until, snoozed_by = :by where id = :id")
                    .param("until", tomorrow.toInstant().atOffset(UTC))
                    .param("by", by)
                    .param("id", id)
                    .update();
            jdbc.sql("""
                            insert into conversation_event (id, conversation_id, at, member_id, kind, new_value)
                            values (:id, :conversation, :now, :by, 'snoozed', :until)
                            """)
                    .param("id", Ids.next())
                    .param("conversation", id)
                    .param("now", now.atOffset(UTC))
                    .param("by", by)
                    .param("until", tomorrow.toInstant().toString())
                    .update();
        }
    }

    /// Behind the bell stands who wrote last in each person's conversations, and what a colleague gave them.
    private void leaveUnseen(UUID lead) {
        jdbc.sql("""
                        insert into notification (id, member_id, kind, cause, conversation_id, by_id, bell, created_at)
                        select gen_random_uuid(), assignee_id, case when place = 3 then 'assigned' else 'answered' end,
                               'demo ' || id, id, case when place = 3 then cast(:lead as uuid) end, true, waiting_since
                          from (select id, assignee_id, waiting_since,
                                       row_number() over (partition by assignee_id order by waiting_since desc, id) as place
                                  from conversation
                                 where assignee_id is not null
                                   and waiting_since is not null
                                   and state = 'open') latest
                         where place < 3
                            or place = 3 and assignee_id <> :lead
                            on conflict do nothing
                        """).param("lead", lead).update();
    }

    private void give(UUID team, String method, Instant now) {
        jdbc.sql("insert into team_routing (team_id, method, changed_at) values (:team, :method, :now)")
                .param("team", team)
                .param("method", method)
                .param("now", now.atOffset(UTC))
                .update();
    }
}
