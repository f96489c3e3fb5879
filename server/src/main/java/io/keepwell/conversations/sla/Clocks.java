package io.keepwell.conversations.sla;

import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.calendars.BusinessCalendar;
import io.keepwell.conversations.sla.SlaClock.End;
import io.keepwell.conversations.sla.SlaClock.Pause;
import io.keepwell.conversations.sla.Story.Kind;
import io.keepwell.conversations.sla.Story.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The clocks of a conversation, worked out from what happened, what was agreed, and when somebody attends. The one
/// function behind targets, breaches and reports (S9): it knows no database and no present but the one it is given.
final class Clocks {

    private static final Set<ConversationState> ENDED = Set.of(ConversationState.SOLVED, ConversationState.CLOSED);

    private final Terms terms;
    private final BusinessCalendar calendar;
    private final Story story;
    private final Instant now;
    private final List<Stay> stays;
    private final List<SlaClock> clocks = new ArrayList<>();

    private Clocks(Terms terms, BusinessCalendar calendar, Story story, Instant now) {
        this.terms = terms;
        this.calendar = calendar;
        this.story = story;
        this.now = now;
        this.stays = stays(story);
    }

    /// @param now until when clocks that run are counted
    /// @return by metric and round
    static List<SlaClock> of(Terms terms, BusinessCalendar calendar, Story story, Instant now) {
        if (ENDED.contains(story.state())) {
            // history that was brought in: what happened elsewhere is not ours to judge
            return story.openedAgain()
                    .map(again -> of(terms, calendar, again, now))
                    .orElse(List.of());
        }
        var clocks = new Clocks(terms, calendar, story, now);
        clocks.responses();
        clocks.resolution();
        if (terms.targets().containsKey(Metric.PERIODIC_UPDATE)) {
            clocks.updates();
        }
        return clocks.clocks;
    }

    /// S1 and S2: first the first response; from then on a round for every time the customer waits. A first response
    /// that nobody gave rests while the conversation is solved and goes on when it is opened again.
    private void responses() {
        Instant first = null;
        Instant waiting = null;
        boolean answered = false;
        boolean unanswered = false;
        int cycle = 0;
        for (var it : story.happened()) {
            switch (it.kind()) {
                case WROTE -> {
                    first = first == null ? it.at() : first;
                    unanswered = true;
                    if (answered && waiting == null && !ENDED.contains(stateAt(it.at()))) {
                        waiting = it.at();
                    }
                }
                case ANSWERED, NOTED -> {
                    if (it.kind() == Kind.NOTED && !terms.notesCount() || first == null) {
                        continue;
                    }
                    if (!answered) {
                        add(Metric.FIRST_RESPONSE, 1, first, it.at(), End.ANSWERED, ENDED);
                    } else if (waiting != null) {
                        add(Metric.NEXT_RESPONSE, ++cycle, waiting, it.at(), End.ANSWERED, Set.of());
                    }
                    answered = true;
                    unanswered = false;
                    waiting = null;
                }
                case STATE -> {
                    if (it.solves()) {
                        if (waiting != null) {
                            add(Metric.NEXT_RESPONSE, ++cycle, waiting, it.at(), End.SOLVED, Set.of());
                            waiting = null;
                        }
                    } else if (answered && unanswered && waiting == null) {
                        // opened again by hand: the customer still waits
                        waiting = it.at();
                    }
                }
            }
        }
        if (first != null && !answered) {
            var solved = solvedAtLast();
            add(Metric.FIRST_RESPONSE, 1, first, solved, solved == null ? null : End.SOLVED, ENDED);
        }
        if (waiting != null) {
            add(Metric.NEXT_RESPONSE, cycle + 1, waiting, null, null, Set.of());
        }
    }

    /// S3: to the first time it was solved; or, in total, to the last, without the time in between.
    private void resolution() {
        var start = story.happened().stream()
                .filter(it -> it.kind() == Kind.WROTE)
                .map(Story.Happening::at)
                .findFirst()
                .orElse(story.createdAt());
        var solved = terms.total() ? solvedAtLast() : solvedAtFirst(start);
        add(Metric.RESOLUTION, 1, start, solved, solved == null ? null : End.SOLVED, terms.total() ? ENDED : Set.of());
    }

    private void updates() {
        Instant since = null;
        int cycle = 0;
        for (var it : story.happened()) {
            if (it.kind() == Kind.ANSWERED) {
                if (since != null) {
                    add(Metric.PERIODIC_UPDATE, ++cycle, since, it.at(), End.ANSWERED, Set.of());
                }
                since = it.at();
            } else if (it.kind() == Kind.STATE && it.solves() && since != null) {
                add(Metric.PERIODIC_UPDATE, ++cycle, since, it.at(), End.SOLVED, Set.of());
                since = null;
            }
        }
        if (since != null) {
            add(Metric.PERIODIC_UPDATE, cycle + 1, since, null, null, Set.of());
        }
    }

