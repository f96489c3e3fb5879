package io.keepwell.problems.repeats;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.MessagesMoved;
import io.keepwell.conversations.sla.HurriedAnswers;
import io.keepwell.customers.CustomersMerged;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.problems.Areas;
import io.keepwell.problems.Problem;
import io.keepwell.problems.ProblemHappened;
import io.keepwell.problems.ProblemLinked;
import io.keepwell.problems.ProblemSettings;
import io.keepwell.problems.ProblemUnlinked;
import io.keepwell.problems.Problems;
import io.keepwell.problems.RepeatAlarmRaised;
import io.keepwell.problems.RepeatAlarms;
import io.keepwell.problems.repeats.Alarm.Answers;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Keeps the alarms in step with what they rest on (3.8.5): worked out anew within the transaction that
/// changed something, and only what differs is written, told and acted on.
@Service
class Alarms implements RepeatAlarms {

    private static final Set<String> MATTERS = Set.of("merged", "unmerged", "area", "denied", "allowed");
    private static final int LONGEST = 2_000;

    private final HistoryStore histories;
    private final AlarmStore store;
    private final Problems problems;
    private final Areas areas;
    private final ProblemSettings settings;
    private final Conversations conversations;
    private final HurriedAnswers hurried;
    private final Members members;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final Clock clock;

    Alarms(
            HistoryStore histories,
            AlarmStore store,
            Problems problems,
            Areas areas,
            ProblemSettings settings,
            Conversations conversations,
            HurriedAnswers hurried,
            Members members,
            LiveUpdates live,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            Clock clock) {
        this.histories = histories;
        this.store = store;
        this.problems = problems;
        this.areas = areas;
        this.settings = settings;
        this.conversations = conversations;
        this.hurried = hurried;
        this.members = members;
        this.live = live;
        this.events = events;
        this.meters = meters;
        this.clock = clock;
    }

    @EventListener
    void on(ProblemLinked event) {
        lookAt(event.customer(), "linked");
    }

    @EventListener
    void on(ProblemUnlinked event) {
        lookAt(event.customer(), "unlinked");
    }

    @EventListener
    void on(ProblemHappened event) {
        if (MATTERS.contains(event.kind())) {
            lookAt(store.accounts(event.problem()), event.kind());
        }
    }

    @EventListener
    void on(MessagesMoved event) {
        if (event.kind() == MessagesMoved.Kind.MERGE) {
            conversations.find(event.to()).ifPresent(it -> lookAt(it.customer(), "merged"));
        }
    }

    @EventListener
    void on(CustomersMerged event) {
        var accounts = Stream.of(event.survivor(), event.merged())
                .flatMap(id -> store.account(id).stream())
                .distinct()
                .toList();
        lookAt(accounts, event.undone() ? "unmerged" : "merged");
    }

    private void lookAt(UUID customer, String why) {
        store.account(customer).ifPresent(account -> lookAt(List.of(account), why));
    }

