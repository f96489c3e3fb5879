package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QuotedTextTests {

    private static final String OURS = """
            Dear Ana,

            you did everything right. The second booking is ours, and your bank connection is being renewed now.

            Mara""";

    @Test
    @DisplayName("Q2: folds a quotation of what stands in the conversation, however its lines are broken")
    void foldsWhatRepeatsTheConversation() {
        var split = QuotedText.split("""
                Thank you, it works again.

                On Sunday, 22 November 2026 at 14:30, Pennyfold support
                <support@pennyfold.test> wrote:

                > Dear Ana,
                >
                > you did everything right. The second booking is
                > ours, and your bank connection is being renewed now.
                >
                > Mara""", List.of(OURS));

        assertThat(split.words()).isEqualTo("Thank you, it works again.");
        assertThat(split.quoted()).startsWith("On Sunday").endsWith("> Mara");
    }

    @Test
    @DisplayName("Q2: quoted text that nobody knows is content")
    void leavesUnknownQuotations() {
        var text = "My bank writes:\n\n> Your consent has expired, please log in and give it again.";

        assertThat(QuotedText.split(text, List.of(OURS))).isEqualTo(new QuotedText(text, null));
    }

    @Test
    @DisplayName("Q3: answers between the quoted lines stay where they are")
    void leavesInterleavedAnswers() {
        var text = "> you did everything right\n\nGood to know.\n\n> Mara";

        assertThat(QuotedText.split(text, List.of(OURS)).words()).contains("Good to know.");
    }

    @Test
    @DisplayName("Q4: a letter of nothing but quotation is shown whole")
    void showsALetterThatOnlyQuotes() {
        var text = "> you did everything right. The second booking is ours";

        assertThat(QuotedText.split(text, List.of(OURS)).words()).isEqualTo(text);
    }

    @Test
    @DisplayName("Q4: the first letter is never folded")
    void neverFoldsTheFirst() {
        var text = "See below.\n\n> you did everything right.";

        assertThat(QuotedText.split(text, List.of()).quoted()).isNull();
    }
}
