package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTests {

    private static final Map<String, String> ANA = Map.of("customer.first_name", "Ana", "agent.name", "Mara Lindqvist");

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "'Hi {{customer.first_name}},' > 'Hi Ana,'",
                "'Hi {{ customer.first_name }},' > 'Hi Ana,'",
                "'Hi {{customer.first_name|there}},' > 'Hi Ana,'",
                "'Dear {{customer.name}},' > 'Dear,'",
                "'Dear {{customer.name|customer}},' > 'Dear customer,'",
                "'{{agent.name}}\\{{company}}' > 'Mara Lindqvist\\'",
                "'Costs $1 {{nothing.known}}' > 'Costs $1 {{nothing.known}}'",
                "'{{customer.first_name' > '{{customer.first_name'"
            })
    void fillsWhatIsKnownAndLeavesNoHole(String text, String filled) {
        assertThat(Placeholders.fill(text, ANA)).isEqualTo(filled);
    }

    @Test
    void aValueIsNeverReadAsAPlace() {
        assertThat(Placeholders.fill("{{customer.first_name}}", Map.of("customer.first_name", "{{agent.name}} $1")))
                .isEqualTo("{{agent.name}} $1");
    }

    @Test
    void namesWhatNobodyCanFill() {
        assertThat(Placeholders.unknown("{{customer.firstname}} {{agent.name}} {{x}}"))
                .containsExactly("customer.firstname", "x");
    }

    @Test
    void whatBeginsLikeItFitsBestAndLettersInOrderFit() {
        assertThat(Likeness.of("exp", "Export of data")).isGreaterThan(Likeness.of("exp", "Data export"));
        assertThat(Likeness.of("exp", "Data export")).isGreaterThan(Likeness.of("exp", "Reexports"));
        assertThat(Likeness.of("ruc", "Rückgabe")).isGreaterThan(0);
        assertThat(Likeness.of("dtx", "Data export")).isGreaterThan(0);
        assertThat(Likeness.of("xyz", "Data export")).isZero();
    }
}
