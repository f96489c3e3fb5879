package io.keepwell.mail;

import io.keepwell.platform.Blobs;
import io.keepwell.platform.Outbox;
import io.keepwell.platform.OutboxChanged;
import io.keepwell.platform.OutboxState;
import io.keepwell.shared.EmailAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Writes letters: composes the bytes once, in the transaction that causes them, and tells what becomes of them.
@Component
class LetterPost implements Letters, LetterArchive, MailRoom {

    /// Stands for a signature until its HTML takes the place: of the private area, which nobody types.
    private static final String SIGNATURE = "\uE0C5";

    private final LetterStore store;
    private final MailboxAliases aliases;
    private final MailboxSignatures signatures;
    private final MailboxStore mailboxes;
    private final MailReferenceStore references;
    private final OwnSigns signs;
    private final LetterWords words;
    private final Blobs blobs;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LetterPost(
            LetterStore store,
            MailboxAliases aliases,
            MailboxSignatures signatures,
            MailboxStore mailboxes,
            MailReferenceStore references,
            OwnSigns signs,
            LetterWords words,
            Blobs blobs,
            Outbox outbox,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.aliases = aliases;
        this.signatures = signatures;
        this.mailboxes = mailboxes;
        this.references = references;
        this.signs = signs;
        this.words = words;
        this.blobs = blobs;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Letter letter) {
        if (store.exists(letter.causeKey())) {
            return;
        }
        var outboxId = outbox.put(MailChannel.NAME, letter.causeKey(), letter.id(), letter.due());
        if (outboxId.isEmpty()) {
            return;
        }
        var account = mailboxes.find(letter.mailbox()).orElseThrow();
        compose(letter, account, outboxId.get(), clock.instant());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(Letter letter, Instant at, OutboxState state) {
        var outboxId = outbox.past(MailChannel.NAME, letter.causeKey(), letter.id(), at, state);
        if (outboxId.isEmpty()) {
            return;
        }
        var account = mailboxes.find(letter.mailbox()).orElseThrow();
        compose(letter, account, outboxId.get(), at);
        if (state == OutboxState.SENT) {
            store.wasSent(letter.id(), at, account.smtp() == null);
        }
    }

    private void compose(Letter letter, Account account, UUID outboxId, Instant at) {
        if (letter.answers() != null) {
            // the mail may be being filed right now, and not be known to the references yet
            references.add(account.id(), letter.answers(), letter.thread(), true, at);
        }
        var content = content(letter, account, at);
        try {
            var blob = blobs.put(new ByteArrayInputStream(LetterComposer.bytes(content)));
            store.insert(
                    new LetterStore.Composed(
                            letter.id(),
                            letter.causeKey(),
                            outboxId,
                            letter.kind(),
                            account.id(),
                            letter.thread(),
                            content.thread().messageId(),
                            content.envelopeSender()
                                    .map(sender -> signs.tokens().bounceAddress(letter.id(), sender))
                                    .orElse(""),
                            letter.to().value(),
                            blob.digest()),
                    at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        references.add(account.id(), content.thread().messageId(), letter.thread(), false, at);
    }

    @Override
    @Transactional
    public boolean cancel(UUID letter) {
        var composed = store.find(letter);
        if (composed.isEmpty() || !outbox.cancel(composed.get().outboxId())) {
            return false;
        }
        references.remove(composed.get().mailboxId(), composed.get().messageId());
        return true;
    }

    @Override
    @Transactional
    public boolean resend(UUID letter) {
        return store.find(letter)
                // of somebody who was forgotten nothing is left that could be sent
                .filter(composed -> !composed.blob().isEmpty() && outbox.resend(composed.outboxId()))
                .map(composed -> store.again(composed.id()))
                .orElse(false);
    }

    @Override
    public List<Kept> letters(int limit) {
        return store.kept(limit);
    }

    /// Somebody refers to the letter: it has arrived.
    void arrived(UUID letter) {
        store.find(letter).ifPresent(composed -> outbox.settle(composed.outboxId(), true, null));
    }

    /// Passes on what became of a letter, in the transaction that changed it.
    @EventListener
    void on(OutboxChanged change) {
        if (!change.channel().equals(MailChannel.NAME)) {
            return;
        }
        store.find(change.subject()).ifPresent(composed -> {
            if (change.state() == OutboxState.SENT) {
                store.sent(composed.id());
            }
            tell(composed, change.state(), change.reason());
        });
    }

    private void tell(LetterStore.Composed letter, OutboxState state, @Nullable String reason) {
        events.publishEvent(new LetterChanged(letter.id(), letter.threadId(), letter.kind(), state, reason));
    }

    /// Whether it answers nothing that somebody wrote by themselves.
    private static boolean first(Letter letter) {
        return letter.kind() == Letter.Kind.ACKNOWLEDGEMENT
                || letter.kind() == Letter.Kind.NOTICE && letter.quoted().isEmpty();
    }

    private LetterContent content(Letter letter, Account account, Instant at) {
        var tokens = signs.tokens();
        var host = new EmailAddress(account.address()).domain();
        var kind = switch (letter.kind()) {
            case ACKNOWLEDGEMENT -> OwnMessageId.Kind.ACK;
            case REPLY -> OwnMessageId.Kind.REPLY;
            case NOTICE -> OwnMessageId.Kind.NOTICE;
        };
        var from = aliases.answerFrom(account, letter.thread(), letter.answers());
        var signature = letter.kind() == Letter.Kind.REPLY
                ? signatures
                        .of(account.id(), letter.locale(), letter.fromName())
                        .orElse(null)
                : null;
        return new LetterContent(
                new LetterContent.Heading(
                        letter.fromName(),
                        from,
                        tokens.replyAddress(letter.thread(), from),
                        letter.to().value(),
                        letter.toName(),
                        first(letter)
                                ? Subjects.numbered(letter.subject(), letter.number())
                                : Subjects.reply(letter.subject(), letter.number())),
                new LetterContent.ThreadIds(
                        tokens.messageId(kind, letter.thread(), letter.id(), host),
                        references.lastInbound(letter.thread()).orElse(null),
                        LetterContent.references(tokens.rootId(letter.thread(), host), references.of(letter.thread())),
                        signs.instanceId()),
                words.withHistory(letter, signature == null ? "" : signature.text()),
                html(letter, signature, tokens.marker(letter.thread())),
                letter.attachments().stream()
                        .map(file ->
                                new LetterContent.File(file.name(), file.contentType(), () -> blobs.open(file.blob())))
                        .toList(),
                switch (letter.kind()) {
                    case ACKNOWLEDGEMENT -> LetterContent.Automatic.REPLIED;
                    case REPLY -> LetterContent.Automatic.NO;
                    case NOTICE -> LetterContent.Automatic.GENERATED;
                },
                letter.locale(),
                at);
    }

    /// Of a signature that is HTML only its place stands in the text; it is put there afterwards.
    private String html(Letter letter, MailboxSignatures.@Nullable Signature signature, String marker) {
        if (signature == null || signature.html() == null) {
            return LetterHtml.of(words.withHistory(letter, signature == null ? "" : signature.text()), marker);
        }
        return LetterHtml.of(words.withHistory(letter, SIGNATURE), marker).replace(SIGNATURE, signature.html());
    }
}
