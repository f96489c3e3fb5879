package io.keepwell.conversations;

import io.keepwell.team.MemberDeactivated;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/// When somebody leaves, what waited for them waits for their team again (ST4): the person is dropped, the team stays.
/// What is solved or closed keeps the one who did it.
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
        var waiting = jdbc.sql("""
                        select id
                          from conversation
                         where assignee_id = :member
                           and state not in ('solved', 'closed')
                         order by id
                        """)
                .param("member", event.member())
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
        waiting.forEach(conversation -> conversations.assignee(conversation, null));
    }
}
