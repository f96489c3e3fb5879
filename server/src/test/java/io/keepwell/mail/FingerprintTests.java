package io.keepwell.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.mime.Corpus;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FingerprintTests {

    private static final String MAIL = "From: ana@example.org\nSubject: Hi\nMessage-ID: <1@example.org>\n\nHello\n";

    @Test
    @DisplayName("I5: the same mail by another way is the same")
    void theWayDoesNotCount() throws IOException {
        var direct = Fingerprint.of(Corpus.mail(MAIL));
        var detour = Fingerprint.of(Corpus.mail("Received: from relay.example by mx.example; today\n" + MAIL));

        assertThat(detour).isEqualTo(direct);
        assertThat(detour.value()).isEqualTo(direct.value()).hasSize(64);
    }

    @Test
    @DisplayName("I5: the same id with another body is another mail, known by its id")
    void theBodyCounts() throws IOException {
        var one = Fingerprint.of(Corpus.mail(MAIL));
        var other = Fingerprint.of(Corpus.mail(MAIL + "And another thing.\n"));

        assertThat(other.messageId()).isEqualTo(one.messageId());
        assertThat(other.value()).isNotEqualTo(one.value());
    }

    @Test
    @DisplayName("T14: without an id the bytes decide")
    void bytesDecideWithoutAnId() throws IOException {
        assertThat(Fingerprint.of(Corpus.read("no_message_id")))
                .isEqualTo(Fingerprint.of(Corpus.read("no_message_id")));
    }

    @Test
    void filesCount() throws IOException {
        var raw = new String(Corpus.raw("boundary_missing"), UTF_8);

        assertThat(Fingerprint.of(Corpus.mail(raw.replace("a,b", "a,c"))).value())
                .isNotEqualTo(Fingerprint.of(Corpus.mail(raw)).value());
    }
}
