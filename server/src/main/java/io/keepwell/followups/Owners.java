package io.keepwell.followups;

import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who calls: whoever knows the customer, and never the person who was rated (3.6.4).
@Component
class Owners {

    /// Who it is given to.
    ///
    /// @param owner the person, or null: then it waits for one in the queue
    /// @param team  the team whose queue it is in, or null for that of everybody
    record Found(@Nullable UUID owner, @Nullable UUID team) {}

    private record Last(@Nullable UUID assignee, @Nullable UUID team) {}

    private final FollowUpSettings settings;
    private final Members members;
    private final JdbcClient jdbc;

    Owners(FollowUpSettings settings, Members members, JdbcClient jdbc) {
        this.settings = settings;
        this.members = members;
        this.jdbc = jdbc;
    }

    /// Accounts have no owner yet: whoever looks after the last conversation knows the person best.
    Found of(UUID customer, @Nullable UUID rated) {
        var last = jdbc.sql("""
                        select assignee_id, team_id
                          from conversation
                         where customer_id = :customer and spam_at is null and merged_into is null
                         order by last_message_at desc, id desc
                         limit 1
                        """)
                .param("customer", customer)
                .query((row, n) ->
                        new Last(row.getObject("assignee_id", UUID.class), row.getObject("team_id", UUID.class)))
                .optional();
        var owner = last.flatMap(it -> Optional.ofNullable(it.assignee()))
                .filter(it -> can(it, rated))
                .orElse(null);
        var team = last.flatMap(it -> Optional.ofNullable(it.team()))
                .orElseGet(() -> settings.now().team());
        return new Found(owner, team);
    }

    /// Whether a member may own one.
    boolean can(UUID member, @Nullable UUID rated) {
        return !member.equals(rated)
                && members.find(member)
                        .filter(Member::active)
                        .filter(it -> it.role() != Role.VIEWER)
                        .isPresent();
    }

    /// The people of a team who may own one.
    List<UUID> people(@Nullable UUID team, @Nullable UUID rated) {
        if (team == null) {
            return List.of();
        }
        return jdbc
                .sql("select member_id from team_membership where team_id = :team order by member_id")
                .param("team", team)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()
                .stream()
                .filter(it -> can(it, rated))
                .toList();
    }
}
