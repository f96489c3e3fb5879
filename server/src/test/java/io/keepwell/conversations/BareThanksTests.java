package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is thanks and nothing else, and what only begins like it.
class BareThanksTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thanks!",
                "thank you so much",
                "Thanks a lot, that works now.",
                "Hi Mara,\n\nthank you very much for your quick help!\n\nBest regards\nAna Ribeiro",
                "Perfect, thanks 🙏",
                "Great, it works again. Thank you Mara!",
                "Thanks,\nAna",
                "Cheers :)",
                "Thx!!",
                "Ok, got it. Thanks and have a nice weekend!",
                "Thank you!\n\nSent from my iPhone",
                "Thanks!\n\nOn Mon, 3 Nov 2026 at 10:00, Mara Lindqvist wrote:\n> Have you tried Settings?\n> It is there.",
                "Much appreciated",
                "My problem is solved, thank you.",
                "Danke!",
                "Vielen Dank für die schnelle Antwort!",
                "Hallo Frau Lindqvist,\n\nsuper, jetzt klappt es. Vielen lieben Dank!\n\nMit freundlichen Grüßen\nAna Ribeiro",
                "Danke schön, schönes Wochenende!",
                "Perfekt, funktioniert wieder. Danke\nLG Ana",
                "Herzlichen Dank, Ihnen noch einen schönen Tag",
                "Merci beaucoup !",
                "Bonjour,\nmerci pour votre aide, tout fonctionne.\nBonne journée\nCordialement\nAna Ribeiro",
                "Parfait, merci encore",
                "¡Muchas gracias!",
                "Gracias por la respuesta. Un saludo",
                "Perfecto, ya funciona. Gracias",
                "Grazie mille!",
                "Ottimo, grazie per la risposta. Buona giornata",
                "Bedankt!",
                "Hartelijk dank voor de snelle reactie. Met vriendelijke groet, Ana",
                "Dank je wel, het werkt weer",
                "Muito obrigada!",
                "Perfeito, obrigado pela ajuda. Um bom dia"
            })
    void thanksAndNothingElse(String text) {
        assertThat(BareThanks.is(text, "Ana Ribeiro")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Hello",
                "Perfect!",
                "Thanks, but it still fails.",
                "Thanks. It does not work.",
                "Thank you, I have the problem again.",
                "Thanks, is it fixed?",
                "Thanks\nBroken",
                "Thank you for your help. One more thing",
                "Thanks, please call me",
                "Thanks for nothing",
                "No thanks",
                "Thanks, order 1234",
                "Thanks in advance for the refund",
                "Thanks!\n\nOn Mon, 3 Nov 2026, Mara wrote:\n> Is it solved?\nNo, not at all.",
                "Danke, aber es geht immer noch nicht.",
                "Danke, funktioniert nicht",
                "Danke für die Antwort. Wann kommt das Geld",
                "Vielen Dank im Voraus",
                "Danke, leider klappt es nicht",
                "Merci, mais cela ne marche pas.",
                "Merci de me rappeler",
                "Gracias, pero no funciona",
                "Grazie, ma non funziona",
                "Bedankt, maar het werkt niet",
                "Obrigado, mas não funciona",
                "Thank you, see https://example.org",
                "Thanks, Still the same"
            })
    void whatAPersonHasToRead(String text) {
        assertThat(BareThanks.is(text, "Ana Ribeiro")).isFalse();
    }

    @Test
    void longLettersAreLookedAtInNoTime() {
        assertThat(BareThanks.is("thanks ".repeat(5_000), null)).isFalse();
        assertThat(BareThanks.is("works now again now again now again now again fine fine fine ok ok no", null))
                .isFalse();
    }
}
