package io.keepwell.conversations;

import io.keepwell.mail.Letter;
import io.keepwell.mail.LetterChanged;
import io.keepwell.mail.Letters;
import io.keepwell.platform.OutboxState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/// A post office that keeps every letter until a test says what becomes of it.
class LettersForTests implements Letters {

    private final Map<String, Letter> byCause = new ConcurrentHashMap<>();
    private final Set<UUID> cancelled = new HashSet<>();
    private final Set<UUID> resent = new HashSet<>();
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    LettersForTests(ApplicationEventPublisher events, TransactionTemplate transaction) {
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public void send(Letter letter) {
        byCause.putIfAbsent(letter.causeKey(), letter);
    }

    @Override
    public boolean cancel(UUID letter) {
        var found = byId(letter);
        if (found.isEmpty() || !cancelled.add(letter)) {
            return false;
        }
        comes(found.getFirst(), OutboxState.CANCELLED);
        return true;
    }

    @Override
    public boolean resend(UUID letter) {
        return resent.add(letter);
    }

    /// The letters of a conversation.
    List<Letter> of(UUID conversation) {
        return byCause.values().stream()
                .filter(letter -> letter.thread().equals(conversation))
                .toList();
    }

    /// The letters to an address.
    List<Letter> to(String address) {
        return byCause.values().stream()
                .filter(letter -> letter.to().value().equals(address))
                .toList();
    }

    /// Lets a letter come so far.
    void comes(Letter letter, OutboxState state) {
        transaction.executeWithoutResult(status ->
                events.publishEvent(new LetterChanged(letter.id(), letter.thread(), letter.kind(), state, null)));
    }

    /// Lets a letter leave, so that nobody can take it back.
    void leaves(UUID letter) {
        cancelled.add(letter);
        comes(byId(letter).getFirst(), OutboxState.SENT);
    }

    private List<Letter> byId(UUID id) {
        return byCause.values().stream()
                .filter(letter -> letter.id().equals(id))
                .toList();
    }
}