    /// Works out the alarms of these accounts anew.
    ///
    /// @param why the kind of what happened, for those that no longer hold
    @Transactional
    void lookAt(Collection<UUID> accounts, String why) {
        if (accounts.isEmpty()) {
            return;
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var kept = store.lock(accounts).stream().collect(toMap(Key::of, it -> it, (one, other) -> one));
        var found = histories.of(accounts).values().stream()
                .flatMap(history -> worst(Repeats.of(history)).stream())
                .toList();
        for (var repeat : found) {
            var known = kept.remove(Key.of(repeat));
            if (known == null || !known.holds() || known.grade() != repeat.grade()) {
                raise(repeat, known, at);
            }
        }
        kept.values().stream().filter(Alarm::holds).forEach(alarm -> withdraw(alarm, why, at));
    }

    private record Key(UUID conversation, UUID problem) {

        static Key of(Alarm alarm) {
            return new Key(alarm.conversation(), alarm.problem());
        }

        static Key of(Repeat repeat) {
            return new Key(
                    Objects.requireNonNull(repeat.conversation()),
                    repeat.again().problem());
        }
    }

    // Whoever did not write has no conversation to raise an alarm in.
    private static List<Repeat> worst(List<Repeat> repeats) {
        return repeats.stream()
                .filter(repeat -> repeat.conversation() != null)
                .collect(groupingBy(Key::of))
                .values()
                .stream()
                .map(same -> same.stream()
                        .reduce((one, other) -> one.grade().compareTo(other.grade()) >= 0 ? one : other)
                        .orElseThrow())
                .toList();
    }

    private void raise(Repeat repeat, @Nullable Alarm known, Instant at) {
        var conversation = Objects.requireNonNull(repeat.conversation());
        var problem = problems.get(repeat.again().problem());
        var alarm = new Alarm(
                known == null ? Ids.next() : known.id(),
                conversation,
                repeat.person(),
                problem.id(),
                repeat.grade(),
                repeat.weight(),
                repeat.again().from(),
                at,
                null,
                null,
                new Answers("", "", ""),
                null,
                null);
        store.put(alarm, at);
        conversations.happened(
                conversation,
                "repeat-alarm",
                known == null ? null : known.grade().word(),
                repeat.grade().word());
        meters.counter("keepwell.repeat.alarms", "grade", repeat.grade().word()).increment();
        boolean before = known != null && known.alarming();
        if (repeat.grade().alarming() && !before) {
            act(alarm, problem, at);
        } else if (!repeat.grade().alarming()) {
            hurried.ease(conversation);
        }
        events.publishEvent(new AlarmNews(alarm, at));
        changed(alarm);
    }

    /// What a red alarm brings about at once (3.8.6).
    private void act(Alarm alarm, Problem problem, Instant at) {
        var conversation = conversations.get(alarm.conversation());
        if (over(conversation)) {
            return;
        }
        hurried.hurry(conversation.id());
        var senior = settings.senior().map(Member::id).orElse(null);
        if (senior != null && !senior.equals(conversation.assignee())) {
            conversations.assignee(conversation.id(), senior);
        }
        var owner = Optional.ofNullable(problem.owner())
                .or(() -> Optional.ofNullable(problem.area())
                        .flatMap(areas::find)
                        .flatMap(area -> Optional.ofNullable(area.owner())));
        var tell = Stream.concat(owner.stream(), settings.manager().map(Member::id).stream())
                .distinct()
                .toList();
        events.publishEvent(new RepeatAlarmRaised(
                alarm.id(),
                conversation.id(),
                problem.id(),
                alarm.grade(),
                tell,
                members.current().map(Member::id).orElse(null),
                at));
    }

    private void withdraw(Alarm alarm, String why, Instant at) {
        store.withdraw(alarm.id(), why, at);
        events.publishEvent(new AlarmNews(get(alarm.id()), at));
        conversations.happened(
                alarm.conversation(), "repeat-alarm-over", alarm.grade().word(), why);
        if (store.ofConversation(alarm.conversation()).stream().noneMatch(Alarm::alarming)) {
            hurried.ease(alarm.conversation());
        }
        changed(alarm);
    }

    private void changed(Alarm alarm) {
        live.changed("problem", alarm.problem());
        live.changed("conversation", alarm.conversation());
    }

    /// @throws AlarmNotFound where there is none
    Alarm get(UUID id) {
        return store.find(id).orElseThrow(AlarmNotFound::new);
    }

    /// Those of a conversation, withdrawn ones too, the worst first.
    List<Alarm> of(UUID conversation) {
        return store.ofConversation(conversation);
    }

    /// Those of a person, the newest first.
    List<Alarm> ofCustomer(UUID customer) {
        return store.ofCustomer(customer);
    }

    /// All that are not over, the worst first.
    ///
    /// @param problem only of this one, or null
    List<Alarm> open(@Nullable UUID problem) {
        return store.open(problem);
    }

    @Override
    public boolean inAlarm(UUID customer) {
        return store.inAlarm(customer);
    }

    /// The red alarm of a conversation that is not over, the worst first.
    Optional<Alarm> ringing(Conversation conversation) {
        return over(conversation)
                ? Optional.empty()
                : store.ofConversation(conversation.id()).stream()
                        .filter(Alarm::alarming)
                        .findFirst();
    }

    static boolean over(Conversation conversation) {
        return conversation.state() == ConversationState.SOLVED
                || conversation.state() == ConversationState.CLOSED
                || conversation.spamAt() != null;
    }

    /// Says what went wrong again, what is different now and what we offer; in part too, to be
    /// completed later.
    @Transactional
    void answer(UUID id, Answers given) {
        var alarm = get(id);
        var answers = new Answers(
                checked("wentWrong", given.wentWrong()),
                checked("different", given.different()),
                checked("offer", given.offer()));
        if (answers.equals(alarm.answers())) {
            return;
        }
        var now = clock.instant();
        var me = members.require().id();
        store.answer(id, answers, answers.complete() ? me : null, answers.complete() ? now : null, now);
        changed(alarm);
    }

    private static String checked(String field, String text) {
        var stripped = text.strip();
        if (stripped.length() > LONGEST) {
            throw InvalidRequest.field(field, Texts.t("problems.repeats.refused.long", "most", LONGEST));
        }
        return stripped;
    }

    /// The history of the account of an alarm, for showing both times side by side.
    Optional<Repeat> repeat(Alarm alarm) {
        var account = store.account(alarm.customer());
        return account
                .flatMap(it -> Optional.ofNullable(histories.of(List.of(it)).get(it)))
                .stream()
                .flatMap(history -> Repeats.of(history).stream())
                .filter(repeat -> alarm.conversation().equals(repeat.conversation())
                        && alarm.problem().equals(repeat.again().problem()))
                .findFirst();
    }
}
