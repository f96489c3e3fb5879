package io.keepwell.mail;

import io.keepwell.platform.Blobs;
import io.keepwell.platform.Outbox;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Writes to people on lists.
@Component
class ListPost implements ListMail {

    private final LetterStore store;
    private final MailboxStore mailboxes;
    private final OwnSigns signs;
    private final Blobs blobs;
    private final Outbox outbox;
    private final Clock clock;

    ListPost(LetterStore store, MailboxStore mailboxes, OwnSigns signs, Blobs blobs, Outbox outbox, Clock clock) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.signs = signs;
        this.blobs = blobs;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> send(Message message) {
        var account = sender(message.mailbox());
        if (account.isEmpty() || store.exists(message.causeKey())) {
            return Optional.empty();
        }
        var id = Ids.next();
        return outbox.put(MailChannel.NAME, message.causeKey(), id, clock.instant())
                .map(leaves -> compose(id, leaves, message, account.get()));
    }

    private Optional<Account> sender(@Nullable UUID wanted) {
        var active = mailboxes.active();
        return active.stream()
                .filter(account -> account.id().equals(wanted))
                .findFirst()
                .or(() -> active.stream().min(Comparator.comparing(account -> account.smtp() == null)));
    }

    private UUID compose(UUID id, UUID outboxId, Message message, Account account) {
        var tokens = signs.tokens();
        var now = clock.instant();
        var host = new EmailAddress(account.address()).domain();
        var content = new LetterContent(
                new LetterContent.Heading(
                        message.fromName() == null ? account.name() : message.fromName(),
                        account.address(),
                        account.address(),
                        message.to().value(),
                        null,
                        message.title()),
                new LetterContent.ThreadIds(
                        tokens.messageId(OwnMessageId.Kind.NOTICE, message.subject(), id, host),
                        null,
                        List.of(tokens.rootId(message.subject(), host)),
                        signs.instanceId()),
                message.text(),
                html(message, tokens.marker(message.subject())),
                List.of(),
                LetterContent.Automatic.GENERATED,
                message.locale(),
                now,
                message.unsubscribe());
        try {
            var blob = blobs.put(new ByteArrayInputStream(LetterComposer.bytes(content)));
            store.insert(
                    new LetterStore.Composed(
                            id,
                            message.causeKey(),
                            outboxId,
                            Letter.Kind.NOTICE,
                            account.id(),
                            message.subject(),
                            content.thread().messageId(),
                            tokens.bounceAddress(id, account.address()),
                            message.to().value(),
                            blob.digest()),
                    now);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String html(Message message, String marker) {
        return message.html() == null
                ? LetterHtml.of(message.text(), marker)
                : LetterHtml.page(message.html(), message.locale(), marker);
    }
}
