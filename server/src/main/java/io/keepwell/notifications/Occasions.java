package io.keepwell.notifications;

import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationHappened;
import io.keepwell.conversations.ConversationHappened.Changed;
import io.keepwell.conversations.ConversationHappened.Delivered;
import io.keepwell.conversations.ConversationHappened.Said;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.Mentioned;
import io.keepwell.conversations.sla.SlaBreached;
import io.keepwell.conversations.sla.SlaWarned;
import io.keepwell.followups.FollowUpNews;
import io.keepwell.gestures.GestureAsked;
import io.keepwell.gestures.GestureDecided;
import io.keepwell.problems.RepeatAlarmRaised;
import io.keepwell.problems.UpdateOverdue;
import io.keepwell.tasks.PromiseDue;
import io.keepwell.trackers.TrackerSaysDone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Hears what happens, within its transaction, and decides whom it concerns.
@Component
class Occasions {

    /// What happened longer ago is told by the lists: after an import, or when the server was down.
    private static final Duration WORTH_TELLING = Duration.ofMinutes(15);

    private static final Set<String> NOT_ARRIVED = Set.of("failed", "bounced", "uncertain", "suppressed");

    private final Notifications notifications;
    private final Conversations conversations;
    private final JdbcClient jdbc;
    private final Clock clock;

