package io.keepwell.conversations;

import io.keepwell.mail.BlockedSenders;
import io.keepwell.shared.EmailAddress;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Conversations that a person calls spam. They keep their state and their letters, and stand in no view but that of
/// spam until somebody says otherwise or they are deleted.
@Service
class SpamMarks {

    /// Who is blocked with it.
    enum Block {
        NONE,
        ADDRESS,
        DOMAIN
    }

    private final ConversationStore store;
    private final ConversationNews news;
    private final BlockedSenders blocked;
    private final Members members;
    private final Audit audit;
    private final Clock clock;

    SpamMarks(
            ConversationStore store,
            ConversationNews news,
            BlockedSenders blocked,
            Members members,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.news = news;
        this.blocked = blocked;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /// Calls it spam. What is called so already stays so, and may block somebody still.
    @Transactional
    void mark(UUID id, Block block) {
        var conversation = locked(id);
        if (conversation.spamAt() == null) {
            var at = now();
            store.set(conversation.id(), "spam_at = :value", at);
            happened(conversation, at, null, "spam", "spam.marked");
        }
        writer(conversation.id()).ifPresent(address -> {
            switch (block) {
                case ADDRESS -> blocked.block(address.value());
                case DOMAIN -> blocked.block(address.domain());
                case NONE -> {}
            }
        });
        news.changed(conversation.id());
    }

    /// Calls it spam again as if nobody had said otherwise: the time until it is deleted counts from when it was called
    /// so first.
    @Transactional
    void restore(UUID id, Instant at) {
        var conversation = locked(id);
        if (conversation.spamAt() == null) {
            store.set(conversation.id(), "spam_at = :value", at);
            happened(conversation, now(), null, "spam", "spam.marked");
            news.changed(conversation.id());
        }
    }

    /// Says that it is none: it stands in its views again as if nothing had been.
    @Transactional
    void unmark(UUID id) {
        var conversation = locked(id);
        if (conversation.spamAt() != null) {
            store.set(conversation.id(), "spam_at = :value", null);
            happened(conversation, now(), conversation.spamAt().toString(), null, "spam.unmarked");
            news.changed(conversation.id());
        }
    }

    /// Who wrote first; empty where nobody did by mail.
    Optional<EmailAddress> writer(UUID id) {
        return store.participants(id).stream().findFirst().flatMap(EmailAddress::parse);
    }

    private void happened(
            Conversation conversation, Instant at, @Nullable String before, @Nullable String after, String deed) {
        store.happened(conversation.id(), at, members.current().map(Member::id).orElse(null), "spam", before, after);
        audit.record(deed, conversation.id(), "#" + conversation.number(), Map.of());
    }

    private Conversation locked(UUID id) {
        return store.lock(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
