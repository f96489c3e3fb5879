package io.keepwell.gestures;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.Conversations;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.tasks.NewTask;
import io.keepwell.tasks.TaskKind;
import io.keepwell.tasks.Tasks;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Writes gestures down, corrects them, takes them back, and has those above the allowance decided on. Whatever becomes
/// of one, its row stays.
@Service
class Gestures {

    /// For so long whoever wrote it down corrects it and takes it back.
    static final Duration UNDOABLE = Duration.ofDays(7);

    private static final int LONGEST_WHAT = 1_000;
    private static final int LONGEST_CALLED = 60;
    private static final int LONGEST_WHY = 500;

    private final GestureStore store;
    private final GestureSettings settings;
    private final Conversations conversations;
    private final Tasks tasks;
    private final Members members;
    private final Audit audit;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final KeepwellSettings house;
    private final Clock clock;

    Gestures(
            GestureStore store,
            GestureSettings settings,
            Conversations conversations,
            Tasks tasks,
            Members members,
            Audit audit,
            LiveUpdates live,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            KeepwellSettings house,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.conversations = conversations;
        this.tasks = tasks;
        this.members = members;
        this.audit = audit;
        this.live = live;
        this.events = events;
        this.meters = meters;
        this.house = house;
        this.clock = clock;
    }

    /// What a member may still give this month without asking.
    ///
    /// @param allowance what they may give in all
    /// @param left      what is left of it, never below 0
    /// @param unlimited whether they decide themselves
    record Left(Cost allowance, Cost left, boolean unlimited) {}

    Left left(Member member) {
        var allowance = settings.allowance(member.id());
        var spent = store.spent(member.id(), monthBegan(now()), allowance.currency(), null);
        return new Left(
                allowance,
                new Cost(Math.max(0, allowance.minor() - spent), allowance.currency()),
                settings.decides(member));
    }

    private Instant monthBegan(Instant at) {
        return at.atZone(house.zone())
                .toLocalDate()
                .withDayOfMonth(1)
                .atStartOfDay(house.zone())
                .toInstant();
    }

    /// @throws GestureNotFound where there is none
    Gesture get(UUID id) {
        return store.find(id).orElseThrow(GestureNotFound::new);
    }

    /// Writes a gesture down. Within the allowance it is given; above it, it waits for somebody who decides, who is
    /// told at once.
    @Transactional
    Gesture note(UUID conversation, NewGesture asked) {
        var of = conversations.get(conversation);
        var me = members.require();
        var wanted = checked(asked);
        store.hold(me.id());
        var now = now();
        if (wanted.callBy() != null && !wanted.callBy().isAfter(now)) {
            throw InvalidRequest.field("callBy", t("gestures.refused.time"));
        }
        var standing = standing(me, wanted.cost(), now, null);
        var gesture = new Gesture(
                Ids.next(),
                of.id(),
                of.number(),
                of.customer(),
                wanted.kind(),
                wanted.called(),
                wanted.what(),
                wanted.cost(),
                standing.state(),
                me.id(),
                now,
                now,
                standing.decidedBy(),
                standing.decidedBy() == null ? null : now,
                "",
                null,
                null);
        store.insert(gesture);
        if (wanted.callBy() != null) {
            gesture = promised(gesture, of, wanted.callBy(), now);
        }
        store.step(gesture, gesture.waiting() ? "asked" : "noted", me.id(), now);
        meters.counter("keepwell.gestures", "kind", gesture.kind().word()).increment();
        conversations.happened(
                of.id(),
                gesture.waiting() ? "gesture-asked" : "gesture",
                null,
                gesture.kind().word());
        tell(gesture, me, now);
        changed(gesture);
        return get(gesture.id());
    }

    private Gesture promised(Gesture gesture, Conversation of, Instant callBy, Instant now) {
        var me = gesture.by();
        var task = tasks.make(new NewTask(
                        "gesture:" + gesture.id(),
                        TaskKind.CALL,
                        true,
                        "",
                        gesture.customer(),
                        of.id(),
                        me,
                        null,
                        me,
                        now,
                        null,
                        callBy))
                .orElse(null);
        var with =
                with(gesture, gesture.state(), gesture.at(), gesture.decidedBy(), gesture.decidedAt(), "", null, task);
        store.update(with, null);
        return with;
    }

