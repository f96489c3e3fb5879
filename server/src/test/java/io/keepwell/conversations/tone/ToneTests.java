package io.keepwell.conversations.tone;

import static io.keepwell.conversations.tone.Signal.ANGER;
import static io.keepwell.conversations.tone.Signal.LEAVING;
import static io.keepwell.conversations.tone.Signal.REPEAT;
import static io.keepwell.conversations.tone.Signal.URGENCY;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.tone.Lexicon.Phrase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How letters sound (rules 4.4).
class ToneTests {

    private static final Lexicon LEXICON = WordFiles.lexicon();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    This is unacceptable.                                    | ANGER
                    I am really disappointed, and angry.                     | ANGER
                    What a joke of a company                                 | ANGER
                    THIS HAS NEVER WORKED. Fix it.                           | ANGER
                    I have had enough.                                       | ANGER
                    I'm not happy and frustrated.                            | ANGER
                    For the third time my rent was booked twice.             | REPEAT
                    I am still waiting for an answer.                        | REPEAT
                    It happened again, and it is still broken.               | REPEAT
                    The same problem as in May                               | REPEAT
                    Please cancel my account.                                | LEAVING
                    Cancel my paid subscription                              | LEAVING
                    I want my money back.                                    | LEAVING
                    We will take our business elsewhere.                     | LEAVING
                    I will never order here                                  | LEAVING
                    This is urgent.                                          | URGENCY
                    I need it by Friday.                                     | URGENCY
                    Please answer as soon as possible.                       | URGENCY
                    Das ist eine Frechheit.                                  | ANGER
                    Ich bin wirklich enttäuscht.                             | ANGER
                    Das ist nicht akzeptabel                                 | ANGER
                    Jetzt reicht es mir.                                     | ANGER
                    Zum dritten Mal falsch gebucht                           | REPEAT
                    Ich habe Ihnen bereits geschrieben.                      | REPEAT
                    Es geht immer noch nicht.                                | REPEAT
                    Hiermit kündige ich.                                     | LEAVING
                    Bitte löschen Sie nichts, ich will mein Konto ganz löschen | LEAVING
                    Dann gehe ich zu einem anderen Anbieter.                 | LEAVING
                    Es eilt.                                                 | URGENCY
                    Ich brauche es bis Freitag.                              | URGENCY
                    C'est inadmissible.                                      | ANGER
                    J’en ai marre de vous                                    | ANGER
                    Toujours pas de réponse                                  | REPEAT
                    Je veux résilier.                                        | LEAVING
                    C'est urgent                                             | URGENCY
                    Es una vergüenza.                                        | ANGER
                    Otra vez lo mismo                                        | REPEAT
                    Quiero darme de baja.                                    | LEAVING
                    Lo necesito cuanto antes                                 | URGENCY
                    """)
    void hears(String letter, Signal signal) {
        assertThat(Tone.of(letter, LEXICON).clear()).contains(signal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Could you tell me where I find my invoice?",
                "Thank you, that was quick.",
                "I am not angry at all.",
                "It is not urgent.",
                "There is nothing terrible about it.",
                "I don't want to cancel my account.",
                "I won't cancel the subscription, do not worry.",
                "How do I switch to dark mode?",
                "Wo finde ich meine Rechnung?",
                "Das ist überhaupt kein Skandal.",
                "Ich kündige nicht.",
                "Ich bin nicht wütend, nur neugierig.",
                "Es ist nicht dringend.",
                "Vielen Dank, alles bestens!",
                "Ce n'est pas urgent.",
                "No estoy furioso.",
                "",
                "\n\n   \n",
                "12345 67890"
            })
    void hearsNothingWhereThereIsNothing(String letter) {
        assertThat(Tone.of(letter, LEXICON).clear()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It is not only ridiculous, it costs me money.",
                "Das ist nicht nur unverschämt, es kostet auch Geld.",
                "I did not get an answer. This is ridiculous.",
                "Nothing works and this is ridiculous",
                "I am not happy, this is unacceptable"
            })
    @DisplayName("what is denied in another clause, or \"not only\", is not denied")
    void negationEndsWithItsClause(String letter) {
        assertThat(Tone.of(letter, LEXICON).clear()).contains(ANGER);
    }

    @Test
    void oneWeakWordIsAHintAndTwoAreClear() {
        assertThat(Tone.of("Again the same page.", LEXICON).level(REPEAT)).isEqualTo(Tone.Level.SLIGHT);
        assertThat(Tone.of("Again, again and again.", LEXICON).level(REPEAT)).isEqualTo(Tone.Level.CLEAR);
        assertThat(Tone.of("still", LEXICON).level(REPEAT)).isEqualTo(Tone.Level.SLIGHT);
        assertThat(Tone.of("Still not again", LEXICON).level(REPEAT)).isEqualTo(Tone.Level.CLEAR);
    }

    @Test
    void showsTheWordsAsTheyWereWrittenTheStrongOnesFirst() {
        var tone = Tone.of("Bad. Really DISAPPOINTED, and it is\nunacceptable.", LEXICON);

        assertThat(tone.words(ANGER)).containsExactly("Really DISAPPOINTED", "unacceptable", "Bad");
        assertThat(tone.hits()).allSatisfy(hit -> assertThat(hit.end()).isGreaterThan(hit.start()));
    }

    @Test
    void whatIsQuotedDoesNotSpeakForTheLetter() {
        assertThat(Tone.of("Thank you.\n> This is unacceptable.\n> I will cancel.", LEXICON)
                        .hits())
                .isEmpty();
    }

    @Test
    void abbreviationsAreNoShouting() {
        assertThat(Tone.of("The IBAN and BIC of my EUR account in CSV", LEXICON).hits())
                .isEmpty();
        assertThat(Tone.of("WHY DOES NOBODY ANSWER", LEXICON).clear()).contains(ANGER);
    }

    @Test
    void severalSignalsStandBesideOneAnother() {
        var tone = Tone.of(
                "This is the third time. It is unacceptable. Cancel my account, by tomorrow, or I call a lawyer.",
                LEXICON);

        assertThat(tone.clear()).isEqualTo(Set.of(ANGER, REPEAT, LEAVING, URGENCY));
    }

    @Test
    @DisplayName("words of the team count, and words of Keepwell that it does not want do not")
    void theTeamHasItsOwnWords() {
        var rival = new Phrase(LEAVING, "rivalsoft", true);
        var own = WordFiles.lexicon(List.of(rival), List.of(new Phrase(ANGER, "ridiculous", true)));

        assertThat(Tone.of("Rivalsoft does it.", own).clear()).containsExactly(LEAVING);
        assertThat(Tone.of("That is ridiculous.", own).clear()).isEmpty();
        assertThat(Tone.of("That is ridiculous.", LEXICON).clear()).containsExactly(ANGER);
    }

    @Test
    void aThreadGrowsSharperOrCalmer() {
        var calm = Tone.of("Thank you, that helps.", LEXICON);
        var angry = Tone.of("This is unacceptable and outrageous.", LEXICON);

        assertThat(Trend.of(List.of(angry))).isEqualTo(Trend.NONE);
        assertThat(Trend.of(List.of(calm, calm))).isEqualTo(Trend.NONE);
        assertThat(Trend.of(List.of(calm, angry))).isEqualTo(Trend.SHARPER);
        assertThat(Trend.of(List.of(angry, angry, calm))).isEqualTo(Trend.CALMER);
        assertThat(Trend.of(List.of(angry, angry))).isEqualTo(Trend.STEADY);
    }

    @Test
    void everyWordThatIsBroughtIsHeardByItself() {
        for (var language : WordFiles.LANGUAGES) {
            assertThat(WordFiles.phrases(language)).allSatisfy(phrase -> {
                var words = phrase.words().replace("*", "").replace("..", "so");
                assertThat(Tone.of(words, LEXICON).hits())
                        .as(language + ": " + phrase.words())
                        .anyMatch(hit -> hit.signal() == phrase.signal());
            });
        }
    }

    @Property(tries = 300)
    void everyHitIsAPieceOfTheLetter(@ForAll("letters") String letter) {
        var tone = Tone.of(letter, LEXICON);

        assertThat(tone.hits()).allSatisfy(hit -> {
            assertThat(hit.start()).isNotNegative().isLessThan(hit.end());
            assertThat(letter.substring(hit.start(), hit.end()).replaceAll("\\s+", " "))
                    .isEqualTo(hit.words());
        });
        assertThat(Tone.of(letter, LEXICON)).isEqualTo(tone);
    }

    @Property(tries = 200)
    void anythingAtAllIsRead(@ForAll String letter) {
        assertThat(Tone.of(letter, LEXICON)).isNotNull();
    }

    @Property(tries = 100)
    void whatIsAddedAfterAnEmptyLineTakesNothingAway(@ForAll("letters") String letter) {
        var before = Tone.of(letter, LEXICON).clear();

        assertThat(Tone.of(letter + "\n\nWe met on a bridge in the rain.", LEXICON)
                        .clear())
                .containsAll(before);
    }

    @Test
    @Timeout(20)
    @DisplayName("time grows with the length of the letter and nothing else, whatever stands in it")
    void takesLinearTime() {
        for (var nasty : List.of(
                "still ", "cancel ", "a", "not ", "i have already ", "!", ">\n", "\n", "'", "cancel so so ", "-a")) {
            Tone.of(nasty.repeat(2000), LEXICON);
            long shorter = time(nasty.repeat(20_000 / nasty.length()));
            long longer = time(nasty.repeat(60_000 / nasty.length()));
            // three times as long, with much room for a busy machine
            assertThat(longer)
                    .as(nasty)
                    .isLessThan(Math.max(shorter, Duration.ofMillis(15).toNanos()) * 12);
        }
    }

    private static long time(String text) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Tone.of(text, LEXICON);
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    @Provide
    Arbitrary<String> letters() {
        var words = Arbitraries.of(
                "this",
                "is",
                "not",
                "unacceptable",
                "again",
                "still",
                "waiting",
                "cancel",
                "my",
                "account",
                "ich",
                "nicht",
                "nur",
                "kündige",
                "schon",
                "wieder",
                "by",
                "tomorrow",
                "and",
                "aber",
                ",",
                ".",
                "!!",
                "\n",
                "\n\n",
                "> quoted\n",
                "BAD",
                "STILL",
                "pas",
                "urgent",
                "money",
                "back",
                "never",
                "so",
                "don't",
                "’",
                "-");
        return words.list().ofMaxSize(60).map(list -> String.join(" ", list));
    }
}
