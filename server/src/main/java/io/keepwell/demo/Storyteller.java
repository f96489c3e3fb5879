package io.keepwell.demo;

import io.keepwell.conversations.AcknowledgementText.Wording;
import io.keepwell.demo.Scene.Turn;
import io.keepwell.demo.Scene.Voice;
import io.keepwell.demo.Talk.Deed;
import io.keepwell.demo.Talk.Delivery;
import io.keepwell.demo.Talk.Kind;
import io.keepwell.demo.Talk.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells conversations from their first letter to where they stand now, by the rules that real ones follow: answered
/// within office hours, solved only by somebody, opened again when the customer writes.
final class Storyteller {

    private static final Duration CLOSED_AFTER = Duration.ofDays(14);

    private final Happenstance chance;
    private final Phrases phrases;
    private final Pen pen;
    private final Facts facts;
    private final OfficeHours hours;
    private final Function<Locale, Wording> wordings;
    private final Instant now;
    private final Instant trouble;

    /// @param now     when the story is told
    /// @param trouble since when the sync with Nordbank fails
    /// @param wordings how letters are acknowledged, by language
    Storyteller(Happenstance chance, ZoneId zone, Instant now, Instant trouble, Function<Locale, Wording> wordings) {
        this.chance = chance;
        this.phrases = new Phrases(chance.random());
        this.pen = new Pen(chance, phrases, zone);
        this.facts = new Facts(chance, phrases, zone);
        this.hours = new OfficeHours(zone);
        this.wordings = wordings;
        this.now = now;
        this.trouble = trouble;
    }

    /// A conversation in the making.
    private static final class Draft {

        private final Scene scene;
        private final Person person;
        private final Map<String, String> facts;
        private final Map<String, Integer> picks = new HashMap<>();
        private final List<Line> lines = new ArrayList<>();
        private final List<Deed> deeds = new ArrayList<>();
        private Instant at;
        private String state = "new";
        private @Nullable Colleague assignee;
        private @Nullable Instant firstResponse;
        private @Nullable Instant solvedAt;
        private @Nullable Line lastReply;

        Draft(Scene scene, Person person, Map<String, String> facts, Instant at) {
            this.scene = scene;
            this.person = person;
            this.facts = facts;
            this.at = at;
        }
    }

    /// A conversation of the past, answered as far as the time since then allows. Empty where nobody could have
    /// answered yet.
    Optional<Talk> tell(Scene scene, Person person, Instant openedAt) {
        var promised = promise(person, openedAt);
        var first = hours.after(openedAt, firstDelay());
        if (first.isAfter(now.minus(Duration.ofMinutes(20)))) {
            return Optional.empty();
        }
        var draft = begin(scene, person, openedAt);
        var subject = subject(draft);
        var acknowledged = acknowledge(draft, subject, openedAt);
        int turns = chance.chance(22) ? lastAnswer(scene) : scene.turns().size();
        for (int i = 1; i < turns; i++) {
            if (!turn(draft, scene.turns().get(i), i, first)) {
                break;
            }
        }
        settle(draft);
        return Optional.of(finish(draft, subject, openedAt, acknowledged, promised, priority(scene), null));
    }

    private Instant promise(Person person, Instant openedAt) {
        return wordings.apply(person.locale()).promise(openedAt).orElseThrow();
    }

    private Draft begin(Scene scene, Person person, Instant openedAt) {
        var known = facts.of(person.locale(), openedAt, trouble);
        if (!scene.rows().isEmpty()) {
            var row = phrases.next("row " + language(person) + " " + scene.name(), scene.rows());
            for (int i = 0; i < row.size(); i++) {
                known.put(String.valueOf(i + 1), row.get(i));
            }
        }
        var draft = new Draft(scene, person, known, openedAt);
        var words = pen.first(person, say(draft, 0));
        draft.lines.add(line(draft, Kind.LETTER, null, words, Delivery.NONE));
        return draft;
    }

    private String subject(Draft draft) {
        var scene = draft.scene;
        if (scene.subjects().isEmpty()) {
            return phrases.say(place(draft, "subject"), "[1]", draft.facts, draft.picks);
        }
        var fitting = scene.subjects().stream()
                .filter(subject -> subject.fits(draft.picks))
                .toList();
        var chosen =
                phrases.next(place(draft, "subjects") + " " + fitting.getFirst().group(), fitting);
        return phrases.say(place(draft, "subject"), chosen.text(), draft.facts, draft.picks);
    }