    private record Standing(GestureState state, @Nullable UUID decidedBy) {}

    /// How a gesture stands that a member gives now. Whoever decides for others decides for themselves as well.
    private Standing standing(Member member, Cost cost, Instant now, @Nullable UUID besides) {
        var allowance = settings.allowance(member.id());
        long spent = store.spent(member.id(), monthBegan(now), allowance.currency(), besides);
        if (cost.minor() == 0 || spent + cost.minor() <= allowance.minor()) {
            return new Standing(GestureState.GIVEN, null);
        }
        return settings.decides(member)
                ? new Standing(GestureState.GIVEN, member.id())
                : new Standing(GestureState.WAITING, null);
    }

    private void tell(Gesture gesture, Member me, Instant now) {
        if (gesture.waiting()) {
            events.publishEvent(new GestureAsked(
                    gesture.id(),
                    gesture.conversation(),
                    settings.deciders().stream().map(Member::id).toList(),
                    me.id(),
                    now));
        }
    }

    private static NewGesture checked(NewGesture asked) {
        var what = asked.what().strip();
        var called = asked.kind() == GestureKind.OTHER ? asked.called().strip() : "";
        if (what.isEmpty()) {
            throw InvalidRequest.field("what", t("gestures.refused.what"));
        }
        if (what.length() > LONGEST_WHAT) {
            throw InvalidRequest.field("what", t("gestures.refused.long", "most", LONGEST_WHAT));
        }
        if (asked.kind() == GestureKind.OTHER && called.isEmpty()) {
            throw InvalidRequest.field("called", t("gestures.refused.called"));
        }
        if (called.length() > LONGEST_CALLED) {
            throw InvalidRequest.field("called", t("gestures.refused.long", "most", LONGEST_CALLED));
        }
        return new NewGesture(asked.kind(), called, what, asked.cost(), asked.callBy());
    }

    /// Whether a member may still correct it or take it back.
    boolean changeable(Gesture gesture, Member member) {
        if (member.role() == Role.VIEWER
                || gesture.state() == GestureState.UNDONE
                || gesture.state() == GestureState.DECLINED) {
            return false;
        }
        return settings.decides(member)
                || gesture.by().equals(member.id())
                        && (gesture.waiting() || gesture.notedAt().isAfter(now().minus(UNDOABLE)));
    }

    /// Corrects what was written down. What costs more now than its giver may give waits to be decided on, as if it had
    /// been asked for like that; what was approved stays so while it costs no more.
    @Transactional
    Gesture correct(UUID id, NewGesture asked) {
        var before = changeable(id);
        var me = members.require();
        var wanted = checked(asked);
        if (before.kind() == wanted.kind()
                && before.called().equals(wanted.called())
                && before.what().equals(wanted.what())
                && before.cost().equals(wanted.cost())) {
            return before;
        }
        store.hold(before.by());
        var now = now();
        boolean approved = before.given() && before.decidedBy() != null;
        boolean stays = approved && wanted.cost().minor() <= before.cost().minor();
        var standing = stays
                ? new Standing(GestureState.GIVEN, before.decidedBy())
                : settings.decides(me) && wanted.cost().minor() > before.cost().minor()
                        ? new Standing(GestureState.GIVEN, me.id())
                        : standing(giver(before, me), wanted.cost(), before.at(), id);
        var after = new Gesture(
                id,
                before.conversation(),
                before.number(),
                before.customer(),
                wanted.kind(),
                wanted.called(),
                wanted.what(),
                wanted.cost(),
                standing.state(),
                before.by(),
                before.notedAt(),
                before.at(),
                standing.decidedBy(),
                standing.decidedBy() == null ? null : stays ? before.decidedAt() : now,
                stays ? before.decidedWhy() : "",
                null,
                before.task());
        store.update(after, null);
        store.step(after, "corrected", me.id(), now);
        audit(
                "gesture.corrected",
                after,
                Map.of("from", before.cost().plain(), "to", after.cost().plain()));
        if (after.waiting() && !before.waiting()) {
            tell(after, me, now);
        }
        changed(after);
        return get(id);
    }

