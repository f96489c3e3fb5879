package io.keepwell.mail.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// The mails of `src/test/resources/mail`.
public final class Corpus {

    public static final Instant RECEIVED = Instant.parse("2026-11-20T12:00:00Z");

    public static final List<String> NAMES = List.of(
            "apple_attachment",
            "bounce",
            "boundary_missing",
            "boundary_never_closed",
            "chinese_gb2312",
            "forwarded",
            "german_latin1",
            "gmail_reply",
            "japanese",
            "mailing_list",
            "no_blank_line",
            "no_message_id",
            "out_of_office",
            "outlook_related",
            "rfc2231_names",
            "spoofed_results",
            "thunderbird_flowed",
            "uuencoded");

    private Corpus() {}

    public static byte[] raw(String name) {
        try (var in = Corpus.class.getResourceAsStream("/mail/" + name + ".eml")) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public static ParsedMail read(String name) {
        return read(raw(name));
    }

    public static ParsedMail read(byte[] raw) {
        try {
            return MailParser.parse(raw, RECEIVED);
        } catch (UnreadableMail unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /// A mail from its text, with line feeds.
    public static ParsedMail mail(String text) {
        return read(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
