package io.keepwell.mail.room;

import io.keepwell.mail.mime.MailParser;
import io.keepwell.mail.mime.MailPerson;
import io.keepwell.mail.mime.ParsedMail;
import io.keepwell.mail.mime.UnreadableMail;
import io.keepwell.platform.Blobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Reads letters back out of their bytes, so that the mail room shows what really would arrive.
@Component
class RoomLetters {

    private static final int REMEMBERED = 500;

    /// Longest part of an original that is shown; the whole of it is in the mail itself.
    private static final int ORIGINAL = 60_000;

    private final Blobs blobs;

    /// A letter never changes, so what was read once is kept.
    private final Map<String, ParsedMail> read = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ParsedMail> eldest) {
            return size() > REMEMBERED;
        }
    });

    RoomLetters(Blobs blobs) {
        this.blobs = blobs;
    }

    RoomLetter read(RoomStore.Kept kept) {
        var mail = read.computeIfAbsent(kept.blob(), blob -> parse(kept));
        var to = mail.people().to().stream().findFirst();
        var replyTo = mail.people().replyTo().stream()
                .findFirst()
                .map(MailPerson::address)
                .orElse(mail.from().address());
        var name = mail.from().name();
        return new RoomLetter(
                kept.id(),
                kept.mailbox(),
                kept.thread(),
                kept.kind(),
                mail.from().address(),
                name == null ? mail.from().address() : name,
                kept.to(),
                to.map(MailPerson::name).orElse(null),
                replyTo,
                mail.subject(),
                mail.body().text().strip(),
                mail.messageId(),
                mail.ids().references(),
                kept.at());
    }

    List<RoomLetter> read(List<RoomStore.Kept> kept) {
        return kept.stream().map(this::read).toList();
    }

    /// The letter as it travels, header and all.
    String original(RoomStore.Kept kept) {
        try (var bytes = blobs.open(kept.blob())) {
            return new String(bytes.readNBytes(ORIGINAL), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ParsedMail parse(RoomStore.Kept kept) {
        try {
            return MailParser.parse(blobs.file(kept.blob()), kept.at());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableMail e) {
            throw new IllegalStateException("A letter of ours cannot be read", e);
        }
    }
}
