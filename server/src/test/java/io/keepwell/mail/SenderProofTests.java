package io.keepwell.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.mime.Corpus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderProofTests {

    private static final String OURS = "mx.shop.example";

    @Test
    @DisplayName("T2: DMARC of our own server proves the sender")
    void believesOurServer() {
        assertThat(SenderProof.of(Corpus.read("gmail_reply"), OURS)).isEqualTo(SenderProof.AUTHENTICATED);
        assertThat(SenderProof.of(Corpus.read("gmail_reply"), "MX.Shop.Example"))
                .isEqualTo(SenderProof.AUTHENTICATED);
    }

    @Test
    @DisplayName("T2: nobody else is believed, and nobody at all where no server is named")
    void believesNobodyElse() {
        assertThat(SenderProof.of(Corpus.read("gmail_reply"), "mx.other.example"))
                .isEqualTo(SenderProof.UNKNOWN);
        assertThat(SenderProof.of(Corpus.read("gmail_reply"), null)).isEqualTo(SenderProof.UNKNOWN);
    }

    @Test
    @DisplayName("T2: what the sender wrote beneath our server's results is not believed")
    void doesNotBelieveTheLowerOnes() {
        assertThat(SenderProof.of(Corpus.read("spoofed_results"), OURS)).isEqualTo(SenderProof.FAILED);
        assertThat(proof("Received: from x by y; now\nAuthentication-Results: mx.shop.example; spf=none\nReceived: a\n"
                        + "Authentication-Results: mx.shop.example; dmarc=pass header.from=example.org\n"))
                .isEqualTo(SenderProof.UNKNOWN);
        assertThat(proof("Authentication-Results: mx.evil.example; dmarc=pass header.from=example.org\n"
                        + "Authentication-Results: mx.shop.example; dmarc=pass header.from=example.org\n"))
                .isEqualTo(SenderProof.UNKNOWN);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("T2: what counts as proof")
    @CsvSource(delimiter = '|', textBlock = """
            dmarc=pass header.from=example.org                              | AUTHENTICATED
            dmarc=pass header.from=attacker.example                         | FAILED
            dmarc=fail header.from=example.org; spf=pass smtp.mailfrom=x@example.org | FAILED
            dmarc=none header.from=example.org; dkim=pass header.d=example.org | AUTHENTICATED
            dkim=pass header.d=mail.example.org                             | AUTHENTICATED
            dkim=pass header.i=@example.org                                 | AUTHENTICATED
            dkim=pass header.d=org                                          | UNKNOWN
            dkim=pass header.d=attacker.example                             | UNKNOWN
            dkim=pass header.d=notexample.org                               | UNKNOWN
            spf=pass smtp.mailfrom=bounce@example.org                       | AUTHENTICATED
            spf=pass smtp.mailfrom=bounce@mailer.example                    | UNKNOWN
            spf=softfail smtp.mailfrom=ana@example.org; dkim=none           | FAILED
            spf=fail smtp.mailfrom=ana@example.org; dkim=pass header.d=example.org | AUTHENTICATED
            spf=neutral smtp.mailfrom=ana@example.org                       | UNKNOWN
            spf=fail (dmarc=pass header.from=example.org; dkim=pass) smtp.mailfrom=ana@example.org | FAILED
            spf=fail smtp.mailfrom="ana@example.org; dmarc=pass"; dkim=none | UNKNOWN
            none                                                            | UNKNOWN
            """)
    void judges(String results, SenderProof proof) {
        assertThat(proof("Authentication-Results: mx.shop.example 1; " + results + "\n"))
                .isEqualTo(proof);
    }

    @Test
    @DisplayName("T2: a mail with two authors proves none of them")
    void twoAuthorsProveNothing() {
        String results = "Authentication-Results: mx.shop.example; dmarc=pass header.from=example.org\n";

        assertThat(proof(results + "From: evil@attacker.example\n")).isEqualTo(SenderProof.FAILED);
        assertThat(SenderProof.of(Corpus.mail(results + "From: ana@example.org, evil@attacker.example\n\nHi\n"), OURS))
                .isEqualTo(SenderProof.FAILED);
    }

    @Test
    void readsSeveralResultsOfOneServer() {
        assertThat(proof("Authentication-Results: mx.shop.example; spf=none\nReceived-SPF: none\n"
                        + "Authentication-Results: mx.shop.example; dkim=pass header.d=example.org\n"))
                .isEqualTo(SenderProof.AUTHENTICATED);
    }

    private static SenderProof proof(String headers) {
        return SenderProof.of(Corpus.mail(headers + "From: Ana <ana@example.org>\n\nHi\n"), OURS);
    }
}
