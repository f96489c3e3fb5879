package io.keepwell.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingNameTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Ana Silva              | Ana
            Silva, Ana             | Ana
            Ana                    | Ana
            Jean-Luc Picard        | Jean-Luc
            Zoë van der Berg       | Zoë
            Ana M. Silva           | Ana
            Łukasz Żak             | Łukasz
            Ана Иванова            | Ана
            O'Brien, Pat           | Pat
            ACME GmbH              | -
            Muster GmbH            | -
            support                | -
            Support Team           | -
            a.silva                | -
            a.silva@example.org    | -
            Dr. Silva              | -
            Herr Weber             | -
            Frau Weber             | -
            Family Weber           | -
            Ana & Ben              | -
            ana silva              | -
            ANA SILVA              | -
            A. Silva               | -
            R2D2                   | -
            Pennyfold Billing      | -
            田中 雪                  | -
            -                      | -
            ''                     | -
            """)
    void greetsByFirstNameOnlyWherePlainlyOne(String name, String greeted) {
        assertThat(GreetingName.of(name)).isEqualTo(Optional.ofNullable(greeted));
    }
}
