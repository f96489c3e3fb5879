package io.keepwell.conversations;

import io.keepwell.customers.Customers;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What customers say about a conversation by pressing a button rather than by writing: whoever shows it to them
/// knows that it is theirs.
@Service
public class CustomerWishes {

    /// Tag of a conversation whose customer asks for a person.
    public static final String PERSON = "wants-a-person";

    private final ConversationStore store;
    private final Conversations conversations;
    private final Customers customers;
    private final ConversationNews news;
    private final Clock clock;

    CustomerWishes(
            ConversationStore store,
            Conversations conversations,
            Customers customers,
            ConversationNews news,
            Clock clock) {
        this.store = store;
        this.conversations = conversations;
        this.customers = customers;
        this.news = news;
        this.clock = clock;
    }

    /// It is no longer needed: it is solved, by themselves. What caused a complaint is owed all the same, so one whose
    /// cause nobody has looked for goes to triage (decisions: a complaint solved with its cause unknown).
    ///
    /// @return false where nothing was open any more
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean notNeeded(UUID id, UUID customer) {
        var conversation = store.lock(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
        if (conversation.state() == ConversationState.SOLVED || conversation.closed()) {
            return false;
        }
        var at = now();
        store.happened(id, at, null, "not-needed", null, customers.get(customer).label());
        if (conversation.complaint() && conversation.cause() == CauseState.NONE) {
            store.set(id, "cause = :value", CauseState.TRIAGE.word());
            store.happened(id, at, null, "cause", CauseState.NONE.word(), CauseState.TRIAGE.word());
        }
        store.set(id, "state = 'solved', solved_at = :value", at);
        store.happened(id, at, null, "state", conversation.state().word(), ConversationState.SOLVED.word());
        news.changed(id);
        return true;
    }

    /// They ask for a person: the conversation says so wherever it is listed.
    @Transactional(propagation = Propagation.MANDATORY)
    public void person(UUID id) {
        var tags = new LinkedHashSet<>(conversations.tags(id));
        if (tags.add(PERSON)) {
            conversations.tags(id, tags);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
