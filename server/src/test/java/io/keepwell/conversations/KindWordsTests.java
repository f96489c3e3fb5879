package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindWordsTests {

    private static final KindWords COMPLAINT = KindWords.of("complaint");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I am really disappointed with the new app      | disappointed
            My screen arrived BROKEN                       | BROKEN
            the app doesn’t even really work               | doesn’t even really work
            You charged my card twice                      | charged my card twice
            Das Gerät funktioniert leider immer nicht mehr | funktioniert leider immer nicht
            Ich möchte mich beschweren                     | beschweren
            Die App geht nicht                             | geht nicht
            It is not working at all                       | not working
            """)
    void findsExactlyTheWordsThatComplain(String text, String words) {
        assertThat(COMPLAINT.in(text).strong()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "No problem and nothing broken",
        "It is not damaged",
        "I have never been disappointed",
        "Kein Problem",
        "Das Display ist nicht kaputt",
        "without any problems",
        "brokenhearted unbroken"
    })
    void doesNotCountWhatIsNegated(String text) {
        assertThat(COMPLAINT.in(text).none()).isTrue();
    }

    @Test
    void aNegationEndsWithItsClause() {
        assertThat(COMPLAINT.in("No, it is broken").strong()).containsExactly("broken");
        assertThat(COMPLAINT.in("I do not know. Broken again").strong()).containsExactly("Broken");
    }

    @Test
    void saysEachWordOnce() {
        var found = COMPLAINT.in("broken, Broken and an error, an ERROR");

        assertThat(found.strong()).containsExactly("broken");
        assertThat(found.weak()).containsExactly("error");
        assertThat(found.all()).containsExactly("broken", "error");
    }

    @Test
    void readsTheListsOfEveryKind() {
        assertThat(KindWords.of("praise").in("Sehr zufrieden, tolle App!").weak())
                .containsExactly("Sehr zufrieden", "tolle");
        assertThat(KindWords.of("request").in("Please cancel my plan").weak()).containsExactly("Please", "cancel");
        assertThat(KindWords.of("question").in("Wie geht das?").weak()).containsExactly("Wie");
    }

    @Test
    void staysQuick() {
        long start = System.nanoTime();
        COMPLAINT.in("does not ".repeat(20_000) + "a".repeat(100_000) + " \n".repeat(50_000));
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(2_000);
    }
}
