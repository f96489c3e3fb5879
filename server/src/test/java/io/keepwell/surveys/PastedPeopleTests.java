package io.keepwell.surveys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What somebody copies out of wherever their customers stand.
class PastedPeopleTests {

    @Test
    void readsAddressesTablesAndMailHeaders() {
        var read = PastedPeople.read("""
                Name;E-Mail
                ana@example.org
                Ben Okafor, ben@example.org
                cleo@example.org\tCleo Nowak
                "Dora Lind" <Dora@Example.org>

                "Elif Kaya";"elif@example.org"
                ana@example.org, Ana again
                """);

        assertThat(read.wrong()).isEmpty();
        assertThat(read.people())
                .extracting(it -> it.address().value() + " " + it.name())
                .containsExactly(
                        "ana@example.org null",
                        "ben@example.org Ben Okafor",
                        "cleo@example.org Cleo Nowak",
                        "dora@example.org Dora Lind",
                        "elif@example.org Elif Kaya");
    }

    @Test
    void namesTheLinesItCannotRead() {
        var read = PastedPeople.read("ana@example.org\nBen Okafor\n\nnobody@nowhere\nben@example.org");

        assertThat(read.wrong()).containsExactly(2, 4);
        assertThat(read.people()).hasSize(2);
    }
}