    private Instant acknowledge(Draft draft, String subject, Instant openedAt) {
        var after =
                openedAt.plusMillis(chance.chance(8) ? chance.between(21_000, 52_000) : chance.between(1_800, 9_500));
        var text = wordings.apply(draft.person.locale())
                .letter(draft.person.name(), subject, draft.scene.complaint(), openedAt);
        draft.lines.add(new Line(
                chance.id(openedAt.plusMillis(40)),
                Kind.ACKNOWLEDGEMENT,
                null,
                DemoMailbox.NAME,
                null,
                text,
                openedAt.plusMillis(40),
                Delivery.SENT));
        return after;
    }

    /// Plays one turn; false where its time has not come.
    private boolean turn(Draft draft, Turn turn, int index, Instant firstAnswer) {
        return switch (turn.voice()) {
            case COLLEAGUE -> answer(draft, turn, index, firstAnswer);
            case CUSTOMER -> goOn(draft, index);
            case NOTE -> note(draft, turn, index);
            case STRANGER -> false;
        };
    }

    private boolean answer(Draft draft, Turn turn, int index, Instant firstAnswer) {
        boolean first = draft.firstResponse == null;
        var at = first ? firstAnswer : hours.after(draft.at, Duration.ofSeconds(chance.between(360, 10_200)));
        if (at.isAfter(now.minus(Duration.ofMinutes(10)))) {
            return false;
        }
        var by = author(draft, turn);
        if (draft.assignee != by) {
            assign(draft, by, between(draft.at, at));
        }
        draft.at = at;
        var line = line(draft, Kind.REPLY, by, pen.answer(draft.person, by, say(draft, index)), Delivery.SENT);
        draft.lines.add(line);
        draft.lastReply = line;
        if (first) {
            draft.firstResponse = at;
        }
        boolean last = index == draft.scene.turns().size() - 1;
        move(draft, turn.asks() || (!last && chance.chance(30)) ? "pending" : "solved", by, at);
        return true;
    }

    /// The customer writes again, unless that would leave them waiting when the story ends.
    private boolean goOn(Draft draft, int index) {
        var at = awake(draft.at.plus(Duration.ofSeconds(chance.between(240, chance.chance(60) ? 11_400 : 90_000))));
        var answered = draft.lastReply;
        boolean leavesTime = hours.between(at, now).compareTo(Duration.ofHours(4)) > 0;
        if (answered == null || answered.by() == null || !leavesTime || at.isAfter(now)) {
            return false;
        }
        draft.at = at;
        var words = pen.further(draft.person, say(draft, index), answered.by());
        if (chance.chance(35)) {
            words += pen.quoting(draft.person, answered.by(), answered.text(), answered.at());
        }
        draft.lines.add(line(draft, Kind.LETTER, null, words, Delivery.NONE));
        if (!draft.state.equals("open") && !draft.state.equals("new")) {
            move(draft, "open", null, at);
        }
        return true;
    }

    private boolean note(Draft draft, Turn turn, int index) {
        var by = turn.by() == null ? Colleague.MARA : turn.by();
        var at = draft.at.plus(Duration.ofSeconds(chance.between(120, 840)));
        if (draft.lines.getLast().kind() == Kind.LETTER) {
            // somebody looks into it before answering
            at = hours.after(draft.at, Duration.ofSeconds(chance.between(150, 320)));
        }
        if (at.isAfter(now)) {
            return true;
        }
        var words = say(draft, index);
        if (!words.isEmpty()) {
            draft.at = at;
            draft.lines.add(line(draft, Kind.NOTE, by, words, Delivery.NONE));
        }
        return true;
    }

