package io.keepwell.mail.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailParserTests {

    @Test
    @DisplayName("M2: windows-1252 under the name of Latin-1, in header and body")
    void readsWhatCallsItselfLatin1() {
        var mail = Corpus.read("german_latin1");

        assertThat(mail.from()).isEqualTo(new MailPerson("jana.kaeser@example.de", "Jana Käser"));
        assertThat(mail.subject()).isEqualTo("Rechnung für Oktober");
        assertThat(mail.body().text()).contains("12 €, den ich nicht verstehe", "Viele Grüße\nJana Käser");
        assertThat(mail.body().html()).isNull();
        assertThat(mail.people().returnPath()).isEqualTo("jana.kaeser@example.de");
        assertThat(mail.people().recipients()).containsExactly("support@shop.example");
        assertThat(mail.date().at()).isEqualTo(Instant.parse("2026-11-03T08:11:58Z"));
        assertThat(mail.messageId()).isEqualTo("61a7c3@example.de");
    }

    @Test
    @DisplayName("M5: HTML around a picture is joined, the text is kept, the picture is a file")
    void joinsWhatAppleMailTakesApart() {
        var mail = Corpus.read("apple_attachment");

        assertThat(mail.body().text()).contains("Here is the photo:", "and that is all.");
        assertThat(mail.body().html()).contains("<b>photo</b>", "and that is all.");
        assertThat(mail.attachments()).singleElement().satisfies(photo -> {
            assertThat(photo.name()).isEqualTo("photo of screen.png");
            assertThat(photo.contentType()).isEqualTo("image/png");
            assertThat(photo.inline()).isFalse();
            try (var in = photo.bytes().open()) {
                assertThat(in.readAllBytes()).hasSize((int) photo.size()).startsWith(0x89, 'P', 'N', 'G');
            }
        });
        assertThat(mail.people().cc()).containsExactly(new MailPerson("ben@example.org", "Silva, Ben"));
    }

    @Test
    @DisplayName("M2, M7, T7: the header's charset wins, a shown picture is inline, all In-Reply-To are kept")
    void readsOutlook() {
        var mail = Corpus.read("outlook_related");

        assertThat(mail.body().html()).contains("passt – bitte");
        assertThat(mail.body().text()).startsWith("Danke, das passt –");
        assertThat(mail.attachments())
                .extracting(MailAttachment::name, MailAttachment::inline)
                .containsExactly(tuple("image001.png", true), tuple("Angebot.pdf", false));
        assertThat(mail.ids().inReplyTo()).containsExactly("order-17@shop.example", "order-18@shop.example");
        assertThat(mail.ids().references()).containsExactly("order-1@shop.example", "order-17@shop.example");
        assertThat(mail.languages()).containsExactly("de-de");
    }

    @Test
    void joinsFlowedLinesAndKeepsQuotes() {
        var mail = Corpus.read("thunderbird_flowed");

        assertThat(mail.body().text())
                .contains("I am happy with it.")
                .contains("> Dear Ana, a new screen is on its way to you and will be there on Friday.\n");
    }

    @Test
    @DisplayName("M2: encoded words that cut a character in two, and Japanese mail")
    void readsCharactersCutInTwo() {
        var mail = Corpus.read("japanese");

        assertThat(mail.subject()).isEqualTo("ありがとうございます");
        assertThat(mail.from().name()).isEqualTo("田中 雪");
        assertThat(mail.body().text()).contains("注文について質問があります。");
    }

    @Test
    @DisplayName("M2: what calls itself gb2312 is GB18030, also inside quotes")
    void readsChineseBeyondGb2312() {
        var mail = Corpus.read("chinese_gb2312");

        assertThat(mail.from().name()).isEqualTo("李伟");
        assertThat(mail.subject()).isEqualTo("回复：订单");
        assertThat(mail.body().text()).contains("我的订单朱镕基还没有到");
    }

    @Test
    @DisplayName("T14, M10, M2: no id, a date of the future, raw 8-bit header, mailbox line on top")
    void readsAnOldMailer() {
        var mail = Corpus.read("no_message_id");

        assertThat(mail.ids().derived()).isTrue();
        assertThat(mail.messageId()).endsWith("@derived.keepwell.invalid");
        assertThat(mail.messageId()).isEqualTo(Corpus.read("no_message_id").messageId());
        assertThat(mail.subject()).isEqualTo("Grüße ohne Kodierung");
        assertThat(mail.from()).isEqualTo(new MailPerson("ana@example.org", "Ana Silva"));
        assertThat(mail.date().at()).isEqualTo(Corpus.RECEIVED);
        assertThat(mail.date().stated()).isEqualTo(Instant.parse("2099-11-10T10:00:00Z"));
    }

    @Test
    @DisplayName("M4: a header that no blank line ends")
    void findsTheBodyWithoutABlankLine() {
        assertThat(Corpus.read("no_blank_line").body().text()).startsWith("This is already the letter");
    }

    @Test
    @DisplayName("M4: a boundary that is never closed, and one that is not the declared one")
    void findsThePartsAllTheSame() {
        var cut = Corpus.read("boundary_never_closed");
        assertThat(cut.body().text()).isEqualTo("The words are here.");
        assertThat(cut.attachments()).extracting(MailAttachment::name).containsExactly("data.zip");

        var wrong = Corpus.read("boundary_missing");
        assertThat(wrong.body().text()).isEqualTo("The words are here.");
        assertThat(wrong.attachments()).extracting(MailAttachment::name).containsExactly("list.csv");
    }

    @Test
    @DisplayName("M2, M6: names in pieces, encoded words in quotes, paths, the same name twice")
    void namesFiles() {
        var mail = Corpus.read("rfc2231_names");

        assertThat(mail.attachments())
                .extracting(MailAttachment::name)
                .containsExactly("€ rates Straße.pdf", "Grüße.pdf", "passwd", "passwd (2)");
        assertThat(mail.from().name()).isEqualTo("Zoë");
        assertThat(mail.people().to()).isEmpty();
        assertThat(mail.body().text()).isEmpty();
    }

    @Test
    @DisplayName("M4: uuencode is undone, an unknown transfer encoding gives the raw bytes")
    void undoesOldEncodings() throws IOException {
        try (var in = Corpus.read("uuencoded").attachments().getFirst().bytes().open()) {
            assertThat(in.readAllBytes()).isEqualTo("Cat".getBytes(UTF_8));
        }
        var inline =
                Corpus.mail("From: a@b.example\n\nSee:\nbegin 644 cat.txt\n#0V%T\n`\nend\nbegin 644 of nothing\nBye\n");
        assertThat(inline.body().text()).isEqualTo("See:\nbegin 644 of nothing\nBye\n");
        try (var in = inline.attachments().getFirst().bytes().open()) {
            assertThat(in.readAllBytes()).isEqualTo("Cat".getBytes(UTF_8));
        }
        var odd = Corpus.mail("From: a@b.example\nContent-Transfer-Encoding: x-rot13\n\nnyy bs vg=\n");
        assertThat(odd.body().text()).isEqualTo("nyy bs vg=\n");
    }

    @Test
    void keepsAForwardedMailAsAFile() {
        var mail = Corpus.read("forwarded");

        assertThat(mail.body().text()).isEqualTo("Please look at this.");
        assertThat(mail.attachments()).extracting(MailAttachment::name).containsExactly("Invoice 17-2026.eml");
        assertThat(mail.messageId()).isEqualTo("fwd@example.org");
    }

    @Test
    @DisplayName("M3: no NUL, no lone surrogate, one kind of line end")
    void cleansText() {
        var mail = Corpus.mail("From: a@b.example\nSubject: a\0b\n\none\0\rtwo\n");

        assertThat(mail.subject()).isEqualTo("ab");
        assertThat(mail.body().text()).isEqualTo("one\ntwo\n");
        assertThat(MailText.clean("x\ud800y\udc00z\ud83d\ude00")).isEqualTo("xyz\ud83d\ude00");
    }

    @Test
    @DisplayName("M2: UTF-8 that is cut off stays UTF-8, undeclared bytes are windows-1252")
    void guessesCharsets() {
        var cut = "Grüße aus Köln und München ü".getBytes(UTF_8);
        assertThat(MailCharsets.decode(Arrays.copyOf(cut, cut.length - 1), "utf-8"))
                .startsWith("Grüße aus Köln und München ");
        assertThat(MailCharsets.decode("Grüße".getBytes(ISO_8859_1), null)).isEqualTo("Grüße");
        assertThat(MailCharsets.decode("Grüße".getBytes(UTF_8), "us-ascii")).isEqualTo("Grüße");
        assertThat(MailCharsets.decode("Grüße".getBytes(UTF_8), "no such thing!"))
                .isEqualTo("Grüße");
    }

    @Test
    @DisplayName("T6: Reply-To is where answers go, not who speaks")
    void keepsAuthorAndReplyToApart() {
        var mail =
                Corpus.mail("From: Ana <ana@example.org>\nReply-To: office@example.org\nSender: x@y.example\n\nHi\n");

        assertThat(mail.from().address()).isEqualTo("ana@example.org");
        assertThat(mail.people().replyTo()).extracting(MailPerson::address).containsExactly("office@example.org");
        assertThat(mail.people().nullReturnPath()).isFalse();
        assertThat(Corpus.read("bounce").people().nullReturnPath()).isTrue();
    }

    @Test
    @DisplayName("M1: what is no mail is refused with a reason")
    void refusesWithAReason() {
        assertReason("", UnreadableMail.Reason.EMPTY);
        assertReason("\n\n", UnreadableMail.Reason.NO_HEADER);
        assertReason("%PDF-1.4 something else entirely", UnreadableMail.Reason.NO_HEADER);
        assertReason("Subject: nobody wrote this\n\nHi\n", UnreadableMail.Reason.NO_SENDER);
        assertReason("From: a@b.example\n" + "X: y\n".repeat(3_000) + "\nHi\n", UnreadableMail.Reason.TOO_MANY_HEADERS);
        assertReason("From: a@b.example\nX: " + "y".repeat(1_100_000) + "\n\n", UnreadableMail.Reason.HEADER_TOO_LONG);
        assertReason(
                "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n" + "--x\n\n\n".repeat(2_000),
                UnreadableMail.Reason.TOO_MANY_PARTS);
    }

    private static void assertReason(String mail, UnreadableMail.Reason reason) {
        assertThatThrownBy(() -> MailParser.parse(mail.getBytes(UTF_8), Corpus.RECEIVED))
                .isInstanceOfSatisfying(
                        UnreadableMail.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo(reason));
    }

    @Test
    @DisplayName("M4: parts nested without end become a file, not a stack overflow")
    void stopsAtTheTwentiethLevel() {
        var mail = new StringBuilder("From: a@b.example\n");
        for (int i = 0; i < 5_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append("\n");
        }
        assertThat(Corpus.mail(mail.toString()).attachments()).hasSize(1);
    }

    @Test
    @DisplayName("M9: a large file is read from disk, piece by piece")
    void readsFromAFile(@TempDir Path folder) throws IOException, UnreadableMail {
        var file = folder.resolve("large.eml");
        try (var out = Files.newOutputStream(file)) {
            out.write(Corpus.raw("boundary_never_closed"));
            var line = ("QUFB".repeat(19) + "\r\n").getBytes(UTF_8);
            for (int i = 0; i < 100_000; i++) {
                out.write(line);
            }
        }
        var mail = MailParser.parse(file, Corpus.RECEIVED);

        assertThat(mail.attachments().getFirst().size()).isBetween(5_700_000L, 5_700_020L);
        assertThat(mail.body().text()).isEqualTo("The words are here.");
    }

    @Test
    void agreesWithJakartaMailOnWellFormedMail() throws Exception {
        for (String name : List.of("german_latin1", "gmail_reply", "bounce", "outlook_related")) {
            var theirs =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(Corpus.raw(name)));
            var ours = Corpus.read(name);

            assertThat(ours.subject()).isEqualTo(theirs.getSubject());
            assertThat("<" + ours.messageId() + ">").isEqualTo(theirs.getMessageID());
            assertThat(ours.date().stated()).isEqualTo(theirs.getSentDate().toInstant());
        }
    }
}
