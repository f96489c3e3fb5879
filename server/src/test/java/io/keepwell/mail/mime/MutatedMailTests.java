package io.keepwell.mail.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// M1: any byte sequence gives a mail or a reason, and soon.
class MutatedMailTests {

    private static final long LONGEST_MILLIS = 2_000;

    private static final List<String> NASTY = List.of(
            "\r\n\r\n",
            "\n",
            "\r",
            "--",
            "=?",
            "?=",
            "=?utf-8?B?",
            "\"",
            "<",
            ">",
            "(",
            ";",
            "\0",
            "--xyz\r\n",
            "=\r\n",
            "Content-Type: multipart/mixed; boundary=\"\"\r\n",
            "Content-Type: multipart/mixed\r\n",
            "\u00ff\u00fe",
            "Content-Type: message/rfc822\r\n",
            "Content-Transfer-Encoding: base64\r\n",
            "charset=utf-16",
            "%",
            "\nbegin 644 x\n",
            "#0V%T\n",
            "*0*=",
            "cid:");

    @Property(tries = 3_000)
    @Label("M1: any mutation of the corpus gives a mail or a reason")
    void mutationsAreReadOrRefused(@ForAll("names") String name, @ForAll long seed) {
        assertReadOrRefused(mutate(Corpus.raw(name), new Random(seed)));
    }

    @Property(tries = 500)
    @Label("M1: any beginning of the corpus gives a mail or a reason")
    void beginningsAreReadOrRefused(@ForAll("names") String name, @ForAll long seed) {
        var raw = Corpus.raw(name);
        assertReadOrRefused(Arrays.copyOf(raw, new Random(seed).nextInt(raw.length)));
    }

    @Property(tries = 300)
    @Label("M1: any bytes give a mail or a reason")
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
        assertReadOrRefused(bytes);
    }

    @Property(tries = 200)
    @Label("M1: a megabyte of one odd thing takes no longer than a moment")
    void repetitionCostsNoMoreThanItsLength(@ForAll("nasty") String odd, @ForAll("places") String place) {
        var mail = place.formatted(odd.repeat(200_000 / odd.length()));
        assertReadOrRefused(mail.getBytes(ISO_8859_1));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(Corpus.NAMES);
    }

    @Provide
    Arbitrary<String> nasty() {
        return Arbitraries.of(NASTY);
    }

    @Provide
    Arbitrary<String> places() {
        return Arbitraries.of(
                "From: a@b.example\r\nSubject: %s\r\n\r\nHi",
                "From: %s\r\n\r\nHi",
                "From: a@b.example\r\nContent-Type: %s\r\n\r\nHi",
                "From: a@b.example\r\nReferences: %s\r\n\r\nHi",
                "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=xyz\r\n\r\n--xyz\r\n%s",
                "From: a@b.example\r\n\r\n%s",
                "From: a@b.example\r\nContent-Type: text/html\r\n\r\n%s");
    }

    private static void assertReadOrRefused(byte[] raw) {
        long start = System.nanoTime();
        try {
            var mail = MailParser.parse(raw, Corpus.RECEIVED);
            assertThat(mail.body().text()).doesNotContain("\0");
            for (var file : mail.attachments()) {
                try (var in = file.bytes().open()) {
                    assertThat(in.readAllBytes()).hasSize((int) file.size());
                }
            }
        } catch (UnreadableMail unreadable) {
            assertThat(unreadable.reason())
                    .as("nothing that we did not think of: %s", unreadable.getCause())
                    .isNotEqualTo(UnreadableMail.Reason.BROKEN);
        } catch (IOException disk) {
            throw new AssertionError(disk);
        }
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(LONGEST_MILLIS);
    }

    private static byte[] mutate(byte[] raw, Random random) {
        var bytes = raw.clone();
        for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = random.nextInt(Math.min(60, bytes.length - at) + 1);
            bytes = switch (random.nextInt(4)) {
                case 0 -> splice(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
                case 1 -> splice(bytes, at, length, new byte[0]);
                case 2 -> splice(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
                default ->
                    splice(bytes, at, 0, NASTY.get(random.nextInt(NASTY.size())).getBytes(ISO_8859_1));
            };
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int at, int removed, byte[] inserted) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(inserted);
        int rest = Math.min(bytes.length, at + removed);
        out.write(bytes, rest, bytes.length - rest);
        return out.toByteArray();
    }
}