    private void add(
            Metric metric,
            int cycle,
            Instant started,
            @Nullable Instant ended,
            @Nullable End end,
            Set<ConversationState> rests) {
        clocks.add(clock(metric, cycle, started, ended, end, rests));
    }

    private SlaClock clock(
            Metric metric,
            int cycle,
            Instant started,
            @Nullable Instant ended,
            @Nullable End end,
            Set<ConversationState> rests) {
        var target = terms.targets().get(metric);
        var until = ended == null ? latest(now, started) : ended;
        var stops = terms.pauses(metric);
        var run = new Run(calendar, started);
        var pauses = new ArrayList<Pause>();
        var paused = Duration.ZERO;
        boolean standing = false;
        for (var stay : stays) {
            var stayEnds = stay.to();
            if (!stops.contains(stay.state()) && !rests.contains(stay.state())
                    || stayEnds != null && !started.isBefore(stayEnds)
                    || !stay.from().isBefore(until) && !(ended == null && stayEnds == null)) {
                continue;
            }
            var from = latest(stay.from(), started);
            boolean lasting = stayEnds == null && ended == null;
            var to = stayEnds == null ? until : earliest(stayEnds, until);
            run.pause(from, to);
            var taken = calendar.between(from, to);
            paused = paused.plus(taken);
            standing |= lasting;
            if (!from.equals(to) || lasting) {
                pauses.add(new Pause(stay.state().word(), from, lasting ? null : to, taken));
            }
        }
        var elapsed = run.until(until);
        var due = target == null ? null : run.due(target, standing);
        var breached = due != null && (ended == null ? now : ended).isAfter(due) ? due : null;
        return new SlaClock(
                metric,
                cycle,
                started,
                ended,
                end,
                target,
                elapsed,
                paused,
                standing,
                due,
                target == null || ended != null ? null : run.due(target.minus(warnBefore(target)), standing),
                breached,
                pauses);
    }

    // A target shorter than the warning is warned of at its half.
    private Duration warnBefore(Duration target) {
        var half = target.dividedBy(2);
        return terms.warnBefore().compareTo(half) < 0 ? terms.warnBefore() : half;
    }

    /// Running time, cut by pauses in their order.
    private static final class Run {

        private final BusinessCalendar calendar;
        private final List<Instant[]> pieces = new ArrayList<>();
        private Instant from;

        Run(BusinessCalendar calendar, Instant started) {
            this.calendar = calendar;
            this.from = started;
        }

        void pause(Instant begins, Instant ends) {
            if (from.isBefore(begins)) {
                pieces.add(new Instant[] {from, begins});
            }
            from = ends;
        }

        Duration until(Instant end) {
            var elapsed = calendar.between(from, end);
            for (var piece : pieces) {
                elapsed = elapsed.plus(calendar.between(piece[0], piece[1]));
            }
            return elapsed;
        }

        @Nullable
        Instant due(Duration target, boolean standing) {
            var left = target;
            for (var piece : pieces) {
                var here = calendar.between(piece[0], piece[1]);
                if (here.compareTo(left) >= 0) {
                    return calendar.due(piece[0], left).orElse(null);
                }
                left = left.minus(here);
            }
            return standing ? null : calendar.due(from, left).orElse(null);
        }
    }

    private ConversationState stateAt(Instant at) {
        var state = story.state();
        for (var stay : stays) {
            if (!stay.from().isAfter(at)) {
                state = stay.state();
            }
        }
        return state;
    }

    private @Nullable Instant solvedAtFirst(Instant start) {
        return stays.stream()
                .filter(stay -> ENDED.contains(stay.state()))
                .map(Stay::from)
                .filter(at -> !at.isBefore(start))
                .findFirst()
                .orElse(null);
    }

    /// Since when it is solved without having been opened again; null while it is not.
    private @Nullable Instant solvedAtLast() {
        Instant solved = null;
        for (var stay : stays) {
            if (!ENDED.contains(stay.state())) {
                solved = null;
            } else if (solved == null) {
                solved = stay.from();
            }
        }
        return solved;
    }

    private static List<Stay> stays(Story story) {
        var stays = new ArrayList<Stay>();
        var state = story.state();
        var since = story.createdAt();
        for (var it : story.happened()) {
            var next = it.state();
            if (next != null && next != state) {
                stays.add(new Stay(state, since, it.at()));
                state = next;
                since = it.at();
            }
        }
        stays.add(new Stay(state, since, null));
        return stays;
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
