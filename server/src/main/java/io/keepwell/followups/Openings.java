package io.keepwell.followups;

import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.SpokenTone;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.problems.RepeatAlarmRaised;
import io.keepwell.shared.Ids;
import io.keepwell.surveys.SurveyAnswered;
import io.keepwell.team.MemberDeactivated;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Makes follow-ups within the transaction that wrote the answer (3.6.1): both are there, or neither. Opens them again
/// (3.6.8).
@Component
class Openings {

    private static final Set<String> UNHAPPY = Set.of("anger", "leaving");

    private final FollowUpStore store;
    private final Deadlines deadlines;
    private final Urgencies urgencies;
    private final Owners owners;
    private final ChangedMinds minds;
    private final Customers customers;
    private final Conversations conversations;
    private final SpokenTone tone;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final JdbcClient jdbc;
    private final Clock clock;

    Openings(
            FollowUpStore store,
            Deadlines deadlines,
            Urgencies urgencies,
            Owners owners,
            ChangedMinds minds,
            Customers customers,
            Conversations conversations,
            SpokenTone tone,
            LiveUpdates live,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            JdbcClient jdbc,
            Clock clock) {
        this.store = store;
        this.deadlines = deadlines;
        this.urgencies = urgencies;
        this.owners = owners;
        this.minds = minds;
        this.customers = customers;
        this.conversations = conversations;
        this.tone = tone;
        this.live = live;
        this.events = events;
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Somebody answered.
    @EventListener
    void on(SurveyAnswered answer) {
        var customer = Optional.ofNullable(answer.customer()).flatMap(customers::find);
        if (customer.isEmpty()) {
            return;
        }
        minds.rose(answer, customer.get().id());
        var origin = unhappy(answer);
        if (origin != null) {
            unhappy(answer, customer.get(), origin);
        } else if (answer.changed()) {
            store.ofAnswer(answer.answer()).ifPresent(id -> betterNow(id, answer));
        }
    }

    /// What makes an answer one to follow up: a low score, or a middle one in the words of somebody who is
    /// angry or about to leave (3.6.2).
    private @Nullable Origin unhappy(SurveyAnswered answer) {
        if (!answer.survey().followUp() || answer.band() == null) {
            return null;
        }
        return switch (answer.band()) {
            case DETRACTOR -> Origin.SCORE;
            case PASSIVE ->
                !answer.words().isBlank() && tone.heard(answer.words()).stream().anyMatch(UNHAPPY::contains)
                        ? Origin.TONE
                        : null;
            case PROMOTER -> null;
        };
    }

    private void unhappy(SurveyAnswered answer, Customer customer, Origin origin) {
        store.hold(customer.id());
        var known = store.ofAnswer(answer.answer());
        var open = store.open(customer.id());
        if (open.isPresent()) {
            attach(open.get(), answer, customer);
            return;
        }
        if (known.isPresent() && answer.before() != null && sameBand(answer)) {
            // the same answer in other words: whoever closed it knew what was in it
            return;
        }
        var last = store.lastClosed(customer.id()).filter(it -> it.closed() != CloseReason.NOT_VALID);
        if (last.isPresent() && origin == Origin.SCORE) {
            again(last.get(), customer, answer.agent(), "score", at(answer));
            store.answer(last.get().id(), answer.answer(), answer.score(), at(answer));
            return;
        }
        var made = make(customer, origin, "", answer.agent(), null, at(answer));
        store.answer(made.id(), answer.answer(), answer.score(), at(answer));
        talkedAbout(made.id(), answer, customer.id());
    }

    private static boolean sameBand(SurveyAnswered answer) {
        var before = answer.before();
        return before != null
                && answer.survey()
                        .scored()
                        .flatMap(it -> Optional.ofNullable(it.scale()))
                        .filter(scale -> answer.survey().type().band(before, scale) == answer.band())
                        .isPresent();
    }

    /// A further low answer: it belongs to the open one, and can only shorten its deadline.
    private void attach(FollowUp open, SurveyAnswered answer, Customer customer) {
        var at = at(answer);
        if (store.answer(open.id(), answer.answer(), answer.score(), at)) {
            store.step(open.id(), null, "answered", null, said(answer.score()), null, at);
        } else {
            store.step(open.id(), null, "answer-changed", said(answer.before()), said(answer.score()), null, at);
        }
        if (open.state().waits()) {
            var urgency = urgencies.of(customer.id(), customer.accountId());
            store.hurry(
                    open.id(),
                    urgency.compareTo(open.urgency()) > 0 ? urgency : open.urgency(),
                    deadlines.due(urgency, at),
                    at);
            rated(open, answer.agent(), at);
        }
        live.changed("follow-up", open.id());
    }

    /// The person who was rated never owns it (3.6.4), and hands it over where they did.
    private void rated(FollowUp open, @Nullable UUID agent, Instant at) {
        if (agent == null || agent.equals(open.rated())) {
            return;
        }
        if (agent.equals(open.owner())) {
            var known = owners.of(open.customer(), agent).owner();
            var next = known == null || store.rated(open.id()).contains(known) ? null : known;
            if (next == null) {
                store.state(open.id(), FollowUpState.NEW, at);
                store.step(open.id(), null, "reopened", open.state().word(), FollowUpState.NEW.word(), null, at);
            }
            store.owner(open.id(), next, at);
            if (next != null) {
                tell(open, "given", next, null, at);
            }
        }
        store.rated(open.id(), agent, at);
    }

    private void betterNow(UUID id, SurveyAnswered answer) {
        store.step(id, null, "answer-changed", said(answer.before()), said(answer.score()), null, at(answer));
        live.changed("follow-up", id);
    }

    /// What was asked about is where they are talked with, if it is a conversation of theirs.
    private void talkedAbout(UUID id, SurveyAnswered answer, UUID customer) {
        Optional.ofNullable(answer.occasion())
                .flatMap(conversations::find)
                .filter(it -> it.customer().equals(customer))
                .map(Conversation::id)
                .ifPresent(it -> store.conversation(id, it, at(answer)));
    }

    /// A person of the team makes one.
    FollowUp byHand(Customer customer, String occasion, UUID by) {
        return make(customer, Origin.HAND, occasion, null, by, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private FollowUp make(
            Customer customer, Origin origin, String occasion, @Nullable UUID rated, @Nullable UUID by, Instant at) {
        var found = owners.of(customer.id(), rated);
        var owner = by == null ? found.owner() : by;
        var urgency = urgencies.of(customer.id(), customer.accountId());
        var made = new FollowUp(
                Ids.next(),
                customer.id(),
                origin,
                occasion,
                owner == null ? FollowUpState.NEW : FollowUpState.ASSIGNED,
                owner,
                found.team(),
                rated,
                urgency,
                at,
                at,
                deadlines.due(urgency, at),
                null,
                null,
                null,
                Learned.NOTHING,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "",
                0,
                null);
        store.insert(made);
        store.step(made.id(), by, "opened", null, origin.word(), null, at);
        meters.counter("keepwell.follow.ups", "origin", origin.word()).increment();
        if (owner != null) {
            tell(made, "given", owner, by, at);
        }
        events.publishEvent(new FollowUpChanged(made.id(), "opened", at));
        live.changed("follow-up", made.id());
        return made;
    }

    /// Opens a closed one again; its clock begins anew.
    ///
    /// @param why `message`, `score` or `cause`
    private void again(FollowUp it, Customer customer, @Nullable UUID rated, String why, Instant at) {
        var urgency = urgencies.of(customer.id(), customer.accountId());
        if (rated != null) {
            store.owner(it.id(), null, at);
            store.rated(it.id(), rated, at);
        }
        var kept = Optional.ofNullable(it.owner())
                .filter(owner -> owners.can(owner, rated == null ? it.rated() : rated))
                .or(() -> Optional.ofNullable(owners.of(customer.id(), rated == null ? it.rated() : rated)
                        .owner()))
                .orElse(null);
        var state = kept == null
                ? FollowUpState.NEW
                : why.equals("cause") ? FollowUpState.WAITING_ON_PRODUCT : FollowUpState.ASSIGNED;
        store.reopen(it.id(), state, kept, urgency, deadlines.due(urgency, at), at);
        store.step(it.id(), null, "reopened", why, state.word(), null, at);
        if (kept != null) {
            tell(it, "reopened", kept, null, at);
        }
        events.publishEvent(new FollowUpChanged(it.id(), "reopened", at));
        live.changed("follow-up", it.id());
    }

    /// Opens a closed one again, where the person has no other open one.
    ///
    /// @param why `message` or `cause`
    void again(UUID id, String why, Instant at) {
        var closed = store.find(id).filter(it -> it.state() == FollowUpState.CLOSED && it.partOf() == null);
        if (closed.isEmpty()) {
            return;
        }
        store.hold(closed.get().customer());
        var open = store.open(closed.get().customer());
        if (open.isPresent()) {
            store.step(open.get().id(), null, "earlier-" + why, null, null, null, at);
            live.changed("follow-up", open.get().id());
            return;
        }
        store.lock(id)
                .filter(it -> it.state() == FollowUpState.CLOSED)
                .ifPresent(it -> again(it, customers.get(it.customer()), null, why, at));
    }

    /// The same went wrong for them again: whoever is not called yet is called at once.
    @EventListener
    void on(RepeatAlarmRaised alarm) {
        conversations
                .find(alarm.conversation())
                .flatMap(it -> store.open(it.customer()))
                .filter(it -> it.state().waits() && it.urgency() != Urgency.REPEAT)
                .ifPresent(it -> {
                    store.hurry(it.id(), Urgency.REPEAT, deadlines.due(Urgency.REPEAT, alarm.at()), alarm.at());
                    store.step(it.id(), null, "hurried", it.urgency().word(), Urgency.REPEAT.word(), null, alarm.at());
                    live.changed("follow-up", it.id());
                });
    }

    /// Somebody left the team: whom nobody has called yet goes back to the queue.
    @EventListener
    void on(MemberDeactivated left) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var id : jdbc.sql("""
                        select id from follow_up
                         where owner_id = :member and state in ('assigned', 'attempting') and part_of is null
                         order by id
                           for update
                        """)
                .param("member", left.member())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()) {
            store.state(id, FollowUpState.NEW, at);
            store.owner(id, null, at);
            store.step(id, null, "reopened", "left", FollowUpState.NEW.word(), null, at);
        }
    }

    /// Tells somebody of the team.
    void tell(FollowUp it, String what, UUID member, @Nullable UUID by, Instant at) {
        if (!member.equals(by)) {
            events.publishEvent(new FollowUpNews(it.id(), it.customer(), what, List.of(member), by, it.dueAt(), at));
        }
    }

    private static Instant at(SurveyAnswered answer) {
        return answer.at().truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable String said(@Nullable Integer score) {
        return score == null ? null : score.toString();
    }
}
