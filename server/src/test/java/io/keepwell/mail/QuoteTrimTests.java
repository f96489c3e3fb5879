package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.QuoteTrim.Section;
import io.keepwell.mail.mime.Corpus;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class QuoteTrimTests {

    private static final String ASKED = "Hello,\n\nthe screen of my new phone is broken. What can I do now?\n\nAna";
    private static final String ANSWERED =
            "Dear Ana,\n\na new screen is on its way to you and will be there on Friday.\n\nKind regards\nMara";
    private static final List<String> EARLIER = List.of(ASKED, ANSWERED);

    @Example
    @Label("Q2: a quote of our message at the end is hidden, with the line that announces it")
    void hidesOurQuote() {
        String quote = "On 06/11/2026 09:30, Mara of Pennyfold\n<support@shop.example> wrote:\n" + quote(ANSWERED);

        assertThat(QuoteTrim.sections("Thank you!\n\n" + quote, EARLIER))
                .containsExactly(new Section(false, "Thank you!\n"), new Section(true, quote));
    }

    @Example
    @Label("Q2: also when the quote was wrapped anew, is older, and stands within another quote")
    void hidesQuotesWithinQuotes() {
        String quote = "Am 06.11.2026 um 09:30 schrieb Mara:\n> Dear Ana, a new screen is on its way to you and will\n"
                + "> be there on Friday. Kind regards Mara\n>\n> On 05/11/2026, Ana wrote:\n" + quote(quote(ASKED));

        assertThat(visible("Danke.\n\n" + quote)).isEqualTo("Danke.\n");
    }

    @Example
    @Label("Q2: Outlook's unmarked history is hidden when it is ours")
    void hidesOutlookHistory() {
        String history = "________________________________\nVon: Pennyfold <support@shop.example>\nGesendet: Freitag\n"
                + "An: Ana\nBetreff: AW: Broken screen\n\n" + ANSWERED;

        assertThat(visible("Passt.\n\n" + history)).isEqualTo("Passt.\n");
    }

    @Example
    @Label("Q2: what we do not know is content, though it is marked as a quote")
    void showsUnknownQuotes() {
        assertAllVisible("See what your colleague promised:\n\n> You will get your money back within a week.\n");
        assertAllVisible(
                "Thanks\n\nOn 6 Nov 2026, Mara wrote:\n" + quote(ANSWERED) + "\n> and this is an answer of mine\n");
        assertAllVisible(
                "Danke\n\n-----Original Message-----\nFrom: Mara\nSent: today\nSubject: x\n\n" + ANSWERED + "\nNo!\n");
    }

    @Example
    @Label("Q3: an answer between or below the quoted lines keeps them visible")
    void showsInterleavedAnswers() {
        assertAllVisible("On 6 Nov 2026, Mara wrote:\n" + quote(ANSWERED) + "\n\nThank you, that is kind.\n");
        String last = "> Kind regards\n> Mara";
        String text = "> a new screen is on its way to you and will be there on Friday.\n\nWhich one?\n\n" + last;
        assertThat(QuoteTrim.sections(text, EARLIER).getFirst().text()).contains("Which one?", "a new screen");
    }

    @Example
    @Label("Q3: words of ours that the customer says below the quote are the customer's")
    void showsWhatTheCustomerRepeats() {
        assertAllVisible("> Hello\n\na new screen is on its way to you and will be there on Friday.\n");
    }

    @Example
    @Label("Q3: words of the customer above the line that announces a quote are no part of that line")
    void announcesInOneDepthOnly() {
        String quote = "On 6 Nov 2026, Mara wrote:\n" + quote(ANSWERED);
        String mine = "A new screen would help\nand the old one is mine alone\n";
        assertThat(QuoteTrim.sections(mine + quote, EARLIER))
                .containsExactly(new Section(false, mine.strip()), new Section(true, quote));
        assertThat(visible("> a new screen is on its way to you\nmine alone\n" + quote))
                .contains("mine alone");
    }

    @Example
    @Label("Q4: nothing but a quote, a first message and a forwarded one are shown whole")
    void showsWhatWouldBeEmpty() {
        assertAllVisible("On 6 Nov 2026, Mara wrote:\n" + quote(ANSWERED));
        assertThat(QuoteTrim.sections("Hi\n" + quote(ANSWERED), List.of())).hasSize(1);
        assertAllVisible("Please read.\n---------- Forwarded message ----------\n" + quote(ANSWERED));
    }

    @Example
    void hidesAWholeShortMessageAndNoSingleWord() {
        assertThat(QuoteTrim.sections("Now?\n\n> Yes, please\n", List.of("Yes please.")))
                .hasSize(2);
        assertThat(QuoteTrim.sections("Now?\n\n> Yes\n", List.of("Yes please.")))
                .hasSize(1);
    }

    @Example
    void worksOnRealMail() {
        var mail = Corpus.read("thunderbird_flowed");
        String letter = "Dear Ana, a new screen is on its way to you and will be there on Friday.\n\nMara\n";

        assertThat(QuoteTrim.sections(mail.body().text(), List.of(letter))
                        .getFirst()
                        .text()
                        .strip())
                .isEqualTo("Thank you, that was quick. The new one works well and I am happy with it.");
    }

    @Property
    @Label("Q1: the sections are the text, and a line that is not quoted is never hidden below quotes")
    void losesNothing(@ForAll("letters") String text) {
        var sections = QuoteTrim.sections(text, EARLIER);

        assertThat(sections.stream().map(Section::text).collect(Collectors.joining("\n")))
                .isEqualTo(text);
        assertThat(sections.getFirst().hidden()).isFalse();
        assertThat(sections.stream().filter(Section::hidden).map(Section::text).collect(Collectors.joining()))
                .doesNotContain("mine alone");
    }

    @Example
    @Label("Q6: takes time in proportion to the length")
    void staysQuick() {
        long start = System.nanoTime();
        QuoteTrim.sections("Hi\n" + "> On > wrote: 1 a new screen is on\n".repeat(12_000), EARLIER);
        QuoteTrim.sections("On 1 ".repeat(90_000), EARLIER);
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(3_000);
    }

    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.of(
                        "> Dear Ana,",
                        "> a new screen is on its way to you",
                        "> and will be there on Friday.",
                        "",
                        "mine alone",
                        "> these words are mine alone",
                        "On 6 Nov 2026, Mara wrote:",
                        "From: x",
                        "Sent: y",
                        "Subject: z",
                        "a new screen is on its way to you",
                        "-----Original Message-----",
                        "Kind regards",
                        ">",
                        ">> Hello,")
                .list()
                .ofMaxSize(15)
                .map(lines -> String.join("\n", lines));
    }

    private static String quote(String text) {
        return text.lines().map(line -> line.isEmpty() ? ">" : "> " + line).collect(Collectors.joining("\n"));
    }

    private static String visible(String text) {
        assertThat(QuoteTrim.sections(text, EARLIER)).hasSize(2);
        return QuoteTrim.sections(text, EARLIER).getFirst().text();
    }

    private static void assertAllVisible(String text) {
        assertThat(QuoteTrim.sections(text, EARLIER)).containsExactly(new Section(false, text));
    }
}
