package io.keepwell.conversations;

import io.keepwell.shared.Records;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What somebody has just sent. Whoever went on to the next conversation can still take it back from there.
@Component
class JustSent {

    private static final int MOST = 3;

    private final JdbcClient jdbc;
    private final InboxPreferences preferences;
    private final Members members;
    private final Clock clock;

    JustSent(JdbcClient jdbc, InboxPreferences preferences, Members members, Clock clock) {
        this.jdbc = jdbc;
        this.preferences = preferences;
        this.members = members;
        this.clock = clock;
    }

    /// @param open the conversation that is open: it shows its own letters
    Sending of(@Nullable UUID open) {
        var me = members.require().id();
        var held = jdbc.sql("""
                        select m.id as message, c.number, coalesce(u.name, p.email, '') as name, m.due_at as until
                          from message m
                          join conversation c on c.id = m.conversation_id
                          join customer u on u.id = c.customer_id
                          left join lateral (select email
                                               from participant
                                              where conversation_id = c.id
                                              order by added_at
                                              limit 1) p on true
                         where m.member_id = :me
                           and m.delivery_state = 'queued'
                           and m.due_at > :now
                           and c.id is distinct from :open
                         order by m.due_at desc
                         limit :most
                        """)
                .param("me", me)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("open", open)
                .param("most", MOST)
                .query(Records.of(Sending.Held.class))
                .list();
        return new Sending(preferences.afterSending(me), held);
    }
}
