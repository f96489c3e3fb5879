package io.keepwell.conversations;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What follows from the letters of a conversation: when somebody first answered, since when the customer waits, and
/// when something was last said. Reckoned anew after every change, so that a reply that was taken back or did not
/// arrive never counts (S1, S2, L2).
@Repository
class ConversationClocks {

    private final JdbcClient jdbc;

    ConversationClocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A call in which they spoke with somebody is an answer, one in which they were not reached is none.
    ///
    /// A customer waits since the oldest of their letters that came after the last answer, and not before a letter
    /// of theirs opened a solved conversation again.
    void reckon(UUID conversation) {
        jdbc.sql("""
                        with answer as (
                            select min(created_at) as first, max(created_at) as last
                              from message
                             where conversation_id = :conversation
                               and (direction = 'out' and type = 'message' or call_reached)
                               and coalesce(delivery_state, 'sent') not in ('cancelled', 'failed', 'suppressed', 'bounced')
                        ), reopening as (
                            select max(e.at) as last
                              from conversation_event e
                              join message m
                                on m.conversation_id = e.conversation_id
                               and m.created_at = e.at
                               and m.direction = 'in'
                             where e.conversation_id = :conversation
                               and e.kind = 'state'
                               and e.old_value = 'solved'
                        ), unanswered as (
                            select min(m.created_at) as first
                              from message m, answer, reopening
                             where m.conversation_id = :conversation
                               and m.direction = 'in'
                               and m.type = 'message'
                               and m.verified
                               and m.automatic = 'no'
                               and not m.bare_thanks
                               and m.created_at > coalesce(answer.last, '-infinity')
                               and m.created_at >= coalesce(reopening.last, '-infinity')
                        )
                        update conversation c
                           set first_response_at = answer.first,
                               waiting_since     = case when c.state in ('solved', 'closed') then null
                                                        else unanswered.first end,
                               last_message_at   = coalesce((select max(created_at) from message
                                                              where conversation_id = :conversation
                                                                and coalesce(delivery_state, '') <> 'cancelled'),
                                                            c.last_message_at)
                          from answer, unanswered
                         where c.id = :conversation
                        """).param("conversation", conversation).update();
    }
}