    /// What is left open is brought to an end by whoever looks after it.
    private void settle(Draft draft) {
        boolean held = draft.scene.tags().contains("nordbank");
        var by = draft.assignee == null ? Colleague.MARA : draft.assignee;
        if (held) {
            move(draft, "on-hold", by, soon(draft.at, 120));
            return;
        }
        boolean asked = draft.lastReply != null
                && draft.lines.getLast() == draft.lastReply
                && draft.state.equals("pending")
                && Duration.between(draft.at, now).toDays() < 5;
        if (!asked && !draft.state.equals("solved")) {
            move(draft, "solved", by, soon(draft.at, chance.between(180, 3600)));
        }
        var solved = draft.solvedAt;
        if (solved != null && solved.plus(CLOSED_AFTER).isBefore(now) && !causeOwed(draft.scene)) {
            draft.solvedAt = solved;
            move(draft, "closed", null, solved.plus(CLOSED_AFTER));
        }
    }

    /// So many seconds of time at work later, at the latest now.
    private Instant soon(Instant at, int seconds) {
        var later = hours.after(at, Duration.ofSeconds(seconds));
        return later.isAfter(now) ? between(at, now) : later;
    }

    /// Within the last minutes before `end`, and after `start`.
    private Instant between(Instant start, Instant end) {
        long seconds = Math.min(500, Duration.between(start, end).toSeconds() * 3 / 4);
        return end.minusSeconds(Math.max(1, (long) (seconds * chance.random().nextDouble())));
    }

    /// A conversation that waits now, told as it is written.
    ///
    /// @param openedAt when the first letter came
    /// @param answers  when each of the further turns happens
    /// @param assignee who looks after it, or null
    /// @param trait    what is special about it
    Talk wait(Scene scene, Person person, Instant openedAt, List<Instant> answers, Waiting.Trait trait) {
        var promised = promise(person, openedAt);
        var draft = new Draft(scene, person, facts.of(person.locale(), openedAt, trouble), openedAt);
        var opening = scene.turns().getFirst().text();
        var words = opening.contains("{")
                ? pen.first(person, say(draft, 0))
                : Phrases.fill(scene.name(), opening, draft.facts);
        draft.lines.add(line(draft, Kind.LETTER, null, words, Delivery.NONE));
        var subject = subject(draft);
        var acknowledged = acknowledge(draft, subject, openedAt);
        var assignee = trait.assignee();
        if (assignee != null) {
            var first = answers.isEmpty()
                    ? openedAt.plusSeconds(240)
                    : answers.getFirst().minusSeconds(300);
            assign(draft, assignee, first);
        }
        for (int i = 1; i <= answers.size(); i++) {
            draft.at = answers.get(i - 1);
            told(draft, scene.turns().get(i), trait);
        }
        return finish(draft, subject, openedAt, acknowledged, promised, trait.priority(), trait.neededBy());
    }

    private void told(Draft draft, Turn turn, Waiting.Trait trait) {
        switch (turn.voice()) {
            case CUSTOMER -> {
                draft.lines.add(line(draft, Kind.LETTER, null, turn.text(), Delivery.NONE));
                if (!draft.state.equals("open")) {
                    move(draft, "open", null, draft.at);
                }
            }
            case STRANGER ->
                draft.lines.add(new Line(
                        chance.id(draft.at),
                        Kind.STRANGER,
                        null,
                        Waiting.STRANGER_NAME,
                        Waiting.STRANGER_EMAIL,
                        turn.text(),
                        draft.at,
                        Delivery.NONE));
            case NOTE -> draft.lines.add(line(draft, Kind.NOTE, turn.by(), turn.text(), Delivery.NONE));
            case COLLEAGUE -> {
                var by = author(draft, turn);
                var line = line(draft, Kind.REPLY, by, turn.text(), trait.delivery());
                draft.lines.add(line);
                if (trait.delivery() != Delivery.FAILED) {
                    draft.firstResponse = draft.firstResponse == null ? draft.at : draft.firstResponse;
                    draft.lastReply = line;
                    move(draft, "pending", by, draft.at);
                }
            }
        }
    }

