package io.keepwell.followups;

import io.keepwell.conversations.ConversationHappened;
import io.keepwell.conversations.ConversationHappened.Delivered;
import io.keepwell.conversations.ConversationHappened.Said;
import io.keepwell.problems.ProblemHappened;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What customers and causes do that moves a follow-up: a letter of theirs, a letter of ours that has left, and a cause
/// that comes back (3.6.8).
@Component
class Reopenings {

    private static final Duration WITHIN = Duration.ofDays(30);
    private static final Set<String> LEFT = Set.of("sent", "delivered");

    private final FollowUps followUps;
    private final FollowUpStore store;
    private final Openings openings;
    private final JdbcClient jdbc;

    Reopenings(FollowUps followUps, FollowUpStore store, Openings openings, JdbcClient jdbc) {
        this.followUps = followUps;
        this.store = store;
        this.openings = openings;
        this.jdbc = jdbc;
    }

    // after the listeners of the conversations themselves
    @EventListener
    @Order(110)
    void on(ConversationHappened event) {
        if (event.what() instanceof Said(var message)) {
            said(event, message);
        } else if (event.what() instanceof Delivered(var message, var state) && LEFT.contains(state)) {
            left(message);
        }
    }

    private void said(ConversationHappened event, UUID message) {
        var theirs = store.ofConversation(event.conversation());
        if (theirs.isEmpty() || !byCustomer(message)) {
            return;
        }
        for (var id : theirs) {
            store.find(id).ifPresent(it -> {
                if (it.closedAt() == null) {
                    followUps.wrote(id);
                } else if (it.closed() != CloseReason.NOT_VALID
                        && !it.closedAt().plus(WITHIN).isBefore(event.at())) {
                    openings.again(id, "message", event.at());
                }
            });
        }
    }

    private boolean byCustomer(UUID message) {
        return jdbc.sql("""
                        select exists (select 1 from message
                                        where id = :id and direction = 'in' and type = 'message' and automatic = 'no')
                        """).param("id", message).query(Boolean.class).single();
    }

    /// What told them has left: a letter of ours, that an idea shipped, or that a problem is fixed.
    private void left(UUID message) {
        for (var id : jdbc.sql("""
                        select id from follow_up
                         where told_message_id = :message and told_at is null
                        union
                        select f.id
                          from idea_notice n
                          join follow_up f on f.customer_id = n.customer_id and f.idea_id = n.idea_id
                         where n.message_id = :message
                        union
                        select f.id
                          from notice n
                          join follow_up f on f.customer_id = n.customer_id and f.problem_id is not null
                         where n.message_id = :message and n.stage = 'fixed'
                           and problem_survivor(f.problem_id) = problem_survivor(n.problem_id)
                        """)
                .param("message", message)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()) {
            followUps.toldBy(id, message);
        }
    }

    @EventListener
    void on(ProblemHappened event) {
        if (event.kind().equals("reopened")) {
            store.ofProblem(event.problem()).forEach(id -> reopened(id, event.at()));
        }
    }

    /// What was told is not true any more.
    private void reopened(UUID id, Instant at) {
        openings.again(id, "cause", at);
        followUps.waitsAgain(id);
    }
}
