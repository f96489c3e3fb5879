package io.keepwell.conversations;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How conversations find somebody: what is set, who has room, what waits.
@Repository
class RoutingStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    RoutingStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What is set for a team.
    ///
    /// @param last whose turn it was last
    record Turn(String method, @Nullable UUID last) {}

    /// A person of a team who is there.
    ///
    /// @param capacity how many open conversations they take at a time, null for as many as come
    /// @param load     how many they have
    record Seat(UUID member, @Nullable Integer capacity, int load) {}

    /// A conversation that waits for somebody.
    ///
    /// @param notTo who gave it back last, or null
    record Waiting(UUID conversation, @Nullable UUID notTo) {}

    String method(UUID team) {
        return jdbc.sql("select method from team_routing where team_id = :team")
                .param("team", team)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    /// The turn of a team that gives out what comes, held until the transaction ends.
    Optional<Turn> hold(UUID team) {
        return jdbc.sql("""
                        select method, last_member_id
                          from team_routing
                         where team_id = :team
                           and method <> 'none'
                           for update
                        """)
                .param("team", team)
                .query((row, n) -> new Turn(row.getString("method"), row.getObject("last_member_id", UUID.class)))
                .optional();
    }

    /// The people of a team who can take something, in the order of their turns. They are held until the transaction
    /// ends, so that two teams never fill the same place.
    List<Seat> seats(UUID team) {
        jdbc.sql("""
                        select id from team_member
                         where id in (select member_id from team_membership where team_id = :team)
                         order by id
                           for no key update
                        """)
                .param("team", team)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        return jdbc.sql("""
                        select m.id, s.capacity,
                               (select count(*) from conversation c
                                 where c.assignee_id = m.id and c.state in ('new', 'open')
                                   and c.spam_at is null and c.snoozed_until is null) as load
                          from team_member m
                          join team_membership t on t.member_id = m.id and t.team_id = :team
                          left join assignment_capacity s on s.member_id = m.id
                         where m.active
                           and m.role <> 'VIEWER'
                           and not exists (select 1 from team_absence a
                                            where a.member_id = m.id and (a.until is null or a.until > :now))
                         order by lower(m.name), m.id
                        """)
                .param("team", team)
                .param("now", clock.instant().atOffset(UTC))
                .query((row, n) -> new Seat(
                        row.getObject("id", UUID.class), row.getObject("capacity", Integer.class), row.getInt("load")))
                .list();
    }

    /// What waits for somebody of a team: what presses first, then the oldest. What somebody is just changing waits for
    /// the next time.
    List<Waiting> waiting(UUID team, int most) {
        return jdbc.sql("""
                        select c.id,
                               (select e.old_id from conversation_event e
                                 where e.conversation_id = c.id and e.kind = 'assignee' and e.new_id is null
                                 order by e.seq desc limit 1) as not_to
                          from conversation c
                         where c.team_id = :team
                           and c.assignee_id is null
                           and c.state in ('new', 'open')
                           and c.spam_at is null
                           and c.snoozed_until is null
                         order by array_position(array ['urgent', 'high', 'normal', 'low'], c.priority),
                                  c.created_at, c.id
                         limit :most
                           for update of c skip locked
                        """)
                .param("team", team)
                .param("most", most)
                .query((row, n) -> new Waiting(row.getObject("id", UUID.class), row.getObject("not_to", UUID.class)))
                .list();
    }

    void last(UUID team, UUID member) {
        jdbc.sql("update team_routing set last_member_id = :member where team_id = :team")
                .param("member", member)
                .param("team", team)
                .update();
    }

    /// The teams that give out what comes and for which something waits.
    List<UUID> teamsWithWork() {
        return jdbc.sql("""
                        select r.team_id
                          from team_routing r
                         where r.method <> 'none'
                           and exists (select 1 from conversation c
                                        where c.team_id = r.team_id and c.assignee_id is null
                                          and c.state in ('new', 'open')
                                          and c.spam_at is null and c.snoozed_until is null)
                        """).query((row, n) -> row.getObject(1, UUID.class)).list();
    }

    /// The teams that may have something to give out because of a change of a conversation: its own, and those of
    /// whoever has more room now.
    List<UUID> teamsConcerned(UUID conversation) {
        return jdbc.sql("""
                        select r.team_id
                          from team_routing r
                          join conversation c on c.id = :conversation
                         where r.method <> 'none'
                           and (r.team_id = c.team_id
                                or r.team_id in (select team_id from team_membership where member_id = c.assignee_id))
                        """)
                .param("conversation", conversation)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// The team that answers what comes into the mailbox of a conversation that has no team yet.
    Optional<UUID> teamOfMailbox(UUID conversation) {
        return jdbc.sql("""
                        select t.team_id
                          from conversation c
                          join mailbox_team t on t.mailbox_id = c.mailbox_id
                         where c.id = :conversation
                           and c.team_id is null
                           and c.state in ('new', 'open')
                        """)
                .param("conversation", conversation)
                .query(UUID.class)
                .optional();
    }

    void method(UUID team, String method) {
        jdbc.sql("""
                        insert into team_routing (team_id, method, changed_at) values (:team, :method, :now)
                        on conflict (team_id) do update set method = excluded.method, changed_at = excluded.changed_at
                        """)
                .param("team", team)
                .param("method", method)
                .param("now", clock.instant().atOffset(UTC))
                .update();
    }

    /// After how many attended hours without a sign of its owner a conversation of the team waits again.
    Optional<Integer> timeout(UUID team) {
        return jdbc.sql("select timeout_hours from team_routing where team_id = :team and timeout_hours is not null")
                .param("team", team)
                .query(Integer.class)
                .optional();
    }

    /// @param hours null for never
    void timeout(UUID team, @Nullable Integer hours) {
        jdbc.sql("update team_routing set timeout_hours = :hours where team_id = :team")
                .param("hours", hours)
                .param("team", team)
                .update();
    }

    Map<UUID, Integer> capacities() {
        return jdbc
                .sql("select member_id, capacity from assignment_capacity")
                .query((row, n) -> Map.entry(row.getObject("member_id", UUID.class), row.getInt("capacity")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void capacity(UUID member, @Nullable Integer capacity) {
        if (capacity == null) {
            jdbc.sql("delete from assignment_capacity where member_id = :member")
                    .param("member", member)
                    .update();
            return;
        }
        jdbc.sql("""
                        insert into assignment_capacity (member_id, capacity) values (:member, :capacity)
                        on conflict (member_id) do update set capacity = excluded.capacity
                        """).param("member", member).param("capacity", capacity).update();
    }

    Map<UUID, UUID> teamsOfMailboxes() {
        return jdbc
                .sql("select mailbox_id, team_id from mailbox_team")
                .query((row, n) ->
                        Map.entry(row.getObject("mailbox_id", UUID.class), row.getObject("team_id", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Says which mailboxes a team answers; one that belonged to another team changes hands.
    void mailboxes(UUID team, List<UUID> mailboxes) {
        jdbc.sql("delete from mailbox_team where team_id = :team")
                .param("team", team)
                .update();
        for (var mailbox : mailboxes) {
            jdbc.sql("""
                            insert into mailbox_team (mailbox_id, team_id) values (:mailbox, :team)
                            on conflict (mailbox_id) do update set team_id = excluded.team_id
                            """).param("mailbox", mailbox).param("team", team).update();
        }
    }

    /// The people of a team, whether they are there or not.
    List<UUID> membersOf(UUID team) {
        return jdbc.sql("select member_id from team_membership where team_id = :team")
                .param("team", team)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    /// How many open conversations wait for a person.
    int loadOf(UUID member) {
        return jdbc.sql("""
                        select count(*) from conversation
                         where assignee_id = :member
                           and state in ('new', 'open', 'pending', 'on-hold')
                           and spam_at is null
                        """).param("member", member).query(Integer.class).single();
    }

    List<UUID> openOf(UUID member) {
        return jdbc.sql("""
                        select id from conversation
                         where assignee_id = :member
                           and state in ('new', 'open', 'pending', 'on-hold')
                           and spam_at is null
                         order by created_at, id
                        """)
                .param("member", member)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }
}
