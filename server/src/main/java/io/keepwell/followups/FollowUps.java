package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.CustomerNotices;
import io.keepwell.conversations.NewNotice;
import io.keepwell.conversations.NoticeOutcome;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.problems.Problem;
import io.keepwell.problems.Problems;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What people do with follow-ups: each step from the one before it, the last one taken back if need be (3.6.6).
@Service
class FollowUps {

    /// What "unreachable" takes (3.6.7).
    private static final int ATTEMPTS = 3;

    private static final Duration TRIED_FOR = Duration.ofDays(10);
    private static final int CHANNELS = 2;

    private static final int LONGEST = 4_000;
    private static final int LONGEST_LETTER = 20_000;
    private static final int LONGEST_SUBJECT = 200;

    /// What moves it from one state to another.
    private static final Set<String> MOVES = Set.of("state", "reopened", "undone");

    private final FollowUpStore store;
    private final ChoiceStore choices;
    private final Openings openings;
    private final Owners owners;
    private final IdeaStore ideas;
    private final Problems problems;
    private final Customers customers;
    private final CustomerNotices notices;
    private final Members members;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final KeepwellSettings house;
    private final JdbcClient jdbc;
    private final Clock clock;

    FollowUps(
            FollowUpStore store,
            ChoiceStore choices,
            Openings openings,
            Owners owners,
            IdeaStore ideas,
            Problems problems,
            Customers customers,
            CustomerNotices notices,
            Members members,
            LiveUpdates live,
            ApplicationEventPublisher events,
            KeepwellSettings house,
            JdbcClient jdbc,
            Clock clock) {
        this.store = store;
        this.choices = choices;
        this.openings = openings;
        this.owners = owners;
        this.ideas = ideas;
        this.problems = problems;
        this.customers = customers;
        this.notices = notices;
        this.members = members;
        this.live = live;
        this.events = events;
        this.house = house;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @throws FollowUpNotFound where there is none
    FollowUp get(UUID id) {
        var found = store.find(id).orElseThrow(FollowUpNotFound::new);
        return found.partOf() == null ? found : get(found.partOf());
    }

    /// Makes one for any customer (38). Who makes it looks after it.
    ///
    /// @param occasion why, in a sentence
    /// @return the open one where there is one
    @Transactional
    FollowUp make(UUID customer, String occasion) {
        var me = members.require();
        var person = customers.get(customer);
        store.hold(person.id());
        var open = store.open(person.id());
        return open.orElseGet(() -> openings.byHand(person, within("occasion", occasion, LONGEST), me.id()));
    }

    /// Gives it to somebody.
    @Transactional
    void give(UUID id, UUID member) {
        var it = open(id);
        if (store.rated(it.id()).contains(member)) {
            throw FollowUpRefused.because("rated");
        }
        if (!owners.can(member, it.rated())) {
            throw InvalidRequest.field("owner", t("followups.refused.member"));
        }
        if (member.equals(it.owner())) {
            return;
        }
        var at = now();
        store.owner(it.id(), member, at);
        if (it.state() == FollowUpState.NEW) {
            move(it, FollowUpState.ASSIGNED, null, at);
        } else {
            store.step(it.id(), me(), "owner", name(it.owner()), name(member), null, at);
        }
        openings.tell(it, "given", member, me(), at);
        changed(it.id());
    }

    /// Writes down that somebody tried to reach them. Who is reached is contacted.
    ///
    /// @param when when that was; null for now
    @Transactional
    void attempt(UUID id, AttemptChannel channel, AttemptOutcome outcome, String note, @Nullable Instant when) {
        var me = members.require().id();
        var before = open(id);
        var at = now();
        var tried = when == null ? at : when;
        if (tried.isAfter(at) || tried.isBefore(before.openedAt())) {
            throw InvalidRequest.field("at", t("followups.refused.at"));
        }
        if (before.state() == FollowUpState.NEW) {
            give(id, me);
        }
        tried(open(id), new Attempt(Ids.next(), tried, me, channel, outcome, within("note", note, LONGEST)));
    }

    private void tried(FollowUp it, Attempt attempt) {
        var at = now();
        store.attempt(it.id(), attempt);
        if (it.state().waits()) {
            boolean reached = attempt.outcome() == AttemptOutcome.REACHED;
            var to = reached ? FollowUpState.CONTACTED : FollowUpState.ATTEMPTING;
            if (reached) {
                store.contacted(it.id(), attempt.at(), at);
            }
            if (it.state() != to) {
                move(it, to, attempt.id(), at);
            }
        }
        changed(it.id());
    }

    /// They wrote by themselves, where we talk with them about it.
    @Transactional
    void wrote(UUID id) {
        var it = open(id);
        if (it.state() == FollowUpState.ATTEMPTING) {
            tried(it, new Attempt(Ids.next(), now(), null, AttemptChannel.EMAIL, AttemptOutcome.REACHED, ""));
        }
    }

    /// Keeps what was learned. With both answers, or their refusals, and the gap, they are understood.
    @Transactional
    FollowUp learn(UUID id, Learned asked) {
        var it = open(id);
        var at = now();
        choices.check(ChoiceKind.REASON, "reason", asked.reason(), it.learned().reason());
        choices.check(ChoiceKind.STEP, "step", asked.step(), it.learned().step());
        var learned = new Learned(
                within("mainReason", asked.mainReason(), LONGEST),
                asked.reason(),
                asked.mainReasonRefused(),
                within("wouldHaveHelped", asked.wouldHaveHelped(), LONGEST),
                asked.wouldHaveHelpedRefused(),
                within("wanted", asked.wanted(), LONGEST),
                within("got", asked.got(), LONGEST),
                asked.step(),
                asked.area());
        if (!learned.equals(it.learned())) {
            store.learned(it.id(), learned, at);
            store.step(it.id(), me(), "learned", null, null, null, at);
            if (it.idea() != null) {
                ideas.words(it.idea(), it.customer(), learned.wouldHaveHelped());
            }
        }
        if (it.state() == FollowUpState.CONTACTED && learned.whole()) {
            move(it, FollowUpState.UNDERSTOOD, null, at);
        }
        changed(it.id());
        return get(id);
    }

    /// Ties it to the problem or the idea behind it, or to both; null for none. Of a problem the customer
    /// was hit then, and hears when it is fixed; an idea they support from then on, in their words.
    @Transactional
    void cause(UUID id, @Nullable UUID problem, @Nullable UUID idea) {
        var it = open(id);
        if (problem == null && idea == null && it.state() == FollowUpState.WAITING_ON_PRODUCT) {
            throw FollowUpRefused.because("waits-for");
        }
        problem(it, problem == null ? null : problems.get(problem));
        idea(it, idea == null ? null : ideas.find(idea).orElseThrow(IdeaNotFound::new));
        changed(it.id());
    }

    private void problem(FollowUp it, @Nullable Problem linked) {
        var id = linked == null ? null : linked.id();
        if (Objects.equals(id, it.problem())) {
            return;
        }
        var at = now();
        store.problem(it.id(), id, at);
        store.step(it.id(), me(), "problem", null, linked == null ? null : linked.title(), null, at);
        if (linked != null) {
            problems.expose(linked.id(), it.customer());
        }
    }

    private void idea(FollowUp it, @Nullable Idea linked) {
        var id = linked == null ? null : linked.id();
        if (Objects.equals(id, it.idea())) {
            return;
        }
        var at = now();
        store.idea(it.id(), id, at);
        store.step(it.id(), me(), "idea", null, linked == null ? null : linked.title(), null, at);
        if (linked != null) {
            ideas.support(linked.id(), it.customer(), it.id(), it.learned().wouldHaveHelped(), me(), at);
        }
    }

    /// It waits for what it is tied to.
    @Transactional
    void await(UUID id) {
        var it = open(id);
        if (it.problem() == null && it.idea() == null) {
            throw FollowUpRefused.because("no-cause");
        }
        move(it, FollowUpState.WAITING_ON_PRODUCT, null, now());
        changed(it.id());
    }

    /// They were told what became of it, by a message that has left.
    @Transactional
    void told(UUID id, UUID message) {
        var it = open(id);
        if (!sent(message, it)) {
            throw InvalidRequest.field("message", t("followups.refused.message"));
        }
        told(it, message);
    }

    /// The same by what Keepwell sent itself: the message has left.
    @Transactional
    void toldBy(UUID id, UUID message) {
        var it = store.lock(id).filter(found -> found.state().open());
        if (it.isPresent() && it.get().state().next().contains(FollowUpState.TOLD)) {
            told(it.get(), message);
        }
    }

    /// The cause they were told was over has come back: it waits for it anew.
    @Transactional
    void waitsAgain(UUID id) {
        store.lock(id).filter(it -> it.state() == FollowUpState.TOLD).ifPresent(it -> {
            var at = now();
            store.state(it.id(), FollowUpState.WAITING_ON_PRODUCT, at);
            store.told(it.id(), null, null, at);
            store.step(it.id(), null, "reopened", "cause", FollowUpState.WAITING_ON_PRODUCT.word(), null, at);
            changed(it.id());
        });
    }

    private void told(FollowUp it, UUID message) {
        var at = now();
        move(it, FollowUpState.TOLD, null, at);
        store.told(it.id(), message, at, at);
        changed(it.id());
    }

    private boolean sent(UUID message, FollowUp it) {
        return jdbc.sql("""
                        select exists (select 1
                                         from message m
                                         join conversation c on c.id = m.conversation_id
                                        where m.id = :message
                                          and c.customer_id = :customer
                                          and m.direction = 'out'
                                          and m.type in ('message', 'notice')
                                          and (m.delivery_state is null or m.delivery_state in ('sent', 'delivered'))
                                          and m.created_at >= :since)
                        """)
                .param("message", message)
                .param("customer", it.customer())
                .param("since", it.openedAt().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /// Writes to them: in the conversation there is about it, else in a new one. Where this tells them what became of
    /// it, it moves on when the letter has left.
    ///
    /// @return the conversation
    @Transactional
    UUID write(UUID id, String subject, String text, boolean tells) {
        var me = members.require();
        var before = open(id);
        if (tells && !before.state().next().contains(FollowUpState.TOLD)) {
            throw FollowUpRefused.because("step");
        }
        var body = within("text", text, LONGEST_LETTER);
        if (body.isBlank()) {
            throw InvalidRequest.field("text", t("followups.refused.text"));
        }
        var title = within("subject", subject, LONGEST_SUBJECT);
        if (title.isBlank() && before.conversation() == null) {
            throw InvalidRequest.field("subject", t("followups.refused.subject"));
        }
        if (before.state() == FollowUpState.NEW) {
            give(id, me.id());
        }
        var customer = customers.get(before.customer());
        var outcome = notices.write(new NewNotice(
                customer.id(),
                before.conversation(),
                title,
                body,
                me.name(),
                Optional.ofNullable(customer.locale()).orElseGet(() -> Texts.supported(house.locale()))));
        return switch (outcome) {
            case NoticeOutcome.NoWay() -> throw FollowUpRefused.because("no-way");
            case NoticeOutcome.Written(var conversation, var message) -> {
                var at = now();
                store.conversation(before.id(), conversation, at);
                if (tells) {
                    store.told(before.id(), message, null, at);
                    store.step(before.id(), me.id(), "telling", null, null, null, at);
                } else {
                    store.step(before.id(), me.id(), "wrote", null, null, null, at);
                }
                tried(
                        open(id),
                        new Attempt(Ids.next(), at, me.id(), AttemptChannel.EMAIL, AttemptOutcome.LEFT_MESSAGE, ""));
                yield conversation;
            }
        };
    }

    /// Ends it. What caused it is not ended with it (3.6.9).
    @Transactional
    void close(UUID id, CloseReason reason, String note) {
        var it = open(id);
        if (!reason.ends(it.state())) {
            throw FollowUpRefused.because("close." + reason.word());
        }
        if (reason == CloseReason.UNREACHABLE && !unreachable(it.id())) {
            throw FollowUpRefused.because("close.unreachable");
        }
        var at = now();
        store.close(it.id(), reason, within("note", note, LONGEST), at);
        store.step(it.id(), me(), "state", it.state().word(), FollowUpState.CLOSED.word(), null, at);
        events.publishEvent(new FollowUpChanged(it.id(), "closed", at));
        changed(it.id());
    }

    /// Whether enough was tried: three times, over at least ten days, in two ways.
    boolean unreachable(UUID id) {
        var tried = store.attempts(id).stream()
                .filter(it -> it.outcome() != AttemptOutcome.REACHED)
                .toList();
        return tried.size() >= ATTEMPTS
                && !tried.getFirst()
                        .at()
                        .plus(TRIED_FOR)
                        .isAfter(tried.getLast().at())
                && tried.stream().map(Attempt::channel).distinct().count() >= CHANNELS;
    }

    /// The step that can be taken back now: the last one, once.
    Optional<Step> undoable(UUID id) {
        return store.steps(id).stream()
                .filter(it -> MOVES.contains(it.kind()))
                .reduce((earlier, later) -> later)
                .filter(it -> it.kind().equals("state") && !it.undone());
    }

    /// Takes the last step back.
    @Transactional
    void undo(UUID id) {
        var it = store.lock(get(id).id()).orElseThrow(FollowUpNotFound::new);
        var last = undoable(it.id()).orElseThrow(() -> FollowUpRefused.because("undo"));
        var at = now();
        var before = Words.read(FollowUpState.class, String.valueOf(last.before()));
        if (it.state() == FollowUpState.CLOSED) {
            store.hold(it.customer());
            if (store.open(it.customer()).isPresent()) {
                throw FollowUpRefused.because("other-open");
            }
            store.unclose(it.id(), before, at);
        } else {
            switch (it.state()) {
                case ASSIGNED -> {
                    store.state(it.id(), before, at);
                    store.owner(it.id(), null, at);
                }
                case CONTACTED -> {
                    store.state(it.id(), before, at);
                    store.notContacted(it.id(), at);
                }
                case TOLD -> {
                    store.state(it.id(), before, at);
                    store.told(it.id(), null, null, at);
                }
                default -> store.state(it.id(), before, at);
            }
        }
        store.undone(last.id(), at);
        if (last.attempt() != null) {
            store.dropAttempt(last.attempt());
        }
        store.step(it.id(), me(), "undone", it.state().word(), before.word(), null, at);
        changed(it.id());
    }

    private void move(FollowUp it, FollowUpState to, @Nullable UUID attempt, Instant at) {
        if (!it.state().next().contains(to)) {
            throw FollowUpRefused.because("step");
        }
        store.state(it.id(), to, at);
        store.step(it.id(), me(), "state", it.state().word(), to.word(), attempt, at);
    }

    private FollowUp open(UUID id) {
        var it = store.lock(get(id).id()).orElseThrow(FollowUpNotFound::new);
        if (!it.state().open()) {
            throw FollowUpRefused.because("closed");
        }
        return it;
    }

    private static String within(String field, String text, int longest) {
        var said = text.strip();
        if (said.length() > longest) {
            throw InvalidRequest.field(field, t("followups.refused.long", "most", longest));
        }
        return said;
    }

    private @Nullable UUID me() {
        return members.current().map(Member::id).orElse(null);
    }

    private @Nullable String name(@Nullable UUID member) {
        return member == null ? null : members.find(member).map(Member::name).orElse(null);
    }

    private void changed(UUID id) {
        live.changed("follow-up", id);
    }

    /// As exact as the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
