package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.keepwell.conversations.ConversationHappened.Changed;
import io.keepwell.conversations.ConversationHappened.Opened;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import io.keepwell.team.Members;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Gives what comes in for a team to its people: in turn, or to whoever has the least to do; never more than they take
/// at a time, and nothing to whoever is away. What nobody has room for waits in the view of the team.
@Service
class Routing {

    static final List<String> METHODS = List.of("none", "round-robin", "balanced");

    private static final int AT_ONCE = 200;
    private static final int MOST = 999;

    // What can leave something waiting, or make room.
    private static final Set<String> FIELDS = Set.of("team", "assignee", "state", "snoozed");

    /// Bound while this very class gives out: its own changes call for nothing.
    private static final ScopedValue<Boolean> GIVING = ScopedValue.newInstance();

    private final RoutingStore store;
    private final Conversations conversations;
    private final ConversationStore rows;
    private final Members members;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Routing(
            RoutingStore store,
            Conversations conversations,
            ConversationStore rows,
            Members members,
            Audit audit,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.store = store;
        this.conversations = conversations;
        this.rows = rows;
        this.members = members;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
    }

    /// What is set for a team, or to be set.
    ///
    /// @param method     `none`, `round-robin` or `balanced`
    /// @param mailboxes  the mailboxes whose letters the team answers; null leaves what is
    /// @param timeout    after how many attended hours without a sign of its owner a conversation waits for the
    ///                   team again (ST5); 0 for never, null leaves what is
    /// @param capacities how many open conversations a person takes at a time, by their id; those not named stay
    record Settings(
            String method,
            @Nullable List<UUID> mailboxes,
            @Nullable Integer timeout,
            Map<UUID, @Nullable Integer> capacities) {}

    @EventListener
    void on(ConversationHappened event) {
        var conversation = event.conversation();
        if (event.what() instanceof Opened) {
            store.teamOfMailbox(conversation).ifPresent(team -> belongsTo(event, team));
        }
        boolean concerns = event.what() instanceof Opened
                || event.what() instanceof Changed(var field, var _, var _) && FIELDS.contains(field);
        if (concerns && !GIVING.isBound()) {
            store.teamsConcerned(conversation).forEach(team -> events.publishEvent(new RoutingWanted(team)));
        }
    }

    private void belongsTo(ConversationHappened event, UUID team) {
        rows.set(event.conversation(), "team_id = :value", team);
        rows.happened(event.conversation(), event.at(), null, "team", null, name(team), null, team);
    }

    @ApplicationModuleListener
    void on(RoutingWanted event) {
        route(event.team());
    }

    /// Looks after what an absence that ended, or a larger number, has made room for.
    @Bean
    RecurringTask<Void> routeConversations() {
        return Tasks.recurring("route-conversations", FixedDelay.ofSeconds(20))
                .execute((instance, context) -> store.teamsWithWork().forEach(this::route));
    }

    /// Gives out what waits for a team.
    ///
    /// @return how many found somebody
    int route(UUID team) {
        Integer given = transaction.execute(status -> ScopedValue.where(GIVING, true)
                .call(() -> store.hold(team).map(turn -> give(team, turn)).orElse(0)));
        return given == null ? 0 : given;
    }

    private int give(UUID team, RoutingStore.Turn turn) {
        var seats = new Seats(turn.method(), turn.last(), store.seats(team));
        int given = 0;
        for (var waiting : store.waiting(team, AT_ONCE)) {
            var member = seats.take(waiting.notTo());
            if (member.isPresent()) {
                conversations.assignee(waiting.conversation(), member.get());
                given++;
            }
        }
        var last = seats.last();
        if (given > 0 && last != null) {
            store.last(team, last);
        }
        return given;
    }

    @Transactional
    void set(UUID team, Settings settings) {
        if (!METHODS.contains(settings.method())) {
            throw InvalidRequest.field("method", t("shared.api.value", "field", "method"));
        }
        var name = name(team);
        store.method(team, settings.method());
        if (settings.mailboxes() != null) {
            store.mailboxes(team, settings.mailboxes());
        }
        var timeout = settings.timeout();
        if (timeout != null) {
            if (timeout < 0 || timeout > MOST) {
                throw InvalidRequest.field("timeoutHours", t("conversations.routing.wrong.timeout", "most", MOST));
            }
            store.timeout(team, timeout == 0 ? null : timeout);
        }
        settings.capacities().forEach((member, capacity) -> {
            if (capacity != null && (capacity < 0 || capacity > MOST)) {
                throw InvalidRequest.field("capacity", t("conversations.routing.wrong.capacity", "most", MOST));
            }
            if (members.find(member).isEmpty()) {
                throw InvalidRequest.field("capacity", t("conversations.refused.no-member"));
            }
            store.capacity(member, capacity);
        });
        audit.record("routing.changed", team, name, Map.of("method", settings.method()));
        events.publishEvent(new RoutingWanted(team));
    }

    private String name(UUID team) {
        return members.teams().stream()
                .filter(known -> known.id().equals(team))
                .map(Members.TeamName::name)
                .findFirst()
                .orElseThrow(() -> InvalidRequest.field("team", t("conversations.refused.no-team")));
    }
}
