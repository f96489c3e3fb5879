package io.keepwell.mail;

import io.keepwell.mail.mime.MailPerson;
import io.keepwell.platform.Blobs;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Reads mail of the past by the same reader as all mail.
@Component
class PastMailReading implements PastMail {

    private final MailReading reading;
    private final MailReferenceStore references;
    private final Blobs blobs;

    PastMailReading(MailReading reading, MailReferenceStore references, Blobs blobs) {
        this.reading = reading;
        this.references = references;
        this.blobs = blobs;
    }

    @Override
    public Optional<Read> read(byte[] bytes, Instant otherwise) throws InterruptedException {
        var blob = blobs.put(bytes);
        var raw = new RawMail(
                Ids.next(),
                new UUID(0, 0),
                blob.digest(),
                blob.size(),
                RawMail.State.RECEIVED,
                null,
                null,
                false,
                IncomingMail.Existing.ARCHIVE,
                otherwise,
                otherwise,
                null,
                null);
        if (!(reading.read(raw) instanceof MailReading.Outcome.Done(var read))) {
            return Optional.empty();
        }
        var mail = read.mail();
        return EmailAddress.parse(mail.from().address())
                .map(from -> new Read(
                        mail.messageId(),
                        references(mail.ids().inReplyTo(), mail.ids().references()),
                        from,
                        mail.from().name(),
                        mail.people().to().stream().map(MailPerson::address).toList(),
                        MailClass.automatic(mail),
                        mail.subject(),
                        mail.body().text(),
                        read.html(),
                        read.attachments(),
                        LanguageGuess.of(mail.body().text(), mail.languages(), Texts.LANGUAGES)
                                .orElse(null),
                        mail.date().at()));
    }

    @Override
    public void remember(UUID mailbox, UUID thread, String messageId, boolean inbound, Instant at) {
        references.add(mailbox, messageId, thread, inbound, at);
    }

    private static List<String> references(List<String> answers, List<String> follows) {
        var all = new ArrayList<>(answers);
        all.addAll(follows.reversed());
        return all.stream().filter(Objects::nonNull).distinct().limit(50).toList();
    }
}
