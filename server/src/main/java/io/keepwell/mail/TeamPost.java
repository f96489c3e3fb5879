package io.keepwell.mail;

import io.keepwell.platform.Blobs;
import io.keepwell.platform.Outbox;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Writes to people of the team: as a machine (L3), with no address and no reference that leads into a conversation.
@Component
class TeamPost implements TeamMail {

    private static final String NAME = "Keepwell";

    private final LetterStore store;
    private final MailboxStore mailboxes;
    private final OwnSigns signs;
    private final Blobs blobs;
    private final Outbox outbox;
    private final ThreadErasure erasure;
    private final Clock clock;

    TeamPost(
            LetterStore store,
            MailboxStore mailboxes,
            OwnSigns signs,
            Blobs blobs,
            Outbox outbox,
            ThreadErasure erasure,
            Clock clock) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.signs = signs;
        this.blobs = blobs;
        this.outbox = outbox;
        this.erasure = erasure;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean send(Message message) {
        var sender = sender();
        if (sender.isEmpty() || store.exists(message.causeKey())) {
            return false;
        }
        var id = Ids.next();
        var now = clock.instant();
        var outboxId = outbox.put(MailChannel.NAME, message.causeKey(), id, now);
        outboxId.ifPresent(leaves -> compose(id, leaves, message, sender.get(), now));
        return outboxId.isPresent();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Collection<String> causeKeys, Consumer<String> blob) {
        erasure.erase(store.threadsOf(causeKeys), Set.of(), blob);
    }

    private Optional<Account> sender() {
        return mailboxes.active().stream().min(Comparator.comparing(account -> account.smtp() == null));
    }

    private void compose(UUID id, UUID outboxId, Message message, Account account, Instant now) {
        var host = new EmailAddress(account.address()).domain();
        // a thread of its own, which nobody owns
        var messageId = signs.tokens().messageId(OwnMessageId.Kind.NOTICE, id, id, host);
        var content = new LetterContent(
                new LetterContent.Heading(
                        NAME,
                        account.address(),
                        account.address(),
                        message.to().value(),
                        message.toName(),
                        message.subject()),
                new LetterContent.ThreadIds(messageId, null, List.of(), signs.instanceId()),
                message.text(),
                null,
                List.of(),
                LetterContent.Automatic.GENERATED,
                message.locale(),
                now);
        try {
            var blob = blobs.put(new ByteArrayInputStream(LetterComposer.bytes(content)));
            store.insert(
                    new LetterStore.Composed(
                            id,
                            message.causeKey(),
                            outboxId,
                            Letter.Kind.NOTICE,
                            account.id(),
                            id,
                            messageId,
                            "",
                            message.to().value(),
                            blob.digest()),
                    now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
