package io.keepwell.team;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of teams and of who belongs to them.
@Repository
class TeamStore {

    /// Who belongs where.
    record Membership(UUID teamId, UUID memberId) {}

    private final JdbcClient jdbc;

    TeamStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Members.TeamName> all() {
        return jdbc.sql("select id, name from team order by lower(name), id")
                .query((row, n) -> new Members.TeamName(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    Optional<Members.TeamName> find(UUID id) {
        return jdbc.sql("select id, name from team where id = :id")
                .param("id", id)
                .query((row, n) -> new Members.TeamName(row.getObject("id", UUID.class), row.getString("name")))
                .optional();
    }

    List<Membership> memberships() {
        return jdbc.sql("select team_id, member_id from team_membership")
                .query((row, n) ->
                        new Membership(row.getObject("team_id", UUID.class), row.getObject("member_id", UUID.class)))
                .list();
    }

    /// Adds a team; false where the name is taken.
    boolean add(UUID id, String name, Instant at) {
        return jdbc.sql("""
                        insert into team (id, name, created_at)
                        select :id, :name, :at
                         where not exists (select 1 from team where lower(name) = lower(:name))
                        on conflict do nothing
                        """)
                        .param("id", id)
                        .param("name", name)
                        .param("at", at.atOffset(UTC))
                        .update()
                == 1;
    }

    /// Gives a team another name; false where the name is taken.
    boolean rename(UUID id, String name) {
        return jdbc.sql("""
                        update team
                           set name = :name
                         where id = :id
                           and not exists (select 1 from team other where lower(other.name) = lower(:name) and other.id <> :id)
                        """).param("id", id).param("name", name).update() == 1;
    }

    void setMembers(UUID team, Collection<UUID> members) {
        jdbc.sql("delete from team_membership where team_id = :team")
                .param("team", team)
                .update();
        for (var member : members) {
            int added =
                    jdbc.sql("""
                            insert into team_membership (team_id, member_id)
                            select :team, id from team_member where id = :member
                            on conflict do nothing
                            """).param("team", team).param("member", member).update();
            if (added == 0) {
                throw new MemberNotFound();
            }
        }
    }
}
