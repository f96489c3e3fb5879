package io.keepwell.mail.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a raw mail (M1 to M5, M10, T14). Texts are read at once; attachments stay in the file and are decoded when
/// opened.
public final class MailParser {

    private MailParser() {}

    /// Reads a mail that lies in a file, which must stay there for as long as attachments are to be opened.
    ///
    /// @param receivedAt when it reached us
    /// @throws UnreadableMail when it cannot be shown as a mail; nothing but this and trouble of the disk is thrown
    public static ParsedMail parse(Path file, Instant receivedAt) throws UnreadableMail, IOException {
        return parse(MailBytes.of(file), receivedAt);
    }

    /// Reads a mail that is in memory.
    public static ParsedMail parse(byte[] raw, Instant receivedAt) throws UnreadableMail {
        try {
            return parse(MailBytes.of(raw), receivedAt);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static ParsedMail parse(MailBytes mail, Instant receivedAt) throws UnreadableMail, IOException {
        if (mail.size() == 0) {
            throw new UnreadableMail(UnreadableMail.Reason.EMPTY);
        }
        try {
            return read(mail, receivedAt);
        } catch (RuntimeException | StackOverflowError broken) {
            // M1: whatever a stranger sends, and whatever we did not think of, must not stop the mail behind it.
            throw new UnreadableMail(UnreadableMail.Reason.BROKEN, broken);
        }
    }

    private static ParsedMail read(MailBytes mail, Instant receivedAt) throws UnreadableMail, IOException {
        var root = MimeTree.parse(mail);
        var headers = root.headers();
        if (headers.fields().isEmpty()) {
            throw new UnreadableMail(UnreadableMail.Reason.NO_HEADER);
        }
        var people = MailPeople.of(headers);
        var ids = MailIds.of(headers, MailIds.own(headers).isPresent() ? "" : digest(mail));
        var reader = new BodyReader();
        var unpacked = unpack(reader.read(root), reader.files());
        var body = unpacked.body();
        return new ParsedMail(
                ids,
                people,
                headers.text("Subject").orElse(""),
                MailDate.of(headers, receivedAt),
                body,
                languages(headers),
                attachments(unpacked.files(), shownIn(body.html())),
                headers);
    }

    private record Unpacked(MailBody body, List<MimePart> files) {}

    /// Puts what Outlook packed into one file in its place (M6). Its words count only where the mail says nothing else.
    private static Unpacked unpack(MailBody said, List<MimePart> files) throws IOException {
        var body = said;
        var unpacked = new ArrayList<MimePart>();
        for (var file : files) {
            var tnef = Tnef.looksLike(file) ? Tnef.read(file) : Optional.<Tnef>empty();
            if (tnef.isEmpty()) {
                unpacked.add(file);
                continue;
            }
            if (body.html() == null && body.text().isBlank()) {
                body = BodyReader.body(tnef.get().text(), tnef.get().html(), body.cut());
            }
            unpacked.addAll(tnef.get().files());
        }
        return new Unpacked(body, List.copyOf(unpacked));
    }

    private static List<String> languages(MailHeaders headers) {
        return headers.all("Content-Language").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(language -> language.strip().toLowerCase(Locale.ROOT))
                .filter(language -> !language.isEmpty())
                .limit(20)
                .toList();
    }

    private static List<MailAttachment> attachments(List<MimePart> files, Set<String> shown) throws IOException {
        var names = new AttachmentNames();
        var attachments = new ArrayList<MailAttachment>();
        for (var file : files) {
            var contentId = file.headers()
                    .first("Content-ID")
                    .map(id -> id.replaceAll("[<>\\s]", ""))
                    .orElse(null);
            attachments.add(new MailAttachment(
                    names.next(declaredName(file), file.type()),
                    MailText.line(file.type()),
                    size(file),
                    contentId,
                    contentId != null && shown.contains(contentId.toLowerCase(Locale.ROOT)),
                    file::open));
        }
        return List.copyOf(attachments);
    }

    private static String declaredName(MimePart file) throws IOException {
        return file.disposition()
                .parameter("filename")
                .or(() -> file.contentType().parameter("name"))
                .orElse(file.type().equals("message/rfc822") ? forwardedName(file) : "");
    }

    private static String forwardedName(MimePart file) throws IOException {
        try {
            String subject = HeaderBlock.read(file.mail(), file.bodyStart(), file.bodyEnd())
                    .headers()
                    .text("Subject")
                    .orElse("");
            return subject.isBlank() ? "" : subject.replaceAll("[/\\\\]", "-") + ".eml";
        } catch (UnreadableMail unnamed) {
            return "";
        }
    }

    private static long size(MimePart file) throws IOException {
        try (var in = file.open()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /// The Content-IDs that the HTML refers to, with percent signs undone (M7).
    private static Set<String> shownIn(@Nullable String html) {
        var ids = new HashSet<String>();
        int start = html == null ? -1 : html.indexOf("cid:");
        while (html != null && start >= 0) {
            int end = start + 4;
            while (end < html.length() && "\"'<>) \t\n".indexOf(html.charAt(end)) < 0) {
                end++;
            }
            ids.add(contentId(html.substring(start, end)));
            start = html.indexOf("cid:", end);
        }
        return ids;
    }

    /// The Content-ID that a `cid:` address means, lower case.
    public static String contentId(String address) {
        String id = address.substring(Math.min(4, address.length()));
        try {
            id = URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unescaped) {
            // Not percent-encoded after all: the id is as it stands.
        }
        return id.replaceAll("[<>\\s]", "").toLowerCase(Locale.ROOT);
    }

    private static String digest(MailBytes mail) throws IOException {
        try (InputStream in = mail.open(0, mail.size());
                var digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(digesting.getMessageDigest().digest())
                    .substring(0, 40);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