    private Member giver(Gesture gesture, Member me) {
        return members.find(gesture.by()).orElse(me);
    }

    /// Takes it back: it was not given, or not like that. The row stays, and counts nowhere.
    @Transactional
    void undo(UUID id) {
        var before = changeable(id);
        var me = members.require();
        var now = now();
        var after = with(
                before,
                GestureState.UNDONE,
                before.at(),
                before.decidedBy(),
                before.decidedAt(),
                before.decidedWhy(),
                now,
                before.task());
        store.update(after, me.id());
        store.step(after, "undone", me.id(), now);
        audit("gesture.undone", after, Map.of("cost", after.cost().plain()));
        conversations.happened(
                before.conversation(),
                "gesture-undone",
                before.kind().word(),
                before.kind().word());
        changed(after);
    }

    private Gesture changeable(UUID id) {
        var gesture = store.lock(id).orElseThrow(GestureNotFound::new);
        var me = members.require();
        if (gesture.state() == GestureState.UNDONE || gesture.state() == GestureState.DECLINED) {
            throw GestureRefused.because("over");
        }
        if (!settings.decides(me) && !gesture.by().equals(me.id())) {
            throw new NotYoursToChange();
        }
        if (!changeable(gesture, me)) {
            throw GestureRefused.because("late");
        }
        return gesture;
    }

    /// Decides on what somebody asked for.
    ///
    /// @param why what is to be said about it, may be empty
    @Transactional
    Gesture decide(UUID id, boolean approved, String why) {
        var me = members.require();
        if (!settings.decides(me)) {
            throw new NotYoursToChange();
        }
        var before = store.lock(id).orElseThrow(GestureNotFound::new);
        if (!before.waiting()) {
            throw GestureRefused.because("decided");
        }
        var said = why.strip();
        if (said.length() > LONGEST_WHY) {
            throw InvalidRequest.field("why", t("gestures.refused.long", "most", LONGEST_WHY));
        }
        var now = now();
        var after = with(
                before,
                approved ? GestureState.GIVEN : GestureState.DECLINED,
                approved ? now : before.at(),
                me.id(),
                now,
                said,
                null,
                before.task());
        store.update(after, null);
        store.step(after, approved ? "approved" : "declined", me.id(), now);
        audit(
                approved ? "gesture.approved" : "gesture.declined",
                after,
                Map.of("cost", after.cost().plain()));
        conversations.happened(
                before.conversation(),
                approved ? "gesture-approved" : "gesture-declined",
                null,
                before.kind().word());
        events.publishEvent(new GestureDecided(id, before.conversation(), before.by(), approved, me.id(), now));
        changed(after);
        return get(id);
    }

    List<Gesture.Step> steps(Gesture gesture) {
        return store.steps(gesture);
    }

    private static Gesture with(
            Gesture it,
            GestureState state,
            Instant at,
            @Nullable UUID decidedBy,
            @Nullable Instant decidedAt,
            String decidedWhy,
            @Nullable Instant undoneAt,
            @Nullable UUID task) {
        return new Gesture(
                it.id(),
                it.conversation(),
                it.number(),
                it.customer(),
                it.kind(),
                it.called(),
                it.what(),
                it.cost(),
                state,
                it.by(),
                it.notedAt(),
                at,
                decidedBy,
                decidedAt,
                decidedWhy,
                undoneAt,
                task);
    }

    // The log stays when a person is forgotten: it names the conversation and no word of what was given.
    private void audit(String action, Gesture gesture, Map<String, ?> details) {
        audit.record(action, gesture.id(), "#" + gesture.number(), details);
    }

    private void changed(Gesture gesture) {
        live.changed("conversation", gesture.conversation());
        live.changed("gesture", gesture.id());
    }

    /// As exact as the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
