package io.keepwell.conversations.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SearchWordsTests {

    @Test
    void wordsAreComparedWithoutCaseAndAccents() {
        assertThat(terms("Crème BRÛLÉE, naïve Straße")).containsExactly("creme", "brulee", "naive", "strasse");
    }

    @Test
    void formsOfAWordMeetInItsLanguage() {
        assertThat(stems("Rechnungen", "de")).isEqualTo(stems("Rechnung", "de"));
        assertThat(stems("Müller", "de")).isEqualTo(stems("Mueller", "de"));
        assertThat(stems("connections", "en")).isEqualTo(stems("connected", "en"));
        assertThat(stems("l'abonnement", "fr")).isEqualTo(stems("abonnements", "fr"));
        assertThat(stems("facturas", "es")).isEqualTo(stems("factura", "es"));
        assertThat(stems("anything", "pl")).isEmpty();
    }

    @Test
    void signsWithoutSpacesAreFoundInPairsAndAlone() {
        assertThat(terms("退款申请")).contains("退款", "款申", "申请", "退");
        assertThat(terms("返金してください")).contains("返金");
        assertThat(SearchQuery.of("退款").exact()).contains("退款");
    }

    @Test
    void understandsPhrasesExclusionsAndConditions() {
        var query = SearchQuery.of("\"late delivery\" invoice -paid from:Ana tag:\"big one\" is:note");

        assertThat(query.exact())
                .contains("('late' <1> 'delivery')")
                .contains("'invoice'")
                .contains("!(")
                .doesNotContain("ana");
        assertThat(query.conditions())
                .containsOnly(
                        java.util.Map.entry("from", "ana"),
                        java.util.Map.entry("tag", "big one"),
                        java.util.Map.entry("is", "note"));
        assertThat(query.terms()).contains("late", "delivery", "invoice").doesNotContain("paid");
    }

    @Test
    void theLastWordMayBeTheBeginningOfOne() {
        assertThat(SearchQuery.of("bank conn").wide()).contains("'conn':*").doesNotContain("'bank':*");
        assertThat(SearchQuery.of("bank conn ").wide()).isNull();
        assertThat(SearchQuery.of("-paid").exact())
                .as("everything but one word is no search")
                .isNull();
        assertThat(SearchQuery.of("#1042").number()).isEqualTo(1042);
    }

    @Test
    void aSnippetShowsTheWordsThatWereFound() {
        var text = "Dear all,\n\n" + "nothing to see here. ".repeat(40)
                + "The bank connections broke again <b>yesterday</b>, and nobody told us about the bank."
                + " More.".repeat(50);

        var query = SearchQuery.of("bank connection");
        var snippet = Snippet.of(text, query.terms(), query.beginning(), 160);

        assertThat(snippet.parts().stream().filter(Snippet.Part::marked).map(Snippet.Part::text))
                .contains("bank", "connections");
        assertThat(snippet.text())
                .startsWith("… ")
                .endsWith(" …")
                .contains("<b>yesterday</b>")
                .hasSizeLessThan(200);
    }

    @Property(tries = 300)
    void aSnippetIsAlwaysAPartOfTheText(@ForAll String text, @ForAll String query) {
        var asked = SearchQuery.of(query);

        var snippet = Snippet.of(text, asked.terms(), asked.beginning(), 80);

        var words = snippet.text().replace("… ", "").replace(" …", "").strip();
        assertThat(text.replaceAll("\\s+", " ")).contains(words.replaceAll("\\s+", " "));
    }

    private static List<String> terms(String text) {
        return SearchWords.plain(text).stream().map(SearchWords.Word::term).toList();
    }

    private static Set<String> stems(String text, String language) {
        return Set.copyOf(SearchWords.stems(text, language).stream()
                .map(SearchWords.Word::term)
                .toList());
    }
}
