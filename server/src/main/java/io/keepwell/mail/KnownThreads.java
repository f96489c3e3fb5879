package io.keepwell.mail;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What threading must know of the threads of one mailbox, asked of those who own the threads and of our own
/// references, for one mail.
final class KnownThreads implements ThreadLookup {

    private final UUID mailbox;
    private final MailReceiver receiver;
    private final MailReferenceStore references;
    private final LetterStore letters;
    private final boolean colleague;
    private final Map<UUID, Optional<MailReceiver.ThreadFacts>> facts = new HashMap<>();

    /// @param colleague whether a member of the team proves to have written: they answer from any mailbox (T11)
    KnownThreads(
            UUID mailbox,
            MailReceiver receiver,
            MailReferenceStore references,
            LetterStore letters,
            boolean colleague) {
        this.mailbox = mailbox;
        this.receiver = receiver;
        this.references = references;
        this.letters = letters;
        this.colleague = colleague;
    }

    Optional<MailReceiver.ThreadFacts> facts(UUID thread) {
        return facts.computeIfAbsent(thread, receiver::facts);
    }

    @Override
    public boolean livesHere(UUID thread) {
        return facts(thread)
                .map(known ->
                        colleague || known.mailbox() == null || known.mailbox().equals(mailbox))
                .orElse(false);
    }

    @Override
    public Optional<UUID> ofLetter(UUID letter) {
        return letters.find(letter).map(LetterStore.Composed::threadId);
    }

    @Override
    public Set<UUID> byInboundMessageId(String messageId) {
        return references.threadsOfInbound(mailbox, messageId);
    }

    @Override
    public Optional<UUID> byNumber(long number) {
        return receiver.byNumber(number);
    }

    @Override
    public boolean participates(UUID thread, String address) {
        return facts(thread)
                .map(known -> known.participants().contains(address.toLowerCase(Locale.ROOT)))
                .orElse(false);
    }

    @Override
    public Instant newestMessageAt(UUID thread) {
        return references.newestAt(thread).orElse(Instant.EPOCH);
    }
}
