package io.keepwell.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.AcknowledgementText.Wording;
import io.keepwell.demo.Talk.Delivery;
import io.keepwell.demo.Talk.Kind;
import io.keepwell.demo.Talk.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PennyfoldTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /// A desk that promises an answer within four hours at work.
    private static final Wording WORDING = new Wording() {
        @Override
        public Optional<Instant> promise(Instant arrived) {
            return Optional.of(new OfficeHours(BERLIN).after(arrived, Duration.ofHours(4)));
        }

        @Override
        public String letter(@Nullable String name, String subject, boolean complaint, Instant arrived) {
            return "We have it.";
        }
    };

    private static final Instant WEDNESDAY = Instant.parse("2026-11-18T10:17:00Z");

    /// A workday morning, the night from Saturday to Sunday, a Tuesday night, the change of clocks, New Year.
    static Stream<Instant> instants() {
        return Stream.of(
                        "2026-11-18T10:17:00Z",
                        "2026-11-22T01:30:00Z",
                        "2026-11-24T02:10:00Z",
                        "2026-10-25T01:30:00Z",
                        "2027-01-01T11:00:00Z")
                .map(Instant::parse);
    }

    @Test
    void theSameSeedAndInstantGiveTheSameCompany() {
        assertThat(Pennyfold.of(7, WEDNESDAY, BERLIN, locale -> WORDING)
                        .equals(Pennyfold.of(7, WEDNESDAY, BERLIN, locale -> WORDING)))
                .isTrue();
        assertThat(Pennyfold.of(8, WEDNESDAY, BERLIN, locale -> WORDING)
                        .equals(Pennyfold.of(7, WEDNESDAY, BERLIN, locale -> WORDING)))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("instants")
    void everyConversationKeepsTheRules(Instant now) {
        var company = Pennyfold.of(DemoStart.SEED, now, BERLIN, locale -> WORDING);

        assertThat(company.people()).hasSize(300);
        assertThat(company.talks()).hasSize(350);
        assertThat(company.talks().stream()
                        .flatMap(talk -> faults(talk, now).map(fault -> talk.subject() + ": " + fault)))
                .isEmpty();
    }

    private static Stream<String> faults(Talk talk, Instant now) {
        var outcome = talk.outcome();
        boolean over = List.of("solved", "closed").contains(outcome.state());
        var times = talk.lines().stream().map(Line::at).toList();
        return Stream.of(
                        fault(
                                "begins with a letter",
                                talk.lines().getFirst().kind() == Kind.LETTER
                                        && times.getFirst().equals(talk.openedAt())),
                        fault(
                                "is acknowledged once",
                                talk.lines().stream()
                                                .filter(line -> line.kind() == Kind.ACKNOWLEDGEMENT)
                                                .count()
                                        == 1),
                        fault(
                                "goes forward in time",
                                times.equals(times.stream().sorted().toList())),
                        fault("has happened", !talk.lastAt().isAfter(now)),
                        fault(
                                "was done in its time",
                                talk.deeds().stream()
                                        .allMatch(deed -> !deed.at().isAfter(now)
                                                && !deed.at().isBefore(talk.openedAt()))),
                        fault(
                                "is said in words",
                                talk.lines().stream()
                                        .map(Line::text)
                                        .noneMatch(text -> text.isBlank() || text.matches("(?s).*[{}\\[\\]|].*"))),
                        fault("ST2: is solved by somebody", !over || outcome.assignee() != null),
                        fault("has a time when it was solved", over == (talk.solvedAt() != null)),
                        fault("leaves nobody waiting when solved", !over || talk.waitingSince() == null),
                        fault(
                                "is not solved as a complaint without a cause",
                                !over
                                        || !talk.scene().complaint()
                                        || !outcome.cause().equals("none")),
                        fault(
                                "ST1: is new only while nobody has it",
                                !outcome.state().equals("new") || outcome.assignee() == null))
                .flatMap(Optional::stream);
    }

    private static Optional<String> fault(String rule, boolean kept) {
        return kept ? Optional.empty() : Optional.of("not so: it " + rule);
    }

    @ParameterizedTest
    @MethodSource("instants")
    void aboutAHandfulOfEveryKindWaitsNow(Instant now) {
        var waiting = Pennyfold.of(DemoStart.SEED, now, BERLIN, locale -> WORDING).talks().stream()
                .filter(talk -> talk.waitingSince() != null)
                .toList();

        assertThat(waiting.stream().map(Talk::subject)).hasSizeBetween(11, 16);
        assertThat(waiting.stream()
                        .filter(talk -> talk.firstResponse() == null)
                        .filter(talk -> talk.promisedAt().isBefore(now))
                        .map(Talk::subject))
                .hasSize(1);
        assertThat(waiting.stream()
                        .filter(talk -> talk.outcome().priority().equals("urgent"))
                        .map(Talk::subject))
                .hasSize(1);
        assertThat(waiting.stream()
                        .flatMap(talk -> talk.lines().stream())
                        .filter(line -> line.delivery() == Delivery.FAILED)
                        .map(Line::name))
                .hasSize(1);
        assertThat(waiting.stream()
                        .flatMap(talk -> talk.lines().stream())
                        .filter(line -> line.kind() == Kind.STRANGER)
                        .map(Line::name))
                .hasSize(1);
    }

    @Test
    void promisesAreKeptExceptForAFew() {
        var talks = Pennyfold.of(DemoStart.SEED, WEDNESDAY, BERLIN, locale -> WORDING)
                .talks();
        long answered =
                talks.stream().filter(talk -> talk.firstResponse() != null).count();
        long late = talks.stream()
                .filter(talk ->
                        talk.firstResponse() != null && talk.firstResponse().isAfter(talk.promisedAt()))
                .count();

        assertThat(answered).isGreaterThan(320);
        assertThat(late).isBetween(5L, 40L);
        assertThat(talks.stream()
                        .map(talk -> Duration.between(talk.openedAt(), talk.acknowledgedAt())
                                .toSeconds())
                        .max(Comparator.naturalOrder()))
                .hasValueSatisfying(longest -> assertThat(longest).isLessThan(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scenes_en", "scenes_de", "waiting_en", "waiting_de"})
    void everyChoiceHasASubjectThatGoesWithIt(String file) {
        var choice = Pattern.compile("\\{([a-z]):([^}]*)}");
        for (var scene : Scenes.of(file)) {
            var all = List.of(Map.<String, Integer>of());
            for (var each :
                    choice.matcher(scene.turns().getFirst().text()).results().toList()) {
                int options = each.group(2).split("\\|", -1).length;
                all = all.stream()
                        .flatMap(picks -> IntStream.range(0, options).mapToObj(i -> with(picks, each.group(1), i)))
                        .toList();
            }
            assertThat(all)
                    .as(scene.name())
                    .allMatch(picks -> scene.subjects().isEmpty()
                            || scene.subjects().stream().anyMatch(subject -> subject.fits(picks)));
        }
    }

    private static Map<String, Integer> with(Map<String, Integer> picks, String group, int index) {
        var more = new HashMap<>(picks);
        more.put(group, index);
        return more;
    }

    @Test
    void hardlyAnySubjectOrLetterComesTwice() {
        var talks = Pennyfold.of(DemoStart.SEED, WEDNESDAY, BERLIN, locale -> WORDING)
                .talks();

        assertThat(talks.stream().map(Talk::subject).distinct().count()).isGreaterThan(180);
        assertThat(talks.stream()
                        .map(talk -> talk.lines().getFirst().text())
                        .distinct()
                        .count())
                .isGreaterThan(345);
    }
}
