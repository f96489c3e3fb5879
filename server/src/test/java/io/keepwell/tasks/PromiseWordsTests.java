package io.keepwell.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is offered as a promise while somebody writes. It is Wednesday, 25 November 2026, 14:10 in Berlin.
class PromiseWordsTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = at("2026-11-25T14:10");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I'll call you tomorrow at ten.                         | call   | 2026-11-26T10:00",
                "I’ll call you tomorrow at ten                          | call   | 2026-11-26T10:00",
                "We will get back to you by Friday noon.                | answer | 2026-11-27T12:00",
                "We'll reply within two hours.                          | answer | 2026-11-25T16:10",
                "I will write to you by the end of the day.             | answer | 2026-11-25T17:00",
                "I'll be in touch next week.                            | answer | 2026-12-04T17:00",
                "You will hear from us by tomorrow.                     | answer | 2026-11-26T17:00",
                "I'm going to ring you back at half past three.         | call   | 2026-11-25T15:30",
                "I'll give you a call on Monday at 9.                   | call   | 2026-11-30T09:00",
                "We'll let you know by 4 pm.                            | answer | 2026-11-25T16:00",
                "We'll let you know by 4 p.m. today.                    | answer | 2026-11-25T16:00",
                "I will call you at three.                              | call   | 2026-11-25T15:00",
                "I will call you at nine.                               | call   | 2026-11-26T09:00",
                "I'll come back to you on 1 December.                   | answer | 2026-12-01T17:00",
                "I'll come back to you by December 1st, 10:30.          | answer | 2026-12-01T10:30",
                "I'll check with the team and get back to you by Friday | answer | 2026-11-27T17:00",
                "I'll call you tomorrow between 9 and 10.               | call   | 2026-11-26T10:00",
                "I'll call you on Wednesday at 15:00.                   | call   | 2026-11-25T15:00",
                "I'll call you on Wednesday at 9:00.                    | call   | 2026-12-02T09:00",
                "I'll call you next Monday.                             | call   | 2026-11-30T17:00",
                "We will respond within two business days.              | answer | 2026-11-27T17:00",
                "We will respond within three working days.             | answer | 2026-11-30T17:00",
                "I'll call you this evening at 7.                       | call   | 2026-11-25T19:00",
                "I'll call you tomorrow morning.                        | call   | 2026-11-26T12:00",
                "Tomorrow at ten, I'll call you.                        | call   | 2026-11-26T10:00",
                "Don't worry, I'll call you tomorrow at ten.            | call   | 2026-11-26T10:00",
                "I'll send you the papers by Friday.                    | other  | 2026-11-27T17:00",
                "I'll get back to you in half an hour.                  | answer | 2026-11-25T14:40",
                "Ich rufe Sie morgen um zehn an.                        | call   | 2026-11-26T10:00",
                "Wir melden uns bis Freitag.                            | answer | 2026-11-27T17:00",
                "Morgen um zehn rufe ich Sie an.                        | call   | 2026-11-26T10:00",
                "Ich werde Sie heute Nachmittag anrufen.                | call   | 2026-11-25T17:00",
                "Ich melde mich morgen früh bei Ihnen.                  | answer | 2026-11-26T12:00",
                "Wir antworten Ihnen bis Freitagmittag.                 | answer | 2026-11-27T12:00",
                "Sie hören bis morgen Abend von uns.                    | answer | 2026-11-26T20:00",
                "Ich gebe Ihnen bis 16 Uhr Bescheid.                    | answer | 2026-11-25T16:00",
                "Ich gebe Ihnen bis 16.30 Uhr Bescheid.                 | answer | 2026-11-25T16:30",
                "Ich rufe um halb elf zurück.                           | call   | 2026-11-26T10:30",
                "Ich rufe Sie um Viertel vor vier an.                   | call   | 2026-11-25T15:45",
                "Wir melden uns innerhalb von zwei Stunden.             | answer | 2026-11-25T16:10",
                "Wir melden uns in den nächsten zwei Werktagen bei Ihnen. | answer | 2026-11-27T17:00",
                "Ich schicke Ihnen die Unterlagen am 1. Dezember.       | other  | 2026-12-01T17:00",
                "Ich melde mich am 01.12. um 9 Uhr.                     | answer | 2026-12-01T09:00",
                "Ich melde mich nächste Woche.                          | answer | 2026-12-04T17:00",
                "Ich kläre das und melde mich bis Montag.               | answer | 2026-11-30T17:00",
                "Keine Sorge, ich rufe Sie morgen um 10 Uhr an.         | call   | 2026-11-26T10:00",
                "Ich melde mich übermorgen.                             | answer | 2026-11-27T17:00",
                "Ich schreibe dir bis zum Ende der Woche.               | answer | 2026-11-27T17:00",
                "Bis Feierabend melde ich mich.                         | answer | 2026-11-25T17:00"
            })
    void sees(String text, String kind, String due) {
        assertThat(found(text)).as(text).anySatisfy(promise -> {
            assertThat(promise.kind().word()).isEqualTo(kind);
            assertThat(promise.dueAt()).isEqualTo(at(due));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We'll let you know when it is fixed.",
                "I will write to you as soon as it works again.",
                "As soon as the new version is out, we'll tell you.",
                "Wir melden uns, sobald es behoben ist.",
                "Ich sage Ihnen Bescheid, wenn das Ersatzteil da ist."
            })
    void seesWhatIsDueWhenSomethingHappens(String text) {
        assertThat(found(text)).singleElement().satisfies(promise -> {
            assertThat(promise.kind()).isEqualTo(TaskKind.FIXED);
            assertThat(promise.dueAt()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I can't call you tomorrow at ten.",
                "I won't be able to get back to you by Friday.",
                "I will not call you tomorrow.",
                "Shall I call you tomorrow at ten?",
                "I could call you tomorrow at ten.",
                "I would call you tomorrow at ten.",
                "If you like, I'll call you tomorrow at ten.",
                "> I'll call you tomorrow at ten.",
                "You wrote: \"I'll call you tomorrow at ten.\"",
                "You said we will call you tomorrow at ten.",
                "Thanks.\n\nOn Tue, 24 Nov 2026, Mara wrote:\nI'll call you tomorrow at ten.",
                "I called you yesterday at ten.",
                "We'll get back to you as soon as possible.",
                "I will look into it.",
                "The parcel arrives tomorrow at ten.",
                "You can call us tomorrow at ten.",
                "We will refund 10 percent.",
                "We'll reduce it by 10 %.",
                "Ich rufe Sie morgen nicht an.",
                "Soll ich Sie morgen um zehn anrufen?",
                "Ich könnte Sie morgen um zehn anrufen.",
                "Falls Sie möchten, rufe ich Sie morgen um zehn an.",
                "Ich habe Sie gestern um zehn angerufen.",
                "Wir melden uns so schnell wie möglich.",
                "Am 3. Dezember 2024 haben wir Ihnen geschrieben.",
                "Guten Morgen, ich melde mich.",
                "I'll call you on 31 June.",
                "I'll call you yesterday.",
                ""
            })
    void doesNotSeeWhatIsNone(String text) {
        assertThat(found(text)).as(text).isEmpty();
    }

    @Test
    void seesTwoInOneSentence() {
        assertThat(found("I'll call you tomorrow at ten and send you the papers by Friday."))
                .extracting(PromiseWords.Found::kind)
                .containsExactly(TaskKind.CALL, TaskKind.OTHER);
        assertThat(found("I'll send you the papers by Friday."))
                .singleElement()
                .satisfies(promise -> assertThat(promise.what()).isEqualTo("send you the papers by Friday"));
    }

    @Test
    void theEndOfTheDayIsWhenThisMailboxCloses() {
        var late = new WorkHours(
                java.util.Map.of(
                        java.time.DayOfWeek.WEDNESDAY,
                        new WorkHours.Day(java.time.LocalTime.of(12, 0), java.time.LocalTime.of(20, 30))),
                java.util.Set.of());

        assertThat(PromiseWords.in("I'll write to you by the end of the day.", NOW, BERLIN, Locale.ENGLISH, late))
                .extracting(PromiseWords.Found::dueAt)
                .containsExactly(at("2026-11-25T20:30"));
    }

    @Test
    @DisplayName("3/4 is the third of April, but in America the fourth of March")
    void readsDatesAsTheReaderDoes() {
        var text = "I'll write to you on 3/4.";

        assertThat(found(text)).extracting(PromiseWords.Found::dueAt).containsExactly(at("2027-04-03T17:00"));
        assertThat(PromiseWords.in(text, NOW, BERLIN, Locale.US, WorkHours.usual()))
                .extracting(PromiseWords.Found::dueAt)
                .containsExactly(at("2027-03-04T17:00"));
    }

    @Test
    void aTimeThatTheClocksLeaveOutMovesForward() {
        var saturday = at("2027-03-27T12:00");

        assertThat(PromiseWords.in(
                        "I'll call you tomorrow at 2:30 am.", saturday, BERLIN, Locale.ENGLISH, WorkHours.usual()))
                .extracting(PromiseWords.Found::dueAt)
                .containsExactly(Instant.parse("2027-03-28T01:30:00Z"));
    }

    @Property(tries = 300)
    void neverFails(@ForAll @StringLength(max = 300) String text) {
        assertThatCode(() -> found(text)).doesNotThrowAnyException();
    }

    @Property(tries = 300)
    void neverFailsOnNumbersWhereverTheyStand(
            @ForAll int a, @ForAll int b, @ForAll @StringLength(max = 5) String mark) {
        for (var text : List.of(
                "I'll call you at " + a + ":" + b + mark,
                "I'll call you on " + a + "." + b + "." + mark,
                "I'll call you in " + a + " days at " + b,
                "Ich rufe Sie am " + a % 40 + "." + b % 20 + ". um " + a % 30 + " Uhr " + mark + " an",
                "I'll call you on " + Math.abs(a % 40) + " June at half past " + Math.abs(b % 40))) {
            assertThat(found(text)).allSatisfy(promise -> {
                if (promise.dueAt() != null) {
                    assertThat(promise.dueAt()).isAfter(NOW);
                }
            });
        }
    }

    private static List<PromiseWords.Found> found(String text) {
        return PromiseWords.in(text, NOW, BERLIN, Locale.ENGLISH, WorkHours.usual());
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