    private Talk finish(
            Draft draft,
            String subject,
            Instant openedAt,
            Instant acknowledged,
            Instant promised,
            String priority,
            @Nullable Instant neededBy) {
        boolean over = draft.state.equals("solved") || draft.state.equals("closed");
        var answeredAt = draft.lastReply == null ? Instant.MIN : draft.lastReply.at();
        var waitingSince = draft.lines.stream()
                .filter(line -> !over && line.kind() == Kind.LETTER && line.at().isAfter(answeredAt))
                .map(Line::at)
                .findFirst()
                .orElse(null);
        var words = draft.assignee == null
                ? KindWords.in(draft.scene.kind(), draft.lines.getFirst().text())
                : null;
        return new Talk(
                chance.id(openedAt),
                draft.person,
                draft.scene,
                subject,
                openedAt,
                acknowledged,
                promised,
                List.copyOf(draft.lines),
                List.copyOf(draft.deeds),
                new Talk.Outcome(draft.state, cause(draft), draft.assignee, words, priority, neededBy),
                draft.firstResponse,
                over ? draft.solvedAt : null,
                waitingSince);
    }

    private void assign(Draft draft, Colleague to, Instant at) {
        var before = draft.assignee == null ? null : draft.assignee.fullName();
        draft.deeds.add(new Deed(chance.id(at), at, to, "assignee", before, to.fullName()));
        draft.assignee = to;
        if (draft.state.equals("new")) {
            move(draft, "open", to, at.plusMillis(1));
        }
    }

    private void move(Draft draft, String state, @Nullable Colleague by, Instant at) {
        draft.deeds.add(new Deed(chance.id(at.plusMillis(2)), at.plusMillis(2), by, "state", draft.state, state));
        draft.state = state;
        if (state.equals("solved")) {
            draft.solvedAt = at.plusMillis(2);
        } else if (!state.equals("closed")) {
            draft.solvedAt = null;
        }
    }

    private String cause(Draft draft) {
        if (!draft.scene.complaint()) {
            return "none";
        }
        boolean over = draft.state.equals("solved") || draft.state.equals("closed");
        if (draft.scene.tags().contains("nordbank")) {
            return "triage";
        }
        return over ? (causeOwed(draft.scene) ? "triage" : "one-off") : "none";
    }

    /// Whether product owes the cause of such complaints; they are never closed by themselves.
    private static boolean causeOwed(Scene scene) {
        return scene.complaint()
                && (scene.tags().contains("bank-sync") || scene.tags().contains("reports"));
    }

    private String priority(Scene scene) {
        return scene.complaint() && chance.chance(25) ? "high" : "normal";
    }

    private Colleague author(Draft draft, Turn turn) {
        if (turn.by() != null) {
            return turn.by();
        }
        if (draft.assignee != null) {
            return draft.assignee;
        }
        boolean helps = draft.scene.kind().equals("question") && chance.chance(18);
        return helps ? Colleague.TOVE : Colleague.MARA;
    }

    private Line line(Draft draft, Kind kind, @Nullable Colleague by, String text, Delivery delivery) {
        return new Line(
                chance.id(draft.at),
                kind,
                by,
                by == null ? draft.person.called() : by.fullName(),
                by == null ? draft.person.email() : null,
                text,
                draft.at,
                delivery);
    }

    private String say(Draft draft, int turn) {
        return phrases.say(
                place(draft, String.valueOf(turn)),
                draft.scene.turns().get(turn).text(),
                draft.facts,
                draft.picks);
    }

    private static Phrases.Place place(Draft draft, String part) {
        return new Phrases.Place(language(draft.person) + " " + draft.scene.name(), part);
    }

    private static String language(Person person) {
        return person.locale().getLanguage();
    }

    /// Time at work until the first answer: mostly within the promise, sometimes not.
    private Duration firstDelay() {
        if (chance.chance(6)) {
            return Duration.ofMinutes(chance.between(250, 560));
        }
        int spread = chance.between(4, 222);
        return Duration.ofSeconds(Math.min(spread, chance.between(4, 222)) * 60L + chance.between(0, 59));
    }

    private static int lastAnswer(Scene scene) {
        for (int i = scene.turns().size() - 1; i > 0; i--) {
            if (scene.turns().get(i).voice() == Voice.COLLEAGUE
                    && !scene.turns().get(i).asks()) {
                return i + 1;
            }
        }
        return scene.turns().size();
    }

    /// People sleep.
    private Instant awake(Instant at) {
        var local = at.atZone(hours.zone());
        return local.getHour() < 7
                ? local.truncatedTo(ChronoUnit.DAYS)
                        .plusHours(7)
                        .plusMinutes(chance.between(4, 175))
                        .toInstant()
                : at;
    }
}
