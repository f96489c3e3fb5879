package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the first words of a letter tell: what it is about, and how to greet its author.
class FirstWordsTests {

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            How do I export my data?                                 | QUESTION
            Can I have two accounts?                                 | QUESTION
            Is there an error log somewhere?                         | QUESTION
            The bank connection doesn't work.                        | COMPLAINT
            Why is my rent booked twice already?                     | COMPLAINT
            My payment failed again and the balance is wrong.        | COMPLAINT
            Das ist jetzt schon wieder passiert.                     | COMPLAINT
            Die Verbindung funktioniert seit Montag nicht mehr.      | COMPLAINT
            Wie kann ich meine Daten exportieren?                    | QUESTION
            Please delete my account.                                | REQUEST
            Bitte senden Sie mir den Vertrag.                        | REQUEST
            Thank you so much, wonderful service.                    | PRAISE
            Vielen Dank, großartige App                              | PRAISE
            See attachment.                                          | -
            """)
    void suggestsAKind(String text, @Nullable ConversationKind kind) {
        assertThat(KindGuess.of("", text).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            Ana Ribeiro          | Ana
            Ribeiro, Ana         | Ana
            Anne-Marie Duval     | Anne-Marie
            Ümit Öztürk          | Ümit
            Ana                  | Ana
            Pennyfold Support    | -
            ana                  | -
            ANA RIBEIRO          | -
            Dr. Ana Ribeiro      | -
            Buy cheap pills here | -
            xX_gamer_Xx          | -
            王小明                | -
            ana@example.org      | -
            """)
    void greetsByWhatIsPlainlyAFirstName(String name, @Nullable String first) {
        assertThat(GreetingName.of(name).orElse(null)).isEqualTo(first);
    }
}
