package io.keepwell.mail;

import static io.keepwell.mail.Signatures.MAILBOX;
import static io.keepwell.mail.Signatures.MESSAGE;
import static io.keepwell.mail.Signatures.THREAD;
import static io.keepwell.mail.Signatures.TOKENS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.mail.LetterContent.Automatic;
import io.keepwell.mail.mime.Corpus;
import io.keepwell.mail.mime.MailPerson;
import io.keepwell.mail.mime.ParsedMail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LetterComposerTests {

    private static final Instant NOW = Instant.parse("2026-11-19T10:00:00Z");
    private static final String ID = TOKENS.messageId(OwnMessageId.Kind.REPLY, THREAD, MESSAGE, "shop.example");

    @Test
    @DisplayName("T12: a letter says who, to whom and in which thread, and is read back as it was written")
    void composesAReply() throws IOException {
        var mail = compose(letter("Grüße aus Köln\n\n> Wo ist das Paket?\n", Automatic.NO, List.of()));

        assertThat(mail.from()).isEqualTo(new MailPerson(MAILBOX, "Mara Jörg, Pennyfold"));
        assertThat(mail.people().to()).containsExactly(new MailPerson("ana@example.org", "Ana Silva"));
        assertThat(mail.people().replyTo())
                .extracting(MailPerson::address)
                .containsExactly(TOKENS.replyAddress(THREAD, MAILBOX));
        assertThat(mail.subject()).isEqualTo("Re: Kaputter Bildschirm – was nun? [#17]");
        assertThat(mail.messageId()).isEqualTo(ID);
        assertThat(mail.ids().inReplyTo()).containsExactly("tb-1@example.org");
        assertThat(mail.ids().references()).containsExactly(TOKENS.rootId(THREAD, "shop.example"), "tb-1@example.org");
        assertThat(mail.body().text()).isEqualTo("Grüße aus Köln\n\n> Wo ist das Paket?\n");
        assertThat(mail.body().html()).contains("Grüße aus Köln", "<blockquote", TOKENS.marker(THREAD));
        assertThat(mail.languages()).containsExactly("de");
        assertThat(mail.date().stated()).isEqualTo(NOW);
        assertThat(mail.headers().has("Auto-Submitted")).isFalse();
        assertThat(mail.headers().has("X-Keepwell-Loop")).isFalse();
    }

    @Test
    @DisplayName("L3: an automatic letter says so, carries the loop header and has no envelope sender")
    void marksAutomaticLetters() throws IOException {
        var letter = letter("We have it.", Automatic.REPLIED, List.of());
        var mail = compose(letter);

        assertThat(mail.headers().first("Auto-Submitted")).contains("auto-replied");
        assertThat(mail.headers().first("X-Auto-Response-Suppress")).contains("All");
        assertThat(mail.headers().first("X-Keepwell-Loop")).contains("instance-1");
        assertThat(letter.envelopeSender()).isEmpty();
        assertThat(MailClass.of(mail, "instance-1", TOKENS).kind()).isEqualTo(MailClass.Kind.OWN);
        assertThat(compose(letter("News", Automatic.GENERATED, List.of()))
                        .headers()
                        .first("Auto-Submitted"))
                .contains("auto-generated");
    }

    @Test
    void carriesFilesOfAnyName() throws IOException {
        var bytes = new byte[100_000];
        var files = List.of(
                new LetterContent.File(
                        "Rechnung für Käse.pdf", "application/pdf", () -> new ByteArrayInputStream(bytes)),
                new LetterContent.File("evil\r\nX: y.eml", "message/rfc822", () -> new ByteArrayInputStream(bytes)));
        var mail = compose(letter("Anbei.", Automatic.NO, files));

        assertThat(mail.attachments())
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.size()).isEqualTo(100_000));
        assertThat(mail.attachments().getFirst().name()).isEqualTo("Rechnung für Käse.pdf");
        assertThat(mail.headers().has("X")).isFalse();
        assertThat(mail.body().text()).isEqualTo("Anbei.");
    }

    @Test
    void nothingBeginsAHeaderOfItsOwn() throws IOException {
        var heading = new LetterContent.Heading(
                "Mara\r\nBcc: eve@attacker.example",
                MAILBOX,
                MAILBOX,
                "ana@example.org",
                "Ana\nX-Evil: 1",
                "Hi\r\nX-Evil: 2");
        var ids = new LetterContent.ThreadIds(ID, "a\r\nX-Evil: 3@b", List.of("c\nX-Evil: 4@d"), "i");
        var mail = compose(new LetterContent(heading, ids, "x", null, List.of(), Automatic.NO, null, NOW));

        assertThat(mail.headers().fields())
                .noneMatch(field ->
                        field.name().startsWith("X-Evil") || field.name().equals("Bcc"));
        assertThat(mail.people().replyTo()).isEmpty();
    }

    @Test
    @DisplayName("T12: References are the root, the first three and the last six")
    void capsReferences() {
        var ids = IntStream.range(0, 40).mapToObj(i -> "m" + i + "@example.org").toList();

        assertThat(LetterContent.references("root@h", ids))
                .containsExactly(
                        "root@h",
                        "m0@example.org",
                        "m1@example.org",
                        "m2@example.org",
                        "m34@example.org",
                        "m35@example.org",
                        "m36@example.org",
                        "m37@example.org",
                        "m38@example.org",
                        "m39@example.org");
        assertThat(LetterContent.references("root@h", List.of("root@h", "a@b", "a@b")))
                .containsExactly("root@h", "a@b");
    }

    @Test
    void linesAreShortEnoughForEveryServer() throws IOException {
        var raw = new String(LetterComposer.bytes(letter("x".repeat(5_000) + "\n", Automatic.NO, List.of())), UTF_8);

        assertThat(raw.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(998));
    }

    @Test
    void writesHtmlThatCannotBeBrokenOutOf() {
        assertThat(LetterHtml.of("<script>alert('x')</script> https://a.example/?q=\"><b>", "kw1-x"))
                .doesNotContain("<script>", "\"><b>")
                .contains("&lt;script&gt;", "href=\"https://a.example/?q=\"");
    }

    private static LetterContent letter(String text, Automatic automatic, List<LetterContent.File> files) {
        var heading = new LetterContent.Heading(
                "Mara Jörg, Pennyfold",
                MAILBOX,
                TOKENS.replyAddress(THREAD, MAILBOX),
                "ana@example.org",
                "Ana Silva",
                Subjects.reply("AW: Kaputter Bildschirm – was nun?", 17));
        var references = LetterContent.references(TOKENS.rootId(THREAD, "shop.example"), List.of("tb-1@example.org"));
        return new LetterContent(
                heading,
                new LetterContent.ThreadIds(ID, "tb-1@example.org", references, "instance-1"),
                text,
                LetterHtml.of(text, TOKENS.marker(THREAD)),
                files,
                automatic,
                Locale.GERMAN,
                NOW);
    }

    private static ParsedMail compose(LetterContent letter) throws IOException {
        return Corpus.read(LetterComposer.bytes(letter));
    }
}
