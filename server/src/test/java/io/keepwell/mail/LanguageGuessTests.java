package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.mime.Corpus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuessTests {

    private static final List<Locale> OURS = List.of(Locale.ENGLISH, Locale.GERMAN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I was charged twice for this month. Can you please have a look?          | en
            Hello, the screen of my new phone is broken. What can I do now?          | en
            where's my order, it still hasn't arrived and you don't answer           | en
            Ich wurde diesen Monat doppelt belastet. Können Sie bitte nachsehen?     | de
            Guten Tag, wann kommt mein Paket an? Ich warte schon seit einer Woche.   | de
            hallo, die app geht nicht mehr, bitte um hilfe. danke                    | de
            Bonjour, je n'ai pas reçu ma commande. Pouvez-vous m'aider ? Merci       | ''
            Hola, no he recibido mi pedido. ¿Me pueden ayudar, por favor? Gracias    | ''
            Goedemiddag, ik heb mijn pakket nog niet gekregen. Kunt u helpen?        | ''
            Invoice 17                                                               | ''
            ???                                                                      | ''
            """)
    void guessesOrSaysNothing(String text, String language) {
        assertThat(LanguageGuess.of(text, List.of(), OURS).map(Locale::getLanguage))
                .isEqualTo(Optional.of(language).filter(known -> !known.isEmpty()));
    }

    @Test
    void believesTheHeaderOnlyWhereWordsAreSilent() {
        assertThat(LanguageGuess.of("Rechnung 17", List.of("de-DE"), OURS)).contains(Locale.GERMAN);
        assertThat(LanguageGuess.of("Where is the order that I have made?", List.of("de-DE"), OURS))
                .contains(Locale.ENGLISH);
        assertThat(LanguageGuess.of("ok", List.of("fr", "nonsense!", "en-GB"), OURS))
                .contains(Locale.ENGLISH);
    }

    @Test
    void doesNotReadQuotes() {
        assertThat(LanguageGuess.of("ok\n> This is what we have written to you.\n", List.of(), OURS))
                .isEmpty();
    }

    @Test
    void guessesTheCorpus() {
        assertThat(LanguageGuess.of(Corpus.read("german_latin1").body().text(), List.of(), OURS))
                .contains(Locale.GERMAN);
        assertThat(LanguageGuess.of(Corpus.read("spoofed_results").body().text(), List.of(), OURS))
                .isNotEqualTo(Optional.of(Locale.GERMAN));
        assertThat(LanguageGuess.of(Corpus.read("japanese").body().text(), List.of(), OURS))
                .isEmpty();
    }
}
