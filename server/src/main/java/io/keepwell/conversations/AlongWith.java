package io.keepwell.conversations;

import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// What was changed in the very instant in which something was said: its state, and until when it is put off. It goes
/// when what was said is taken back.
@Component
class AlongWith {

    private final ConversationStore store;
    private final Snoozes snoozes;
    private final Members members;

    AlongWith(ConversationStore store, Snoozes snoozes, Members members) {
        this.store = store;
        this.snoozes = snoozes;
        this.members = members;
    }

    /// Sets back what came along. What somebody has changed otherwise since stays.
    ///
    /// @param conversation held
    /// @param said         when it was said
    /// @param at           now
    void giveBack(Conversation conversation, Instant said, Instant at) {
        var now = conversation.state().word();
        store.stateBefore(conversation.id(), said, now)
                .map(word -> word.equals("new") ? "open" : word)
                .filter(word -> !word.equals(now))
                .ifPresent(word -> {
                    store.set(conversation.id(), "state = :value", word);
                    store.set(conversation.id(), "solved_at = :value", null);
                    store.happened(
                            conversation.id(),
                            at,
                            members.current().map(Member::id).orElse(null),
                            "state",
                            now,
                            word);
                });
        // only once it is open again: what is solved waits for nothing
        snoozes.takeBack(conversation.id(), said);
    }
}
