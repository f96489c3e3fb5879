package io.keepwell.conversations.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.calendars.BusinessCalendar;
import io.keepwell.conversations.calendars.Holiday;
import io.keepwell.conversations.sla.SlaClock.End;
import io.keepwell.conversations.sla.Story.Happening;
import io.keepwell.conversations.sla.Story.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// S1 to S5 and S10: what starts, stops, pauses and breaks a clock. Mondays to Fridays, nine to five in Berlin; all
/// times are of Monday, 23 November 2026, unless a day is named.
class ClocksTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final BusinessCalendar NINE_TO_FIVE = BusinessCalendar.of(
            List.of("09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "", ""),
            List.of(),
            BERLIN);
    private static final Terms AGREED = new Terms(
            Map.of(
                    Metric.FIRST_RESPONSE, Duration.ofHours(2),
                    Metric.NEXT_RESPONSE, Duration.ofHours(3),
                    Metric.RESOLUTION, Duration.ofHours(8),
                    Metric.PERIODIC_UPDATE, Duration.ofHours(4)),
            Terms.USUAL_PAUSES,
            false,
            false,
            Duration.ofMinutes(15));

    private final List<Happening> happened = new ArrayList<>();
    private Terms terms = AGREED;

    @Example
    @Label("S1: the first response runs from creation to the first answer of a person")
    void firstResponse() {
        wrote("09:30");
        noted("09:40");
        answered("10:15");

        var clock = clock(Metric.FIRST_RESPONSE, 1, "12:00");
        assertThat(clock.started()).isEqualTo(at("09:30"));
        assertThat(clock.ended()).isEqualTo(at("10:15"));
        assertThat(clock.elapsed()).isEqualTo(Duration.ofMinutes(45));
        assertThat(clock.breached()).isNull();
    }

    @Example
    @Label("S1: a note counts where the policy says so")
    void notesMayCount() {
        terms = new Terms(AGREED.targets(), AGREED.pauses(), false, true, Duration.ZERO);
        wrote("09:30");
        noted("09:40");

        assertThat(clock(Metric.FIRST_RESPONSE, 1, "12:00").ended()).isEqualTo(at("09:40"));
    }

    @Example
    @Label("S1: where we wrote first, it starts with the customer's first letter")
    void startsWithTheCustomer() {
        answered("09:30");
        assertThat(clocks("09:35")).noneMatch(it -> it.metric() == Metric.FIRST_RESPONSE);
        wrote("10:00");
        answered("10:30");

        var clock = clock(Metric.FIRST_RESPONSE, 1, "12:00");
        assertThat(clock.started()).isEqualTo(at("10:00"));
        assertThat(clock.ended()).isEqualTo(at("10:30"));
        assertThat(clock(Metric.RESOLUTION, 1, "12:00").started()).isEqualTo(at("10:00"));
    }

    @Example
    @Label("S1: solved without an answer it rests, and goes on when the customer is back")
    void restsWhileSolved() {
        wrote("09:30");
        state("10:00", ConversationState.SOLVED);
        assertThat(clock(Metric.FIRST_RESPONSE, 1, "12:00").end()).isEqualTo(End.SOLVED);
        wrote("11:00");
        state("11:00", ConversationState.OPEN);
        answered("11:30");

        var clock = clock(Metric.FIRST_RESPONSE, 1, "12:00");
        assertThat(clock.end()).isEqualTo(End.ANSWERED);
        assertThat(clock.elapsed()).isEqualTo(Duration.ofMinutes(60));
        assertThat(clock.paused()).isEqualTo(Duration.ofMinutes(60));
    }

    @Example
    @Label("S2: the next response runs from the oldest unanswered letter; further letters do not move it")
    void oldestUnanswered() {
        wrote("09:00");
        wrote("09:10");
        answered("09:30");
        assertThat(clocks("09:40")).noneMatch(it -> it.metric() == Metric.NEXT_RESPONSE);
        wrote("10:00");
        wrote("11:00");
        assertThat(clock(Metric.NEXT_RESPONSE, 1, "11:30").due()).isEqualTo(at("13:00"));
        answered("12:00");
        wrote("14:00");

        assertThat(clock(Metric.NEXT_RESPONSE, 1, "14:30").elapsed()).isEqualTo(Duration.ofHours(2));
        assertThat(clock(Metric.NEXT_RESPONSE, 2, "14:30").started()).isEqualTo(at("14:00"));
    }

    @Example
    @Label("S2: solved ends the wait; opened again by hand, the unanswered customer waits anew")
    void solvedEndsTheWait() {
        wrote("09:00");
        answered("09:30");
        wrote("10:00");
        state("10:20", ConversationState.SOLVED);
        assertThat(clock(Metric.NEXT_RESPONSE, 1, "11:00").end()).isEqualTo(End.SOLVED);
        state("11:00", ConversationState.OPEN);

        var again = clock(Metric.NEXT_RESPONSE, 2, "11:10");
        assertThat(again.started()).isEqualTo(at("11:00"));
        assertThat(again.open()).isTrue();
    }

    @Example
    @Label("S2: thanks that leave it solved start nothing")
    void thanksStartNothing() {
        wrote("09:00");
        answered("09:30");
        state("09:31", ConversationState.SOLVED);
        wrote("10:00");

        assertThat(clocks("12:00")).noneMatch(it -> it.metric() == Metric.NEXT_RESPONSE);
    }

    @Example
    @Label("S3: the first resolution stands whatever follows; the total goes on when it is opened again")
    void bothVariants() {
        wrote("09:00");
        answered("10:00");
        state("10:00", ConversationState.SOLVED);
        wrote("12:00");
        state("12:00", ConversationState.OPEN);
        assertThat(clock(Metric.RESOLUTION, 1, "13:00").elapsed()).isEqualTo(Duration.ofHours(1));

        terms = new Terms(AGREED.targets(), AGREED.pauses(), true, false, Duration.ZERO);
        var total = clock(Metric.RESOLUTION, 1, "13:00");
        assertThat(total.open()).isTrue();
        assertThat(total.elapsed()).isEqualTo(Duration.ofHours(2));
        assertThat(total.due()).isEqualTo(at("2026-11-24T11:00"));
    }

    @Example
    @Label("S4: pending pauses resolution and on-hold does not, unless the table says otherwise")
    void pausesAreData() {
        wrote("09:00");
        answered("10:00");
        state("10:00", ConversationState.PENDING);
        state("12:00", ConversationState.ON_HOLD);
        assertThat(clock(Metric.RESOLUTION, 1, "13:00").elapsed()).isEqualTo(Duration.ofHours(2));

        terms = new Terms(
                AGREED.targets(),
                Map.of(Metric.RESOLUTION, Set.of(ConversationState.PENDING, ConversationState.ON_HOLD)),
                false,
                false,
                Duration.ZERO);
        var standing = clock(Metric.RESOLUTION, 1, "13:00");
        assertThat(standing.elapsed()).isEqualTo(Duration.ofHours(1));
        assertThat(standing.standing()).isTrue();
        assertThat(standing.due()).isNull();
        assertThat(standing.left()).isEqualTo(Duration.ofHours(7));
    }

    @Example
    @Label("S5: a pause outside the hours takes nothing out")
    void pausesCountAttendedTimeOnly() {
        wrote("16:00");
        state("18:00", ConversationState.PENDING);
        state("2026-11-24T08:00", ConversationState.OPEN);

        var clock = clock(Metric.RESOLUTION, 1, "2026-11-24T10:00");
        assertThat(clock.paused()).isZero();
        assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(2));
        assertThat(clock.due()).isEqualTo(at("2026-11-24T16:00"));
    }

    @Example
    @Label("S8: broken at the due instant, whenever that is noticed; an answer at that instant keeps it")
    void brokenAtTheDueInstant() {
        wrote("09:00");
        assertThat(clock(Metric.FIRST_RESPONSE, 1, "11:00").breached()).isNull();
        assertThat(clock(Metric.FIRST_RESPONSE, 1, "2026-11-27T16:00").breached())
                .isEqualTo(at("11:00"));
        assertThat(clock(Metric.FIRST_RESPONSE, 1, "09:01").warn()).isEqualTo(at("10:45"));
        answered("11:00");

        assertThat(clock(Metric.FIRST_RESPONSE, 1, "2026-11-27T16:00").breached())
                .isNull();
    }

    @Example
    void anUpdateIsOwedFromOneAnswerToTheNextUntilItIsSolved() {
        wrote("09:00");
        answered("09:30");
        answered("10:30");
        state("11:00", ConversationState.SOLVED);

        assertThat(clock(Metric.PERIODIC_UPDATE, 1, "12:00").elapsed()).isEqualTo(Duration.ofHours(1));
        assertThat(clock(Metric.PERIODIC_UPDATE, 2, "12:00").end()).isEqualTo(End.SOLVED);
    }

    @Example
    void historyThatWasBroughtInIsNotJudged() {
        happened.add(Happening.of(at("09:00"), Kind.WROTE));
        var story = new Story(at("09:00"), ConversationState.CLOSED, happened);
        assertThat(Clocks.of(AGREED, NINE_TO_FIVE, story, at("12:00"))).isEmpty();

        wrote("13:00");
        state("13:00", ConversationState.OPEN);
        var again = new Story(at("09:00"), ConversationState.CLOSED, happened);
        assertThat(Clocks.of(AGREED, NINE_TO_FIVE, again, at("14:00")))
                .filteredOn(it -> it.metric() == Metric.FIRST_RESPONSE)
                .singleElement()
                .satisfies(it -> assertThat(it.started()).isEqualTo(at("13:00")));
    }

    @Property(tries = 800)
    @Label("S10: with any pauses, calendar and zone, exactly the target has been counted when a clock is due")
    void countsExactlyTheTarget(@ForAll("stories") Story story, @ForAll("calendars") BusinessCalendar calendar) {
        var late = story.createdAt().plus(400, ChronoUnit.DAYS);
        for (var clock : Clocks.of(AGREED, calendar, story, late)) {
            var due = clock.due();
            if (due == null || clock.ended() != null && clock.ended().isBefore(due)) {
                continue;
            }
            // the same clock, looked at when it is due: later pauses have not happened yet
            var then = new Story(
                    story.createdAt(),
                    story.state(),
                    story.happened().stream()
                            .filter(it -> it.at().isBefore(due))
                            .toList());
            var looked = Clocks.of(AGREED, calendar, then, due).stream()
                    .filter(it -> it.metric() == clock.metric() && it.cycle() == clock.cycle())
                    .findFirst()
                    .orElseThrow();
            assertThat(looked.elapsed()).isEqualTo(clock.target());
            assertThat(looked.breached()).isNull();
            assertThat(looked.elapsed().plus(looked.paused())).isEqualTo(calendar.between(clock.started(), due));
        }
    }

    @Provide
    Arbitrary<Story> stories() {
        var start = Arbitraries.of(
                        "2026-03-27T09:00:00Z", "2026-10-23T09:00:00Z", "2026-11-20T14:00:00Z", "2026-12-30T20:00:00Z")
                .map(Instant::parse);
        var step = Combinators.combine(
                        Arbitraries.integers().between(0, 3000),
                        Arbitraries.of("W", "A", "N", "open", "pending", "on-hold", "solved"))
                .as((minutes, what) -> Map.entry(minutes, what));
        return Combinators.combine(start, step.list().ofMaxSize(12)).as((at, steps) -> {
            var all = new ArrayList<Happening>(List.of(Happening.of(at, Kind.WROTE)));
            var when = at;
            for (var it : steps) {
                when = when.plusSeconds(60L * it.getKey());
                all.add(
                        switch (it.getValue()) {
                            case "W" -> Happening.of(when, Kind.WROTE);
                            case "A" -> Happening.of(when, Kind.ANSWERED);
                            case "N" -> Happening.of(when, Kind.NOTED);
                            case "pending" -> Happening.state(when, ConversationState.PENDING);
                            case "on-hold" -> Happening.state(when, ConversationState.ON_HOLD);
                            case "solved" -> Happening.state(when, ConversationState.SOLVED);
                            default -> Happening.state(when, ConversationState.OPEN);
                        });
            }
            return new Story(at, ConversationState.NEW, all);
        });
    }

    @Provide
    Arbitrary<BusinessCalendar> calendars() {
        var weeks =
                Arbitraries.of("09:00-17:00", "08:30-12:00, 13:00-18:15", "00:00-24:00", "22:00-06:00", "02:30-05:00");
        var zones = Arbitraries.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC");
        return Combinators.combine(weeks, weeks, zones)
                .as((a, b, zone) -> BusinessCalendar.of(
                        List.of(a, b, a, b, a, "", b),
                        List.of(new Holiday(LocalDate.of(2026, 11, 23), null, "10:00-11:00")),
                        ZoneId.of(zone)));
    }

    private void wrote(String time) {
        happened.add(Happening.of(at(time), Kind.WROTE));
    }

    private void answered(String time) {
        happened.add(Happening.of(at(time), Kind.ANSWERED));
    }

    private void noted(String time) {
        happened.add(Happening.of(at(time), Kind.NOTED));
    }

    private void state(String time, ConversationState state) {
        happened.add(Happening.state(at(time), state));
    }

    private List<SlaClock> clocks(String now) {
        var story = new Story(happened.getFirst().at(), ConversationState.NEW, happened);
        return Clocks.of(terms, NINE_TO_FIVE, story, at(now));
    }

    private SlaClock clock(Metric metric, int cycle, String now) {
        return clocks(now).stream()
                .filter(it -> it.metric() == metric && it.cycle() == cycle)
                .findFirst()
                .orElseThrow();
    }

    private static Instant at(@Nullable String time) {
        var text = String.valueOf(time);
        return Instant.parse((text.contains("T") ? text : "2026-11-23T" + text) + ":00+01:00");
    }
}
