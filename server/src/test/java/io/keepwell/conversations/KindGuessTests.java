package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindGuessTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            You have charged me twice. How can that be?                     | COMPLAINT
            Die App funktioniert schon wieder nicht                         | COMPLAINT
            There is an error and my data is lost                           | COMPLAINT
            No problem at all, how do I change my address?                  | QUESTION
            Wie kann ich mein Konto mit der Bank verbinden?                 | QUESTION
            Is there an error on page 2?                                    | QUESTION
            Please close my account                                         | REQUEST
            Bitte schicken Sie mir die Rechnung                             | REQUEST
            Just wanted to say that I love your app                         | PRAISE
            Ich bin sehr zufrieden, toller Service                          | PRAISE
            Attached.                                                       | -
            """)
    void guessesTheKind(String text, ConversationKind kind) {
        assertThat(Optional.ofNullable(KindGuess.of("", text).kind())).isEqualTo(Optional.ofNullable(kind));
    }

    @Test
    void saysExactlyTheWordsThatSpoke() {
        assertThat(KindGuess.of("Broken screen", "It is defective. I am angry!").words())
                .isEqualTo(List.of("Broken", "defective", "angry"));
        assertThat(KindGuess.of("", "Attached.").words()).isEmpty();
    }

    @Test
    void doesNotReadWhatOthersWroteBefore() {
        assertThat(KindGuess.of("", "Attached.\n> the broken screen\n").kind()).isNull();
    }
}