    Occasions(Notifications notifications, Conversations conversations, JdbcClient jdbc, Clock clock) {
        this.notifications = notifications;
        this.conversations = conversations;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    // after the listeners of the conversations themselves
    @EventListener
    @Order(100)
    void on(ConversationHappened event) {
        if (longAgo(event.at())) {
            return;
        }
        if (event.what() instanceof Changed(var field, var _, var after) && after != null) {
            changed(event, field);
        } else if (event.what() instanceof Said(var message)) {
            said(event, message);
        } else if (event.what() instanceof Delivered(var message, var state)) {
            delivered(event, message, state);
        }
    }

    private void changed(ConversationHappened event, String field) {
        if (field.equals("assignee")) {
            assigned(event);
        } else if (field.equals("team")) {
            team(event);
        }
    }

    private void assigned(ConversationHappened event) {
        notifications.taken(event.conversation());
        find(event.conversation())
                .map(Conversation::assignee)
                .ifPresent(assignee -> notifications.tell(
                        assignee,
                        Occasion.of(
                                Kind.ASSIGNED,
                                event.conversation() + " " + event.at(),
                                event.conversation(),
                                event.member())));
    }

    private void team(ConversationHappened event) {
        find(event.conversation())
                .filter(conversation -> conversation.assignee() == null)
                .map(Conversation::team)
                .ifPresent(team -> people(team)
                        .forEach(member -> notifications.tell(
                                member,
                                Occasion.of(
                                        Kind.TEAM,
                                        event.conversation() + " " + team + " " + event.at(),
                                        event.conversation(),
                                        event.member()))));
    }

    private void said(ConversationHappened event, UUID message) {
        boolean byCustomer =
                jdbc.sql("""
                        select exists(select 1 from message
                                       where id = :id and direction = 'in' and type = 'message' and automatic = 'no')
                        """).param("id", message).query(Boolean.class).single();
        if (!byCustomer) {
            return;
        }
        find(event.conversation())
                .filter(conversation -> conversation.spamAt() == null)
                .ifPresent(conversation -> Stream.concat(
                                Stream.ofNullable(conversation.assignee()), takingPart(conversation.id()).stream())
                        .distinct()
                        .forEach(member -> notifications.tell(
                                member,
                                Occasion.of(Kind.ANSWERED, message.toString(), event.conversation(), event.member())
                                        .about(message))));
    }

    /// Those of product who said that they take part (22).
    private List<UUID> takingPart(UUID conversation) {
        return jdbc.sql("""
                        select distinct member_id
                          from conversation_event
                         where conversation_id = :conversation
                           and kind = 'takes-part'
                           and member_id is not null
                        """)
                .param("conversation", conversation)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private void delivered(ConversationHappened event, UUID message, String state) {
        if (!NOT_ARRIVED.contains(state)) {
            return;
        }
        jdbc.sql("select member_id from message where id = :id and type = 'message' and member_id is not null")
                .param("id", message)
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional()
                .ifPresent(author -> notifications.tell(
                        author,
                        Occasion.of(Kind.RETURNED, message + " " + state, event.conversation(), event.member())
                                .about(message)
                                .meaning(state)));
    }

    @EventListener
    void on(Mentioned event) {
        notifications.tell(
                event.member(),
                Occasion.of(Kind.MENTIONED, event.message().toString(), event.conversation(), event.by())
                        .about(event.message()));
    }

    @EventListener
    void on(PromiseDue event) {
        var subject = event.subject();
        if (subject == null || longAgo(event.dueAt())) {
            return;
        }
        find(subject).ifPresent(conversation -> {
            var owner = event.owner() == null ? conversation.assignee() : event.owner();
            if (owner != null) {
                notifications.tell(
                        owner,
                        Occasion.of(
                                        Kind.PROMISE,
                                        event.task() + " " + event.dueAt() + " " + event.passed(),
                                        subject,
                                        null)
                                .meaning(event.passed() ? "passed" : "soon")
                                .due(event.dueAt()));
            }
        });
    }

    @EventListener
    void on(SlaWarned event) {
        agreed(event.conversation(), event.metric().word(), event.cycle(), event.due(), "soon");
    }

    @EventListener
    void on(SlaBreached event) {
        agreed(event.conversation(), event.metric().word(), event.cycle(), event.due(), "passed");
    }

    /// The same went wrong again (feedback.md 3.8.6).
    @EventListener
    void on(RepeatAlarmRaised event) {
        event.tell()
                .forEach(member -> notifications.tell(
                        member,
                        Occasion.of(Kind.REPEAT, event.alarm() + " " + event.at(), event.conversation(), event.by())
                                .meaning(event.problem().toString())));
    }

    /// Nobody has spoken of a problem for longer than was promised (14).
    @EventListener
    void on(UpdateOverdue event) {
        notifications.tell(
                event.member(),
                Occasion.of(
                                Kind.UPDATE_OVERDUE,
                                event.problem() + " " + event.dueAt() + " " + event.day(),
                                event.problem(),
                                null)
                        .due(event.dueAt()));
    }

    /// Somebody would give more than they may, and waits for a decision (11).
    @EventListener
    void on(GestureAsked event) {
        event.tell()
                .forEach(member -> notifications.tell(
                        member,
                        Occasion.of(
                                Kind.GESTURE_ASKED,
                                event.gesture() + " " + event.at(),
                                event.conversation(),
                                event.by())));
    }

    @EventListener
    void on(GestureDecided event) {
        notifications.tell(
                event.asker(),
                Occasion.of(Kind.GESTURE_DECIDED, event.gesture() + " " + event.at(), event.conversation(), event.by())
                        .meaning(event.approved() ? "approved" : "declined"));
    }

    /// The fix of a problem can be prepared.
    @EventListener
    void on(TrackerSaysDone event) {
        notifications.tell(event.member(), Occasion.of(Kind.TRACKER_DONE, event.cause(), event.problem(), null));
    }

    /// An unhappy customer is to be called, or the time to do so passes.
    @EventListener
    void on(FollowUpNews event) {
        event.tell()
                .forEach(member -> notifications.tell(
                        member,
                        Occasion.of(
                                        Kind.FOLLOW_UP,
                                        event.followUp() + " " + event.what() + " " + event.at(),
                                        event.followUp(),
                                        event.by())
                                .meaning(event.what())
                                .due(event.dueAt())));
    }

    private void agreed(UUID id, String metric, int cycle, Instant due, String detail) {
        if (longAgo(due)) {
            return;
        }
        find(id).ifPresent(conversation -> concerned(conversation)
                .forEach(member -> notifications.tell(
                        member,
                        Occasion.of(
                                        Kind.AGREED_TIME,
                                        String.join(" ", id.toString(), metric, String.valueOf(cycle), detail),
                                        id,
                                        null)
                                .meaning(detail)
                                .due(due))));
    }

    /// Whoever looks after it; as long as nobody does, the people of its team.
    private List<UUID> concerned(Conversation conversation) {
        var assignee = conversation.assignee();
        var team = conversation.team();
        if (assignee != null) {
            return List.of(assignee);
        }
        return team == null ? List.of() : people(team);
    }

    private List<UUID> people(UUID team) {
        return jdbc.sql("select member_id from team_membership where team_id = :team order by member_id")
                .param("team", team)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private Optional<Conversation> find(UUID id) {
        return conversations.find(id);
    }

    private boolean longAgo(Instant at) {
        return at.isBefore(clock.instant().minus(WORTH_TELLING));
    }
}
