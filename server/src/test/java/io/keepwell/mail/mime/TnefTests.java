package io.keepwell.mail.mime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TnefTests {

    private static final String HIDDEN_HTML = """
            {\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}
            {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Gr\\'fc\\'dfe, {\\*\\htmltag84 <b>}\\htmlrtf {\\b\\htmlrtf0 Ana\\htmlrtf }\\htmlrtf0
            {\\*\\htmltag92 </b>}\\htmlrtf \\par }\\htmlrtf0 {\\*\\htmltag72 </p>}}""";

    @Test
    @DisplayName("M6: files come out of winmail.dat with their long names, cleaned, and as they were")
    void extractsFiles() throws IOException {
        var mail = Corpus.read(new TnefFile()
                .file("Rechnung März.pdf", "", "%PDF".getBytes(UTF_8))
                .file("..\\..\\evil\u0007.exe", "", "MZ".getBytes(UTF_8))
                .file("Rechnung März.pdf", "", "second".getBytes(UTF_8))
                .mail("See the files."));

        assertThat(mail.attachments())
                .extracting(MailAttachment::name)
                .containsExactly("Rechnung März.pdf", "evil.exe", "Rechnung März (2).pdf");
        try (var in = mail.attachments().getLast().bytes().open()) {
            assertThat(in.readAllBytes()).isEqualTo("second".getBytes(UTF_8));
        }
        assertThat(mail.body().text().strip()).isEqualTo("See the files.");
    }

    @Test
    @DisplayName("M6: its words count where the mail says nothing else, and its pictures are shown in them")
    void takesTheWordsOnlyWhereThereAreNoOthers() {
        var tnef =
                new TnefFile().html("<p>Hello <img src='cid:logo@x'></p>").file("logo.png", "logo@x", new byte[] {1});

        var silent = Corpus.read(tnef.mail(""));
        assertThat(silent.body().html()).contains("<p>Hello");
        assertThat(silent.body().text().strip()).isEqualTo("Hello");
        assertThat(silent.attachments())
                .singleElement()
                .satisfies(file -> assertThat(file.inline()).isTrue());

        assertThat(Corpus.read(tnef.mail("Plain words.")).body().html()).isNull();
    }

    @Test
    @DisplayName("M6: HTML hidden in RTF comes out as HTML, other RTF as text")
    void readsRtf() {
        assertThat(Corpus.read(new TnefFile().rtf(HIDDEN_HTML).mail("")).body().html())
                .isEqualToIgnoringNewLines("<p>Grüße, <b>Ana</b></p>");

        var plain =
                "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\*\\generator Riched;}Dear team,\\par it is \\u8364? 5\\'80.}";
        assertThat(Corpus.read(new TnefFile().rtf(plain).mail("")).body().text())
                .isEqualTo("Dear team,\nit is € 5€.");
    }

    @Test
    @DisplayName("M6: compressed RTF is read (the example of MS-OXRTFCP)")
    void expands() {
        var packed = HexFormat.of()
                .parseHex("2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
                        + "0af32068656c090020627705b06c647d0a800fa0");

        assertThat(CompressedRtf.read(packed)).hasValue("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    }

    @Test
    @DisplayName("M6: a broken one is kept as it came")
    void keepsWhatItCannotRead() {
        var broken = "From: a@b.example\nContent-Type: application/ms-tnef; name=winmail.dat\n\nx\u009f>\"nothing";

        assertThat(Corpus.mail(broken).attachments())
                .extracting(MailAttachment::name)
                .containsExactly("winmail.dat");
    }

    @Property(tries = 1_500)
    @Label("M6, M1: any mutation of a winmail.dat costs only itself")
    void survivesMutations(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        var tnef = new TnefFile()
                .rtf(HIDDEN_HTML)
                .file("a.txt", "cid@x", "data".getBytes(UTF_8))
                .bytes();
        for (int i = random.nextInt(8); i >= 0; i--) {
            tnef[4 + random.nextInt(tnef.length - 4)] = (byte) random.nextInt(256);
        }
        var cut = java.util.Arrays.copyOf(tnef, random.nextBoolean() ? tnef.length : random.nextInt(tnef.length));
        var mail =
                ("From: a@b.example\r\nContent-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                + java.util.Base64.getMimeEncoder().encodeToString(cut))
                        .getBytes(UTF_8);

        for (var file : Corpus.read(mail).attachments()) {
            try (var in = file.bytes().open()) {
                assertThat(in.readAllBytes()).hasSize((int) file.size());
            }
        }
    }

    @Property(tries = 1_000)
    @Label("M6: any RTF is read in no more than its length")
    void survivesAnyRtf(@ForAll String rtf) {
        assertThat(RtfWords.of("{\\rtf1\\fromhtml1 " + rtf).words()).isNotNull();
    }
}
