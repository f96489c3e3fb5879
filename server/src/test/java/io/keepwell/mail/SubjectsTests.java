package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectsTests {

    @ParameterizedTest
    @DisplayName("T10: what programs and lists put before a subject is not part of it")
    @CsvSource(delimiter = '|', textBlock = """
            Re: Invoice                       | Invoice
            RE: re: Fwd: FW: Invoice          | Invoice
            AW: WG: Rechnung                  | Rechnung
            SV: TR: RV: Faktura               | Faktura
            回复：订单                          | 订单
            Re：full width                     | full width
            Re[5]: counted                    | counted
            Re(2): counted                    | counted
            Re^3: counted                     | counted
            [shop-list] Re: [other] Hello     | Hello
            Re: Broken screen [#1234]         | Broken screen
            [#12] Re: Hello                   | Hello
            [only a tag]                      | [only a tag]
            Re: [only a tag]                  | [only a tag]
            Regarding: this                   | Regarding: this
            Rebate                            | Rebate
            """)
    void normalises(String subject, String plain) {
        assertThat(Subjects.normalise(subject)).isEqualTo(plain);
    }

    @Test
    void comparesAndAnswers() {
        assertThat(Subjects.same("AW: Invoice", "invoice")).isTrue();
        assertThat(Subjects.same("Invoice", "Invoice 2")).isFalse();
        assertThat(Subjects.reply("AW: Invoice [#3]", 17)).isEqualTo("Re: Invoice [#17]");
        assertThat(Subjects.reply("", 17)).isEqualTo("Re: [#17]");
        assertThat(Subjects.forwarded("WG: Rechnung")).isTrue();
        assertThat(Subjects.forwarded("AW: WG: Rechnung")).isFalse();
    }

    @Property
    void normalisingTwiceChangesNothing(@ForAll String subject) {
        assertThat(Subjects.normalise(Subjects.normalise(subject))).isEqualTo(Subjects.normalise(subject));
    }
}
