package io.keepwell.conversations;

import io.keepwell.team.MemberDeactivated;
import io.keepwell.team.MemberLeftTeam;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/// When somebody leaves, or leaves a team, what waited for them waits for their team again (ST4): the
/// person is dropped, the team stays. What is solved or closed keeps the one who did it.
@Component
class Departures {

    private final Conversations conversations;
    private final JdbcClient jdbc;

    Departures(Conversations conversations, JdbcClient jdbc) {
        this.conversations = conversations;
        this.jdbc = jdbc;
    }

    @ApplicationModuleListener
    void on(MemberDeactivated event) {
        giveBack(event.member(), null);
    }

    @ApplicationModuleListener
    void on(MemberLeftTeam event) {
        giveBack(event.member(), event.team());
    }

    /// @param team only what belongs to this team; null for everything
    private void giveBack(UUID member, @Nullable UUID team) {
        var waiting = jdbc.sql("""
                        select id
                          from conversation
                         where assignee_id = :member
                           and state not in ('solved', 'closed')
                           and (:team::uuid is null or team_id = :team)
                         order by id
                        """)
                .param("member", member)
                .param("team", team)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
        waiting.forEach(conversation -> conversations.assignee(conversation, null));
    }
}
